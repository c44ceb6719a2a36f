"""Names of places to coordinates, country and admin unit, in the light of the story they stand in.

``Places.open()`` reads the gazetteer that ships (GeoNames, CC BY 4.0) and ``data/en/places.toml``. ``find`` weighs
every place of a name: main name before other names, people, capitals, the countries and units that the story tells of.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from dragoman.knowledge.place_evidence import COUNTRY_OF_STORY, Evidence, Told, may_be_far, town_before_unit
from dragoman.knowledge.place_file import ADMIN, CAPITAL, COUNTRY, Entry, PlaceFile
from dragoman.knowledge.place_names import fold, key, skeleton
from dragoman.knowledge.place_phrases import Phrase, bare, read
from dragoman.knowledge.place_sentences import SentenceNames
from dragoman.lexicon import lexicon
from dragoman.records import Place

SHIPPED = "places.geo"
FEATURES = {ADMIN: "admin1", COUNTRY: "country"}

# What speaks for one of several places of a name, in powers of ten of its people.
OTHER_NAME = -1.4  # "Galle" is also one of Halle's names
CAPITAL_CITY = 1.0
UNIT_TOLD = 4.0
KIND_TOLD = 4.0  # "Aleppo province": the unit, not the town
OWN_ENTRY = 7.0  # the supplement knows what the press means by a name
COUNTRY_NAME = 2.0
UNIT_NAME = -0.5  # a bare name that is town and unit is the town
SOUNDING = -1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What the story tells beside the name: all of it optional.

    ``countries`` are ISO3 codes of its actors; ``places`` those resolved so far, ``dateline`` among the strongest;
    ``words`` the sentence the name stands in.
    """

    countries: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    dateline: Place | None = None
    words: str = ""


EMPTY = Context()


@dataclass(frozen=True, slots=True)
class _Own:
    """An entry of the supplement."""

    name: str
    at: tuple[float, float]
    country: str
    km: float
    feature: str
    names: tuple[str, ...] = field(default=())


class Places:
    """The gazetteer. Opening it reads a header; names are looked up where they lie in the file."""

    def __init__(self, path: Path | None = None) -> None:
        self.file = PlaceFile(path or Path(str(files("dragoman") / "data" / "knowledge" / SHIPPED)))
        self._find = lru_cache(maxsize=8192)(self._find_name)
        self._of_context = lru_cache(maxsize=512)(self._of_story)
        self._entries = lru_cache(maxsize=8192)(self._named)
        self._around = lru_cache(maxsize=4096)(self._beside)
        self._told = lru_cache(maxsize=512)(self._sentences)

    @classmethod
    def open(cls, path: str | Path | None = None) -> Places:
        """The gazetteer at ``path`` (None: the one that ships). DataFileError where it is none."""
        return cls(Path(path) if path else None)

    # ---- questions ---------------------------------------------------------------------------------------------------

    def find(self, name: str, context: Context = EMPTY) -> Place | None:
        """The place that a name means in this story; None where no place has the name.

        The name may carry what kind or part of a place is meant ("northern Aleppo province", "the border with Turkey",
        "the village of Hassajik in the Aleppo region"): ``feature`` and ``precision_km`` tell it.
        """
        return self._find(name, context)

    def knows(self, name: str) -> bool:
        """Whether any place has this very name, one microsecond's look."""
        folded = fold(name)
        if name.lower() in self._no_places:
            return False
        return folded in self._own or folded in self.country_names or self.file.has(key(folded))

    def is_country(self, name: str) -> str | None:
        """The ISO3 code of the country with this name; None for any other name."""
        return self.country_names.get(fold(name))

    @cached_property
    def country_names(self) -> dict[str, str]:
        """Folded names of countries, to ISO3."""
        found: dict[str, str] = {}
        for code, about in self.file.header["about"].items():
            for name in [about["name"], *about["names"]]:
                found.setdefault(fold(name), code)
        return found

    @cached_property
    def demonyms(self) -> dict[str, str]:
        """Folded adjectives and names of peoples, to ISO3."""
        about = self.file.header["about"]
        return {fold(word): code for code in sorted(about) for word in about[code]["demonyms"]}

    @cached_property
    def _own(self) -> dict[str, _Own]:
        found: dict[str, _Own] = {}
        for name, entry in lexicon("places")["place"].items():
            own = _Own(
                name,
                tuple(entry["at"]),
                entry["country"],
                entry["km"],
                entry.get("feature", "region"),
                tuple(entry.get("names", ())),
            )
            for spelling in (name, *own.names):
                found.setdefault(fold(bare(spelling)), own)
        return found

    @cached_property
    def _no_places(self) -> frozenset[str]:
        return frozenset(lexicon("places")["no_place"]["words"])

    @cached_property
    def _country_points(self) -> dict[str, tuple[float, float]]:
        return {code: (at[0], at[1]) for code, at in lexicon("places")["country"].items()}

    @cached_property
    def neighbours(self) -> dict[str, frozenset[str]]:
        """Countries with a common border."""
        return {code: frozenset(about["neighbours"]) for code, about in self.file.header["about"].items()}

    # ---- one name ----------------------------------------------------------------------------------------------------

    def _find_name(self, name: str, context: Context) -> Place | None:
        plain = bare(name)
        if plain.lower() in self._no_places:
            return None
        whole = self._best(plain, Phrase(plain), context)
        if whole is not None:
            return whole
        phrase = read(name)
        if phrase.kind == "border":
            return self._border(phrase, context)
        if phrase.name and phrase.name != plain:
            return self._in_phrase(phrase, context)
        if len(plain) > 3 and plain.endswith("s"):  # "Syrias", where scraping has lost the apostrophe
            return self._best(plain[:-1], Phrase(plain[:-1]), context)
        return self._by_sound(plain, context)

    def _in_phrase(self, phrase: Phrase, context: Context) -> Place | None:
        if phrase.holder and (holder := self._find_name(phrase.holder, context)):
            context = replace(
                context,
                words=f"{context.words} {phrase.holder}",
                places=(*context.places, holder),
                countries=(*context.countries, holder.country or ""),
            )
        found = self._best(phrase.name, phrase, context)
        if found is None and (code := self.demonyms.get(fold(phrase.name))):  # "the Syrian countryside"
            found = self._country(code)
        found = found or self._by_sound(phrase.name, context)
        if found is None and phrase.holder and holder:  # a village that no gazetteer has: somewhere in what holds it
            return replace(
                holder,
                id=unlisted(phrase.name),
                name=phrase.name,
                feature=phrase.kind or holder.feature,
            )
        return self._shaped(found, phrase) if found else None

    def _shaped(self, found: Place, phrase: Phrase) -> Place:
        """A place cut to the part and kind that the phrase tells."""
        radius = max(found.precision_km or 1.0, phrase.km)
        north, east = phrase.step
        latitude, longitude = _moved(found, north * radius, east * radius)
        feature = phrase.kind if phrase.km or phrase.kind == "admin1" else found.feature
        mark = "-".join(filter(None, (phrase.part, phrase.kind if phrase.km else "")))
        return replace(
            found,
            id=f"{found.id}:{mark}" if mark else found.id,
            name=f"{phrase.part} {found.name}" if phrase.part else found.name,
            latitude=latitude,
            longitude=longitude,
            feature="region" if phrase.part and feature in ("admin1", "country") else feature,
            precision_km=round(radius * 0.6 if north or east else radius, 1),
        )

    def _border(self, phrase: Phrase, context: Context) -> Place | None:
        """The middle between towns or countries on both sides; with one side told, the story's country is the other."""
        sides = [place for name in phrase.border if (place := self._side(name, context))]
        if len(sides) == 1 and sides[0].country:
            story = [
                c
                for c in (*context.countries, *self._told(context.words).countries)
                if c in self.neighbours.get(sides[0].country, ())
            ]
            sides += [self._country(code) for code in sorted(set(story))[:1]]
        if not sides:
            return None
        codes = "-".join(sorted({place.country or "" for place in sides}))
        known = self.file.header["borders"].get(codes)
        middle = sum(p.latitude or 0.0 for p in sides) / len(sides), sum(p.longitude or 0.0 for p in sides) / len(sides)
        latitude, longitude, reach = known or (*middle, max(phrase.km, *(place.precision_km or 0.0 for place in sides)))
        return Place(
            id=f"border:{codes}",
            name=" ".join(("border", *phrase.border)),
            country=sides[0].country,
            latitude=round(latitude, 4),
            longitude=round(longitude, 4),
            feature="border",
            precision_km=float(reach),
        )

    def _side(self, name: str, context: Context) -> Place | None:
        code = self.demonyms.get(fold(name))
        return self._country(code) if code else self._best(name, Phrase(name), context)

    # ---- weighing ----------------------------------------------------------------------------------------------------

    def _best(self, name: str, phrase: Phrase, context: Context) -> Place | None:
        """The likeliest place of a name."""
        folded = fold(name)
        if not folded:
            return None
        entries, own, country = self._entries(folded), self._own.get(folded), self.country_names.get(folded)
        if len(entries) + bool(own) + bool(country) == 0:
            return None
        if not phrase.kind:
            entries = town_before_unit(entries)
        if only := self._only(entries, own, country, name):
            return only
        evidence = self._evidence(folded, context)
        scored = [(self._weigh(entry, other, phrase, evidence), -entry.number, entry) for entry, other in entries]
        best = max(scored, default=None)
        if best is not None and not country and not own and evidence.is_far(best[2]):
            return None
        if country and (not own or own.feature == "country"):
            score = 8.5 + evidence.of(country) - (KIND_TOLD if phrase.kind in ("admin1", "city") else 0)
            if best is None or score >= best[0]:
                return self._country(country)
        if own:
            score = OWN_ENTRY + evidence.of(own.country) + evidence.close(*own.at)
            if phrase.kind and own.feature != phrase.kind and phrase.kind in ("admin1", "city"):
                score -= KIND_TOLD
            if best is None or score >= best[0]:
                return _own_place(own)
        return self._place(best[2], name) if best else None

    def _only(
        self, entries: tuple[tuple[Entry, bool], ...], own: _Own | None, country: str | None, name: str
    ) -> Place | None:
        """The place of a name that has one, whatever the story says: most names; None where the story must tell."""
        if country and not own and all(e.kind == COUNTRY and e.country == country for e, _ in entries):
            return self._country(country)
        if own and not country and not entries:
            return _own_place(own)
        if len(entries) == 1 and not own and not country and not may_be_far(entries[0][0]):
            return self._place(entries[0][0], name)
        return None

    def _named(self, folded: str) -> tuple[tuple[Entry, bool], ...]:
        return tuple(self.file.named(key(folded)))

    def _weigh(self, entry: Entry, other: bool, phrase: Phrase, evidence: Evidence) -> float:
        score = math.log10(entry.people + 1) + (OTHER_NAME if other else 0.0)
        score += CAPITAL_CITY if entry.kind == CAPITAL else COUNTRY_NAME if entry.kind == COUNTRY else 0.0
        unit = entry.number if entry.kind == ADMIN else entry.admin
        if entry.kind == ADMIN:
            score += UNIT_NAME
        if phrase.kind in ("admin1", "city"):
            score += KIND_TOLD if (entry.kind == ADMIN) == (phrase.kind == "admin1") else 0.0
        score += evidence.of(entry.country) + evidence.close(entry.latitude, entry.longitude)
        return score + (UNIT_TOLD if unit in evidence.units else 0.0)

    def _by_sound(self, name: str, context: Context) -> Place | None:
        """A name written over from Arabic in a spelling of its own, where the story lies in such a country."""
        bones = skeleton(fold(name))
        if len(bones.replace(" ", "")) < 3:
            return None
        evidence = self._evidence(fold(name), context)
        scored = [
            (self._weigh(entry, True, Phrase(name), evidence) + SOUNDING, -entry.number, entry)
            for entry, _ in self.file.sounding(key(bones))
            if evidence.of(entry.country) >= COUNTRY_OF_STORY
        ]
        return self._place(max(scored)[2], name) if scored else None

    def _evidence(self, folded: str, context: Context) -> Evidence:
        """What the story says of where a name may lie; the name itself says nothing of that."""
        told = self._told(context.words)
        if any(name in folded for name, _ in (*told.countries_named, *told.units_named, *told.towns_named)):
            return self._gather(told.without(folded), context)
        return self._of_context(context)

    def _of_story(self, context: Context) -> Evidence:
        return self._gather(self._told(context.words), context)

    def _gather(self, told: Told, context: Context) -> Evidence:
        beside = [place for place in (*context.places, context.dateline) if place is not None]
        strong = {code for _, code in told.countries_named}
        units = {unit for _, unit in told.units_named}
        weak = {*context.countries, *(place.country for place in beside if place.country)} - {""}
        points = [
            (place.latitude, place.longitude)
            for place in beside
            if place.latitude is not None and place.longitude is not None and place.feature != "country"
        ]
        points += [point for _, point in told.towns_named]
        around = self._around(frozenset(strong | weak))
        return Evidence(strong, weak, around, units, points)

    def _beside(self, countries: frozenset[str]) -> frozenset[str]:
        """All countries with a border to one of these."""
        return frozenset().union(*(self.neighbours.get(code, ()) for code in countries))

    def _sentences(self, sentence: str) -> Told:
        return self._sentence_names.read(sentence)

    @cached_property
    def _sentence_names(self) -> SentenceNames:
        return SentenceNames(self.file, self._entries, {**self.demonyms, **self.country_names})

    # ---- records -----------------------------------------------------------------------------------------------------

    def _place(self, entry: Entry, name: str) -> Place:
        """The record, under the name that the story uses: GeoNames writes "Ḩalab" where the press writes "Aleppo"."""
        if entry.kind == COUNTRY:
            return self._country(entry.country)
        return Place(
            id=f"geonames:{entry.geoname}",
            name=name,
            country=entry.country,
            admin1=entry.name if entry.kind == ADMIN else self.file.admin_name(entry.admin),
            latitude=entry.latitude,
            longitude=entry.longitude,
            feature=FEATURES.get(entry.kind, "city"),
            precision_km=float(entry.radius_km),
        )

    def _country(self, code: str) -> Place:
        about = self.file.header["about"][code]
        at = self._country_points.get(code) or tuple(about["at"])
        return Place(
            id=f"geonames:{about['geoname']}",
            name=about["names"][0] if about["names"] else about["name"],
            country=code,
            latitude=at[0],
            longitude=at[1],
            feature="country",
            precision_km=float(about["radius_km"]),
        )


def unlisted(name: str) -> str:
    """The id of a place that no gazetteer has; never that of an actor of the same name."""
    return f"new:{fold(name).replace(' ', '-')}:place"


def _moved(place: Place, north_km: float, east_km: float) -> tuple[float | None, float | None]:
    """The place's point so many kilometres on."""
    if place.latitude is None or place.longitude is None:
        return place.latitude, place.longitude
    latitude = place.latitude + north_km / 111.2
    longitude = place.longitude + east_km / (111.2 * max(math.cos(math.radians(place.latitude)), 0.05))
    return round(latitude, 4), round(longitude, 4)


def _own_place(own: _Own) -> Place:
    return Place(
        id=f"place:{fold(own.name).replace(' ', '-')}",
        name=own.name,
        country=own.country or None,
        latitude=own.at[0],
        longitude=own.at[1],
        feature=own.feature,
        precision_km=float(own.km),
    )
