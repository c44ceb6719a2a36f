"""Score event coding end to end: whole sentences in, who did what to whom out; no spans are given.

usage: python coding.py GOLD.jsonl PREDICTED.jsonl [--json] [--errors N]
       python coding.py --self-test

GOLD       one sentence a line. Either a triple as in plv_train.jsonl: {"id", "sentence", "source": [start, end], "target": [start, end], "event"}
           (its sentence may tell other events too), or a whole coding: {"id", "sentence", "events": [{"event", "source": [..], "target": [..]}]}
           with the words of the actors (`{"text"}` or plain strings).
PREDICTED  {"id", "events": [{"actor": words, "recipient": words or null, "event": root name, "reciprocal"?: true}]}, as the coder finds
           them; names of the 15 PLV classes or of PLOVER 2.0 (events.py says how they are merged). Coordinated actors stay in one event.

An event is found when its root is right and its actor and recipient overlap the gold's in a content word; words count by their first
four letters ("Syria", "Syrian"), "United" and "States" only together, and a side of more than ten words counts as its first ten; a reciprocal event may have them the other way round; a side that the gold leaves open is not judged.
  pair      found, whatever the root
  root      found, and the root code right; `quad`: and its quad class right
  per_sentence  events predicted a sentence: what the recall was bought with
  precision, f1 of root: only where the gold is a whole coding.
Only the standard library is used; events.py stands beside this file.
"""
import argparse
import json
import pathlib
import re
import sys


from dragoman.scoring.scorers.events import ALIASES, ROOT_TO_QUAD

STOP = set("a an the of for in on at to and or by with its his her their new".split())


def words(text):
    flat = str(text or "").lower().replace(".", "")
    for united, short in (("united states", "us"), ("united nations", "un"), ("united kingdom", "uk"), ("united arab emirates", "uae")):
        flat = flat.replace(united, short)
    return {w[:4] for w in re.findall(r"[^\W_]+", flat)[:10] if w not in STOP}


def root(name):
    name = str(name or "").strip().upper()
    name = ALIASES.get(name, name)
    return name if name in ROOT_TO_QUAD else None


def gold_events(row):
    if "events" in row:
        out = []
        for e in row["events"]:
            code = root(e.get("plv") or e.get("event"))
            if code is None:
                continue
            side = lambda k: set().union(*[words(a["text"] if isinstance(a, dict) else a) for a in (e.get(k) or [])] or [set()])
            out.append({"root": code, "source": side("source"), "target": side("target"), "reciprocal": bool(e.get("reciprocal"))})
        return out, True
    span = lambda s: words(row["sentence"][s[0]:s[1]]) if s else set()
    return [{"root": root(row["event"]), "source": span(row.get("source")), "target": span(row.get("target")), "reciprocal": False}], False


def sides(p, g):
    a, r = words(p.get("actor")), words(p.get("recipient"))
    ways = [(a, r)] + ([(r, a)] if p.get("reciprocal") or g["reciprocal"] else [])
    for actor, recipient in ways:
        if g["reciprocal"] and not g["target"]:
            if g["source"] & (actor | recipient):
                return True
        elif (not g["source"] or g["source"] & actor) and (not g["target"] or g["target"] & recipient):
            return True
    return False


def score(gold, predicted, log=None):
    said = {p["id"]: p.get("events") or [] for p in predicted}
    n = pair = right = quad = given = extra = whole_given = whole_right = whole_gold = 0
    for row in gold:
        want, whole = gold_events(row)
        have = [dict(p, root=root(p.get("event"))) for p in said.get(row["id"], [])]
        given += len(have)
        extra += sum(p["root"] is None for p in have)
        have = [p for p in have if p["root"]]
        used = set()
        for g in want:
            n += 1
            fits = [i for i, p in enumerate(have) if sides(p, g)]
            pair += bool(fits)
            quad += any(ROOT_TO_QUAD[have[i]["root"]] == ROOT_TO_QUAD[g["root"]] for i in fits)
            exact = [i for i in fits if have[i]["root"] == g["root"]]
            right += bool(exact)
            if exact and whole:
                used.add(exact[0])
            if not exact and log is not None:
                log.append(f"{row['id']} wants {g['root']}: {row['sentence'][:140]!r} got {[(p.get('actor'), p['root'], p.get('recipient')) for p in have][:4]}")
        if whole:
            whole_given, whole_right, whole_gold = whole_given + len(have), whole_right + len(used), whole_gold + len(want)
    n = max(n, 1)
    out = {"sentences": len(gold), "events": n, "pair": round(pair / n, 4), "root": round(right / n, 4), "quad": round(quad / n, 4), "unknown_roots": extra,
           "per_sentence": round(given / max(len(gold), 1), 3)}
    if whole_gold:
        p, r = whole_right / whole_given if whole_given else 0.0, whole_right / whole_gold
        out |= {"precision": round(p, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}
    return out


def self_test():
    row = {"id": 1, "sentence": "Moscow condemned the US strike.", "source": [0, 6], "target": [21, 23], "event": "ACCUSE"}
    assert score([row], [{"id": 1, "events": [{"actor": "Moscow", "recipient": "the US", "event": "ACCUSE"}]}])["root"] == 1
    assert score([row], [{"id": 1, "events": [{"actor": "US", "recipient": "Moscow", "event": "ACCUSE"}]}])["pair"] == 0
    assert score([row], [{"id": 1, "events": [{"actor": "Moscow", "recipient": "US", "event": "REJECT"}]}])["quad"] == 1
    assert score([row], [])["root"] == 0
    assert score([row], [{"id": 1, "events": [{"actor": row["sentence"] * 3, "recipient": "the United Nations", "event": "ACCUSE"}]}])["pair"] == 0
    whole = {"id": 2, "sentence": "Hungarian and Romanian officials agreed.", "events": [{"event": "AGREE", "source": [{"text": "Hungarian"}, {"text": "Romanian"}], "target": [], "reciprocal": True}]}
    s = score([whole], [{"id": 2, "events": [{"actor": "Romanian officials", "recipient": "Hungary", "event": "AGREE"}, {"actor": "x", "recipient": "y", "event": "AID"}]}])
    assert s["root"] == 1 and s["precision"] == 0.5, s
    print("self-test passed")


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
    read = lambda path: [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").split("\n") if line.strip()]
    log = []
    result = score(read(a.gold), read(a.predicted), log)
    print(json.dumps(result) if a.json else "  ".join(f"{k} {v}" for k, v in result.items()))
    for line in log[:a.errors]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
