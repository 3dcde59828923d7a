"""Lets `python -m zgc_map` do what the command `zgc-map` does."""

from __future__ import annotations

import sys

from zgc_map.cli import main

if __name__ == "__main__":
    sys.exit(main())
