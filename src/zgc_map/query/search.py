"""One search over parks, sectors, roles, brands and claims, in every language at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from zgc_map.model import Catalog, LocalizedText


class Kind(StrEnum):
    """What a hit is; the order is the order results are offered in."""

    PARK = "park"
    SECTOR = "sector"
    ROLE = "role"
    BRAND = "brand"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `id` is an id of its kind; `found` is the name or text that matched."""

    kind: Kind
    id: str
    name: LocalizedText
    found: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


TEXT = 8
"""The rank of what matches in running text only; see `_rank`."""


def folded(text: str) -> str:
    """Return text as it is compared: no case, accents, full-width forms, dots or spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "и"))
    return "".join(c for c in plain if c.isalnum())


def search(catalog: Catalog, text: str, limit: int = 12) -> tuple[Hit, ...]:
    """Return what a text finds, the best match first, then by kind, then as in the catalog.

    A whole name counts more than its start, the start of a word, and a piece inside; a name more
    than an alias; both more than running text. Several words find what contains them all.
    """
    words = _words(text)
    if not words:
        return ()
    ranked = []
    for index, entry in enumerate(_entries(catalog)):
        best = min(_matches(entry, words), default=None, key=lambda match: match[0])
        if best is not None:
            ranked.append((best[0], index, replace(entry.hit, found=best[1])))
    return tuple(hit for _, _, hit in sorted(ranked, key=lambda row: row[:2]))[:limit]


def marked(text: str, asked: str) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether a search found it; joined they are the text."""
    chars = [(index, part) for index, c in enumerate(text) for part in folded(c)]
    line = "".join(part for _, part in chars)
    words = _words(asked)
    lit: set[int] = set()
    for word in ["".join(words)] if "".join(words) in line else words:
        start = line.find(word) if word else -1
        if start >= 0:
            lit |= set(range(chars[start][0], chars[start + len(word) - 1][0] + 1))
    return tuple(
        ("".join(c for _, c in run), on)
        for on, run in groupby(enumerate(text), key=lambda pair: pair[0] in lit)
    )


def _words(text: str) -> list[str]:
    return [word for word in map(folded, re.split(r"[\s\-]+", text)) if word]


def _matches(entry: _Entry, words: list[str]) -> Iterator[tuple[int, str]]:
    """Yield each way an entry answers: its rank (lower is better) and the text that matched."""
    whole = "".join(words)
    for names, alias in ((entry.names, False), (entry.aliases, True)):
        for name in names:
            rank = _rank(name, whole)
            if rank is not None:
                yield 2 * rank + alias, name
    everything = folded("".join((*entry.names, *entry.aliases, *entry.rest)))
    if all(word in everything for word in words):
        texts = (*entry.rest, *entry.names)
        yield TEXT, next((text for text in texts if words[0] in folded(text)), texts[0])


def _rank(name: str, whole: str) -> int | None:
    """Return how well a name matches: 0 whole, 1 its start, 2 a word's start, 3 inside."""
    key = folded(name)
    if whole not in key:
        return None
    if key.startswith(whole):
        return 0 if key == whole else 1
    pieces = re.split(r"[^\w]+", name)
    starts = (folded("".join(pieces[at:])) for at in range(1, len(pieces)))
    return 2 if any(start.startswith(whole) for start in starts) else 3


def _entries(catalog: Catalog) -> Iterator[_Entry]:
    for park in catalog.parks:
        place = catalog.place[park.place_id]
        names = (*park.short.all(), *park.name.all(), *place.name.all())
        yield _Entry(Hit(Kind.PARK, park.id, park.short), names, place.aliases, (park.id,))
    for sector in catalog.sectors:
        group = catalog.sector_group[sector.group_id].name.all()
        hit = Hit(Kind.SECTOR, sector.id, sector.name)
        yield _Entry(hit, sector.name.all(), sector.aliases, group)
    for role in catalog.roles:
        yield _Entry(Hit(Kind.ROLE, role.id, role.name), role.name.all(), role.aliases)
    for brand in catalog.brands:
        yield _Entry(Hit(Kind.BRAND, brand.id, brand.name), brand.name.all(), brand.aliases)
    for claim in catalog.claims:
        yield _Entry(Hit(Kind.CLAIM, claim.id, claim.text), (claim.id,), (), claim.text.all())
