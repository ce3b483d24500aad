"""From torch to the int8 ONNX files that ship."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from evals.training.trunk import Trunk

_OPSET = 17


class _Sentences(nn.Module):
    """The mean of the tokens' vectors at length 1, as all-MiniLM-L6-v2 is made to be read."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        read = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
        ).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(read.dtype)
        mean = (read * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(mean, dim=1)


def export_sentences(bert: BertModel, file: Path) -> None:
    """Write the sentence encoder: `input_ids`, `attention_mask` → `vectors` (n, 384)."""
    names = ["input_ids", "attention_mask"]
    _export(_Sentences(bert.eval()), names, ["vectors"], file)


def export_trunk(trunk: Trunk, file: Path) -> None:
    """Write a cross-encoder: `input_ids`, `attention_mask`, `token_type_ids` → the logits of each head."""
    names = ["input_ids", "attention_mask", "token_type_ids"]
    _export(trunk.eval(), names, list(trunk.heads), file)


def _export(model: nn.Module, inputs: list[str], outputs: list[str], file: Path) -> None:
    """Write the model with weights of 7 bits in 8, one scale a column.

    With the eighth bit, processors without VNNI add two products past 16 bits and cut them off.
    """
    logging.getLogger("root").setLevel(logging.ERROR)  # the quantizer recommends a step that is for images
    example = torch.ones((2, 8), dtype=torch.long)
    axes = {name: {0: "texts", 1: "tokens"} for name in inputs} | {name: {0: "texts"} for name in outputs}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            model,
            tuple(example for _ in inputs),
            str(whole),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
