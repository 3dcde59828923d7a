"""How far a file is, told to whoever waits for it while it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Tell = Callable[[int, int], None]
"""Told how many parts of a file are done, and of how many: each time more, the last time all."""

Piece = Callable[[], None]
"""Writes a piece of a file when it is called."""

T = TypeVar("T")


def silent(done: int, of: int) -> None:
    """Say nothing of `done` and `of`: for who does not wait."""


def told(parts: Sequence[T], tell: Tell) -> Iterator[T]:
    """Yield the parts of a file, and tell after each that one more is done."""
    for done, part in enumerate(parts, start=1):
        yield part
        tell(done, len(parts))
