"""Codebooks: event classes, definitions, patterns and examples in YAML. Another ontology is another file.

    name: peace
    title: Peace processes
    version: "1.0"
    words:                      # named word classes; "<deal>" in a pattern stands for each of their words
      deal: [deal, accord, truce]
    classes:
      - name: sign
        definition: Puts its name under an agreement.
        patterns:
          - verbs: ["sign <deal>", ink]      # lemma, particle, object noun or preposition, as Predicate.frames has them
            recipient: [with]                # where the other side stands: "object", "subject" or a preposition
            reciprocal: true                 # parties may be named on either side
            example: The clans signed an accord in May.
        examples:
          - Both factions inked the truce.

In a frame ``@place`` is an object that the story knows for a place ("seize @place"). A pattern may also have ``nouns``,
``adjectives``, ``mode``, ``contexts``, ``cameo`` and, instead of standing under a class, stand under ``operators``
with ``turns``: what becomes of the class of its complement or object ("stop" turns AID
into SANCTION). A mistake is refused with file, line and reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml

from dragoman.errors import DataFileError

T = TypeVar("T", dict[str, Any], list[Any])

TOP = {"name", "title", "version", "source", "words", "classes", "operators", "future", "unwilling", "contexts"}
CLASS = {"name", "definition", "quad", "plv", "modes", "patterns", "examples", "cameo", "content_modes", "weak"}
PATTERN = {
    "verbs", "nouns", "adjectives", "mode", "contexts", "cameo", "recipient", "reciprocal", "example", "actor", "needs",
    "turns", "gives", "content", "negated", "weak", "fails",
}
KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adj"}
PLACE = "@place"  # in a frame: an object that the story knows for a place ("seize @place")
SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one entry promises: words, the class they tell, and where its sides stand."""

    gives: str | None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actor: tuple[str, ...] = ()  # empty: the subjects
    recipient: tuple[str, ...] = ()  # empty: objects, then the usual prepositions
    reciprocal: bool = False
    needs: str | None = None  # "actor", "recipient" or "object": no event without it
    turns: tuple[tuple[str, str], ...] = ()
    content: str | None = None  # factuality of what it embeds
    negated: str | None = None  # the class when it is denied ("did not rule out")
    fails: tuple[str, ...] = ()  # classes that have failed when this operator stands over them (a truce that ends)
    weak: bool = False  # tells an event only with an actor of its own
    example: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of events."""

    name: str
    definition: str
    quad: str | None
    plv: str | None
    modes: tuple[str, ...]
    cameo: str | None
    content_modes: dict[str, str]  # class of what is asked, refused or threatened -> mode
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """An ontology with its patterns, ready to look up."""

    name: str
    title: str
    version: str
    classes: dict[str, EventClass]
    patterns: dict[str, dict[str, Pattern]]  # kind -> frame -> pattern
    heads: dict[str, frozenset[str]]  # kind -> lemmas that any frame of that kind starts (or, for nouns, ends) with
    future: dict[str, str]  # what a class becomes when it is announced
    unwilling: dict[str, str]  # what a class becomes when its actor says that it will not do it
    contexts: dict[str, frozenset[str]]  # context -> words that tell it

    def look_up(self, kind: str, frames: Iterable[str]) -> tuple[str, Pattern] | None:
        """The most specific known frame with its pattern."""
        table = self.patterns[kind]
        for frame in frames:
            found = table.get(frame)
            if found is not None:
                return frame, found
        return None


@cache
def codebook(name: str) -> Codebook:
    """A codebook that ships with the program ("plover", "cameo", "peace")."""
    path = files("dragoman") / "data" / "codebooks" / f"{name}.yaml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataFileError(f"there is no codebook {name!r}") from error
    return parse(text, f"{name}.yaml")


def load(path: Path) -> Codebook:
    """The codebook of a file that a user wrote; DataFileError tells file, line and reason."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: {error}") from error
    return parse(text, str(path))


def check(path: Path) -> Codebook:
    """For ``dragoman codebook check``: the codebook if it is valid, else DataFileError with file, line and reason."""
    return load(path)


def parse(text: str, where: str) -> Codebook:
    """A codebook out of YAML text."""
    reader = _Checked(where)
    data = reader.read(text)
    return reader.codebook(data)


class _Checked:
    """Reads YAML with the line of every node, and refuses what it does not know."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.lines: dict[int, int] = {}
        self.keys: dict[tuple[int, str], int] = {}
        self.kept: list[Any] = []  # keeps every container alive, so that its id stays its own

    def refuse(self, line: int, reason: str) -> DataFileError:
        return DataFileError(f"{self.where}, line {line}: {reason}")

    def read(self, text: str) -> dict[str, Any]:
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.refuse(mark.line + 1 if mark else 1, str(error.problem or error.context)) from error
        except yaml.YAMLError as error:
            raise self.refuse(1, str(error)) from error
        data = self.plain(node) if node else None
        if not isinstance(data, dict):
            raise self.refuse(1, "a codebook is a mapping with name and classes")
        return data

    def plain(self, node: yaml.Node) -> Any:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            boolean = node.value in ("true", "false") and not node.style  # "on" and "no" are words here
            return node.value == "true" if boolean else node.value
        if isinstance(node, yaml.SequenceNode):
            found: Any = [self.plain(child) for child in node.value]
        else:
            found = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                if key in found:
                    raise self.refuse(key_node.start_mark.line + 1, f"the key {key!r} stands twice")
                found[key] = self.plain(value_node)
                self.keys[id(found), key] = key_node.start_mark.line + 1
        self.lines[id(found)] = line
        self.kept.append(found)
        return found

    def line(self, value: Any) -> int:
        return self.lines.get(id(value), 1)

    def mapping(self, value: Any, known: set[str], what: str, owner: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.refuse(self.line(owner), f"{what} must be a mapping of fields")
        for key in value:
            if key not in known:
                near = ", ".join(sorted(known))
                raise self.refuse(self.keys[id(value), key], f"unknown field {key!r} in {what}; known are {near}")
        return value

    def part(self, data: dict[str, Any], field: str, kind: type[T]) -> T:
        """A field that must be a mapping or a list; an empty one where it is not given."""
        value = data.get(field)
        if value is None:
            return kind()
        if not isinstance(value, kind):
            what = "a mapping" if kind is dict else "a list"
            raise self.refuse(self.keys[id(data), field], f"{field!r} must be {what}")
        return value

    def words(self, value: Any, what: str, owner: Any) -> tuple[str, ...]:
        """A string or a list of strings."""
        if value is None:
            return ()
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(word, str) for word in listed):
            raise self.refuse(self.line(owner), f"{what} must be words")
        return tuple(listed)

    def codebook(self, data: dict[str, Any]) -> Codebook:
        self.mapping(data, TOP, "the codebook", data)
        for key in ("name", "classes"):
            if not data.get(key):
                raise self.refuse(1, f"{key!r} is missing")
        entries = self.part(data, "classes", list)
        words = {k: self.words(v, f"words {k!r}", data) for k, v in self.part(data, "words", dict).items()}
        classes: dict[str, EventClass] = {}
        tables: dict[str, dict[str, Pattern]] = {kind: {} for kind in KINDS.values()}
        for entry in entries:
            made = self.event_class(entry, data)
            if made.name in classes:
                raise self.refuse(self.line(entry), f"the class {made.name!r} is defined twice")
            classes[made.name] = made
        for entry in entries:
            for raw in self.part(entry, "patterns", list):
                self.pattern(raw, entry["name"], classes, words, tables, entry)
        for raw in self.part(data, "operators", list):
            self.pattern(raw, None, classes, words, tables, data)
        heads = {
            kind: frozenset(frame.rsplit(" ", 1)[-1] if kind == "noun" else frame.split(" ", 1)[0] for frame in table)
            | (frozenset(frame.split(" ", 1)[0] for frame in table) if kind == "noun" else frozenset())
            for kind, table in tables.items()
        }
        return Codebook(
            name=data["name"], title=data.get("title") or data["name"], version=str(data.get("version") or ""),
            classes=classes, patterns=tables, heads=heads,
            future=self.turned(data, "future", classes), unwilling=self.turned(data, "unwilling", classes),
            contexts={
                name: frozenset(self.words(listed, "contexts", data))
                for name, listed in self.part(data, "contexts", dict).items()
            },
        )

    def turned(self, data: dict[str, Any], field: str, classes: dict[str, EventClass]) -> dict[str, str]:
        turns = self.part(data, field, dict)
        for old, new in turns.items():
            if old not in classes or new not in classes:
                raise self.refuse(self.keys[id(turns), old], f"{field!r} names an unknown class: {old} or {new}")
        return dict(turns)

    def event_class(self, entry: Any, owner: Any) -> EventClass:
        self.mapping(entry, CLASS, "a class", owner)
        name = entry.get("name")
        if not name:
            raise self.refuse(self.line(entry), "a class has no 'name'")
        if not entry.get("definition"):
            raise self.refuse(self.line(entry), f"the class {name!r} has no 'definition'")
        if not entry.get("examples"):
            raise self.refuse(self.line(entry), f"the class {name!r} has no example")
        return EventClass(
            name=name, definition=entry["definition"], quad=entry.get("quad"), plv=entry.get("plv"),
            modes=self.words(entry.get("modes"), "modes", entry), cameo=entry.get("cameo"),
            content_modes=dict(self.part(entry, "content_modes", dict)),
            examples=self.words(entry["examples"], "examples", entry),
        )

    def pattern(
        self, raw: Any, name: str | None, classes: dict[str, EventClass], words: dict[str, tuple[str, ...]],
        tables: dict[str, dict[str, Pattern]], owner: Any,
    ) -> None:
        """Check one pattern and enter its frames."""
        self.mapping(raw, PATTERN, "a pattern", owner)
        line = self.line(raw)
        if not raw.get("example"):
            raise self.refuse(line, "a pattern has no 'example'")
        turns = self.part(raw, "turns", dict)
        gives = name or raw.get("gives")
        named = [gives, raw.get("negated"), *turns, *turns.values()]
        for known in filter(None, named):
            if known not in classes and known != "none":
                raise self.refuse(line, f"a pattern names the unknown class {known!r}")
        if gives and raw.get("mode") and classes[gives].modes and raw["mode"] not in classes[gives].modes:
            raise self.refuse(line, f"the class {gives!r} has no mode {raw['mode']!r}")
        made = Pattern(
            gives=gives, mode=raw.get("mode"), contexts=self.words(raw.get("contexts"), "contexts", raw),
            cameo=raw.get("cameo"), actor=self.words(raw.get("actor"), "actor", raw),
            recipient=self.words(raw.get("recipient"), "recipient", raw), reciprocal=bool(raw.get("reciprocal")),
            needs=raw.get("needs"), turns=tuple(turns.items()), content=raw.get("content"), negated=raw.get("negated"),
            fails=self.words(raw.get("fails"), "fails", raw), weak=bool(raw.get("weak")), example=raw["example"],
            line=line,
        )
        found = False
        for field, kind in KINDS.items():
            for frame in self.words(raw.get(field), field, raw):
                found = True
                for spelled in self.expanded(frame, words, line):
                    tables[kind].setdefault(spelled, made)
        if not found:
            raise self.refuse(line, "a pattern has no verbs, nouns or adjectives")

    def expanded(self, frame: str, words: dict[str, tuple[str, ...]], line: int) -> Iterator[str]:
        """A frame with each of the words that its ``<class>`` stands for."""
        slot = SLOT.search(frame)
        if slot is None:
            yield frame
            return
        if slot[1] not in words:
            raise self.refuse(line, f"no words are named {slot[1]!r}")
        for word in words[slot[1]]:
            yield from self.expanded(frame[: slot.start()] + word + frame[slot.end() :], words, line)
