"""Chroma in a folder of this machine, with few indexes open at a time.

It opens an index with its first question and keeps it for the next, by default until the process has no file
left to open: four files and some two and a half megabytes for each topic.
"""

from __future__ import annotations

import chromadb.api.rust
from chromadb.api.rust import RustBindingsAPI
from chromadb.config import System

OPEN = 96  # indexes; those of the topics that are joined, and of some that are being made


class ChromaInBounds(RustBindingsAPI):
    """Chroma's own API over its Rust part."""

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.hnsw_cache_size = min(self.hnsw_cache_size, OPEN)


def bound() -> None:
    """Have the clients that are opened from now on be held so; Chroma takes no class of another name."""
    chromadb.api.rust.RustBindingsAPI = ChromaInBounds  # type: ignore[misc]
