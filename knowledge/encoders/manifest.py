"""The files of the models, and the sums by which a damaged one is told.

`python -m knowledge.encoders.manifest` writes the sums again after the files were replaced.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from knowledge import KnowledgeError

WEIGHTS = Path(__file__).parent / "weights"
MANIFEST = "manifest.json"  # file name to SHA-256
_REMEDY = "reinstall the program, for example with: pip install --force-reinstall policy-debate-bot"


def checked_file(name: str, folder: Path = WEIGHTS) -> Path:
    """Return the path of a file of the models.

    Raises KnowledgeError where it is missing or is not the one that shipped.
    """
    file, expected = folder / name, fingerprint(name, folder)
    try:
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as exc:
        raise KnowledgeError(f"{file} cannot be read ({exc.strerror or exc}); {_REMEDY}") from exc
    if found != expected:
        raise KnowledgeError(f"{file} is damaged; {_REMEDY}")
    return file


def fingerprint(name: str, folder: Path = WEIGHTS) -> str:
    """Return the SHA-256 that a file of the models should have, in hex."""
    try:
        return _sums(folder)[name]
    except (OSError, ValueError, KeyError) as exc:
        raise KnowledgeError(f"{folder / MANIFEST} does not list {name}; {_REMEDY}") from exc


@cache
def _sums(folder: Path) -> dict[str, str]:
    return dict(json.loads((folder / MANIFEST).read_text("utf-8")))


def write_manifest(folder: Path = WEIGHTS) -> None:
    """Write the sums of all files that are in the folder."""
    files = sorted(file for file in folder.iterdir() if file.name != MANIFEST)
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    (folder / MANIFEST).write_text(json.dumps(sums, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    write_manifest()
