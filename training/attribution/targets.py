"""What the network is to say of a batch: the gold, or a blend of the gold with what larger networks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from batches import Batch
from network import ROLE_COUNT, Network
from torch import Tensor
from torch.nn import functional as F

# From this chance on a place where a teacher sees an anchor that the gold lacks is a lesson in roles too.
TAUGHT_FROM = 0.3


@dataclass(frozen=True, slots=True)
class Targets:
    """Probabilities to learn; what `known` and `sure` leave out is neither taught nor punished."""

    anchor: Tensor  # [windows, pieces]
    known: Tensor  # [windows, pieces]
    any_role: Tensor  # [windows, pieces, 3]
    sure: Tensor  # [windows, pieces, 3]
    owners: Tensor  # [anchors] the window of each
    anchors: Tensor  # [anchors] its piece
    roles: Tensor  # [anchors, pieces, 4]


def gold_targets(batch: Batch) -> Targets:
    """The gold as it is."""
    # Inside a content that may hold unknown nested attributions, only "is content" is a fact.
    sure = batch.first[:, :, None] & (batch.known[:, :, None] | batch.any_role)
    roles = F.one_hot(batch.roles, ROLE_COUNT).float()
    anchor, any_role = batch.is_anchor.float(), batch.any_role.float()
    return Targets(anchor, batch.known, any_role, sure, batch.owners, batch.anchors, roles)


@torch.no_grad()
def taught_targets(batch: Batch, teachers: Sequence[Network], share: float) -> Targets:
    """A blend: `share` of what the teachers say on average, the rest gold, and theirs alone where the gold is silent.

    The teachers must be in evaluation mode.
    """
    gold = gold_targets(batch)
    heard = [_tags(teacher, batch) for teacher in teachers]
    said = torch.stack([tags.sigmoid() for _, tags in heard]).mean(0)
    owners, anchors, own = _with_their_anchors(batch, said[:, :, 0])
    roles = torch.stack(
        [
            teacher.role_head(states, tags, batch.sentences, owners, anchors, batch.mask).softmax(-1)
            for teacher, (states, tags) in zip(teachers, heard, strict=True)
        ]
    ).mean(0) if len(owners) else gold.roles
    roles[~own] = torch.lerp(gold.roles, roles[~own], share)
    return Targets(
        torch.where(gold.known, torch.lerp(gold.anchor, said[:, :, 0], share), said[:, :, 0]),
        batch.first,
        torch.where(gold.sure, torch.lerp(gold.any_role, said[:, :, 1:], share), said[:, :, 1:]),
        batch.first[:, :, None].expand_as(gold.sure),
        owners,
        anchors,
        roles,
    )


def _tags(teacher: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    states = teacher.encoder(batch.ids, batch.features, batch.mask)
    return states, teacher.anchor_head(states)


def _with_their_anchors(batch: Batch, chances: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Gold anchors and, after them, those that only the teachers see, with a mask of the latter."""
    taken = batch.is_anchor.clone()
    taken[batch.owners, batch.anchors] = True
    windows, pieces = ((chances >= TAUGHT_FROM) & batch.first & ~taken).nonzero(as_tuple=True)
    owners, anchors = torch.cat([batch.owners, windows]), torch.cat([batch.anchors, pieces])
    own = torch.zeros(len(owners), dtype=torch.bool)
    own[len(batch.owners) :] = True
    return owners, anchors, own


def losses(network: Network, batch: Batch, targets: Targets) -> tuple[Tensor, Tensor, Tensor]:
    """Losses of the anchors, of the roles given the anchors, and of the supporting tags."""
    states = network.encoder(batch.ids, batch.features, batch.mask)
    tags = network.anchor_head(states)
    anchor = _cross(tags[:, :, 0], targets.anchor, targets.known)
    support = _cross(tags[:, :, 1:], targets.any_role, targets.sure)
    if not len(targets.owners):
        return anchor, tags.sum() * 0, support
    logits = network.role_head(states, tags.detach(), batch.sentences, targets.owners, targets.anchors, batch.mask)
    chosen = batch.first[targets.owners]
    return anchor, F.cross_entropy(logits[chosen], targets.roles[chosen]), support


def _cross(logits: Tensor, wanted: Tensor, where: Tensor) -> Tensor:
    # A batch of nothing but text without gold has no place to learn at.
    return F.binary_cross_entropy_with_logits(logits[where], wanted[where]) if where.any() else logits.sum() * 0
