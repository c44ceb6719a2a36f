"""Score whole stories: structure, positions, claims, casualty figures, planned events.

usage: python stories.py GOLD.jsonl PREDICTED.jsonl [--json] [--errors N]
       python stories.py --self-test

GOLD       as shared/data/stories/README.md says.
PREDICTED  one object a line, matched by "id":
  {"id",
   "structure": {"headline", "deck", "byline", "dateline", "agency", "section", "published_text", "captions": [..], "source_line"},
   "positions":  [{"actor", "actor_names": [..], "issue", "issue_names": [..], "stance", "according_to", "evidence"}],
   "claims":     [{"claimant", "claimant_names": [..], "kind", "about", "content", "evidence", "counters": [..]}],
   "casualties": [{"kind", "low", "high", "text", "by", "place", "according_to", "evidence"}],
   "events": [{"type", "trigger", "evidence", "actors": [[words, other names..], ..], "recipients": [..], "factuality",
               "date_start", "date_end", "place", "according_to", "background"}],
   "events_planned": [{"text", "start", "end"}]}
Every *_names list is optional: other names under which the program knows the same thing (at most 5 count, and none that is the
first name of another actor, claimant or issue which it reports for that story).
Spans are given as their words, exactly as they stand in the text.

What counts as found (one to one, best match first):
  position   same actor and same issue (issue wordings share half their words, or one word and the evidence overlaps).
             `f1` is of found positions; `stance` and `according_to` are accuracies over the found; `strict_f1` wants the stance right too.
  claim      same claimant, and contents that overlap by half their words (F1 over the words' places in the text). `kind`, `about`: accuracies
             over the found; `counters_f1`: the links between claims.
  casualty   same kind, same low and high, evidence or wording overlapping. `by`, `according_to`: accuracies over the found (null must be null).
  event      (stories that have the key only) same PLOVER root, evidence overlapping, one actor and, where the gold has recipients, one recipient
             in common. `untyped_f1` leaves the root out. `factuality`, `date` (overlapping days), `place`, `according_to`, `background`: accuracies.
  planned    same start and end dates, overlapping words.
  structure  equal after white space is normalised (headline, deck and captions: 0.8 of the words); a field or caption of the gold is one item,
             and so is one of the prediction.
Names are the same when their words are (less articles, titles' dots, plural s), or when the smaller has two words or more than half of the larger.
Only the standard library is used.
"""
import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from datetime import date

STOP = set("a an the of for in on at to and or by with its his her their s al el mr mrs ms dr over from as this that".split())
LONG = {"headline", "deck", "captions"}  # a site's suffix or a credit more or less does no harm
FIELDS = ("headline", "deck", "byline", "dateline", "agency", "section", "published_text", "source_line")


def words(text):
    """Content words of a name or a wording, folded."""
    flat = unicodedata.normalize("NFKD", str(text or "")).encode("ascii", "ignore").decode().lower().replace(".", "")
    found = [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in re.findall(r"[a-z0-9]+", flat)]
    return [w for w in found if w not in STOP] or found


def names(record, key):
    given = [record.get(key)] + list(record.get(key.replace("according_to", "according") + "_names") or [])
    return [n for n in given if n]


def drop_borrowed(records, key):
    """An alias that is the first name of another record's actor is no alias."""
    firsts = {squeeze(r.get(key)).lower() for r in records}
    for r in records:
        aliases = [a for a in r.get(key + "_names") or [] if squeeze(a).lower() not in firsts - {squeeze(r.get(key)).lower()}]
        r[key + "_names"] = aliases[:5]


def same_name(left, right):
    for a in map(frozenset, map(words, left)):
        for b in map(frozenset, map(words, right)):
            small, large = sorted((a, b), key=len)
            if small and small <= large and (len(small) >= 2 or len(small) > len(large) / 2):
                return True
    return False


def spans(text, piece):
    """Places of the piece's words in the text, as a set of character offsets of word starts; empty if it is not there."""
    if not piece:
        return frozenset()
    at = text.find(piece)
    if at < 0:
        pattern = r"\s+".join(map(re.escape, piece.split()))
        hit = re.search(pattern, text) if pattern else None
        if not hit:
            return frozenset()
        at, piece = hit.start(), hit.group()
    return frozenset(at + m.start() for m in re.finditer(r"\w+", piece))


def overlap(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def issue_match(p, g, evidence_overlaps):
    best, shared = 0.0, False
    for a in names(p, "issue")[:9]:
        for b in names(g, "issue"):
            x, y = set(words(a)), set(words(b))
            both = len(x & y)
            shared |= both > 0
            best = max(best, 2 * both / (len(x) + len(y)) if x and y else 0)
    return best >= 0.5 or (shared and evidence_overlaps), best


def match_position(text, p, g):
    evidence = overlap(spans(text, p.get("evidence")), spans(text, g["evidence"]))
    if not same_name(names(p, "actor")[:9], names(g, "actor")):
        return 0
    ok, likeness = issue_match(p, g, evidence > 0.2)
    return (1 + likeness + evidence + (p.get("stance") == g["stance"]) / 10) if ok else 0


def match_claim(text, p, g):
    content = overlap(spans(text, p.get("content")), spans(text, g["content"]))
    return content if content >= 0.5 and same_name(names(p, "claimant")[:9], names(g, "claimant")) else 0


def match_casualty(text, p, g):
    if p.get("kind") not in {g["kind"], *g.get("kind_alt", [])} or p.get("low") != g["low"] or (p.get("high") != g.get("high")):
        return 0
    wording = overlap(spans(text, p.get("text")), spans(text, g["text"]))
    evidence = overlap(spans(text, p.get("evidence")), spans(text, g["evidence"]))
    return wording + evidence if wording or evidence > 0.2 else 0


def parties(record, side):
    return [a if isinstance(a, list) else [a] for a in record.get(side) or [] if a]


def share_party(p, g, side):
    """One party in common: the same name, or a content word of the first wording shared."""
    for a in parties(p, side):
        for b in parties(g, side):
            if same_name(a[:9], b) or set(words(a[0])) & set(words(b[0])):
                return True
    return False


def match_untyped(text, p, g):
    evidence = overlap(spans(text, p.get("evidence")), spans(text, g["evidence"]))
    if evidence <= 0.2 or (g["actors"] and not share_party(p, g, "actors")) or (g["recipients"] and not share_party(p, g, "recipients")):
        return 0
    return evidence + overlap(spans(text, p.get("trigger")), spans(text, g["trigger"])) + (p.get("type") == g["type"])


def match_event(text, p, g):
    return match_untyped(text, p, g) if p.get("type") in {g["type"], *g["type_alt"]} else 0


def days_overlap(p, g):
    """Overlapping days, where the prediction is no longer than a week or twice the gold's length."""
    try:
        start = date.fromisoformat(p.get("date_start") or "")
        end = date.fromisoformat(p.get("date_end") or p.get("date_start"))
    except ValueError:
        return False
    first, last = date.fromisoformat(g["date_start"]), date.fromisoformat(g["date_end"] or g["date_start"])
    return start <= last and end >= first and (end - start).days < max(7, 2 * ((last - first).days + 1))


def match_planned(text, p, g):
    if p.get("start") != g["start"] or p.get("end") != g["end"]:
        return 0
    return overlap(spans(text, p.get("text")), spans(text, g["text"])) + 0.01


def pair(text, predicted, gold, match):
    scores = sorted(((match(text, p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold)), key=lambda s: (-s[0], s[1], s[2]))
    left, right, found = set(), set(), {}
    for value, i, j in scores:
        if value > 0 and i not in left and j not in right:
            left.add(i), right.add(j)
            found[j] = i
    return found


def attribute_right(p, g, key):
    wanted, given = names(g, key), names(p, key)
    if not wanted:
        return not given
    return bool(given) and same_name(given[:9], wanted)


def prf(tp, predicted, gold):
    p, r = tp / predicted if predicted else 0.0, tp / gold if gold else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0, "found": tp, "predicted": predicted, "gold": gold}


class Tally(dict):
    def add(self, key, n=1):
        self[key] = self.get(key, 0) + n

    def rate(self, key, of):
        return round(self.get(key, 0) / self[of], 4) if self.get(of) else None


def squeeze(value):
    return " ".join(str(value).split())


def same_piece(kind, left, right):
    if left == right:
        return True
    a, b = words(left), words(right)
    return kind in LONG and 2 * len(set(a) & set(b)) >= 0.8 * (len(set(a)) + len(set(b)))


def structure_items(structure):
    items = [(f, squeeze(structure[f])) for f in FIELDS if structure.get(f)]
    return items + [("captions", squeeze(c)) for c in structure.get("captions") or []]


def score(gold_rows, predicted_rows, errors=None):
    predicted_rows = {p["id"]: p for p in predicted_rows}
    t, log = Tally(), errors if errors is not None else []
    by_field, facts = {}, []
    for g in gold_rows:
        p, text = predicted_rows.get(g["id"], {}), g["text"]
        # structure
        want, have = structure_items(g["structure"]), structure_items(p.get("structure") or {})
        for kind, value in want:
            ok = any(kind == k and same_piece(kind, value, v) for k, v in have)
            t.add("structure tp", ok)
            cell = by_field.setdefault(kind, [0, 0])
            cell[0] += ok
            cell[1] += 1
            if not ok:
                log.append(f"{g['id']} structure {kind}: {value[:80]!r}")
        t.add("structure predicted", len(have))
        t.add("structure gold", len(want))
        for kind, match in (("positions", match_position), ("claims", match_claim), ("casualties", match_casualty), ("events_planned", match_planned), ("events", match_event)):
            if kind not in g:
                continue
            said, true = [dict(r) for r in p.get(kind) or []], g[kind]
            for key in ("actor", "issue", "claimant"):
                drop_borrowed(said, key)
            if kind == "events":
                t.add("untyped tp", len(pair(text, said, true, match_untyped)))
            found = pair(text, said, true, match)
            t.add(f"{kind} tp", len(found))
            t.add(f"{kind} predicted", len(said))
            t.add(f"{kind} gold", len(true))
            for j, record in enumerate(true):
                if j not in found:
                    log.append(f"{g['id']} missed {kind[:-1]}: {json.dumps({k: v for k, v in record.items() if not k.endswith('names')}, ensure_ascii=False)[:240]}")
            for i, record in enumerate(said):
                if i not in found.values():
                    log.append(f"{g['id']} extra {kind[:-1]}: {json.dumps({k: v for k, v in record.items() if not k.endswith('names')}, ensure_ascii=False)[:240]}")
            for j, i in found.items():
                a, b = said[i], true[j]
                if kind == "positions":
                    right = a.get("stance") in {b["stance"], *b["stance_alt"]}
                    t.add("stance right", right)
                    t.add("positions according right", attribute_right(a, b, "according_to"))
                    t.add("positions evidence right", overlap(spans(text, a.get("evidence")), spans(text, b["evidence"])) > 0.2)
                    if not right:
                        log.append(f"{g['id']} stance {a.get('stance')} for {b['stance']}: {b['actor']} on {b['issue']}")
                if kind == "events":
                    right = a.get("factuality") in {b["factuality"], *b["factuality_alt"]}
                    t.add("factuality right", right)
                    facts.append((b["factuality"], b["factuality"] if right else a.get("factuality")))
                    t.add("background right", bool(a.get("background")) == b["background"])
                    t.add("events according right", attribute_right(a, b, "according_to"))
                    for key, right in (("date", b["date_start"] and days_overlap(a, b)), ("place", attribute_right(a, b, "place"))):
                        if b["date_start" if key == "date" else "place"]:
                            t.add(f"events with {key}")
                            t.add(f"event {key} right", bool(right))
                if kind == "claims":
                    t.add("kind right", a.get("kind") in {b["kind"], *b["kind_alt"]})
                    if b["about"]:
                        t.add("claims with about")
                        t.add("about right", attribute_right(a, b, "about"))
                if kind == "casualties":
                    for key in ("by", "according_to"):
                        t.add(f"casualties {key} right", attribute_right(a, b, key))
            if kind == "claims":
                links = {frozenset((j, k)) for j, c in enumerate(true) for k in c["counters"]}
                back = {i: j for j, i in found.items()}
                given = {frozenset((i, k)) for i, c in enumerate(said) for k in c.get("counters") or []}
                t.add("counters gold", len(links))
                t.add("counters predicted", len(given))
                t.add("counters tp", sum(frozenset(back.get(i, -1 - i) for i in link) in links for link in given))
    out = {"stories": len(gold_rows), "answered": sum(g["id"] in predicted_rows for g in gold_rows)}
    for kind in ("structure", "positions", "claims", "casualties", "events_planned", "events"):
        if kind == "events" and not any("events" in g for g in gold_rows):
            continue
        out[kind] = prf(t.get(f"{kind} tp", 0), t.get(f"{kind} predicted", 0), t.get(f"{kind} gold", 0))
    out["structure"]["fields"] = {k: f"{a}/{b}" for k, (a, b) in sorted(by_field.items())}
    out["positions"]["stance"] = t.rate("stance right", "positions tp")
    out["positions"]["according_to"] = t.rate("positions according right", "positions tp")
    out["positions"]["evidence"] = t.rate("positions evidence right", "positions tp")
    out["positions"]["strict_f1"] = prf(t.get("stance right", 0), t.get("positions predicted", 0), t.get("positions gold", 0))["f1"]
    out["claims"]["kind"] = t.rate("kind right", "claims tp")
    out["claims"]["about"] = t.rate("about right", "claims with about")
    out["claims"]["counters_f1"] = prf(t.get("counters tp", 0), t.get("counters predicted", 0), t.get("counters gold", 0))["f1"]
    out["casualties"]["by"] = t.rate("casualties by right", "casualties tp")
    out["casualties"]["according_to"] = t.rate("casualties according_to right", "casualties tp")
    if "events" in out:
        values = Counter(gold for gold, _ in facts)
        given, hits = Counter(said for _, said in facts), Counter(gold for gold, said in facts if gold == said)
        out["events"]["factuality_macro_f1"] = round(sum(2 * hits[v] / (values[v] + given[v]) for v in values) / max(len(values), 1), 4)
        out["events"]["untyped_f1"] = prf(t.get("untyped tp", 0), t.get("events predicted", 0), t.get("events gold", 0))["f1"]
        for key, count, of in (("factuality", "factuality right", "events tp"), ("background", "background right", "events tp"), ("according_to", "events according right", "events tp"),
                               ("date", "event date right", "events with date"), ("place", "event place right", "events with place")):
            out["events"][key] = t.rate(count, of)
    return out


def self_test():
    text = 'Rebels reject talks\n\nRebels said on Monday they would not go to the Paris talks. Moscow denies that it hit the town, but residents say strikes killed at least 12 people.'
    gold = {"id": "x", "text": text,
            "structure": {"headline": "Rebels reject talks", "captions": []},
            "positions": [{"actor": "Syrian rebels", "actor_names": ["Rebels"], "issue": "Paris talks", "issue_names": ["talks"], "stance": "opposes", "stance_alt": [],
                           "according_to": None, "according_names": [], "evidence": "Rebels said on Monday they would not go to the Paris talks"}],
            "claims": [{"claimant": "Russia", "claimant_names": ["Moscow"], "kind": "deny", "kind_alt": [], "about": None, "about_names": [], "content": "it hit the town",
                        "evidence": "Moscow denies that it hit the town", "counters": [1]},
                       {"claimant": "residents", "claimant_names": [], "kind": "assert", "kind_alt": ["accuse"], "about": "Russia", "about_names": ["Moscow"],
                        "content": "strikes killed at least 12 people", "evidence": "residents say strikes killed at least 12 people", "counters": [0]}],
            "casualties": [{"kind": "killed", "low": 12, "high": None, "text": "at least 12 people", "victims": "people", "by": None, "by_names": [], "place": None,
                            "according_to": "residents", "according_names": [], "evidence": "residents say strikes killed at least 12 people"}],
            "events": [{"type": "REJECT", "type_alt": [], "trigger": "would not go", "evidence": "Rebels said on Monday they would not go to the Paris talks", "actors": [["Rebels"]], "recipients": [],
                        "factuality": "happened", "factuality_alt": [], "date_start": "2017-12-25", "date_end": "2017-12-25", "place": None, "place_names": [], "according_to": None,
                        "according_names": [], "background": False}],
            "events_planned": []}
    same = score([gold], [gold])
    assert all(same[k]["f1"] == 1 for k in ("structure", "positions", "claims", "casualties")), same
    assert same["events"]["f1"] == same["events"]["untyped_f1"] == same["events"]["factuality"] == same["events"]["date"] == 1 and same["events"]["place"] is None, same
    wrong = json.loads(json.dumps(gold))
    wrong["events"][0].update(type="AGREE", date_start="2017-12-26")
    assert score([gold], [wrong])["events"]["f1"] == 0 and score([gold], [wrong])["events"]["untyped_f1"] == 1
    assert same["positions"]["strict_f1"] == same["claims"]["counters_f1"] == same["casualties"]["according_to"] == 1, same
    nothing = score([gold], [])
    assert nothing["positions"]["f1"] == 0 and nothing["answered"] == 0
    stuffed = json.loads(json.dumps(gold))
    stuffed["positions"] = [{"actor": "A", "actor_names": ["Syrian rebels"], "issue": "talks", "stance": "opposes"}, {"actor": "Syrian rebels", "issue": "x"}]
    assert score([gold], [stuffed])["positions"]["f1"] == 0
    other = json.loads(json.dumps(gold))
    other["positions"][0].update(stance="supports", actor="rebels", actor_names=[], issue="the talks in Paris", issue_names=[])
    other["casualties"][0].update(high=12)
    other["claims"].pop()
    other["claims"][0]["counters"] = []
    s = score([gold], [other])
    assert s["positions"]["f1"] == 1 and s["positions"]["stance"] == 0 and s["positions"]["strict_f1"] == 0, s
    assert s["casualties"]["f1"] == 0 and s["claims"]["r"] == 0.5 and s["claims"]["counters_f1"] == 0, s
    assert not same_name(["UN"], ["UN envoy"]) and same_name(["the Houthis"], ["Houthi"]) and same_name(["Staffan de Mistura"], ["UN envoy Staffan de Mistura"])
    print("self-test passed")


def read(path):
    rows = []
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict) or "id" not in row:
                        sys.exit(f"{path}, line {number}: expected an object with an id")
                    for kind in ("positions", "claims", "casualties", "events", "events_planned"):
                        if not all(isinstance(r, dict) for r in row.get(kind) or []):
                            sys.exit(f"{path}, line {number}: {kind} must be a list of objects")
                    rows.append(row)
    except (OSError, ValueError) as error:
        sys.exit(f"{path}: {error}")
    return rows


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", nargs="?")
    ap.add_argument("predicted", nargs="?")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--errors", type=int, default=0, metavar="N")
    ap.add_argument("--self-test", action="store_true")
    a = ap.parse_args(argv)
    if a.self_test:
        return self_test()
    if not a.predicted:
        ap.error("GOLD and PREDICTED are needed")
    log = []
    result = score(read(a.gold), read(a.predicted), log)
    if a.json:
        print(json.dumps(result))
    else:
        for kind, figures in result.items():
            print(f"{kind:15}", "  ".join(f"{k} {v}" for k, v in figures.items()) if isinstance(figures, dict) else figures)
    for line in log[:a.errors]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
