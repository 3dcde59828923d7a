"""What was measured, as a table, as JSON and as a picture."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

PACKAGES = ("streamlit", "streamlit-folium", "folium", "geopandas", "playwright")

Found = Mapping[str, Any]


def machine() -> dict[str, Any]:
    """Return what was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "processor": _processor(),
        "processors": os.cpu_count(),
        "memory_gb": round(memory),
        "load_before": [round(value, 1) for value in os.getloadavg()],
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    """Return the model of the processor, as far as the system says it."""
    told = Path("/proc/cpuinfo")
    found = re.findall(r"model name\s*: (.+)", told.read_text("utf-8")) if told.exists() else []
    return str(found[0]) if found else platform.processor()


def spread(values: Sequence[float]) -> str:
    """Return values as “median (least-most)”."""
    if not values:
        return "–"
    return f"{median(values):,.0f} ({min(values):,.0f}–{max(values):,.0f})"


MEASURES = (
    ("page opened → map painted, ms", ("load",)),
    ("page opened → all of it shown, ms", ("whole",)),
    ("filter → map painted, ms", ("filter", "painted")),
    ("click → profile shown, ms", ("click", "painted")),
    ("messages a filter, bytes", ("filter", "received")),
    ("messages a click, bytes", ("click", "received")),
    ("script a filter, CPU ms", ("filter", "script")),
    ("script a click, CPU ms", ("click", "script")),
    ("server a filter, CPU ms", ("filter", "server")),
    ("server a click, CPU ms", ("click", "server")),
    ("click after the pointer came → profile shown, ms", ("pointed", "painted")),
    ("messages of such a click, bytes", ("pointed", "received")),
    ("script of such a click, CPU ms", ("pointed", "script")),
    ("asked for besides a click, bytes", ("click", "asked")),
)


def _values(found: Found, path: Sequence[str]) -> Sequence[float]:
    value: Any = found
    for name in path:
        value = value.get(name, {})
    return value or ()


def deeds_table(found: Mapping[str, Found]) -> str:
    """Return what one reader saw of each app, as a Markdown table."""
    rows = [
        [title, *(spread(_values(app, path)) for app in found.values())] for title, path in MEASURES
    ]
    kinds = ("filter", "click", "pointed")
    lost = [
        "–"
        if not app.get("filter")
        else f"{sum(app[kind]['remounts'] for kind in kinds)} of "
        f"{sum(len(app[kind]['painted']) for kind in kinds)}"
        for app in found.values()
    ]
    return table(["", *found], [*rows, ["maps built anew", *lost]])


def ratios(found: Mapping[str, Found], own: str = "atlas") -> dict[str, dict[str, float]]:
    """Return measure → app → how many times our own that app's is: the median of the pairs.

    The deeds of one turn are a pair: they met the same machine.
    """
    result: dict[str, dict[str, float]] = {}
    for title, path in MEASURES:
        mine = _values(found[own], path)
        if not mine or not median(mine):
            continue
        result[title] = {
            name: round(median(_pairs(_values(app, path), mine)), 2)
            for name, app in found.items()
            if name != own and _values(app, path)
        }
    return result


def _pairs(theirs: Sequence[float], ours: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(theirs, ours, strict=True) if other]


def ratios_table(found: Mapping[str, Found]) -> str:
    """Return the ratios as a Markdown table."""
    names = [name for name in found if name != "atlas"]
    return table(
        ["÷ atlas, median of pairs", *names],
        [
            [title, *(f"{row[name]:.2f}" if name in row else "–" for name in names)]
            for title, row in ratios(found).items()
        ],
    )


def sessions_table(found: Mapping[str, Sequence[Found]]) -> str:
    """Return what many sessions saw of each app, as a Markdown table."""
    head = ["app", "sessions", "runs", "failed", "p50, ms", "p95, ms", "server CPU a run, ms"]
    head += ["messages a run, bytes", "on the wire, bytes", "memory a session, MB"]
    return table(
        head,
        [
            [
                name,
                str(row["sessions"]),
                str(row["runs"]),
                str(row["failed"]),
                f"{row['p50_ms']:,.0f}",
                f"{row['p95_ms']:,.0f}",
                f"{row['cpu_ms_a_run']:,.1f}",
                spread(row["payload"]),
                spread(row["wire"]),
                f"{row['mb_a_session']:.2f}",
            ]
            for name, rows in found.items()
            for row in rows
        ],
    )


def far_table(found: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Return page loads over a network as a table: one row a measure, one column an app."""
    names = next(iter(found.values()))
    rows = [[f"{name}, ms", *(spread(loads[name]) for loads in found.values())] for name in names]
    return table(["", *found], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plot_growth(found: Mapping[str, Found], file: Path) -> None:
    """Draw what grows with the number of places; a straight line at 45° is growth in proportion."""
    import matplotlib as mpl  # noqa: PLC0415 - only a picture needs it

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    sizes = [int(size) for size in found]
    figure, axes = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    panels = (
        ("time on screen, ms", (0, 2, 3)),
        ("script, CPU ms", (6, 7)),
        ("messages, bytes", (4, 5)),
    )
    for axis, (title, chosen) in zip(axes, panels, strict=True):
        for index in chosen:
            name, path = MEASURES[index]
            middle = [median(_values(row, path)) for row in found.values()]
            axis.loglog(sizes, middle, marker="o", label=name.split(",")[0])
        axis.set(title=title, xlabel="places")
        axis.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axis.minorticks_off()
        axis.grid(visible=True, alpha=0.3)
        axis.legend(fontsize=8)
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file)
    plt.close(figure)
