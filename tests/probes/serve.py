"""`debate serve` on the port that the probes ask."""

from __future__ import annotations

import sys

from bot.cli.main import main

if __name__ == "__main__":
    sys.argv = ["debate", "serve", "--port", "7894"]
    main()
