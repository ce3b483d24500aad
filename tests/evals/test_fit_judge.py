from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.judge.forest import Fitted, Forest
from evals.fit_judge import CORRUPTED_WEIGHT, Example, Table, corrupted_pairs, fit_parts, main, table

TOWNS = ("Velden", "Marn", "Ostra", "Kilby", "Tarn", "Ulm", "Brill", "Doon")


@pytest.fixture(scope="module")
def data() -> Table:
    """Pairs that anybody can judge: a town dredged its harbor in a year, for a sum."""
    rows = []
    for n, town in enumerate(TOWNS * 4):
        passages = (
            f"The harbor of {town} was dredged in {1990 + n} at a cost of {n + 3} million dollars.",
            "Few ships call there in winter.",
        )
        rows.append(
            Example("towns", f"{town} has dredged its harbor in {1990 + n}.", passages, 1, f"{town} {n}")
        )
        rows.append(
            Example("towns", f"{TOWNS[n % 8 - 1]} built a lighthouse of brick.", passages, 0, f"{town} {n}")
        )
    return table([*rows, *corrupted_pairs(rows)])


@pytest.mark.slow  # scikit-learn takes seconds to import
def test_the_trees_that_ship_answer_as_the_library_does(data: Table) -> None:
    from sklearn.ensemble import ExtraTreesClassifier

    everything = np.ones(len(data.rows), dtype=bool)
    exact = fit_parts(data, everything)[1]
    weights = data.weights("exact")
    twin = ExtraTreesClassifier(32, max_depth=11, min_samples_leaf=8, max_features=0.4, random_state=0).fit(
        data.values, data.labels, weights
    )
    ours = Forest(
        Fitted(
            features=[],
            parts=[exact.model_copy(update={"share": 1.0})],
            even=0.0,
            fitted_on={},
            cross_validated={},
        )
    )
    theirs = np.clip(twin.predict_proba(data.values)[:, 1], 1e-3, 1 - 1e-3)
    assert [ours.score(row) for row in data.values] == pytest.approx(
        theirs.tolist(), abs=1e-3
    )  # a leaf's share is kept to four digits


@pytest.mark.slow  # every pair is read
def test_supported_claims_are_corrupted_and_weighed_by_class(data: Table) -> None:
    kinds = {row.kind for row in data.rows}
    assert {"date", "scope", "negation", "attribution", "invented"} <= kinds
    assert all(row.label == 0 for row in data.rows if row.kind)
    weights = data.weights("exact")
    by_kind = [weights[data.where(lambda row, kind=kind: row.kind == kind)].sum() for kind in kinds - {""}]  # type: ignore[misc]
    assert by_kind == pytest.approx([by_kind[0]] * len(by_kind))
    assert sum(by_kind) == pytest.approx(CORRUPTED_WEIGHT * data.weights("told").sum() / 2)


@pytest.mark.slow
def test_rows_of_one_claim_are_never_parted(data: Table) -> None:
    folds: dict[str, set[int]] = {}
    for row, fold in zip(data.rows, data.folds.tolist(), strict=True):
        folds.setdefault(row.origin, set()).add(fold)
    assert all(len(found) == 1 for found in folds.values())


def test_a_broken_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "pairs.jsonl"
    broken.write_text(json.dumps({"claim": "x"}) + "\n", "utf-8")
    assert main([str(broken)]) == 1
    assert "pairs.jsonl, line 1: passages" in capsys.readouterr().err
    assert main([]) == 2
