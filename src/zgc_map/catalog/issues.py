"""What can be wrong with a data folder, as data: an `Issue` a problem, all in a `DataError`."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FOUND_MAX = 80
"""How many characters of a found value an issue shows."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = frozenset(_BIDI + "\u00ad\u180e\u200b\u2060\ufeff")


@dataclass(frozen=True)
class Issue:
    """One problem in a data folder.

    `file` is relative to the folder. `row` is the line number as an editor shows it (the header is
    line 1), in a story the number of the step; None when the problem is not in one row. `rule` is
    the slug of the broken rule, `found` a short printable form of what is there, `allowed` what
    may be there. `kind` and `values` say it to a reader of the app: which of the rule's messages
    it is, and what stands in it.
    """

    file: str
    row: int | None
    column: str | None
    rule: str
    found: str
    allowed: str
    kind: str = field(default="", compare=False)
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        """Return the issue as one printable line."""
        place = self.file
        if self.row is not None:
            place += f", {'step' if self.file.endswith('.yaml') else 'line'} {self.row}"
        if self.column is not None:
            place += f", {self.column}"
        return escaped(f"{place}: {self.rule}: found {self.found}; allowed: {self.allowed}")


class DataError(Exception):
    """A data folder or layer cannot be used; `issues` holds every problem, not only the first."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        """Keep the issues, in the order given."""
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        """Return all issues, one a line, under a line that counts them."""
        count = len(self.issues)
        head = "1 problem in the data" if count == 1 else f"{count} problems in the data"
        return "\n".join((head, *(str(issue) for issue in self.issues)))


def escaped(text: str) -> str:
    """Return the text with control, bidi and other invisible characters written as escapes."""
    return "".join(
        char.encode("unicode_escape").decode("ascii") if unprintable(char) else char
        for char in text
    )


def unprintable(char: str) -> bool:
    """Return whether a character steers a terminal or a page, or hides, instead of being shown."""
    if char.isascii():
        return not char.isprintable()
    return char in _HIDDEN or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}


def shortened(text: str) -> str:
    """Return the text, printable and at most `FOUND_MAX` characters long."""
    text = escaped(text[: FOUND_MAX + 1])
    return text if len(text) <= FOUND_MAX else text[: FOUND_MAX - 1] + "…"


def shown(value: object) -> str:
    """Return a found value in a short printable form: text in quotes, other values as in JSON."""
    if isinstance(value, str):
        return shortened(f'"{value}"')
    try:
        return shortened(json.dumps(value, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError):
        return shortened(f"a {type(value).__name__}")
