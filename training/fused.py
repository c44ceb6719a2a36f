"""Attention of an int8 graph as one node each, as ONNX Runtime computes it fastest; what comes out is the same.

Dynamic quantisation leaves queries, keys and values as three products with transposes between them. `QAttention` of
ONNX Runtime's own operators does all of them at once, from the same int8 weights.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, helper, numpy_helper

DOMAIN = "com.microsoft"
PARTS = ("query", "key", "value")

Values = dict[str, NDArray[np.generic]]


def fuse_attention(path: Path, layers: str, heads: int) -> None:
    """Rewrites a graph in place. ``layers``: how its layers are named in the network ("encoder.layers").

    Raises ValueError where the graph has no such layers, so that none is left as it was in silence.
    """
    model = onnx.load(path)
    graph = model.graph
    named = {node.name: node for node in graph.node}
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    number = 0
    while f"{_place(layers, number)}/query/MatMul_quant" in named:
        _fuse(graph, named, values, f"{layers}.{number}", _place(layers, number), heads)
        number += 1
    if not number:
        raise ValueError(f"no int8 layers named {layers} in {path}")
    _drop_unused(graph)
    sort(graph)
    if all(opset.domain != DOMAIN for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    onnx.save(model, path)


def sort(graph: GraphProto) -> None:
    """Puts every node behind those that make what it takes, as the format wants it."""
    known = {"", *(one.name for one in (*graph.initializer, *graph.input))}
    waiting, ordered = list(graph.node), []
    while waiting:
        ready = [node for node in waiting if known.issuperset(node.input)]
        known.update(name for node in ready for name in node.output)
        waiting = [node for node in waiting if not known.issuperset(node.output)]
        ordered += ready
    del graph.node[:]
    graph.node.extend(ordered)


def _place(layers: str, number: int) -> str:
    return f"/{layers.replace('.', '/')}.{number}"


def _fuse(
    graph: GraphProto, named: dict[str, NodeProto], values: Values, layer: str, place: str, heads: int
) -> None:
    maker = {name: node for node in graph.node for name in node.output}
    products = [named[f"{place}/{part}/MatMul_quant"] for part in PARTS]
    quantised = maker[products[0].input[0]]  # x in int8, its scale, its zero point
    mixed = maker[named[f"{place}/mix/MatMul_quant"].input[0]]
    attended = mixed.input[0]
    weights = [product.input[1].removesuffix("_quantized") for product in products]
    parts = {
        "attention.weight_quantized": np.concatenate([values[name + "_quantized"] for name in weights], 1),
        "attention.weight_scale": np.concatenate([values[name + "_scale"] for name in weights]),
        "attention.weight_zero_point": np.concatenate([values[name + "_zero_point"] for name in weights]),
        "attention.bias": np.concatenate([values[f"{layer}.{part}.bias"] for part in PARTS]),
    }
    for name, value in parts.items():
        graph.initializer.append(numpy_helper.from_array(value, f"{layer}.{name}"))
    weight, scale, zero, bias = (f"{layer}.{name}" for name in parts)
    x, x_scale, x_zero = quantised.output
    maker[attended].output[0] += "_unfused"
    graph.node.append(
        helper.make_node(
            "QAttention", [x, weight, bias, x_scale, scale, "", x_zero, zero], [attended],
            name=f"{place}/attention", domain=DOMAIN, num_heads=heads,
        )
    )  # fmt: skip


def _drop_unused(graph: GraphProto) -> None:
    while True:
        used = {name for node in graph.node for name in node.input} | {one.name for one in graph.output}
        dead = [node for node in graph.node if used.isdisjoint(node.output)]
        if not dead:
            break
        for node in dead:
            graph.node.remove(node)
    for one in [one for one in graph.initializer if one.name not in used]:
        graph.initializer.remove(one)
    del graph.value_info[:]
