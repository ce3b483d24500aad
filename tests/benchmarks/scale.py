"""What many op-eds cost on one machine.

`python tests/benchmarks/scale.py PASSAGES [FOLDER]`, as with 100000 and 1000000.

The text is real where there is enough of it (sentences of the documentation that is installed here), beyond
that the same with words exchanged; 40 passages an op-ed. Ratios are within the run: indexing beside Chroma's
bare `add` of ready vectors with the same settings, starts of `debate serve` by turns.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from knowledge.chroma import open_client
from knowledge.document import Document, Passage
from knowledge.embeddings import OnnxEmbedder
from knowledge.encoders.cross_encoder import answers
from knowledge.index import open_index
from knowledge.index_format import SPACE
from knowledge.library import CONSTRUCTION, NEAR, NEIGHBOURS, Library
from knowledge.search import Search
from knowledge.sentences import sentence_spans
from knowledge.topic import Topic, keep, shipped_topic

EACH = 40  # passages of an op-ed
BARE, ASKED = 50_000, 300  # passages added bare, and questions
PLACES = (
    "/usr/share/doc",
    "/usr/lib/python3",
    str(Path(os.__file__).parent),
    str(Path(np.__file__).parents[1]),
)


def real_sentences() -> list[str]:
    """Sentences of the documentation on this machine, each once, in a fixed order at random."""
    found: dict[str, None] = {}
    for place in PLACES:
        for path in sorted(Path(place).rglob("*")):
            if path.suffix in (".py", ".md", ".rst", ".txt") and path.is_file():
                text = path.read_text("utf-8", errors="ignore")
                parts = (
                    re.findall(r'"""(.+?)"""', text, re.DOTALL) if path.suffix == ".py" else [text[:200_000]]
                )
                for paragraph in re.split(r"\n\s*\n", "\n\n".join(parts)):
                    found |= dict.fromkeys(_prose(" ".join(paragraph.split())))
    sentences = list(found)
    random.Random(1).shuffle(sentences)
    return sentences


def _prose(paragraph: str) -> Iterator[str]:
    if not 60 <= len(paragraph) <= 3_000:
        return
    for start, end in sentence_spans(paragraph):
        sentence = paragraph[start:end].strip()
        letters = sum(sign.isalpha() or sign == " " for sign in sentence)
        if (
            7 <= len(sentence.split()) <= 40
            and sentence[0].isupper()
            and sentence.endswith(".")
            and letters > 0.93 * len(sentence)
        ):
            yield sentence


def texts(count: int) -> list[str]:
    """So many sentences.

    The ones beyond the real ones have two of their words exchanged for words of others.
    """
    given = real_sentences()
    chance = random.Random(2)
    words = sorted(
        {word for sentence in given for word in sentence.split() if word.isalpha() and len(word) > 4}
    )
    made = given[:count]
    while len(made) < count:
        parts = chance.choice(given).split()
        for _ in range(2):
            parts[chance.randrange(1, len(parts))] = chance.choice(words)
        made.append(" ".join(parts))
    return made


def topics(sentences: Sequence[str]) -> Iterator[Topic]:
    """Op-eds of 40 passages each."""
    for number, first in enumerate(range(0, len(sentences), EACH)):
        own = sentences[first : first + EACH]
        passages = tuple(Passage(place, 1, 0, 0, text) for place, text in enumerate(own, start=1))
        yield Topic(
            f"op-ed-{number}", Document(f"Op-ed {number}", " ".join(own), passages), None, "generated"
        )


def bare_rate(folder: Path, sentences: Sequence[str], vectors: Any) -> float:
    """Passages a second by Chroma's own `add`, of ready vectors."""
    configuration: Any = {
        "hnsw": {
            "space": SPACE,
            "max_neighbors": NEIGHBOURS,
            "ef_construction": CONSTRUCTION,
            "ef_search": NEAR,
        }
    }
    collection = open_client(folder).create_collection(
        "bare", embedding_function=None, configuration=configuration
    )
    started = time.perf_counter()
    for first in range(0, len(sentences), 5_000):
        part = sentences[first : first + 5_000]
        ids = [str(first + place) for place in range(len(part))]
        told: list[Any] = [
            {"topic": f"op-ed-{(first + place) // EACH}", "kind": "fact", "passage": 1 + place % EACH}
            for place in range(len(part))
        ]
        collection.add(
            ids=ids, embeddings=vectors[first : first + 5_000], documents=list(part), metadatas=told
        )
    return len(sentences) / (time.perf_counter() - started)


def timed(find: Any, questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    took = []
    for question in questions:
        started = time.perf_counter()
        find(question)
        took.append(1e3 * (time.perf_counter() - started))
    return median(took), sorted(took)[int(0.95 * len(took))]


def recall(
    library: Library, embedder: OnnxEmbedder, sentences: Sequence[str], questions: Sequence[str]
) -> float:
    """Of the true nearest 6 passages, the share that HNSW finds."""
    asked = embedder.vectors(questions)
    best = np.full((len(questions), 6), -2.0, dtype=np.float32)
    names = np.zeros((len(questions), 6), dtype=np.int64)
    for first in range(0, len(sentences), 50_000):
        near = asked @ embedder.vectors(sentences[first : first + 50_000]).T
        both = np.concatenate([best, near], axis=1)
        ids = np.concatenate(
            [names, np.broadcast_to(np.arange(first, first + near.shape[1]), near.shape)], axis=1
        )
        top = np.argpartition(-both, 6, axis=1)[:, :6]
        best, names = np.take_along_axis(both, top, 1), np.take_along_axis(ids, top, 1)
    right = 0
    for row, vector in zip(names, asked, strict=True):
        found = library.collection.query(
            query_embeddings=vector[None], n_results=12, where=None, include=["distances"]
        )["ids"][0]
        passages = [one for one in found if not one.endswith(":0")][:6]
        right += len(
            set(passages) & {f"op-ed-{number // EACH}:{1 + number % EACH}" for number in row.tolist()}
        )
    return right / (6 * len(questions))


def start_of(home: Path) -> float:
    """Seconds from the start of `debate serve` to its first answer."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("DEBATE_", "OPENAI_"))
    } | {"DEBATE_HOME": str(home)}
    started = time.perf_counter()
    command = [sys.executable, "-u", "-c", "from bot.cli.main import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        address = next(
            found.group() for line in process.stdout if (found := re.search(r"http://[\d.:]+", line))
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api/topics/us-korea-alliance", timeout=60).read()
                break
            except OSError:
                time.sleep(0.05)
        took = time.perf_counter() - started
        process.kill()
    return took


def main() -> None:
    """Print one line of figures."""
    count = int(sys.argv[1])
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="debate-scale-"))
    embedder = OnnxEmbedder()
    sentences = texts(count + ASKED)
    sentences, questions = sentences[ASKED:], sentences[:ASKED]
    part = sentences[: min(BARE, count)]
    bare, ours = (
        bare_rate(folder / "bare", part, embedder.vectors(part)),
        ours_rate(folder / "part", embedder, part),
    )
    print(f"{bare:.0f} passages a second bare, {ours:.0f} by the library", file=sys.stderr, flush=True)
    home = folder / "home"
    library = Library(home, embedder)
    started = time.perf_counter()
    library.put((topic, "1") for topic in topics(sentences))
    figures: dict[str, Any] = {
        "passages": count,
        "indexed_per_s": round(count / (time.perf_counter() - started)),
        "beside_bare_add": round(ours / bare, 2),
        "recall_of_6": round(recall(library, embedder, sentences, questions), 3),
        "search_ms": [round(one, 1) for one in timed(library.find, questions)],
        "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "disk_mib": sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) >> 20,
    }
    small = shipped_topic("us-korea-alliance")
    search = Search(small, open_index(small, embedder, folder / "small"), embedder, answers())
    figures["search_ms_of_one_topic"] = [round(one, 1) for one in timed(search.find, questions)]
    for topic in topics(sentences):
        keep(topic, home)
    pairs = [(start_of(folder / "small"), start_of(home)) for _ in range(3)]
    figures["start_beside_one_topic"] = round(
        median(ours for _, ours in pairs) / median(one for one, _ in pairs), 2
    )
    print(json.dumps(figures))
    if len(sys.argv) < 3:
        shutil.rmtree(folder, ignore_errors=True)


def ours_rate(home: Path, embedder: OnnxEmbedder, sentences: Sequence[str]) -> float:
    """Passages a second by the library, embedding and all."""
    library = Library(home, embedder)
    started = time.perf_counter()
    library.put((topic, "1") for topic in topics(sentences))
    return len(sentences) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
