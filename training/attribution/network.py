"""The network: a small BERT encoder and the attribution head.

The encoder reads a window once. The head says at which pieces an attribution is anchored (the key word of its cue) and
then, for each anchor, which role every piece of the window plays for it. Source, cue and content thus come out of one
decision, and attributions may nest, interleave and be discontinuous.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.reading.windows import FEATURE_SIZES

ROLE_COUNT = 4
HEADS = 12  # of attention
MAX_DISTANCE = 48  # pieces; farther ones share an embedding
MAX_SENTENCES = 3
QUOTE_STATES = FEATURE_SIZES[1]


class Layer(nn.Module):
    """A transformer layer as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.mix = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.norm1(x + self.dropout(self.mix(self._attend(x, mask))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))

    def _attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        return attend(self.query(x), self.key(x), self.value(x), self.heads, mask)


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    """Attention of the pieces of ``query`` [batch, pieces, width] to those of ``key`` and ``value``, of which ``mask``
    [batch, others] says which are there."""
    batch, length, width = query.shape
    size = width // heads
    query, key, value = (
        part.view(batch, part.shape[1], heads, size).transpose(1, 2) for part in (query, key, value)
    )
    scores = query @ key.transpose(2, 3) * (1 / math.sqrt(size))
    if mask is not None:
        scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
    return (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, width)


class Encoder(nn.Module):
    """MiniLM with added embeddings for case, quotation state and what stands before a piece."""

    def __init__(
        self, vocabulary: int = 30522, width: int = 384, layers: int = 6, heads: int = HEADS, inner: int = 1536,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in FEATURE_SIZES)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        for table in self.features:
            nn.init.zeros_(table.weight)  # the pretrained encoder is untouched at the start

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.words(ids) + self.places.weight[: ids.shape[1]]
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, weights: dict[str, Tensor]) -> None:
        """Takes over the weights of a BERT checkpoint (names as the `transformers` package gives them)."""
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        take = {"words.weight": weights["embeddings.word_embeddings.weight"]}
        # The second segment is never used, so the first one's embedding is folded into the places.
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        take["places.weight"] = weights["embeddings.position_embeddings.weight"] + segment
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "mix": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }
        for kind in ("weight", "bias"):
            take[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
            for number in range(len(self.layers)):
                for ours, theirs in names.items():
                    take[f"layers.{number}.{ours}.{kind}"] = weights[f"encoder.layer.{number}.{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(take, strict=False)
        if unexpected or any(not name.startswith("features.") for name in missing):
            raise ValueError(f"not a checkpoint of this shape: missing {missing}, unexpected {unexpected}")


class Block(nn.Module):
    """Lets neighbouring pieces agree: a dilated convolution with a residual."""

    def __init__(self, width: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.conv = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        y = self.norm(x)
        if mask is not None:
            y = y * mask.unsqueeze(2)  # what padding would add must not leak in
        return x + self.dropout(F.gelu(self.conv(y.transpose(1, 2)).transpose(1, 2)))


class AnchorHead(nn.Module):
    """Per piece: is an attribution anchored here; and, to teach the encoder, does any give it a role."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.out = nn.Linear(width, 1 + ROLE_COUNT - 1)

    def forward(self, states: Tensor) -> Tensor:
        return self.out(states)


class RoleHead(nn.Module):
    """For every anchor the role of every piece: none, source, cue or content."""

    def __init__(self, width: int, inner: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Linear(width, inner)
        self.anchor = nn.Linear(width, inner)
        self.gate = nn.Linear(width, inner)
        self.distance = nn.Embedding(2 * MAX_DISTANCE + 1, inner)
        self.sentence = nn.Embedding(2 * MAX_SENTENCES + 1, inner)
        self.other = nn.Linear(ROLE_COUNT, inner)  # what the anchor head says of each piece
        self.blocks = nn.ModuleList(Block(inner, dilation, dropout) for dilation in (1, 3, 9))
        self.norm = nn.LayerNorm(inner)
        self.out = nn.Linear(inner, ROLE_COUNT)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, states: Tensor, tags: Tensor, sentences: Tensor, owners: Tensor, anchors: Tensor,
        mask: Tensor | None = None,
    ) -> Tensor:
        """Logits [anchors, pieces, roles]; `owners[k]` is the window in the batch of anchor k."""
        at = states[owners, anchors]
        places = torch.arange(states.shape[1])
        far = (places[None, :] - anchors[:, None]).clamp(-MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE
        step = sentences[owners] - sentences[owners, anchors][:, None]
        step = step.clamp(-MAX_SENTENCES, MAX_SENTENCES) + MAX_SENTENCES
        pieces = self.piece(states)[owners]
        x = pieces + pieces * self.gate(at)[:, None, :] + self.anchor(at)[:, None, :]
        x = x + self.distance(far) + self.sentence(step) + self.other(tags.sigmoid())[owners]
        chosen = None if mask is None else mask[owners]
        x = self.dropout(F.gelu(x))
        for block in self.blocks:
            x = block(x, chosen)
        return self.out(self.norm(x))


class Network(nn.Module):
    """Encoder and heads as they are trained together."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(layers=layers)
        self.anchor_head = AnchorHead(384)
        self.role_head = RoleHead(384)

    @classmethod
    def of(cls, weights: dict[str, Tensor], layers: int | None = None) -> Network:
        """The network of saved weights; with `layers`, only its lowest ones, to be trained on from there."""
        there = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers."))
        kept = min(layers or there, there)
        network = cls(kept)
        network.load_state_dict(
            {
                name: value
                for name, value in weights.items()
                if not name.startswith("encoder.layers.") or int(name.split(".")[2]) < kept
            }
        )
        return network
