"""The files of the models: whole, or a line that says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.encoders.manifest import MANIFEST, WEIGHTS, checked_file, fingerprint, write_manifest
from knowledge.encoders.onnx_model import OnnxModel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of models, of which one is a few bytes."""
    (tmp_path / "small.onnx").write_bytes(b"weights")
    write_manifest(tmp_path)
    return tmp_path


def test_every_file_that_ships_is_the_one_of_the_manifest() -> None:
    names = sorted(file.name for file in WEIGHTS.iterdir() if file.name != MANIFEST)
    assert {"sentence_encoder.onnx", "answers.onnx", "tokenizer.json", "calibration.json"} <= set(names)
    for name in names:
        assert checked_file(name) == WEIGHTS / name


def test_a_damaged_file_is_named_with_what_to_do(folder: Path) -> None:
    assert checked_file("small.onnx", folder).read_bytes() == b"weights"
    (folder / "small.onnx").write_bytes(b"weightz")
    with pytest.raises(KnowledgeError, match=r"small\.onnx is damaged; reinstall the program") as told:
        checked_file("small.onnx", folder)
    assert "\n" not in str(told.value)


def test_a_missing_file_is_named_with_what_to_do(folder: Path) -> None:
    (folder / "small.onnx").unlink()
    with pytest.raises(KnowledgeError, match=r"small\.onnx cannot be read \(No such file.*install"):
        checked_file("small.onnx", folder)
    with pytest.raises(KnowledgeError, match=r"manifest\.json does not list other\.onnx; reinstall"):
        fingerprint("other.onnx", folder)


def test_a_model_with_a_damaged_file_is_not_opened(tmp_path: Path) -> None:
    for name in ("tokenizer.json", MANIFEST):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    (tmp_path / "sentence_encoder.onnx").write_bytes((WEIGHTS / "sentence_encoder.onnx").read_bytes()[:-1])
    with pytest.raises(KnowledgeError, match=r"sentence_encoder\.onnx is damaged"):
        OnnxModel("sentence_encoder.onnx", tmp_path).rows(["a question"])
