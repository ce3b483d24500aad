"""Texts through a model that ships."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.encoders.manifest import WEIGHTS
from knowledge.encoders.onnx_model import THREADS, OnnxModel, open_model

TEXTS = ["Who pays for the ferry?", "The county pays.", "", "It sails at two. " * 200, "Fähre, 渡し船"]


def test_what_is_asked_beside_a_text_does_not_change_its_row() -> None:
    alone = [OnnxModel("sentence_encoder.onnx").rows([text])[0]["vectors"] for text in TEXTS[:3]]
    together = OnnxModel("sentence_encoder.onnx").rows(TEXTS)
    assert all(np.array_equal(row, one["vectors"]) for row, one in zip(alone, together[:3], strict=True))


def test_threads_that_ask_at_once_get_the_same_rows_from_few_threads() -> None:
    model = OnnxModel("sentence_encoder.onnx")
    with ThreadPoolExecutor(6) as askers:
        answers = list(askers.map(lambda _: model.rows(TEXTS), range(6)))
    assert all(
        np.array_equal(first["vectors"], other["vectors"])
        for answer in answers
        for first, other in zip(answers[0], answer, strict=True)
    )
    assert sum(thread.name.startswith("encoders") for thread in threading.enumerate()) <= THREADS


def test_no_text_is_no_row() -> None:
    assert OnnxModel("sentence_encoder.onnx").rows([]) == []


def test_a_process_holds_a_model_once_whether_or_not_its_folder_is_named() -> None:
    assert open_model("reader.onnx") is open_model("reader.onnx", WEIGHTS)
