"""Files of a data folder as bytes: read whole, or not at all, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zgc_map.catalog.limits import Limits
from zgc_map.catalog.stages import Finding, Stage

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file and its bytes. Where `data` is empty and `problem` is set, it could not be read."""

    name: str
    data: bytes
    size: int
    problem: str | None
    limits: Limits

    @property
    def text(self) -> str | None:
        """The content, without a byte order mark; None where it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


FILES: Stage[RawFile] = Stage("Files", "Every file the data package names, as bytes.")


def is_inside(name: str, *, folders: bool = False) -> bool:
    """Return whether a name is a plain file name (with `folders`, a plain relative path)."""
    parts = name.split("/") if folders else [name]
    return all(_NAME.fullmatch(part) and not part.endswith(".") for part in parts)


def read_raw(folder: Path, name: str, limits: Limits) -> RawFile:
    """Return the file `name` of a folder. Never raises: a file that cannot be read has a problem.

    The name is taken from the data package and must have passed `is_inside`; a link that leads
    out of the folder is refused here.
    """
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return RawFile(name, b"", 0, "a link out of the folder", limits)
        if not path.exists():
            return RawFile(name, b"", 0, "no such file", limits)
        if not path.is_file():
            return RawFile(name, b"", 0, "not an ordinary file", limits)
        with path.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
        size = len(data) if len(data) <= limits.file_bytes else path.stat().st_size
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        return RawFile(name, b"", 0, reason or "cannot be opened", limits)
    return RawFile(name, data, size, None, limits)


def tables_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the CSV files in a folder, sorted; none where it cannot be listed."""
    return tuple(name for name in names_in(folder) if name.lower().endswith(".csv"))


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names of what lies in a folder, sorted, hidden files left out."""
    try:
        return tuple(sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")))
    except OSError:
        return ()


@FILES.rule("file_missing")
def _missing(file: RawFile) -> Iterator[Finding]:
    """Every file that is named is there: an ordinary, readable file inside the folder."""
    if file.problem:
        yield Finding(file.name, None, None, file.problem, "a readable file inside the folder")


@FILES.rule("file_size")
def _size(file: RawFile) -> Iterator[Finding]:
    """No file is larger than the setting `file_bytes`."""
    if file.size > file.limits.file_bytes:
        allowed = f"at most {file.limits.file_bytes:,} bytes (file_bytes)"
        yield Finding(file.name, None, None, f"{file.size:,} bytes", allowed)


@FILES.rule("file_encoding")
def _encoding(file: RawFile) -> Iterator[Finding]:
    """Files are UTF-8, with or without a byte order mark. Another encoding is never guessed."""
    if len(file.data) > file.limits.file_bytes:
        return
    try:
        file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{file.data[error.start]:02x}"
        yield Finding(file.name, line, None, found, "text in UTF-8")


@FILES.rule("file_nul")
def _nul(file: RawFile) -> Iterator[Finding]:
    """No file holds a NUL byte."""
    if b"\0" in file.data and file.text is not None:
        for number, line in enumerate(file.data.split(b"\n"), start=1):
            if b"\0" in line:
                yield Finding(file.name, number, None, "a NUL byte", "text without NUL bytes")
