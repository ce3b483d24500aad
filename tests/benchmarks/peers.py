"""What one would otherwise take, each in an environment of its own, beside a cold `debate ask`, by turns in one run: `python -m tests.benchmarks.peers`.

LangChain's tutorial chain and LlamaIndex's chat engine as the yardsticks beside the checkout have them, and Haystack's pipeline; the model is the yardsticks' local
server, which answers at once. Environments `.venv-peer-…` are made where they lack. Prints one JSON object: seconds to the first words from the start of the
process, and MiB at most.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.yardsticks import DEBATE, PERF, QUESTION, SHARED, model_server

HERE = Path(__file__).resolve()
RUNS = 5
NEEDS = {
    "langchain": ["langchain-chroma", "langchain-openai", "langchain-text-splitters"],
    "llamaindex": ["llama-index-core", "llama-index-llms-openai-like", "llama-index-embeddings-openai-like", "llama-index-vector-stores-chroma"],
    "haystack": ["haystack-ai"],
}


def environment(name: str) -> str:
    """The Python of a peer's environment."""
    folder = HERE.parents[2] / f".venv-peer-{name}"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *NEEDS[name]], check=True)
    return str(python)


def peer(name: str, base: str) -> tuple[float, float]:
    """Seconds to the first words, and MiB."""
    last = [str(HERE.with_name("haystack_rag.py")), base, "1", str(SHARED / "op-ed.txt")] if name == "haystack" else [str(PERF / "peers.py"), name, base, "1"]
    done = subprocess.run([environment(name), *last], check=True, capture_output=True, text=True)
    figures = json.loads(done.stdout.strip().splitlines()[-1])
    return figures["cold_to_first_token_s"], figures["rss_mib"]


def ours(home: str, base: str) -> tuple[float, float]:
    """The same of `debate ask` with that model, to its end."""
    settings = {"DEBATE_HOME": home, "DEBATE_MODEL": "openai:fake", "OPENAI_BASE_URL": base, "OPENAI_API_KEY": "x", "DEBATE_CACHE": "false"}
    started = time.perf_counter()
    with subprocess.Popen([*DEBATE, "ask", QUESTION], env=os.environ | settings, stdout=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - started, used.ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    for name in NEEDS:
        environment(name)
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ("debate", *NEEDS)}
    with tempfile.TemporaryDirectory() as home, model_server() as base:
        subprocess.run([*DEBATE, "index", str(SHARED / "op-ed.txt")], env=os.environ | {"DEBATE_HOME": home}, check=True, capture_output=True)
        for _ in range(RUNS):
            for name, found in took.items():
                found.append(ours(home, base) if name == "debate" else peer(name, base))
    print(
        json.dumps(
            {
                name: {"cold_s": round(statistics.median(s for s, _ in found), 2), "mib": round(statistics.median(m for _, m in found))}
                for name, found in took.items()
            }
        )
    )


if __name__ == "__main__":
    main()
