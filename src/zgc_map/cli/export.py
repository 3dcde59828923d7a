"""`zgc-map export`: the files of the menu "Take away", written from the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import parse_qs, urlsplit

import click

from zgc_map.catalog import DataError
from zgc_map.catalog.issues import escaped
from zgc_map.export import FORMATS, ExportError, Format, Take, Tell, find_formats, take_view
from zgc_map.geo import Zone, load_zone
from zgc_map.model import DRAFT, Lang
from zgc_map.query import read_address
from zgc_map.text import load_messages

DESCRIPTION = (
    "Write a view of the atlas into files, the same as the menu of the app does. Exit code 0: all "
    "is written; 1: something is wrong with the data, the view or a file; each problem is said."
)


def add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser], data: Path) -> None:
    """Add the command `export` to the others; `data` is the default data folder."""
    parser = commands.add_parser(
        "export", help="write a view of the atlas into a file", description=DESCRIPTION
    )
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="formats, or all; see --list")
    parser.add_argument("--list", action="store_true", help="list the formats")
    parser.add_argument(
        "--view",
        default="map",
        help="the view: a link of the app, or the part after the host (default: map), "
        "such as 'map?park=PARK&sector=SECTOR&lang=ru'",
    )
    parser.add_argument("--lang", choices=list(Lang), help="the language, before the view's own")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(),
        help="a file, or a folder (default: this one), which is made for several files if its "
        "parent is there",
    )
    parser.add_argument("--data", type=Path, default=data, help="the data folder")
    parser.add_argument("--base", default="", help="where the live atlas is, for links back to it")
    parser.add_argument("--dark", action="store_true", help="pictures for a dark ground")
    parser.add_argument(
        "--set",
        dest="options",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of a format; see --list",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write what is asked for and return the exit code."""
    if options.list:
        for row in FORMATS:
            print(_described(row))
        return 0
    try:
        formats = _formats(options.formats)
        take = _take(options)
        if take.story:
            formats = _telling(formats, every=options.formats == ["all"])
        files = [(row, _chosen(row, take, options.options)) for row in formats]
        target = _target(options.out, len(files))
    except ExportError as error:
        return _complain(str(error).splitlines())
    except DataError as error:
        return _complain(_unsound(error, options.data))
    code = 0
    for number, (row, asked) in enumerate(files, start=1):
        path = target / row.name(asked) if target.is_dir() else target
        try:
            with _bar(f"{number}/{len(files)} {row.label}") as tell:
                written = row.write(asked, tell)
            _save(path, written)
        except ExportError as error:
            code = _complain(str(error).splitlines())
        except OSError as error:
            code = _complain([f"{path}: {error.strerror or error}"])
        else:
            print(path)
    return code


def _formats(slugs: Sequence[str]) -> list[Format]:
    if not slugs:
        raise ExportError("name a format, or all; --list lists them")
    if list(slugs) == ["all"]:
        return list(FORMATS)
    return find_formats(slugs)


def _telling(formats: list[Format], *, every: bool) -> list[Format]:
    """Return the formats that tell a story; one that was named and does not is a mistake."""
    silent = [row.slug for row in formats if not row.tells_stories]
    if silent and not every:
        raise ExportError(
            f"{', '.join(silent)}: of a view, not of a story; name the link of a step"
        )
    return [row for row in formats if row.tells_stories]


def _take(options: argparse.Namespace) -> Take:
    """Return the view that is asked for. Raises ExportError if any part of it is not known."""
    link = urlsplit(options.view)
    path, query = link.path, link.query
    page = path.rstrip("/").rpartition("/")[2] or "map"
    page = "stage" if page == "handout" else page
    if page not in _pages():
        raise ExportError(f"no page {page!r}: {', '.join(_pages())}")
    zone: Zone = load_zone(options.data)
    address, dropped = read_address(parse_qs(query, keep_blank_values=True), zone.catalog)
    if dropped:
        raise ExportError(f"this view has a part that cannot be read: {', '.join(dropped)}")
    lang = Lang(options.lang) if options.lang else address.lang
    if lang and lang not in zone.catalog.about.languages:
        offered = ", ".join(zone.catalog.about.languages)
        raise ExportError(f"no language {lang.value!r} in this dataset: {offered}")
    if page in ("stage", "stories"):
        address = address.but(step=1, pace=0)
        _check_story(page, address.story, [story.id for story in zone.catalog.stories])
        page = "stage" if address.story else page
    else:
        address = address.but(story=None, step=1, pace=0)
    today = dt.datetime.now().astimezone().date()
    return take_view(
        zone,
        address.but(lang=lang),
        page=page,
        day=today,
        base=options.base,
        dark=options.dark,
    )


def _check_story(page: str, name: str | None, known: Sequence[str]) -> None:
    """Raise ExportError where a page of stories opens none that can be written here."""
    if name == DRAFT:
        raise ExportError("a draft is in its writer's browser: take it away there, page stories")
    if page == "stage" and name is None:
        raise ExportError(
            f"this page shows a story: story={'|'.join(known) or 'none in this data'}"
        )


def _chosen(row: Format, take: Take, given: Sequence[str]) -> Take:
    """Return the take with a format's options; those of other formats are left to them."""
    pairs = dict(word.partition("=")[::2] for word in given)
    everyone = {option.name for one in FORMATS for option in one.options}
    if unknown := sorted(set(pairs) - everyone):
        raise ExportError(f"no option {', '.join(map(repr, unknown))}: {', '.join(everyone)}")
    own = {option.name for option in row.options}
    return row.with_options(take, {name: pairs[name] for name in own & set(pairs)})


def _target(out: Path, count: int) -> Path:
    """Return where to write: one file for one format, or a folder, made if its parent is there."""
    if out.is_dir():
        return out
    if not out.parent.is_dir():
        raise ExportError(f"{out.parent} is no folder")
    if count > 1:
        if out.exists():
            raise ExportError(f"{out} is no folder, and several files need one")
        try:
            out.mkdir()
        except OSError as error:
            raise ExportError(f"{out}: {error.strerror or error}") from error
        print(escaped(f"{out}: new folder"), file=sys.stderr)
    return out


def _save(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever looks sees all of it or what was there before."""
    with NamedTemporaryFile(dir=path.parent, prefix=".zgc-map-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            Path(file.name).chmod(0o666 & ~_umask())
            os.replace(file.name, path)  # noqa: PTH105  # the same file system, so in one step
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _pages() -> list[str]:
    """Return the names of the pages, in the order of the locale files."""
    return [key.removeprefix("page.") for key in load_messages(Lang.EN) if key.startswith("page.")]


def _described(row: Format) -> str:
    options = "".join(f"  [{one.name}={'|'.join(one.values)}]" for one in row.options)
    missing = f"  not installed: {', '.join(row.missing())}" if row.missing() else ""
    return f"{row.slug:<12}.{row.suffix:<9}{row.label}{options}{missing}"


@contextmanager
def _bar(label: str) -> Iterator[Tell]:
    """Give what shows on a terminal how far a file is; elsewhere nothing is shown."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=1, label=label, file=sys.stderr, hidden=hidden, show_eta=False, show_pos=True
    ) as bar:

        def tell(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield tell
        bar.update((bar.length or 0) - bar.pos)


def _unsound(error: DataError, data: Path) -> list[str]:
    """Return what is wrong with a data folder, and how to name another one."""
    lines = [f"{row.file}: {row.rule}: {row.found}" for row in error.issues]
    return [
        *lines,
        f"No sound data in {data.absolute()}; --data names another folder; "
        f"zgc-map check tells more",
    ]


def _complain(lines: Sequence[str]) -> int:
    for line in lines:
        print(escaped(line), file=sys.stderr)
    return 1
