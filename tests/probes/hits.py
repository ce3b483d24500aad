"""What garak found: `python -m tests.probes.hits REPORT.jsonl` prints each probe and detector with its hits, and exits with 1 at any."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Count the hits of a report."""
    hits = 0
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("entry_type") == "eval":
            total = entry.get("total", entry.get("total_evaluated", 0))
            found = total - entry["passed"] - entry.get("nones", 0)
            hits += found
            print(f"{found:4} of {total:5}  {entry['probe']}  {entry['detector']}")
    print(f"{hits} hits")
    sys.exit(hits > 0)


if __name__ == "__main__":
    main()
