"""Fits the hashed head: a multinomial logistic regression over the columns of ``dragoman.reading.event_features``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from dragoman.reading.event_features import COLUMNS
from dragoman.reading.event_head import EventHead

STRENGTH = 10.0  # inverse of the L2 penalty
SEEN = 2  # a column must occur in so many rows


def matrix(rows: Sequence[list[int]]) -> csr_matrix:
    indices = [column for row in rows for column in row]
    starts = np.cumsum([0] + [len(row) for row in rows])
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, starts), shape=(len(rows), COLUMNS))


def fit(rows: Sequence[list[int]], labels: Sequence[str]) -> EventHead:
    """The head of rows of columns and their classes."""
    counts = matrix(rows)
    seen = np.asarray(counts.sum(0)).ravel()
    rarity = np.where(seen >= SEEN, np.log((len(rows) + 1) / (seen + 1)) + 1, 0).astype(np.float32)
    used = np.flatnonzero(rarity)  # a tenth of the columns: the rest would only cost time
    scaled = normalize(counts.multiply(rarity).tocsr()[:, used])
    model = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced").fit(scaled, labels)
    weights = np.zeros((COLUMNS, len(model.classes_)), dtype=np.float32)
    weights[used] = model.coef_.T
    return EventHead(tuple(model.classes_), weights, rarity, model.intercept_.astype(np.float32))


def save(head: EventHead, path: Path) -> None:
    """Writes head.npz; weights are halved in precision."""
    weights, rarity = head.weights.astype(np.float16), head.rarity.astype(np.float16)
    np.savez_compressed(path, classes=np.array(head.classes), weights=weights, rarity=rarity, bias=head.bias)
