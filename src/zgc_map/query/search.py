"""One search over parks, sectors, roles, brands and claims, in every language at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

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
    """One search result. `id` is an id of its kind."""

    kind: Kind
    id: str
    name: LocalizedText


def folded(text: str) -> str:
    """Return text as it is compared: no case, accents, full-width forms, dots or spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "и"))
    return "".join(c for c in plain if c.isalnum())


def search(catalog: Catalog, text: str, limit: int = 12) -> tuple[Hit, ...]:
    """Return what a text finds: starts of names first, then names, then anything else.

    A text of several words finds what contains them all, in any order.
    """
    words = [word for word in map(folded, re.split(r"[\s\-]+", text)) if word]
    if not words:
        return ()
    whole = "".join(words)
    ranked = []
    for index, (hit, names, rest) in enumerate(_entries(catalog)):
        keys = [folded(name) for name in names]
        if any(key.startswith(whole) for key in keys):
            rank = 0
        elif any(whole in key for key in keys):
            rank = 1
        elif all(word in "".join((*keys, folded(rest))) for word in words):
            rank = 2
        else:
            continue
        ranked.append((rank, index, hit))
    return tuple(hit for _, _, hit in sorted(ranked, key=lambda row: row[:2]))[:limit]


def _entries(catalog: Catalog) -> Iterator[tuple[Hit, tuple[str, ...], str]]:
    for park in catalog.parks:
        place = catalog.place[park.place_id]
        names = (*park.short.all(), *park.name.all(), *place.name.all(), *place.aliases)
        yield Hit(Kind.PARK, park.id, park.short), names, park.id
    for sector in catalog.sectors:
        group = " ".join(catalog.sector_group[sector.group_id].name.all())
        yield Hit(Kind.SECTOR, sector.id, sector.name), (*sector.name.all(), *sector.aliases), group
    for role in catalog.roles:
        yield Hit(Kind.ROLE, role.id, role.name), (*role.name.all(), *role.aliases), ""
    for brand in catalog.brands:
        yield Hit(Kind.BRAND, brand.id, brand.name), (*brand.name.all(), *brand.aliases), ""
    for claim in catalog.claims:
        yield Hit(Kind.CLAIM, claim.id, claim.text), (claim.id,), " ".join(claim.text.all())
