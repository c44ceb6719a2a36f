"""Puts labelled windows of like length into padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from corpus import Example
from torch import Tensor

# How often another word of the cue stands in for its key word, since at run time the head may pick it.
OTHER_ANCHOR = 0.15


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch; `owners[k]` is the window of anchor k."""

    ids: Tensor
    features: Tensor
    sentences: Tensor
    mask: Tensor  # real pieces
    first: Tensor  # pieces that begin a word
    known: Tensor  # pieces at which an anchor's absence is a fact
    is_anchor: Tensor
    any_role: Tensor  # [windows, pieces, 3] whether any attribution gives the piece this role
    owners: Tensor
    anchors: Tensor
    roles: Tensor  # [anchors, pieces]


def batches(examples: list[Example], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """All examples in shuffled batches of at most `pieces` pieces, padding included."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i].window.ids) + rng.random() * 12))
    groups: list[list[int]] = [[]]
    for index in order:
        longest = len(examples[index].window.ids)
        if groups[-1] and (len(groups[-1]) + 1) * longest > pieces:
            groups.append([])
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        yield _batch([examples[i] for i in group], rng)


def _batch(group: list[Example], rng: random.Random) -> Batch:
    length = max(len(example.window.ids) for example in group)
    size = len(group)
    ids = np.zeros((size, length), dtype=np.int64)
    features = np.zeros((size, length, 3), dtype=np.int64)
    sentences = np.zeros((size, length), dtype=np.int64)
    mask, first, known, is_anchor = (np.zeros((size, length), dtype=bool) for _ in range(4))
    any_role = np.zeros((size, length, 3), dtype=bool)
    owners, anchors, roles = [], [], []
    for row, example in enumerate(group):
        window = example.window
        here = slice(0, len(window.ids))
        ids[row, here], features[row, here], sentences[row, here] = window.ids, window.features, window.sentences
        mask[row, here], first[row, here], known[row, here] = True, window.first, example.known
        is_anchor[row, example.anchors] = True
        for role in (1, 2, 3):
            any_role[row, here, role - 1] = (example.roles == role).any(0)
        for number, anchor in enumerate(example.anchors):
            cue = example.cue_pieces[number]
            anchors.append(rng.choice(cue) if cue and rng.random() < OTHER_ANCHOR else anchor)
            owners.append(row)
            roles.append(np.pad(example.roles[number], (0, length - len(window.ids))))
    return Batch(
        *(torch.from_numpy(array) for array in (ids, features, sentences, mask, first, known, is_anchor, any_role)),
        torch.tensor(owners, dtype=torch.long),
        torch.tensor(anchors, dtype=torch.long),
        torch.from_numpy(np.stack(roles) if roles else np.zeros((0, length), dtype=np.int64)),
    )
