"""The command line: `zgc-map check` tells every problem of a data folder, `export` writes files."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from zgc_map.catalog import Issue
from zgc_map.catalog.issues import escaped
from zgc_map.catalog.story_text import sealed, story_file
from zgc_map.cli.export import add_export
from zgc_map.model import Catalog, Step, Story
from zgc_map.query import check_zone, view_digest

DATA_VARIABLE = "ZGC_MAP_DATA"
"""The environment variable that names the data folder."""

_HEADINGS = ("file", "row", "column", "rule", "found", "allowed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 when all is well, 1 when problems were found."""
    parser = argparse.ArgumentParser(prog="zgc-map", description="Zhongguancun Atlas: its data.")
    data = Path(os.environ.get(DATA_VARIABLE) or "data")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="tell every problem of a data folder",
        description="Read a data folder and tell every problem: file, row, column, rule, what was "
        "found and what is allowed. Exit code 0: none; 1: some.",
    )
    check.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=data,
        help=f"the data folder (default: ${DATA_VARIABLE}, or ./data)",
    )
    check.add_argument("--json", action="store_true", help="print the problems as a JSON list")
    check.set_defaults(run=lambda given: _check(given.folder, as_json=given.json))
    stories = commands.add_parser(
        "stories",
        help="tell which steps of stories show other data than when they were made",
        description="Compare every step of every story with the data. Exit code 0: nothing has "
        "changed; 1: some step has to be read again.",
    )
    stories.add_argument("folder", nargs="?", type=Path, default=data)
    stories.add_argument(
        "--seal", action="store_true", help="write down that every step has been read again"
    )
    stories.set_defaults(run=lambda given: _stories(given.folder, seal=given.seal))
    add_export(commands, data)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _check(folder: Path, *, as_json: bool) -> int:
    catalog, issues = check_zone(folder)
    if as_json:
        print(
            json.dumps(
                [{name: getattr(issue, name) for name in _HEADINGS} for issue in issues], indent=2
            )
        )
    elif catalog is not None:
        print(_counts(catalog))
    else:
        print(_table(issues))
        print(f"\n{len(issues)} {'problem' if len(issues) == 1 else 'problems'}")
    for story, number, step in _steps(catalog) if catalog else ():
        if step.seen:
            continue
        place = f"{story_file(story.id)}, step {number}, seen"
        print(f"warning: {place}: never sealed, so changed data is not told", file=sys.stderr)
    return 1 if issues else 0


def _stories(folder: Path, *, seal: bool) -> int:
    catalog, issues = check_zone(folder)
    if catalog is None:
        print(_table(issues))
        return 1
    steps = [*_steps(catalog)]
    stale = [row for row in steps if row[2].seen != view_digest(catalog, row[2])]
    for story, number, step in stale:
        word = "sealed" if seal else "data changed" if step.seen else "never sealed"
        print(f"{story_file(story.id)}, step {number}: {word}")
    for story in {story.id: story for story, *_ in stale}.values() if seal else ():
        path = folder / story_file(story.id)
        digests = [view_digest(catalog, step) for step in story.steps]
        try:
            text = sealed(path.read_text(encoding="utf-8"), digests)
        except ValueError as error:
            print(f'{story_file(story.id)}: {error}; write seen: "" into every step first')
            return 1
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    print(f"{len(catalog.stories)} stories, {len(steps)} steps, {len(stale)} with other data")
    return 1 if stale and not seal else 0


def _steps(catalog: Catalog) -> Iterator[tuple[Story, int, Step]]:
    """Yield every step of every story with its number."""
    for story in catalog.stories:
        for number, step in enumerate(story.steps, start=1):
            yield story, number, step


def _counts(catalog: Catalog) -> str:
    counts = {
        "parks": len(catalog.parks),
        "places": len(catalog.places),
        "sectors": len(catalog.sectors),
        "roles": len(catalog.roles),
        "claims": len(catalog.claims),
        "assignments": len(catalog.assignments),
        "figures": len(catalog.figures),
        "brands": len(catalog.brands),
        "sources": len(catalog.sources),
        "layers": len(catalog.about.layers),
        "stories": len(catalog.stories),
    }
    listed = ", ".join(f"{name} {count}" for name, count in counts.items())
    return f"{escaped(catalog.about.id)}: no problems. {listed}"


def _table(issues: Sequence[Issue]) -> str:
    """Return the issues as lines of columns, each as wide as its widest cell but the last."""
    lines: list[Sequence[str]] = [_HEADINGS]
    for issue in issues:
        row = "" if issue.row is None else str(issue.row)
        cells = (issue.file, row, issue.column or "", issue.rule, issue.found, issue.allowed)
        lines.append(tuple(escaped(cell) for cell in cells))
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide signs, as Chinese, take two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "FW" else 1
        for char in text
    )
