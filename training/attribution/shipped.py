"""Reads an exported model back as weights to train on from, where the checkpoint it came from is gone.

    python shipped.py --model src/dragoman/data/models/encoder --to OUT/network.pt

The encoder and the convolutions of the role head come back as int8 left them, each weight at most half a step of its
channel from what it was; the rest of the role head is exact.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Network
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor
from training.fused import PARTS

_LINEAR = re.compile(r"/(?P<module>.+)/MatMul(_quant)?$")
_TURNED = "_Transposed"  # how quantising marks weights that it turns
_KINDS = ("_quantized", "_scale", "_zero_point")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder with model.onnx and roles.onnx")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    options.to.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network_of(options.model).state_dict(), options.to)


def network_of(folder: Path) -> Network:
    """The network of an exported model.

    Raises RuntimeError where a weight is missing, so a graph of another shape never passes for this one.
    """
    encoder = {
        name.replace("head.", "anchor_head."): value for name, value in _weights(folder / "model.onnx").items()
    }
    roles = {name.replace("head.", "role_head.", 1): value for name, value in _weights(folder / "roles.onnx").items()}
    for name in [name for name in roles if name.endswith("conv.weight")]:
        taps_first = roles[name].unflatten(1, (-1, len(roles[name])))
        roles[name] = taps_first.transpose(1, 2)
    return Network.of(encoder | roles)


def _weights(path: Path) -> dict[str, Tensor]:
    """All weights of a graph by their names in the network."""
    graph = onnx.load(path).graph
    raw = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    plain = {name: _dequantised(raw, name) for name in {_stem(name) for name in raw}}
    named = {name: value for name, value in plain.items() if not name.startswith("onnx::") and _TURNED not in name}
    named |= {name.removesuffix(_TURNED): value.T for name, value in plain.items() if _TURNED in name}
    for node in graph.node:
        place = _LINEAR.match(node.name)
        used = {_stem(name) for name in node.input if _stem(name) in plain}
        if place and used:
            # A graph holds a linear layer's weight the other way round, under a number instead of its name.
            named[place["module"].replace("/", ".") + ".weight"] = plain[used.pop()].T
    for name in [name for name in named if ".attention." in name]:
        parts = np.split(named.pop(name), len(PARTS), -1)  # a fused layer has its weights the other way round as well
        named |= {name.replace("attention", part): value.T for part, value in zip(PARTS, parts, strict=True)}
    return {name: torch.from_numpy(value.copy()) for name, value in named.items()}


def _stem(name: str) -> str:
    for kind in _KINDS:
        name = name.removesuffix(kind)
    return name


def _dequantised(raw: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    if name in raw:
        return raw[name].astype(np.float32)
    steps = raw[name + "_quantized"].astype(np.float32) - raw[name + "_zero_point"].astype(np.float32)
    return (steps * raw[name + "_scale"]).astype(np.float32)


if __name__ == "__main__":
    main()
