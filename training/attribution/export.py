"""Exports a trained network for ONNX Runtime.

    python export.py --network OUT/network.pt --base MODEL_DIR --to src/dragoman/data/models/encoder

Writes model.onnx (encoder and anchor head) and roles.onnx (role head), both with int8 weights, and tokenizer.json;
config.json is left alone, since its thresholds are set on dev.
"""

from __future__ import annotations

import argparse
import copy
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from network import HEADS, Block, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F
from training.fused import fuse_attention, sort


class _Encode(nn.Module):
    """One window, no padding: token states and tags."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.head = network.encoder, network.anchor_head

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(ids, features)
        return states, self.head(states)


class _Taps(nn.Module):
    """A block whose convolution is one product over shifted copies: of those ONNX Runtime has an int8 kernel."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        (self.taps,), (self.dilation,) = block.conv.kernel_size, block.conv.dilation
        self.norm = block.norm
        self.conv = nn.Linear(self.taps * block.conv.in_channels, block.conv.out_channels)
        self.conv.weight.data = block.conv.weight.data.permute(0, 2, 1).flatten(1)
        self.conv.bias = block.conv.bias

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        reach = self.taps // 2 * self.dilation
        wide = F.pad(self.norm(x), (0, 0, reach, reach))
        starts = range(0, self.taps * self.dilation, self.dilation)
        shifted = torch.cat([wide[:, start : start + x.shape[1]] for start in starts], 2)
        return x + F.gelu(self.conv(shifted))


class _Roles(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.head = copy.deepcopy(network.role_head)
        self.head.blocks = nn.ModuleList(map(_Taps, self.head.blocks))

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
        roles = Path(folder, "roles.onnx")
        export_roles(network, roles)
        if options.float:
            shutil.copy(plain, options.to / "model.onnx")
            shutil.copy(roles, options.to / "roles.onnx")
        else:
            quantise(plain, options.to / "model.onnx")
            quantise_roles(roles, options.to / "roles.onnx")
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
    fuse_attention(path, "encoder.layers", HEADS)


def quantise_roles(plain: Path, path: Path) -> None:
    """The products of the blocks in int8, of what is quantised once before it is shifted; all else in float32."""
    model = onnx.load(plain)
    products = [node.name for node in model.graph.node if "/blocks." in node.name and node.op_type == "MatMul"]
    quantize_dynamic(
        plain, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_quantize=products,
        op_types_to_quantize=["MatMul"],
    )  # fmt: skip
    model = onnx.load(path)
    _shift_quantised(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _shift_quantised(graph: onnx.GraphProto) -> None:
    """Takes every quantisation of shifted copies to before the shifts: a fifth of the work, and bytes to copy."""
    maker = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        joined = maker.get(node.input[0]) if node.op_type == "DynamicQuantizeLinear" else None
        if joined is None or joined.op_type != "Concat":
            continue
        shifts = [maker[name] for name in joined.input]
        joined.output[0], whole = node.output[0], node.output[0] + "_whole"
        node.input[0], node.output[0] = shifts[0].input[0], whole
        for shift in shifts:
            shift.input[0] = whole
    del graph.value_info[:]  # the types of what is shifted
    sort(graph)


if __name__ == "__main__":
    main()
