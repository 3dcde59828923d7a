"""Run one Streamlit app and write what each run of its script cost, one JSON line a run.

``python -m benchmarks.serve LOG WARM SCRIPT [streamlit options]``; WARM is 1 to call `warm` first,
as the production entry does.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import cli


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


def _warm_at_start() -> None:
    """Do what the production entry does once Streamlit's runtime is there, and not before."""
    start = Runtime.start

    async def started(self: Runtime) -> None:
        await start(self)
        import streamlit_folium  # noqa: PLC0415 - imported earlier, its files would not be served

        from zgc_map.ui.warm import warm  # noqa: PLC0415 - the peers do not need the atlas

        self.component_registry.register_component(streamlit_folium._component_func)
        warm()

    setattr(Runtime, start.__name__, started)


def main() -> None:
    """Serve until stopped."""
    _, log, warmed, *options = sys.argv
    watch(Path(log))
    if warmed == "1":
        _warm_at_start()
    sys.argv = ["streamlit", "run", *options]
    cli.main()


if __name__ == "__main__":
    main()
