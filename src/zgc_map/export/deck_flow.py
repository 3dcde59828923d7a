"""Tables and texts below each other on as many slides as they need; nothing over anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from zgc_map.export.brief_parts import Row, Table
from zgc_map.export.deck import DEPTH, EDGE, HIGH, ROOM, SMALL, TOP, Deck
from zgc_map.export.deck_measure import (
    LEAST,
    SIZES,
    cuts_words,
    row_depth,
    table_depth,
    table_rooms,
    text_depth,
)
from zgc_map.export.typeface import cleaned

BETWEEN = 18.0
"""What stays free between two things, in pixels."""

BOTTOM = HIGH - 28


class Flow:
    """Slides of one title, filled from the top; the notes of tables stand at a slide's foot."""

    def __init__(self, deck: Deck, title: str, notes: Sequence[str], room: float = ROOM) -> None:
        self.deck, self.title, self.notes, self.room = deck, title, notes, room
        self.slides: list[Any] = []
        self.y = TOP
        self._footed: set[str] = set()
        self.foot = 0.0
        """How deep the notes at the foot of a slide may go."""
        self._turn()

    def add(self, tables: Sequence[Table], texts: Sequence[str] = ()) -> None:
        """Add tables, then paragraphs, at the largest size at which all of it fits one slide."""
        self.foot = sum(text_depth([note], ROOM, SMALL) for note in _notes(tables))
        free = BOTTOM - self.foot - self.y
        size = next((size for size in SIZES[1:] if self._depth(tables, texts, size) <= free), LEAST)
        for table in tables:
            self._table(table, size)
        for text in texts:
            self.text(text, size)

    def text(self, text: str, size: float, color: str = "ink") -> None:
        """Add a paragraph."""
        if self.y + text_depth([text], self.room, size) > BOTTOM - self.foot:
            self._turn()
        self.y += self.deck.text(
            self.slides[-1], [text], EDGE, self.y, self.room, size, color=color
        )

    def _depth(self, tables: Sequence[Table], texts: Sequence[str], size: float) -> float:
        return sum(table_depth(table, self.room, size) + BETWEEN for table in tables) + text_depth(
            texts, self.room, size
        )

    def _table(self, table: Table, size: float) -> None:
        """Add a table: whole where it fits here or on the next slide, else in parts."""
        deep = table_depth(table, self.room, size)
        if self.y + deep > BOTTOM - self.foot and self.y > TOP + 60:
            self._turn()
        for number, rows in enumerate(self._parts(table, size)):
            if number:
                self._turn()
            part = replace(table, rows=rows)
            slide = self.slides[-1]
            self.y += self.deck.table(slide, part, EDGE, self.y, self.room, size) + BETWEEN
            self._note(table.note)

    def _parts(self, table: Table, size: float) -> list[tuple[Row, ...]]:
        """Return the rows of a table, slide by slide, about as many on each."""
        rooms = table_rooms(table, self.room, size)
        head = row_depth(table.head, rooms, size)
        depths = [row_depth(row.cells, rooms, size) for row in table.rows]
        free = BOTTOM - self.foot - self.y - head
        slides = 1 + int(sum(depths) // max(free, 1))
        even = min(free, sum(depths) / slides + max(depths, default=0))
        parts: list[list[Row]] = [[]]
        deep = 0.0
        for row, own in zip(table.rows, depths, strict=True):
            if parts[-1] and deep + own > even:
                parts.append([])
                deep = 0.0
            parts[-1].append(row)
            deep += own
        return [tuple(part) for part in parts]

    def _note(self, note: str) -> None:
        """Write a note at the foot of the slide, once."""
        if note and note not in self._footed:
            deep = text_depth([note], ROOM, SMALL)
            top = (
                BOTTOM - self.foot + sum(text_depth([other], ROOM, SMALL) for other in self._footed)
            )
            self.deck.text(
                self.slides[-1], [note], EDGE, min(top, BOTTOM - deep), ROOM, SMALL, color="soft"
            )
            self._footed.add(note)

    def _turn(self) -> None:
        """Begin another slide; its title says which one of them it is, and of how many."""
        self.slides.append(self.deck.slide(self.title, self.notes))
        count_slides(self.deck, self.slides, self.title)
        self.y, self._footed = TOP, set()


def count_slides(deck: Deck, slides: Sequence[Any], title: str) -> None:
    """Give slides of one title the same words and a number each, unless there is only one."""
    for number, slide in enumerate(slides, start=1):
        place = f"{deck.t.number(number)}/{deck.t.number(len(slides))}"
        said = deck.t("aside", text=title, more=place) if len(slides) > 1 else title
        slide.shapes.title.text_frame.paragraphs[0].runs[0].text = cleaned(said)


def _notes(tables: Iterable[Table]) -> list[str]:
    return list(dict.fromkeys(table.note for table in tables if table.note))


def fits_across(table: Table) -> bool:
    """Return whether no word of a table has to be cut on a slide, in the smallest size."""
    return not cuts_words(table, ROOM, LEAST)


def fits(table: Table) -> bool:
    """Return whether a table with its note fits a slide in the smallest size."""
    note = text_depth([table.note], ROOM, SMALL) if table.note else 0
    return table_depth(table, ROOM, LEAST) + note + BETWEEN <= DEPTH
