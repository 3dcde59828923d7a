"""One search over parks, sectors, roles, brands and claims, in every language at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from zgc_map.model import Catalog, LocalizedText


class Kind(StrEnum):
    """What a hit is; the order is the order results are offered in."""

    CELL = "cell"
    PARK = "park"
    SECTOR = "sector"
    ROLE = "role"
    BRAND = "brand"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `id` is an id of its kind; `found` is the name or text that matched.

    The id of a cell is those of its park and its sector, with a full stop between.
    """

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

INSIDE = 3
"""How well a name matches that has the text inside a word; see `_rank`."""

PARTS = 16
"""How many words, or characters of one Chinese word, may name a park and a sector together."""

_HAN = re.compile(r"[\u2e80-\u9fff]")
_WORD = re.compile(r"[^\W_\u2e80-\u9fff]+|[\u2e80-\u9fff]+")
_SHORT = re.compile(r"[a-zа-я]{1,3}")
"""Letters so few that they stand inside many words: they are looked for where words start."""


@lru_cache(maxsize=4096)  # the names and texts of a dataset, again with each search
def folded(text: str) -> str:
    """Return text as it is compared: no case, accents, full-width forms, dots or spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "и"))
    return "".join(c for c in plain if c.isalnum())


def search(catalog: Catalog, text: str, limit: int | None = 12) -> tuple[Hit, ...]:
    """Return what a text finds, the best match first, then by kind, then as in the catalog.

    A whole name counts more than its start, the start of a word, and a piece inside; a name more
    than an alias; both more than running text. Several words find what contains them all; a park
    and a sector named together find their cell before all else.
    """
    words = _words(text)
    if not words:
        return ()
    ranked = []
    entries = tuple(_entries(catalog))
    for index, entry in enumerate(entries):
        best = min(_matches(entry, words), default=None, key=lambda match: match[0])
        if best is not None:
            ranked.append((best[0], index, replace(entry.hit, found=best[1])))
    hits = [hit for _, _, hit in sorted(ranked, key=lambda row: row[:2])]
    return (*_cells(entries, words), *hits)[:limit]


def marked(text: str, asked: str) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether a search found it; joined they are the text."""
    chars = [(index, part) for index, c in enumerate(text) for part in folded(c)]
    line = "".join(part for _, part in chars)
    words = _words(asked)
    lit: set[int] = set()
    for word in ["".join(words)] if "".join(words) in line else words:
        begins = {match.start() for match in _WORD.finditer(text)} if _short(word) else None
        places = (at for at in range(len(line)) if word and line.startswith(word, at))
        start = next((at for at in places if begins is None or chars[at][0] in begins), -1)
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
    texts = (*entry.rest, *entry.names, *entry.aliases)
    where = [next((text for text in texts if _holds(text, word)), None) for word in words]
    if where[0] is not None and None not in where:
        yield TEXT, where[0]


def _cells(entries: tuple[_Entry, ...], words: list[str]) -> tuple[Hit, ...]:
    """Return the cells of the one park and the sectors that a text names together, best first."""
    parts = words if len(words) > 1 or not _HAN.search(words[0]) else list(words[0])
    found: dict[str, tuple[int, Hit]] = {}
    for at in range(1, len(parts)) if len(parts) <= PARTS else ():
        halves = "".join(parts[:at]), "".join(parts[at:])
        for one, other in (halves, halves[::-1]):
            first, parks = _called(entries, Kind.PARK, one)
            second, sectors = _called(entries, Kind.SECTOR, other)
            for sector in sectors if len(parks) == 1 else ():
                hit = _cell(parks[0], sector)
                found.setdefault(hit.id, (first + second, hit))
    return tuple(hit for _, hit in sorted(found.values(), key=lambda row: row[0]))


def _called(entries: tuple[_Entry, ...], kind: Kind, part: str) -> tuple[int, list[Hit]]:
    """Return the hits of a kind that a text names best, and how well; none if inside a word."""
    good = [
        (min((r for r in ranks if r is not None), default=INSIDE), entry.hit)
        for entry in entries
        if entry.hit.kind is kind
        for ranks in [[_rank(name, part) for name in (*entry.names, *entry.aliases)]]
    ]
    best = min((rank for rank, _ in good), default=INSIDE)
    return best, [hit for rank, hit in good if rank == best < INSIDE]


def _cell(park: Hit, sector: Hit) -> Hit:
    both = zip(park.name.all(), sector.name.all(), strict=True)
    name = LocalizedText(*(" · ".join(pair) for pair in both))
    return Hit(Kind.CELL, f"{park.id}.{sector.id}", name)


def _rank(name: str, whole: str) -> int | None:
    """Return how well a name matches: 0 whole, 1 its start, 2 a word's start, 3 inside.

    A short word inside another is no match at all.
    """
    key = folded(name)
    if whole not in key:
        return None
    if key.startswith(whole):
        return 0 if key == whole else 1
    if _starts_word(name, whole):
        return 2
    return None if _short(whole) else INSIDE


def _holds(text: str, word: str) -> bool:
    """Return whether a text has a word; a short one has to be where a word starts."""
    if not _short(word):
        return word in folded(text)
    return any(folded(piece).startswith(word) for piece in _WORD.findall(text))


def _starts_word(text: str, word: str) -> bool:
    pieces = [folded(piece) for piece in _WORD.findall(text)]
    return any("".join(pieces[at:]).startswith(word) for at in range(len(pieces)))


def _short(word: str) -> bool:
    return _SHORT.fullmatch(word) is not None


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
