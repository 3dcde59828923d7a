"""Run one app and write what each run of its script cost, one JSON line a run.

``python -m benchmarks.serve LOG SCRIPT [streamlit options]``: the atlas by its production entry,
`asgi.py`, which takes its settings from the environment; a peer by ``streamlit run``.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import cli

ENTRY = "asgi.py"
"""The production entry of the atlas."""


def watch(log: Path) -> None:
    """Make every run of a script write its processor time (its own thread's, in ms) to `log`."""
    run = ScriptRunner._run_script

    def watched(self: ScriptRunner, *args: Any) -> None:
        before = time.thread_time()
        try:
            run(self, *args)
        finally:
            spent = (time.thread_time() - before) * 1000
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"cpu_ms": round(spent, 3)}) + "\n")

    setattr(ScriptRunner, run.__name__, watched)  # there is no other hook


def main() -> None:
    """Serve until stopped."""
    _, log, script, *options = sys.argv
    watch(Path(log))
    if Path(script).name == ENTRY:
        runpy.run_path(script, run_name="__main__")
    else:
        sys.argv = ["streamlit", "run", script, *options]
        cli.main()


if __name__ == "__main__":
    main()
