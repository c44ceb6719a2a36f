"""Averages the weights of networks that come from one another, each as often as is said.

    python average.py --to OUT/network.pt FIRST/network.pt=1 SECOND/network.pt=2

Only of networks that share a beginning is the mean a network at all. It costs nothing when reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", metavar="FILE=SHARE")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    options.to.parent.mkdir(parents=True, exist_ok=True)
    pairs = [part.rpartition("=") for part in options.parts]
    torch.save(mean([torch.load(path) for path, _, _ in pairs], [float(share) for _, _, share in pairs]), options.to)


def mean(networks: Sequence[dict[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """The weighted mean; raises ValueError where the networks have not the same weights."""
    if any(one.keys() != networks[0].keys() for one in networks):
        raise ValueError("networks of different shapes have no mean")
    total = sum(shares)
    return {name: _sum([one[name] for one in networks], shares) / total for name in networks[0]}


def _sum(values: Sequence[Tensor], shares: Sequence[float]) -> Tensor:
    out = torch.zeros_like(values[0])
    for value, share in zip(values, shares, strict=True):
        out += value * share
    return out


if __name__ == "__main__":
    main()
