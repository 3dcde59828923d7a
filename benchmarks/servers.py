"""Servers under measurement: the atlas and its peers, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from benchmarks.serve import ENTRY

ROOT = Path(__file__).resolve().parents[1]
PEERS = Path(__file__).resolve().parent / "peers"
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class App:
    """What is measured, and where a reader finds things in it (CSS selectors)."""

    name: str
    script: str
    marks: str
    """The outlines of the map once it is painted."""
    whole: str = "[data-testid=stCheckbox]"
    """What else is on the page once all of it is shown."""
    frame: str = ""
    """The frame the map stands in, if any."""
    group: str = ".st-key-group-{id} input"
    profile: str = '[data-profile="{id}"]'
    detailed: bool = False
    options: tuple[str, ...] = ()


ATLAS = App(
    "atlas",
    ENTRY,
    marks="path.area[data-state]",
    whole=".stApp:has(.facets):has(.st-key-side .begin):has(.st-key-hero path.area)",
    group=".facets [data-facet=group][data-option={id}] input",
    profile='.card[data-park="{id}"]',
)
FOLIUM_FRAME = 'iframe[title="streamlit_folium.st_folium"]'
NAIVE = App("naive, light", "naive.py", marks="path.leaflet-interactive", frame=FOLIUM_FRAME)
DETAILED = App(
    "naive, detailed", "naive.py", "path.leaflet-interactive", frame=FOLIUM_FRAME, detailed=True
)
FLOOR = App(
    "floor",
    "floor.py",
    marks="path.leaflet-interactive",
    options=("--runner.postScriptGC=false",),
)
STILL = App(
    "still", "still.py", marks="[data-testid=stImage] img", whole="[data-testid=stImage] img"
)


class Server:
    """One app on a free port of the loopback, with the data it is to show."""

    def __init__(self, app: App, data: Path, material: Path, work: Path) -> None:
        self.app = app
        self.log = work / f"{app.name.replace(', ', '-')}.jsonl"
        self.log.write_text("", "utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        folder = ROOT
        if app is not ATLAS:
            folder = work / app.name.replace(", ", "-")
            _prepare(app, folder, material)
        places = "detailed.geojson" if app.detailed else "light.geojson"
        environment = dict(os.environ, ZGC_MAP_DATA=str(data), BENCH_PLACES=str(material / places))
        environment["ZGC_MAP_PORT"] = str(self.port)
        environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "benchmarks.serve", str(self.log)),
                app.script,
                f"--server.port={self.port}",
                "--server.address=127.0.0.1",
                "--server.headless=true",
                "--server.fileWatcherType=none",
                "--server.enableStaticServing=true",
                "--browser.gatherUsageStats=false",
                *app.options,
            ],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    @property
    def url(self) -> str:
        """Where the app is."""
        return f"http://127.0.0.1:{self.port}/"

    def cpu(self) -> float:
        """Return the processor time (s) the process has taken so far."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Return the resident memory (MB) of the process."""
        return int(self._proc("statm").split()[1]) * PAGE / 1e6

    def runs(self) -> list[float]:
        """Return the processor time (ms) of each script run so far."""
        return [json.loads(line)["cpu_ms"] for line in self.log.read_text("utf-8").splitlines()]

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/{name}").read_text("utf-8")

    def _wait(self) -> None:
        last: OSError | None = None
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.app.name} ended at start: {self.process.returncode}")
            try:
                with urllib.request.urlopen(f"{self.url}_stcore/health", timeout=5):  # noqa: S310 - loopback
                    return
            except OSError as error:
                last = error
                time.sleep(0.2)
        raise RuntimeError(f"{self.app.name} did not start") from last


def _prepare(app: App, folder: Path, material: Path) -> None:
    """Put a peer's script, our copy of Leaflet and the places into a folder of its own."""
    static = folder / "static"
    static.mkdir(parents=True, exist_ok=True)
    shutil.copy(PEERS / app.script, folder)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(ROOT / "static" / "vendor" / "leaflet" / name, static)
    shutil.copy(material / "light.geojson", static / "places.json")
