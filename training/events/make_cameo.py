"""Write the CAMEO codebook from the PLOVER one: each pattern under the root of its CAMEO code.

    python make_cameo.py > src/dragoman/data/codebooks/cameo.yaml
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# Names of the roots are CAMEO's; definitions are ours.
ROOTS = {
    "03": ("INTENT TO COOPERATE", "Says that it will work with another, give, meet or settle.", "verbal cooperation"),
    "04": ("CONSULT", "Talks with another: meets, visits, negotiates, telephones.", "verbal cooperation"),
    "05": ("DIPLOMATIC COOPERATION", "Takes another's side by word or diplomatic act.", "verbal cooperation"),
    "06": ("MATERIAL COOPERATION", "Works with another in deed, with gain on both sides.", "material cooperation"),
    "07": ("PROVIDE AID", "Gives another something that serves it.", "material cooperation"),
    "08": ("YIELD", "Gives ground, in words or deed.", "material cooperation"),
    "09": ("INVESTIGATE", "Opens or holds an inquiry.", "verbal conflict"),
    "10": ("DEMAND", "Asks, appeals or demands.", "verbal conflict"),
    "11": ("DISAPPROVE", "Criticises, blames or accuses.", "verbal conflict"),
    "12": ("REJECT", "Refuses or defies.", "verbal conflict"),
    "13": ("THREATEN", "Warns of harm to come.", "verbal conflict"),
    "14": ("PROTEST", "Civilians act together in public against something.", "material conflict"),
    "15": ("FORCE POSTURE", "Readies or moves armed strength.", "material conflict"),
    "16": ("REDUCE RELATIONS", "Cuts back what existed with another.", "material conflict"),
    "17": ("COERCE", "Uses power short of violence.", "material conflict"),
    "18": ("ASSAULT", "Hurts people by means other than regular arms.", "material conflict"),
    "19": ("FIGHT", "Uses regular arms.", "material conflict"),
    "20": ("MASS VIOLENCE", "Kills or hurts many by mass or unconventional means.", "material conflict"),
}
ROOT_OF = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "CONCEDE": "08", "COOPERATE": "06", "AID": "07", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "SANCTION": "16",
    "MOBILIZE": "15", "COERCE": "17", "ASSAULT": "19",
}
DROPPED = ("mode", "needs")


def main() -> None:
    path = files("dragoman") / "data" / "codebooks" / "plover.yaml"
    source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    patterns: dict[str, list[dict[str, Any]]] = {root: [] for root in ROOTS}
    for entry in source["classes"]:
        for pattern in entry["patterns"]:
            if "turns" not in pattern:
                root = pattern.get("cameo", ROOT_OF[entry["name"]])[:2]
                kept = {key: value for key, value in pattern.items() if key != "mode"}
                if kept.get("needs") not in ("never",):
                    patterns[root if root in ROOTS else ROOT_OF[entry["name"]]].append(kept)
    classes = []
    for root, (name, definition, quad) in ROOTS.items():
        listed = patterns[root]
        classes.append({"name": root, "definition": f"{name.capitalize()}: {definition}", "quad": quad, "cameo": root,
                        "examples": [p["example"] for p in listed[:3]], "patterns": listed})
    book = {"name": "cameo", "title": "CAMEO 1.1b3, root codes", "version": "1.1"}
    book |= {"words": source["words"], "classes": classes}
    print("# Written by training/events/make_cameo.py out of plover.yaml: change that file, then run it again.")
    print(yaml.safe_dump(book, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None))


if __name__ == "__main__":
    main()
