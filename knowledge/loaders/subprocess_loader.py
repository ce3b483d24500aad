"""Read a file from somebody unknown in a process of its own.

What hangs or swallows memory is ended there and harms nothing here.

`python -m knowledge.loaders.subprocess_loader NAME [TITLE]` reads the file's content from standard input and
gives the document, or one line of what is wrong with it.
"""

from __future__ import annotations

import subprocess
import sys

from knowledge import KnowledgeError
from knowledge.document import Document
from knowledge.versions import StoredDocument

SECONDS = 60  # of wall clock, and of the processor
MEMORY = 3 * 1024**3  # bytes of address space


def load_apart(data: bytes, name: str, title: str = "") -> Document:
    """Load as `load_bytes` does. Raises KnowledgeError also where reading takes too much time or memory."""
    try:
        done = subprocess.run(  # noqa: S603  # this program itself; the name is an argument and no command
            [sys.executable, "-m", "knowledge.loaders.subprocess_loader", name, title],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise KnowledgeError(f"{name} takes more than {SECONDS} seconds to read: give only the text") from exc
    if done.returncode == 2:
        raise KnowledgeError(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1])
    if done.returncode:
        raise KnowledgeError(
            f"{name} cannot be read: it is damaged, or takes too much memory; give only the text"
        )
    return StoredDocument.model_validate_json(done.stdout).split()


def main() -> None:
    """Read standard input as the file NAME."""
    _limit()
    from knowledge.loaders import load_bytes

    name, title = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    try:
        document = load_bytes(sys.stdin.buffer.read(), name, title)
    except KnowledgeError as exc:
        sys.exit(_refuse(str(exc)))
    stored = StoredDocument.of(document, name).model_copy(update={"notes": document.notes})
    sys.stdout.write(stored.written())


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the clock alone ends it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _refuse(text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return 2


if __name__ == "__main__":
    main()
