"""The training code of the attribution model: labels, anchors, markup, batches, targets, export and the way back."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "training" / "attribution"
MODEL = ROOT / "src" / "dragoman" / "data" / "models" / "encoder"

TEXT = "Port officials in Aden said in a statement that two ships had left. Nobody could confirm it."
SENTENCES = [(0, 67), (68, 92)]
SOURCE, CUE, CONTENT = "Port officials in Aden", "said in a statement", "that two ships had left"


def span(text: str, part: str) -> list[int]:
    start = text.index(part)
    return [start, start + len(part)]


def said() -> dict[str, Any]:
    return {"source": [span(TEXT, SOURCE)], "cue": [span(TEXT, CUE)], "content": [span(TEXT, CONTENT)]}


@pytest.fixture(scope="module")
def modules() -> Iterator[Any]:
    """``modules("corpus")`` imports a module of the training folder, as its scripts do; forgotten afterwards."""
    before = set(sys.modules)

    def get(name: str, *needs: str) -> ModuleType:
        for need in needs:
            pytest.importorskip(need, reason=f"{need} is a library of training alone and not installed")
        return importlib.import_module(name)

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        patch.syspath_prepend(str(ROOT / "training" / "practice"))
        yield get
    for name in set(sys.modules) - before:
        place = getattr(sys.modules[name], "__file__", None) or ""
        if Path(place).parent in (FOLDER, ROOT / "training" / "practice"):
            del sys.modules[name]


@pytest.fixture(scope="module")
def cutter() -> Any:
    from tokenizers import Tokenizer

    from dragoman.reading.windows import WindowCutter

    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return WindowCutter(tokenizer)


def story(corpus: ModuleType, **changes: Any) -> Any:
    fields = {"id": "aden", "text": TEXT, "attributions": [said()], "nested": False, "sentences": SENTENCES}
    return corpus.Story(**{**fields, **changes})


def words(example: Any, text: str, mask: Any) -> list[str]:
    window = example.window
    return [text[window.starts[i] : window.ends[i]] for i in np.flatnonzero(mask)]


# ---- anchors ---------------------------------------------------------------------------------------------------


def test_an_attribution_is_anchored_at_the_word_most_typical_of_cues(modules: Any) -> None:
    corpus = modules("corpus")
    keys = corpus.KeyWords([story(corpus)] * 5)
    assert keys.anchor(TEXT, said()) == TEXT.index("said")


def test_words_that_open_many_cues_are_no_anchors(modules: Any) -> None:
    corpus = modules("corpus")
    text = "The envoy has been insisting that talks go on."
    item = {"source": [], "cue": [span(text, "has been insisting")], "content": [span(text, "that talks go on")]}
    keys = corpus.KeyWords([story(corpus, text=text, attributions=[item], sentences=[(0, len(text))])])
    assert keys.anchor(text, item) == text.index("insisting")


def test_without_a_cue_the_content_begins_at_the_anchor_and_a_colon_is_one(modules: Any) -> None:
    corpus = modules("corpus")
    text = "Rabat: no troops crossed the berm"
    keys = corpus.KeyWords([])
    content = [span(text, "no troops crossed the berm")]
    assert keys.anchor(text, {"source": [], "cue": [], "content": content}) == 7
    assert keys.anchor(text, {"source": [], "cue": [[5, 6]], "content": content}) == 5


# ---- windows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("twice", [1, 2])
def test_remembered_pieces_are_those_of_the_whole_sentence(cutter: Any, twice: int) -> None:
    text = "Don't  stop--now,\tsaid İlham\u00a0Ｋurt of the U.N.\u200b mission (\u0300the [SEP] one); 中文 too"
    whole = cutter._tokenizer.encode(text, add_special_tokens=False)
    for _ in range(twice):
        (window,) = cutter.windows(text, [(0, len(text))], [0])
        assert window.ids[1:-1].tolist() == whole.ids
        assert window.starts[1:-1].tolist() == [start for start, _ in whole.offsets]


# ---- labels ----------------------------------------------------------------------------------------------------


def test_every_word_of_a_window_gets_its_role(modules: Any, cutter: Any) -> None:
    corpus = modules("corpus")
    (example,) = corpus.examples_of(story(corpus), cutter, corpus.KeyWords([story(corpus)]))
    assert words(example, TEXT, [i in example.anchors for i in range(len(example.window.ids))]) == ["said"]
    roles = example.roles[0]
    assert " ".join(words(example, TEXT, roles == corpus.SOURCE)) == SOURCE
    assert " ".join(words(example, TEXT, roles == corpus.CUE)) == CUE
    assert " ".join(words(example, TEXT, roles == corpus.CONTENT)) == CONTENT
    assert [TEXT[example.window.starts[i] :][:4] for i in example.cue_pieces[0]] == ["said", "in a", "a st", "stat"]


def test_inside_a_content_nothing_is_known_where_the_corpus_codes_no_nesting(modules: Any, cutter: Any) -> None:
    corpus = modules("corpus")
    keys = corpus.KeyWords([story(corpus)])
    (flat,) = corpus.examples_of(story(corpus), cutter, keys)
    (nested,) = corpus.examples_of(story(corpus, nested=True), cutter, keys)
    unknown = words(flat, TEXT, flat.window.first & ~flat.known)
    assert " ".join(unknown) == CONTENT
    assert (nested.known == nested.window.first).all()


def test_of_a_text_that_nobody_coded_nothing_is_known(modules: Any, cutter: Any) -> None:
    corpus = modules("corpus")
    plain = story(corpus, attributions=[], nested=True, coded=False)
    (example,) = corpus.examples_of(plain, cutter, corpus.KeyWords([]))
    assert not example.known.any()
    assert not example.anchors


def test_passages_joined_into_a_report_keep_their_spans(modules: Any) -> None:
    corpus = modules("corpus")
    both = corpus.joined([story(corpus), story(corpus, nested=True)], "\n\n")
    assert len(both.attributions) == 2
    for item in both.attributions:
        assert [both.text[s:e] for s, e in item["content"]] == [CONTENT]
    assert [both.text[s:e] for s, e in both.sentences] == [TEXT[s:e] for s, e in SENTENCES] * 2


def test_a_worn_report_loses_marks_and_no_span(modules: Any) -> None:
    corpus = modules("corpus")
    text = "The mayor, who wouldn't resign, said: \"It's over, all of it.\"\nHis party, though, disagreed."
    content = "\"It's over, all of it.\""
    item = {"source": [span(text, "The mayor, who wouldn't resign")], "cue": [span(text, "said")],
            "content": [span(text, content)]}
    whole = story(corpus, text=text, attributions=[item], sentences=[(0, 61), (62, len(text))])
    seen = set()
    for seed in range(20):
        worn = corpus.worn(whole, random.Random(seed))
        (moved,) = worn.attributions
        assert [worn.text[s:e] for s, e in moved["cue"]] == ["said"]
        (found,) = [worn.text[s:e] for s, e in moved["content"]]
        assert found.replace(",", "").replace("'", "") == content.replace(",", "").replace("'", "")
        seen.add(worn.text)
    assert text.replace(",", "").replace("'", "").replace("\n", " ") in seen


# ---- markup ----------------------------------------------------------------------------------------------------


def test_markup_gives_spans_shared_roles_and_nesting(modules: Any) -> None:
    markup = modules("markup")
    line = (
        "states,claims | [s1 The consul] [c1 said] "
        "[k1 [s2 two captains] [c2 claimed] [k2 the strait was mined]] [c1 on Monday]."
    )
    text, (outer, inner) = markup.parse(line)
    assert text == "The consul said two captains claimed the strait was mined on Monday."
    assert [text[s:e] for s, e in outer["cue"]] == ["said", "on Monday"]
    assert [text[s:e] for s, e in inner["content"]] == ["the strait was mined"]
    assert (outer["inside"], inner["inside"]) == (None, 0)


@pytest.mark.parametrize(
    "line",
    [
        "[s1 Oslo] [c1 said] [k1 no].",  # no acts
        "shouts | [s1 Oslo] [c1 said] [k1 no].",  # no such act
        "states,claims | [s1 Oslo] [c1 said] [k1 no].",  # two acts, one attribution
        "states | [s1 Oslo] [c1 said] [k1 no.",  # never closed
        "states | [s1 Oslo] [c1 said] no].",  # closes nothing
        "states | [s1 Oslo] [c1 said] [k1 no ].",  # white space at the edge
        "states | [s1 Oslo] [c1 said] no.",  # no content
    ],
)
def test_markup_says_what_is_wrong(modules: Any, line: str) -> None:
    markup = modules("markup")
    with pytest.raises(markup.MarkupError):
        markup.parse(line)


# ---- what needs PyTorch ----------------------------------------------------------------------------------------


def examples(modules: Any, cutter: Any) -> list[Any]:
    corpus = modules("corpus")
    short = story(corpus, id="short", text="Nobody could confirm it.", attributions=[], sentences=[(0, 24)])
    keys = corpus.KeyWords([story(corpus)])
    return [e for s in (story(corpus), short, story(corpus, nested=True)) for e in corpus.examples_of(s, cutter, keys)]


def test_batches_hold_every_window_once_within_their_size(modules: Any, cutter: Any) -> None:
    batches = modules("batches", "torch")
    given = examples(modules, cutter)
    made = list(batches.batches(given, 60, random.Random(1)))
    assert sum(len(batch.ids) for batch in made) == len(given)
    assert all(batch.ids.numel() <= 60 for batch in made)
    assert sum(int(batch.mask.sum()) for batch in made) == sum(len(e.window.ids) for e in given)
    for batch in made:
        assert not (batch.first & ~batch.mask).any()
        assert len(batch.owners) == len(batch.anchors) == len(batch.roles)
        for owner, roles in zip(batch.owners, batch.roles, strict=True):
            assert not roles[~batch.mask[owner]].any()  # padding has no role
            assert set(roles.tolist()) == {0, 1, 2, 3}


def test_a_teacher_is_heard_alone_where_the_gold_is_silent(modules: Any, cutter: Any) -> None:
    targets = modules("targets", "torch")
    torch = importlib.import_module("torch")
    torch.manual_seed(3)
    teacher = modules("network").Network(1).eval()
    (batch,) = modules("batches").batches(examples(modules, cutter), 2000, random.Random(1))
    gold = targets.gold_targets(batch)
    half = targets.taught_targets(batch, [teacher], 0.5)
    with torch.no_grad():
        said = teacher.anchor_head(teacher.encoder(batch.ids, batch.features, batch.mask)).sigmoid()
    silent = batch.first & ~batch.known
    assert silent.any()
    assert torch.allclose(half.anchor[silent], said[:, :, 0][silent])
    assert torch.allclose(half.anchor[batch.known], (gold.anchor + said[:, :, 0])[batch.known] / 2)
    count = len(gold.owners)
    assert (half.anchors[:count] == gold.anchors).all()
    assert torch.allclose(half.roles.sum(-1), torch.ones(()))
    assert (half.roles[:count].argmax(-1) == batch.roles).float().mean() > 0.9
    losses = targets.losses(teacher, batch, half)
    assert all(torch.isfinite(part) for part in losses)


def test_an_exported_network_runs_and_comes_back(modules: Any, cutter: Any, tmp_path: Path) -> None:
    export = modules("export", "torch", "onnx", "onnxruntime")
    torch = importlib.import_module("torch")
    torch.manual_seed(5)
    network = modules("network").Network(1).eval()
    for weights in network.parameters():  # fresh norms are all alike, and a graph keeps equal weights once
        weights.data += 0.02 * torch.randn_like(weights)
    plain = tmp_path / "plain.onnx"
    export.export_encoder(network, plain)
    export.quantise(plain, tmp_path / "model.onnx")
    export.export_roles(network, tmp_path / "roles_plain.onnx")
    export.quantise_roles(tmp_path / "roles_plain.onnx", tmp_path / "roles.onnx")
    back = modules("shipped").network_of(tmp_path).eval()
    for name, value in network.state_dict().items():
        rounded = name.startswith("encoder.") or name.endswith("conv.weight")
        step = value.abs().max() / 100 if rounded else 1e-6
        assert (back.state_dict()[name] - value).abs().max() <= step, name
    again = tmp_path / "again"
    again.mkdir()
    export.export_encoder(back, again / "plain.onnx")
    export.quantise(again / "plain.onnx", again / "model.onnx")
    window = examples(modules, cutter)[0].window
    inputs = {"ids": window.ids[None], "features": window.features[None]}
    runtime = importlib.import_module("onnxruntime")
    first, second = (runtime.InferenceSession(str(f / "model.onnx")).run(None, inputs) for f in (tmp_path, again))
    assert first[0].shape == (1, len(window.ids), 384)
    # What int8 has rounded once it does not round again.
    for one, other in zip(first, second, strict=True):
        assert np.abs(one - other).max() < 1e-3
    states, tags = map(torch.from_numpy, first)
    sentences, anchors = torch.from_numpy(window.sentences)[None], torch.tensor([1, 3])
    with torch.no_grad():
        wanted = network.role_head(states, tags, sentences, torch.zeros_like(anchors), anchors).numpy()
    inputs = {"states": first[0], "tags": first[1], "sentences": sentences.numpy(), "anchors": anchors.numpy()}
    for name, near in (("roles_plain.onnx", 1e-4), ("roles.onnx", 0.05)):
        (roles,) = runtime.InferenceSession(str(tmp_path / name)).run(None, inputs)
        assert np.abs(roles - wanted).max() < near


def test_a_mean_of_networks_weighs_each_as_often_as_is_said(modules: Any) -> None:
    average = modules("average", "torch")
    torch = importlib.import_module("torch")
    first, second = {"w": torch.tensor([0.0, 3.0])}, {"w": torch.tensor([3.0, 0.0])}
    assert average.mean([first, second], [1, 2])["w"].tolist() == [2.0, 1.0]
    with pytest.raises(ValueError, match="different shapes"):
        average.mean([first, {"v": torch.zeros(2)}], [1, 1])
