"""One row of a sound table, read as what its cells mean."""

from __future__ import annotations

from dataclasses import dataclass

from zgc_map.catalog.contract import LIST_MARK
from zgc_map.catalog.dataset import Dataset
from zgc_map.catalog.tables import Row
from zgc_map.model import Lang, LocalizedText


@dataclass(frozen=True, slots=True)
class Cells:
    """One row, with its cells as the types of the records."""

    dataset: Dataset
    table: str
    row: Row

    def __getitem__(self, column: str) -> str:
        return self.row[column]

    def maybe(self, column: str) -> str | None:
        """Return the text of a cell, None where it is empty."""
        return self.row[column] or None

    def number(self, column: str) -> float | None:
        """Return the number in a cell, None where it is empty."""
        return float(self.row[column]) if self.row[column] else None

    def flag(self, column: str) -> bool | None:
        """Return the truth of a cell, None where it is empty."""
        return self.dataset.flag(self.table, self.row, column)

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a list in a cell."""
        return tuple(self.row[column].split(LIST_MARK)) if self.row[column] else ()

    def text(self, stem: str) -> LocalizedText:
        """Return a text in every language."""
        return LocalizedText(**{lang.value: self.row[f"{stem}_{lang.value}"] for lang in Lang})

    def maybe_text(self, stem: str) -> LocalizedText | None:
        """Return a text in every language, None where it is in none."""
        text = self.text(stem)
        return text if any(text.all()) else None
