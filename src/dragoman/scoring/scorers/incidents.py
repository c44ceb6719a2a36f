#!/usr/bin/env python3
"""Score each story's main incident against what people coded for it in the UCDP data.

usage: incidents.py GOLD PREDICTED [--json] [--self-test]

GOLD       shared/data/stories/dev_incidents.jsonl; the README beside it says how the links were made.
PREDICTED  JSON lines {"row": int, "incidents": [{"date_start", "date_end",
           "latitude", "longitude", "killed_low", "killed_high", "by"}]};
           the program's main incident comes first. Dates are YYYY-MM-DD.
           A missing killed_high (null) is an open upper end; a toll with
           neither a positive lower nor an upper bound is no claim.

Every story of GOLD counts, also one that PREDICTED lacks. Rows of PREDICTED
that GOLD lacks are ignored. Where one bound of a date is missing the other counts; no date, place or toll is wrong.
"""
import argparse
import datetime
import json
import math
import re
import sys

INF = float("inf")
KEYS = ("date", "place", "story_toll", "ucdp_toll", "all")


def day(text):
    try:
        return datetime.date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def date_right(gold, pred):
    """The two intervals overlap or are at most one day apart."""
    start = day(pred.get("date_start") or pred.get("date_end"))
    end = day(pred.get("date_end") or pred.get("date_start"))
    if start is None or end is None or end < start:
        return False
    slack = datetime.timedelta(days=1)
    return (start <= day(gold["date_end"]) + slack
            and end >= day(gold["date_start"]) - slack)


def kilometres(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    a = (math.sin((lat2 - lat1) / 2) ** 2
         + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(a)))


def number(value):
    """A finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if math.isfinite(value) else None


def distance(gold, pred):
    lat, lon = number(pred.get("latitude")), number(pred.get("longitude"))
    if lat is None or lon is None:
        return INF
    return kilometres(gold["latitude"], gold["longitude"], lat, lon)


def place_right(gold, pred):
    return distance(gold, pred) <= (50 if gold["where_prec"] >= 3 else 25)


def toll(low, high):
    """(low, high) with an open end as infinity, or None for no claim."""
    low, high = number(low), number(high)
    if high is None and not (low or 0) > 0:
        return None
    low, high = low or 0, INF if high is None else high
    return (low, high) if low <= high else None


def overlap(one, other):
    return (one is not None and other is not None
            and one[0] <= other[1] and other[0] <= one[1])


def judge(gold, pred):
    claim = toll(pred.get("killed_low"), pred.get("killed_high"))
    out = {
        "date": date_right(gold, pred),
        "place": place_right(gold, pred),
        "story_toll": overlap(claim, toll(*gold["killed_in_story"])),
        "ucdp_toll": overlap(claim, (gold["low"], gold["high"])),
    }
    out["all"] = out["date"] and out["place"] and out["story_toll"]
    # Beside the shares asked for: does the perpetrator agree, camp by camp?
    # None where UCDP does not tell.
    want = camps(gold.get("by"))
    out["by"] = bool(want & camps(pred.get("by"))) if want else None
    return out


def best_of(gold, preds):
    """The incident that agrees best; among equals the nearest, then the first."""
    found = None
    for index, pred in enumerate(preds):
        verdict = judge(gold, pred)
        rank = (verdict["date"] + verdict["place"] + verdict["story_toll"],
                verdict["ucdp_toll"], -distance(gold, pred), -index)
        if found is None or rank > found[0]:
            found = (rank, index, verdict)
    return (None, None) if found is None else found[1:]


CAMPS = (
    ("israel", r"israel|\bidf\b"),
    ("turkey", r"turk"),
    ("coalition", r"coalition|\bus\b|u\.s\.|united states|american|pentagon"),
    ("is", r"\bis\b|\bisis\b|\bisil\b|islamic state|daesh|da.?ish"),
    ("sdf", r"\bsdf\b|\bypg\b|kurd|syrian democratic forces"),
    ("government", r"government of syria|regime|syrian (army|government|military"
                   r"|arab army|air ?force|forces)|\bsyria$|assad|russia|hi?e?zb"
                   r"|iran|loyalist"),
    ("insurgents", r"insurgent|rebel|opposition|militant|fatah|nusra|fateh"
                   r"|j[ae][iy]s|ahrar|\bfsa\b|free syrian|\bhts\b|tahrir|rahman"
                   r"|faction"),
)


def camps(name):
    """The camps that a perpetrator's name can mean. Bare "terrorists", as the
    state media write, may be IS or the insurgents."""
    if not name:
        return frozenset()
    text = str(name).lower()
    out = {camp for camp, pattern in CAMPS if re.search(pattern, text)}
    if "turkey" in out and re.search(r"turk\w*[- ]backed", text):
        out.discard("turkey")
    if not out and re.search(r"terrorist|takfiri|gunm[ae]n", text):
        out = {"is", "insurgents"}
    return frozenset(out)


def components(golds):
    """Number the incidents: stories that share an event id belong together."""
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for gold in golds:
        for one in gold["ged_ids"]:
            parent[find(one)] = find(gold["ged_ids"][0])
    return [find(gold["ged_ids"][0]) for gold in golds]


def share(verdicts, key):
    values = [v.get(key, False) for v in verdicts]
    values = [bool(v) for v in values if v is not None]
    return round(sum(values) / len(values), 4) if values else None


def per_incident(verdicts, incident, key):
    groups = {}
    for verdict, number_ in zip(verdicts, incident):
        groups.setdefault(number_, []).append(bool(verdict.get(key)))
    return round(sum(sum(g) / len(g) for g in groups.values()) / len(groups), 4)


def score(golds, predicted):
    """golds: list of gold lines; predicted: {row: [incident, ...]}"""
    if not golds:
        raise SystemExit("the gold table is empty")
    incident = components(golds)
    best, first, picked_first = [], [], 0
    for gold in golds:
        preds = predicted.get(gold["row"]) or []
        missing = dict.fromkeys(KEYS, False)
        missing["by"] = False if camps(gold.get("by")) else None
        index, verdict = best_of(gold, preds)
        picked_first += index == 0
        best.append(verdict or missing)
        first.append(judge(gold, preds[0]) if preds else missing)
    out = {
        "stories": len(golds),
        "incidents": len(set(incident)),
        "stories_with_prediction": sum(
            bool(predicted.get(gold["row"])) for gold in golds),
        "best_is_first": picked_first,
        "stories_with_by": sum(v["by"] is not None for v in best),
    }
    for name, verdicts in (("best", best), ("first", first)):
        out[name] = {key: share(verdicts, key) for key in KEYS + ("by",)}
        out[name]["all_per_incident"] = per_incident(verdicts, incident, "all")
    return out


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        for at, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as err:
                    raise SystemExit(f"{path}:{at}: not JSON: {err}")


def read_predicted(path):
    out = {}
    for line in read_lines(path):
        out.setdefault(int(line["row"]), []).extend(line.get("incidents") or [])
    return out


LABELS = {
    "date": "date (overlap or within 1 day)",
    "place": "place (25 km; 50 km for where_prec >= 3)",
    "story_toll": "killed overlaps the story's toll",
    "ucdp_toll": "killed overlaps UCDP [low, high]",
    "all": "date + place + story's toll",
    "by": "(perpetrator's camp, where UCDP tells)",
    "all_per_incident": "(all three, each incident weighing 1)",
}


def show(out):
    print(f"{out['stories']} stories, {out['incidents']} incidents; "
          f"{out['stories_with_prediction']} stories with a prediction; "
          f"the first incident is the best one in {out['best_is_first']}")
    print(f"{'share of stories where right':44}{'best':>8}{'first':>8}")
    for key, label in LABELS.items():
        cells = [out[name][key] for name in ("best", "first")]
        print(f"{label:44}" + "".join(
            f"{'-':>8}" if c is None else f"{100 * c:7.1f}%" for c in cells))


def self_test():
    gold = {"row": 7, "ged_ids": [1, 2], "date_start": "2016-07-02",
            "date_end": "2016-07-03", "latitude": 36.2, "longitude": 37.16,
            "where_prec": 1, "low": 40, "high": 45,
            "killed_in_story": [31, None], "by": "Government of Syria"}
    good = {"date_start": "2016-07-02", "date_end": "2016-07-02",
            "latitude": 36.2, "longitude": 37.16, "killed_low": 31,
            "killed_high": None, "by": "Russian jets"}

    def but(base, **change):
        return {**base, **change}

    # dates
    for start, end, want in (
            ("2016-07-04", "2016-07-04", True), ("2016-07-05", "2016-07-05", False),
            ("2016-07-01", "2016-07-01", True), ("2016-06-30", "2016-06-30", False),
            ("2016-06-01", "2016-07-30", True), ("2016-07-03", None, True),
            (None, None, False), ("2016-07", "2016-07", False),
            ("2016-07-09", "2016-06-01", False)):
        assert date_right(gold, {"date_start": start, "date_end": end}) is want, start
    # places: one degree of latitude is 111.2 km
    assert abs(kilometres(0, 0, 1, 0) - 111.195) < 0.01
    assert abs(kilometres(36, 37, 36, 38) - 89.96) < 0.05
    assert place_right(gold, but(good, latitude=36.2 + 24.9 / 111.195))
    assert not place_right(gold, but(good, latitude=36.2 + 25.1 / 111.195))
    wide = but(gold, where_prec=3)
    assert place_right(wide, but(good, latitude=36.2 + 49.9 / 111.195))
    assert not place_right(wide, but(good, latitude=36.2 + 50.1 / 111.195))
    assert not place_right(gold, but(good, latitude=None))
    # tolls
    assert toll(5, None) == (5, INF) and toll(None, 9) == (0, 9)
    assert toll(None, None) is None and toll(0, None) is None
    assert toll(0, 0) == (0, 0) and toll(9, 5) is None
    assert overlap((1, 5), (5, 9)) and not overlap((1, 4), (5, 9))
    assert not overlap(None, (1, 2))
    for low, high, story, ucdp in (
            (31, None, True, True), (31, 31, True, False), (43, 43, True, True),
            (20, 30, False, False), (46, None, True, False), (None, None, False, False)):
        got = judge(gold, but(good, killed_low=low, killed_high=high))
        assert (got["story_toll"], got["ucdp_toll"]) == (story, ucdp), (low, high)
    # camps
    assert camps("IS") == camps("Daesh") == camps("ISIL") == {"is"}
    assert camps("Syrian regime") == camps("Russia") == {"government"}
    assert camps("Government of Syria") == {"government"}
    assert camps("US-led coalition") == {"coalition"}
    assert camps("Syrian rebels") == camps("Fatah Halab") == {"insurgents"}
    assert camps("terrorists") == {"is", "insurgents"}
    assert camps("terrorists (rebels)") == {"insurgents"}
    assert camps("Turkish-backed rebels") == {"insurgents"}
    assert camps("Government of Turkey") == {"turkey"}
    assert camps(None) == camps("") == frozenset()
    # one story
    got = judge(gold, good)
    assert all(got[key] for key in KEYS) and got["by"] is True
    assert judge(but(gold, by=None), good)["by"] is None
    assert judge(gold, but(good, by="IS"))["by"] is False
    assert judge(gold, but(good, by=None))["by"] is False
    # the best of several, and the first
    far = but(good, latitude=33.5)
    assert best_of(gold, [far, good])[0] == 1
    assert best_of(gold, [good, good])[0] == 0
    assert best_of(gold, []) == (None, None)
    out = score([gold], {7: [far, good]})
    assert out["best"]["all"] == 1 and out["first"]["all"] == 0
    assert out["first"]["date"] == 1 and out["best_is_first"] == 0
    # stories without a prediction count as wrong; incidents by shared ids
    golds = [gold, but(gold, row=8, ged_ids=[2]), but(gold, row=9, ged_ids=[3], by=None)]
    out = score(golds, {7: [good], 9: [far], 99: [good]})
    assert out["stories"] == 3 and out["incidents"] == 2
    assert out["stories_with_prediction"] == 2
    assert out["best"]["all"] == round(1 / 3, 4)
    assert out["best"]["date"] == round(2 / 3, 4)
    assert out["best"]["by"] == 0.5 and out["stories_with_by"] == 2
    assert out["best"]["all_per_incident"] == 0.25
    print("self-test passed")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?")
    parser.add_argument("predicted", nargs="?")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args(argv)
    if args.self_test:
        self_test()
        if args.gold is None:
            return
    if args.gold is None or args.predicted is None:
        parser.error("GOLD and PREDICTED are needed")
    out = score(list(read_lines(args.gold)), read_predicted(args.predicted))
    if args.json:
        json.dump(out, sys.stdout, indent=1)
        print()
    else:
        show(out)


if __name__ == "__main__":
    main()
