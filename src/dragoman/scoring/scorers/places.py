"""Score place resolution: the rules and options of ``actors.py``, which does the work.

Each prediction is {"index" or "mention"+"sentence", "country": ISO3, "lat": float, "lon": float} and is right when the
country matches and the point lies within the case's tolerance_km (50 by default).
"""
import sys

from dragoman.scoring.scorers import actors


def main(argv=None):
    args = list(sys.argv[1:] if argv is None else argv)
    return actors.main(args if "--self-test" in args else [*args, "--places"])


if __name__ == "__main__":
    sys.exit(main())
