"""A GeoJSON text as a checked JSON value: read with `json` alone, so it can open nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from zgc_map.catalog.files import FILES, read_raw
from zgc_map.catalog.issues import DataError, shown
from zgc_map.catalog.limits import LIMITS as CATALOG_LIMITS
from zgc_map.catalog.stages import Finding, Stage

_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_LONG: Final = 18


@dataclass(frozen=True, slots=True)
class AreaLimits:
    """The largest layer that is read. Each refusal names the setting it broke."""

    file_bytes: int = CATALOG_LIMITS.file_bytes
    depth: int = 12
    features: int = 5_000
    vertices: int = 500_000

    @property
    def brackets(self) -> int:
        """How many brackets a layer of that many features and vertices can need."""
        return 2 * self.vertices + 8 * self.features


AREA_LIMITS: Final = AreaLimits()
"""The limits used unless others are passed in."""


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON text and what became of it. `value` is None while `error` is set."""

    name: str
    limits: AreaLimits
    depth: int
    brackets: int
    repeated: tuple[str, ...] = ()
    value: object = None
    error: str | None = None
    line: int | None = None


JSON: Stage[Document] = Stage("Layer text", "A layer of areas as a JSON text.")


@JSON.rule("json_depth")
def _depth(document: Document) -> Iterator[Finding]:
    """Brackets are not nested deeper than the setting `depth`."""
    if document.depth > document.limits.depth:
        allowed = f"at most {document.limits.depth} (depth)"
        yield Finding(document.name, None, None, f"{document.depth:,} levels", allowed)


@JSON.rule("json_size")
def _brackets(document: Document) -> Iterator[Finding]:
    """There are no more brackets than the settings `vertices` and `features` can need."""
    if document.brackets > document.limits.brackets:
        allowed = f"at most {document.limits.brackets:,} (vertices, features)"
        yield Finding(document.name, None, None, f"{document.brackets:,} brackets", allowed)


@JSON.rule("json_syntax")
def _syntax(document: Document) -> Iterator[Finding]:
    """Every text is one JSON value and nothing after it."""
    if document.error is not None:
        yield Finding(document.name, document.line, None, document.error, "one JSON value")


@JSON.rule("json_key_repeated")
def _repeated(document: Document) -> Iterator[Finding]:
    """No object has the same key twice: readers differ in which of the two they take."""
    if document.repeated:
        more = len(document.repeated) - 1
        found = shown(document.repeated[0]) + (f" and {more:,} more" if more else "")
        yield Finding(document.name, None, None, found, "each key once in an object")


def read_document(path: Path, name: str, limits: AreaLimits) -> Document:
    """Return the JSON document in a file.

    Parameters
    ----------
    path : Path
        The file. Its content is never taken for a name: no other file or address is opened.
    name : str
        What issues call the file.
    limits : AreaLimits
        The largest file that is read.

    Raises
    ------
    DataError
        With every problem, when the file cannot be read or is not one JSON value.
    """
    sizes = replace(CATALOG_LIMITS, file_bytes=limits.file_bytes)
    raw = replace(read_raw(path.parent, path.name, sizes), name=name)
    issues = FILES.issues(raw)
    text = raw.text
    if issues or text is None:
        raise DataError(issues)
    document = _parsed(name, text, limits)
    issues = JSON.issues(document)
    if issues:
        raise DataError(issues)
    return document


def _parsed(name: str, text: str, limits: AreaLimits) -> Document:
    depth, brackets = _measured(text.encode("utf-8", "replace"))
    document = Document(name, limits, depth, brackets)
    if depth > limits.depth or brackets > limits.brackets:
        return document
    repeated: dict[str, None] = {}

    def to_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(pairs)
        if len(members) < len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    repeated[key] = None
                seen.add(key)
        return members

    try:
        value = json.loads(text, object_pairs_hook=to_object, parse_int=_number)
    except json.JSONDecodeError as error:
        return replace(document, error=error.msg, line=error.lineno)
    return replace(document, value=value, repeated=tuple(repeated))


def _measured(text: bytes) -> tuple[int, int]:
    """Return how deep brackets are nested and how many open, without building anything."""
    marks = np.frombuffer(_STRING.sub(b"", text), np.uint8)
    opening, closing = np.isin(marks, list(b"[{")), np.isin(marks, list(b"]}"))
    nesting = np.cumsum(opening.astype(np.int8) - closing.astype(np.int8), dtype=np.int32)
    return int(nesting.max(initial=0)), int(opening.sum())


def _number(digits: str) -> int | float:
    """Return a whole number; one too long for an id or a position as a float, perhaps infinite."""
    return int(digits) if len(digits) <= _LONG else float(digits)
