"""What the production entry sets before the first reader comes: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


OPTIONS = {
    "server.fileWatcherType": "none",  # each session would watch every module
    "server.headless": True,  # with a screen, a visitor could have files written for a developer
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 1,
    "client.showErrorDetails": "none",
    "client.disableDataExport": True,
    "browser.gatherUsageStats": False,
    "global.developmentMode": False,
}


def test_a_server_in_production_has_the_settings_of_one() -> None:
    """Whatever the machine is like: here it has a screen."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import asgi, json, sys; from streamlit import config;"
            "print(json.dumps({name: config.get_option(name) for name in sys.argv[1:]}))",
            *OPTIONS,
        ],
        cwd=ROOT,
        env=dict(os.environ) | {"DISPLAY": ":0"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(said.stdout) == OPTIONS
