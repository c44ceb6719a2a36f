"""Logistic regressions over named features, as ``dragoman.reading.chances`` reads them: fitted, measured, written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

FOLDS = 10
ROUNDS = 5000

Found = Sequence[Mapping[str, float]]
Truth = NDArray[np.bool_]


def cross_validated(found: Found, wanted: Truth, groups: Sequence[object], penalty: float) -> NDArray[np.float64]:
    """The chance of each, by weights that have seen none of its group. ``penalty``: inverse strength."""
    table = DictVectorizer(sparse=False).fit_transform(found)
    chances: NDArray[np.float64] = cross_val_predict(
        _model(penalty), table, wanted, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    return chances


def measured(chances: NDArray[np.float64], wanted: Truth, steps: Sequence[float]) -> None:
    """Prints the area under the curve, and how often what has a chance of each step or more is right."""
    area = roc_auc_score(wanted, chances)
    print(f"{len(wanted)} positions, {wanted.mean():.3f} right; area under the curve {area:.3f}")
    for least in steps:
        kept = chances >= least
        share = wanted[kept].sum() / wanted.sum()
        print(f"  at {least}: {wanted[kept].mean():.3f} right of {kept.sum()}, {share:.2f} of the right", flush=True)


def write(path: Path, found: Found, wanted: Truth, penalty: float, digits: int, little: float = -1.0) -> None:
    """Fits the weights to all and writes them, "" the bias; weights no greater than ``little`` are left out."""
    names = DictVectorizer(sparse=False)
    model = _model(penalty).fit(names.fit_transform(found), wanted)
    told = {name: float(weight) for name, weight in zip(names.feature_names_, model.coef_[0], strict=True)}
    weights = {"": float(model.intercept_[0])} | {name: w for name, w in told.items() if abs(w) > little}
    rounded = {name: round(weight, digits) for name, weight in sorted(weights.items())}
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _model(penalty: float) -> LogisticRegression:
    return LogisticRegression(C=penalty, max_iter=ROUNDS)
