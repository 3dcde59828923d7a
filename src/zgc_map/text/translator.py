"""One translator a language, over flat message files; Babel knows plurals, numbers and lists."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from zgc_map.model import Lang, LocalizedText

_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Messages = Mapping[str, "str | Mapping[str, str]"]


@lru_cache(maxsize=len(Lang))
def load_messages(lang: Lang) -> Messages:
    """Return the messages of one language: key → text, or key → plural category → text."""
    raw = tomllib.loads(
        files("zgc_map.text").joinpath(f"locales/{lang.value}.toml").read_text("utf-8")
    )
    sections = {key: value for key, value in raw.items() if isinstance(value, dict)}
    plain = {key: value for key, value in raw.items() if key not in sections}
    return plain | {
        f"{section}.{key}": value
        for section, table in sections.items()
        for key, value in table.items()
    }


def match_lang(tag: str | None, offered: Iterable[Lang]) -> Lang | None:
    """Return the offered language a browser's tag (such as ``zh-Hant-TW``) asks for, if any."""
    if not tag:
        return None
    found = negotiate_locale([tag.lower()], [lang.value for lang in offered], sep="-")
    return Lang(found) if found else None


class Translator:
    """Speaks one language: ``t("map.title")``, ``t.count("parks.shown", 3)``."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._locale = Locale.parse(lang.value)
        self._messages = load_messages(lang)

    def __call__(self, key: str, **values: object) -> str:
        """Return a message with its ``{placeholders}`` filled. Raises KeyError for unknown keys."""
        text = self._messages[key]
        if not isinstance(text, str):
            raise KeyError(f"{key} is counted: use count()")
        return text.format(**values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a counted message in the plural form of ``number``; ``{n}`` is the number."""
        forms = self._messages[key]
        if isinstance(forms, str):
            raise KeyError(f"{key} is not counted: call it")
        form = self._locale.plural_form(number)
        return forms.get(form, forms["other"]).format(n=self.number(number), **values)

    def number(self, value: float) -> str:
        """Return a number as this language writes it; Chinese leaves four digits together."""
        grouped = self.lang is not Lang.ZH or abs(value) >= 10_000
        return format_decimal(value, locale=self._locale, group_separator=grouped)

    def date(self, partial: str) -> str:
        """Return a year, year-month or day (``2024-05-20``) in words, and other text as it is."""
        if not _PARTIAL_DATE.fullmatch(partial):
            return partial
        parts = [int(part) for part in partial.split("-")]
        try:
            day = dt.date(*[*parts, 1, 1][:3])
        except ValueError:  # looks like a date and is none, such as the 30th of February
            return partial
        if len(parts) == 3:
            said = format_date(day, "long", locale=self._locale)
        else:
            said = str(format_skeleton(("y", "yMMMM")[len(parts) - 1], day, locale=self._locale))
        return said.replace("\u202f", "\u00a0")

    def name(self, text: LocalizedText) -> str:
        """Return a localized text in this language."""
        return text.in_(self.lang)

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a spoken list: “a, b and c”."""
        return format_list(list(items), locale=self._locale)
