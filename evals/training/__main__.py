"""Make the weights that ship again: `python -m evals.training --base WHEELS --data LABELLED --out FOLDER`.

Two to three hours on two cores. A run that was broken off goes on where its last checkpoint is.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path

import torch

from evals.training import base_weights
from evals.training.calibration import calibrate
from evals.training.export import export_sentences, export_trunk
from evals.training.fit import fit
from evals.training.recipes import RECIPES
from knowledge import KnowledgeError
from knowledge.encoders.manifest import write_manifest
from knowledge.encoders.sentence_encoder import SentenceEncoder


def main(arguments: list[str]) -> int:
    """Train, export and calibrate the models that are named, all by default; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.training", description=__doc__)
    parser.add_argument("models", nargs="*", help="any of: sentence_encoder " + " ".join(RECIPES))
    parser.add_argument("--base", type=Path, required=True, help="folder with the wheels of the base weights")
    parser.add_argument("--data", type=Path, required=True, help="folder with the public labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and weights")
    asked = parser.parse_args(arguments)
    wanted = asked.models or ["sentence_encoder", *RECIPES]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    asked.out.mkdir(parents=True, exist_ok=True)
    try:
        base_weights.tokenizer(asked.base).save(str(asked.out / "tokenizer.json"), pretty=False)
        if "sentence_encoder" in wanted:
            export_sentences(base_weights.sentence_encoder(asked.base), asked.out / "sentence_encoder.onnx")
        for name in [name for name in RECIPES if name in wanted]:
            _train(name, asked.base, asked.data, asked.out)
        calibration = calibrate([name for name in RECIPES if name in wanted], asked.out, asked.data)
    except (KnowledgeError, OSError) as exc:
        print(exc, file=sys.stderr)
        return 2
    (asked.out / "calibration.json").write_text(json.dumps(calibration, indent=2) + "\n", "utf-8")
    write_manifest(asked.out)
    return 0


def _train(name: str, base: Path, data: Path, out: Path) -> None:
    recipe = RECIPES[name]
    trunk = recipe.start(base)
    fit(
        trunk,
        recipe.learn(data, SentenceEncoder().encode),
        recipe.epochs,
        recipe.rate,
        out / f"{name}.checkpoint",
    )
    torch.save(trunk.state_dict(), out / f"{name}.pt")
    export_trunk(trunk, out / f"{name}.onnx")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
