"""Exports a trained network for ONNX Runtime.

    python export.py --network OUT/network.pt --base MODEL_DIR --to src/dragoman/data/models/encoder

Writes model.onnx (encoder and anchor head, int8 weights), roles.onnx (role head, float32) and tokenizer.json;
config.json is left alone, since its thresholds are set on dev.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class _Encode(nn.Module):
    """One window, no padding: token states and tags."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.head = network.encoder, network.anchor_head

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(ids, features)
        return states, self.head(states)


class _Roles(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.head = network.role_head

    def forward(self, states: Tensor, tags: Tensor, sentences: Tensor, anchors: Tensor) -> Tensor:
        roles: Tensor = self.head(states, tags, sentences, torch.zeros_like(anchors), anchors)
        return roles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the weights unquantised, to compare")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    network = Network.of(torch.load(options.network))
    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.onnx")
        export_encoder(network, plain)
        if options.float:
            shutil.copy(plain, options.to / "model.onnx")
        else:
            quantise(plain, options.to / "model.onnx")
    export_roles(network, options.to / "roles.onnx")
    shutil.copy(options.base / "tokenizer.json", options.to / "tokenizer.json")


def export_encoder(network: Network, path: Path) -> None:
    """Encoder and anchor head as one graph over [1, pieces]."""
    example = (torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, 3, dtype=torch.long))
    pieces = {1: "pieces"}
    torch.onnx.export(
        _Encode(network).eval(),
        example,
        str(path),
        input_names=["ids", "features"],
        output_names=["states", "tags"],
        dynamic_axes=dict.fromkeys(("ids", "features", "states", "tags"), pieces),
        opset_version=17,
        dynamo=False,
    )


def export_roles(network: Network, path: Path) -> None:
    """The role head over the states of one window."""
    states, tags = torch.zeros(1, 9, 384), torch.zeros(1, 9, 4)
    example = (states, tags, torch.zeros(1, 9, dtype=torch.long), torch.tensor([1, 2]))
    pieces = {1: "pieces"}
    torch.onnx.export(
        _Roles(network).eval(),
        example,
        str(path),
        input_names=["states", "tags", "sentences", "anchors"],
        output_names=["roles"],
        dynamic_axes={
            **dict.fromkeys(("states", "tags", "sentences"), pieces),
            "anchors": {0: "anchors"},
            "roles": {0: "anchors", 1: "pieces"},
        },
        opset_version=17,
        dynamo=False,
    )


def quantise(plain: Path, path: Path) -> None:
    """Weights to int8 per output channel, activations at run time; heads stay in float32, they are small and decide."""
    model = onnx.load(plain)
    heads = [node.name for node in model.graph.node if "/head/" in node.name]
    quantize_dynamic(
        plain,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul", "Gather"],
    )


if __name__ == "__main__":
    main()
