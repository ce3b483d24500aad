"""Fine-tune a trunk on its tasks, in steps that can be taken up again where they were broken off."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from evals.training.examples import Example, batches
from evals.training.trunk import Trunk

log = logging.getLogger(__name__)
SIZE = 32  # examples of a batch
_KEPT_EVERY = 200  # steps


def fit(
    trunk: Trunk, examples: Sequence[Example], epochs: int, rate: float, checkpoint: Path, seed: int = 1
) -> None:
    """Fine-tune all but the word embeddings, with AdamW and a rate that rises for a tenth and then falls."""
    torch.manual_seed(seed)
    steps = [
        batch for epoch in range(epochs) for batch in batches(examples, SIZE, random.Random(seed + epoch))
    ]
    trunk.bert.embeddings.requires_grad_(False)
    learned = [parameter for parameter in trunk.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: _share(n / len(steps)))
    done = _resume(trunk, optimizer, schedule, checkpoint)
    trunk.train()
    began, losses = time.monotonic(), dict[str, float]()
    for n, batch in enumerate(steps[done:], done + 1):
        loss = loss_of(trunk.logits(batch), batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        schedule.step()
        task = batch[0].task
        losses[task] = 0.97 * losses.get(task, float(loss.detach())) + 0.03 * float(loss.detach())
        if n % _KEPT_EVERY == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in sorted(losses.items()))
            log.info("step %d of %d, %.0f s: %s", n, len(steps), time.monotonic() - began, told)
            parts = {"model": trunk, "optimizer": optimizer, "schedule": schedule}
            torch.save({"done": n} | {name: part.state_dict() for name, part in parts.items()}, checkpoint)
    trunk.eval()


def loss_of(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """Return the loss of a batch of one task.

    Roles and acts: cross-entropy. Yes or no: binary cross-entropy; for a question's candidates also that of
    choosing among them (ListNet, Cao et al. 2007), since the order is what a search is for.
    """
    targets = torch.tensor([item.target for item in batch])
    if logits.dim() == 2:
        return nn.functional.cross_entropy(logits, targets, label_smoothing=0.05)
    loss = nn.functional.binary_cross_entropy_with_logits(logits, targets.float())
    groups = torch.tensor([item.group for item in batch])
    for group in groups.unique():
        own = targets[groups == group]
        if group != 0 and own.any():
            chosen = own / own.sum()
            loss = loss - (chosen * logits[groups == group].log_softmax(0)).sum() / len(batch) * len(own) / 2
    return loss


def _share(done: float) -> float:
    return done / 0.1 if done < 0.1 else (1 - done) / 0.9


def _resume(
    trunk: Trunk,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    checkpoint: Path,
) -> int:
    if not checkpoint.exists():
        return 0
    kept = torch.load(checkpoint)
    for name, part in {"model": trunk, "optimizer": optimizer, "schedule": schedule}.items():
        part.load_state_dict(kept[name])
    return int(kept["done"])
