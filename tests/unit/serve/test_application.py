"""What the production entry sets before the first reader comes: in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_a_server_in_production_watches_no_files() -> None:
    """Each session would watch every module, and look all of them through after each run."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import asgi; from streamlit import config;"
            "print(config.get_option('server.fileWatcherType'))",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout.strip() == "none"
