"""Measure the atlas beside its peers: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks import report
from benchmarks.browser import chromium, read, read_far
from benchmarks.material import Material, write_material
from benchmarks.servers import ATLAS, DETAILED, FLOOR, NAIVE, ROOT, STILL, App, Server
from benchmarks.sessions import open_sessions
from benchmarks.zones import write_zone

ALL = (ATLAS, FLOOR, NAIVE, DETAILED, STILL)
SIZES = (17, 100, 1_000, 3_000)
PICTURE = ROOT / "docs" / "images" / "growth.svg"


def main() -> None:
    """Measure what is asked for, print tables and write JSON."""
    asked = _arguments().parse_args()
    data = ROOT / "data"
    results: dict[str, Any] = {"machine": report.machine()}
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        work = Path(folder)
        material = write_material(data, work / "material")
        if asked.soak:
            results["soak"] = soak(data, material, work, asked)
        for part in asked.parts if not asked.soak else ():
            results[part] = PARTS[part](data, material, work, asked)
    results["machine"]["load_after"] = report.machine()["load_before"]
    asked.out.write_text(json.dumps(results, indent=1, ensure_ascii=False), "utf-8")
    print(f"\n{json.dumps(results['machine'])}\nwritten: {asked.out}")


def deeds(data: Path, material: Material, work: Path, asked: argparse.Namespace) -> Any:
    """Return what one reader sees of every app."""
    found = _read(ALL, data, material, work, asked)
    print(f"\n{report.deeds_table(found)}\n\n{report.ratios_table(found)}\n", flush=True)
    return {"measured": found, "ratios": report.ratios(found)}


def sessions(data: Path, material: Material, work: Path, asked: argparse.Namespace) -> Any:
    """Return what many sessions see of the atlas and the floor, and fewer of the naive app."""
    found: dict[str, list[dict[str, Any]]] = {}
    for app, counts in ((ATLAS, asked.sessions), (FLOOR, asked.sessions), (NAIVE, [10])):
        for count in counts:
            with Server(app, data, material.folder, work) as server:
                found.setdefault(app.name, []).append(
                    open_sessions(
                        server, material, count=count, think=asked.think, seconds=asked.seconds
                    )
                )
            print(f"measured: {app.name}, {count} sessions", flush=True)
    print(f"\n{report.sessions_table(found)}\n", flush=True)
    return found


def growth(data: Path, material: Material, work: Path, asked: argparse.Namespace) -> Any:
    """Return what one reader sees of invented zones of growing size."""
    del material
    found: dict[str, Any] = {}
    for size in asked.sizes:
        zone = write_zone(data, work / f"zone-{size}", size)
        places = write_material(zone, work / f"material-{size}")
        found |= {str(size): _read((ATLAS,), zone, places, work, asked)[ATLAS.name]}
        print(f"measured: {size} places", flush=True)
    print(f"\n{report.deeds_table(found)}\n", flush=True)
    report.plot_growth(found, asked.picture)
    return found


def soak(data: Path, material: Material, work: Path, asked: argparse.Namespace) -> Any:
    """Return the memory of a server over time, while sessions come, act and go."""
    rounds = []
    with Server(ATLAS, data, material.folder, work) as server:
        began = time.monotonic()
        while time.monotonic() - began < asked.soak * 60:
            seen = open_sessions(
                server, material, count=asked.sessions[0], think=asked.think, seconds=asked.seconds
            )
            minutes = (time.monotonic() - began) / 60
            kept = {"minutes": round(minutes, 2), "memory_mb": round(server.memory(), 1)}
            rounds.append(kept | {name: seen[name] for name in ("runs", "p50_ms", "p95_ms")})
            print(rounds[-1], flush=True)
    return rounds


def network(data: Path, material: Material, work: Path, asked: argparse.Namespace) -> Any:
    """Return what readers elsewhere see of every app until its page is there."""
    with _opened(ALL, data, material, work) as (browser, servers):
        found = read_far(browser, servers, loads=asked.loads)
    print(f"\n{report.far_table(found)}\n", flush=True)
    return found


PARTS = {"deeds": deeds, "sessions": sessions, "growth": growth, "network": network}


def _read(
    apps: Sequence[App], data: Path, material: Material, work: Path, asked: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    with _opened(apps, data, material, work) as (browser, servers):
        return read(browser, servers, material, deeds=asked.deeds, loads=asked.loads)


@contextmanager
def _opened(
    apps: Sequence[App], data: Path, material: Material, work: Path
) -> Iterator[tuple[Browser, list[Server]]]:
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(app, data, material.folder, work)) for app in apps]
        yield stack.enter_context(chromium()), servers


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    option = parser.add_argument
    option("parts", nargs="*", help="what to measure (everything)")
    option("--deeds", type=int, default=16, help="filters, and clicks, of one reader (16)")
    option("--loads", type=int, default=5, help="page loads (5)")
    option("--sessions", type=int, nargs="+", default=[50, 200], help="live sessions (50 200)")
    option("--think", type=float, default=5.0, help="seconds between deeds of a session (5)")
    option("--seconds", type=float, default=30.0, help="seconds of many sessions (30)")
    option("--sizes", type=int, nargs="+", default=list(SIZES), help="places of invented zones")
    option("--soak", type=float, default=0.0, metavar="MINUTES", help="only watch the memory")
    option("--picture", type=Path, default=PICTURE, help="where the growth plot goes")
    option("--out", type=Path, default=Path("benchmark-results.json"), help="where the JSON goes")
    parser.set_defaults(parts=list(PARTS))
    return parser


if __name__ == "__main__":
    main()
