"""A cross-encoder in torch: a BERT that reads two texts together, with one or more linear heads."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from evals.training.examples import Example

LONGEST = 192  # tokens of a pair; what is beyond is cut off the longer text


class Trunk(nn.Module):
    """Read pairs; give a tensor of logits for each head."""

    def __init__(self, bert: BertModel, heads: dict[str, nn.Linear], tokenizer: Tokenizer) -> None:
        super().__init__()
        self.bert, self.heads, self.tokenizer = bert, nn.ModuleDict(heads), tokenizer
        self.dropout = nn.Dropout(0.1)
        tokenizer.enable_padding()
        tokenizer.enable_truncation(LONGEST)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the logits of all heads, in their order."""
        pooled = self.pooled(input_ids, attention_mask, token_type_ids)
        return tuple(head(pooled) for head in self.heads.values())

    def pooled(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return what the heads look at: the pooler's output for the first token, (n, 384)."""
        read = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return self.dropout(read.pooler_output)

    def logits(self, examples: Sequence[Example]) -> Tensor:
        """Return the logits of the head that belongs to the examples' task: (n,) or (n, roles)."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            pooled = self.pooled(**self.tokens([(item.first, item.second) for item in examples]))
        return self.heads[examples[0].task](pooled.float()).squeeze(-1)

    def tokens(self, pairs: Sequence[tuple[str, str]]) -> dict[str, Tensor]:
        """Return the model's inputs, padded to the longest pair."""
        read = self.tokenizer.encode_batch(list(pairs))
        return {
            "input_ids": torch.tensor([item.ids for item in read]),
            "attention_mask": torch.tensor([item.attention_mask for item in read]),
            "token_type_ids": torch.tensor([item.type_ids for item in read]),
        }
