"""A dataset's hostile twin in memory: the same ids, and every shown word tries to break out."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any

from tests.payloads import PAYLOADS
from zgc_map.model import Catalog, LocalizedText

MARK = "qZq"
"""Stands in every hostile word and nowhere else."""

EXECUTED = str(99991 * 99989)
"""What a template engine would make of one of the words below."""

WORDS = (
    *PAYLOADS,
    "`;xss();`",
    "'\"\\",
    "\u2028xss()\u2029",
    "{{99991*99989}}{% raw %}",
    "{%- endmacro -%}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\x00\x1b[2J",
    "--></script",
)


def twin(catalog: Catalog) -> Catalog:
    """Return the catalog with hostile words in every text that is shown."""
    words = (f"{word} {MARK}{number}" for number, word in enumerate(itertools.cycle(WORDS)))
    tables = {
        field.name: _hostile(getattr(catalog, field.name), words)
        for field in dataclasses.fields(catalog)
        if field.name != "version"
    }
    return Catalog(**tables, version="hostile")


SHOWN = {"aliases", "note", "publisher", "licence"}
"""Plain text fields that may hold anything printable."""


def _hostile(value: Any, words: Iterator[str]) -> Any:
    if isinstance(value, LocalizedText):
        return LocalizedText(en=next(words), ru=next(words), zh=next(words))
    if isinstance(value, tuple):
        return tuple(_hostile(item, words) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for field in dataclasses.fields(value):
        old = getattr(value, field.name)
        if field.name in SHOWN and isinstance(old, str | tuple):
            several = isinstance(old, tuple)
            changes[field.name] = tuple(next(words) for _ in old) if several else next(words)
        else:
            changes[field.name] = _hostile(old, words)
    return dataclasses.replace(value, **changes)
