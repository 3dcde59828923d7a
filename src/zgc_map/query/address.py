"""The address codec: the whole state of a view as readable, language-neutral words.

Reading never fails: what is unknown, malformed or hostile is left out and named, so that the
frame can say so in one quiet note. Writing leaves defaults out and sorts, so equal views have
equal addresses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar, cast

from zgc_map.model import (
    DRAFT,
    AssignmentId,
    Basis,
    Catalog,
    ClaimId,
    Lang,
    ParkId,
    Status,
    StoryId,
)
from zgc_map.query.filters import Facet, Filters, Match

MAX_WORD = 64
MAX_VALUES = 64
MAX_SEARCH = 80
MAX_COMPARED = 4
MAX_STEP = 99
MIN_PACE, MAX_PACE = 5, 600
"""Seconds a step of a story that goes on by itself may stay."""
SEPARATOR = "."
"""Joins several values in one parameter; unlike a comma it survives URL encoding readably."""


class Basemap(StrEnum):
    """What lies under the districts. Nothing by default: no request leaves the server."""

    NONE = "none"
    STREETS = "streets"
    HUMANITARIAN = "humanitarian"
    TOPOGRAPHIC = "topographic"


class Zoom(StrEnum):
    """What the map is fitted to when a link is opened."""

    ALL = "all"
    PARK = "park"


class Picture(StrEnum):
    """How the places are drawn: where they lie, or as tiles of one size."""

    MAP = "map"
    TILES = "tiles"


class Beside(StrEnum):
    """What stands beside the picture."""

    PROFILE = "profile"
    TABLE = "table"


class Arcs(StrEnum):
    """Whether the links between parks are drawn on the map."""

    OFF = "off"
    ON = "on"


class Order(StrEnum):
    """How rows and columns of tables stand: as in the data, by name, or the fullest first."""

    CATALOG = "catalog"
    NAME = "name"
    COUNT = "count"


class Form(StrEnum):
    """Whether the matrix is read as a table or seen as a chart."""

    TABLE = "table"
    CHART = "chart"


NOTHING_ASKED = Filters()


@dataclass(frozen=True, slots=True)
class Address:
    """Everything a link restores besides the page itself."""

    lang: Lang | None = None
    filters: Filters = NOTHING_ASKED
    park: ParkId | None = None
    claim: ClaimId | None = None
    search: str = ""
    basemap: Basemap = Basemap.NONE
    zoom: Zoom = Zoom.ALL
    picture: Picture = Picture.MAP
    beside: Beside = Beside.PROFILE
    arcs: Arcs = Arcs.OFF
    order: Order = Order.CATALOG
    form: Form = Form.TABLE
    link: frozenset[AssignmentId] = frozenset()
    compare: frozenset[ParkId] = frozenset()
    story: StoryId | None = None
    step: int = 1
    pace: int = 0
    """Seconds until the next step; 0 waits for the reader."""

    def but(self, **changes: object) -> Address:
        """Return the same address with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # field names are checked at run time


T = TypeVar("T")


def read_address(
    params: Mapping[str, Iterable[str]], catalog: Catalog
) -> tuple[Address, tuple[str, ...]]:
    """Return the address that parameters describe, and the parameters that had to be left out.

    Parameters
    ----------
    params
        Parameter name → its values, as they came; unknown names are not ours and are ignored.
    catalog
        Says which ids exist.

    Returns
    -------
    tuple
        The address, and the sorted names of our parameters of which something was dropped.
    """
    dropped = {"page"} & params.keys()  # the name of a page there is not: see serve/entry.py

    def words(name: str) -> list[str]:
        values = list(params.get(name, ()))
        raw = [
            word
            for value in values[:MAX_VALUES]
            for word in value[: MAX_WORD * MAX_VALUES].replace(",", SEPARATOR).split(SEPARATOR)
        ]
        kept = [word for word in raw[:MAX_VALUES] if 0 < len(word) <= MAX_WORD]
        if len(kept) < len(raw) or len(values) > MAX_VALUES:
            dropped.add(name)
        return kept

    def many(name: str, known: Callable[[str], T | None]) -> frozenset[T]:
        found = set()
        for word in words(name):
            value = known(word)
            if value is None:
                dropped.add(name)
            else:
                found.add(value)
        return frozenset(found)

    def one(name: str, known: Callable[[str], T | None], default: T) -> T:
        found = many(name, known)
        if len(found) > 1:
            dropped.add(name)
            return default
        return next(iter(found), default)

    compare = many("compare", _among(catalog.park))
    if len(compare) > MAX_COMPARED:
        dropped.add("compare")
        first = dict.fromkeys(word for word in words("compare") if word in compare)
        compare = frozenset(row.id for row in catalog.parks if row.id in [*first][:MAX_COMPARED])
    link = many("link", _among(catalog.assignment))
    if len(link) not in (0, 2):
        dropped.add("link")
        link = frozenset()
    filters = Filters(
        groups=many(Facet.GROUP, _among(catalog.sector_group)),
        sectors=many(Facet.SECTOR, _among(catalog.sector)),
        match=one("match", _known(Match), Match.ANY),
        roles=many(Facet.ROLE, _among(catalog.role_group)),
        statuses=many(Facet.STATUS, _known(Status)),
        without=many(Facet.WITHOUT, _known(Basis)),
    )
    found = Address(
        lang=one("lang", _known(catalog.about.languages), None),
        filters=filters,
        park=one("park", _among(catalog.park), None),
        claim=one("claim", _among(catalog.claim), None),
        search=_search(list(params.get("q", ())), dropped),
        basemap=one("basemap", _known(Basemap), Basemap.NONE),
        zoom=one("zoom", _known(Zoom), Zoom.ALL),
        picture=one("view", _known(Picture), Picture.MAP),
        beside=one("side", _known(Beside), Beside.PROFILE),
        arcs=one("arcs", _known(Arcs), Arcs.OFF),
        order=one("sort", _known(Order), Order.CATALOG),
        form=one("form", _known(Form), Form.TABLE),
        link=link,
        compare=compare,
        story=one("story", _known((*(row.id for row in catalog.stories), DRAFT)), None),
        step=one("step", _known(range(1, MAX_STEP + 1)), 1),
        pace=one("pace", _known(range(MIN_PACE, MAX_PACE + 1)), 0),
    )
    return found, tuple(sorted(dropped))


def write_address(address: Address) -> dict[str, str]:
    """Return the parameters of an address: sorted, defaults left out, language-neutral."""
    filters = address.filters
    several: dict[str, Collection[str]] = {facet.value: filters.of(facet) for facet in Facet}
    several |= {"compare": address.compare, "link": address.link}
    params = {name: SEPARATOR.join(sorted(values)) for name, values in several.items() if values}
    usual = _single(Address())
    params |= {name: str(value) for name, value in _single(address).items() if value != usual[name]}
    return dict(sorted(params.items()))


def _single(address: Address) -> dict[str, object]:
    return {
        "lang": address.lang,
        "match": address.filters.match,
        "park": address.park,
        "claim": address.claim,
        "q": address.search,
        "basemap": address.basemap,
        "zoom": address.zoom,
        "view": address.picture,
        "side": address.beside,
        "arcs": address.arcs,
        "sort": address.order,
        "form": address.form,
        "story": address.story,
        "step": address.step,
        "pace": address.pace,
    }


def clean_search(text: str) -> str:
    """Return a search text without control characters, cut to what one search may be."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(visible.split())[:MAX_SEARCH].strip()


def _search(values: list[str], dropped: set[str]) -> str:
    if not values:
        return ""
    first = values[0][: MAX_SEARCH * 4]
    text = clean_search(first)
    if len(values) > 1 or first != values[0] or text != " ".join(first.split()):
        dropped.add("q")
    return text


@lru_cache(maxsize=64)
def _known(options: Iterable[T]) -> Callable[[str], T | None]:
    """Return what finds the option that a word is; the options can be hashed."""
    return {str(option): option for option in options}.get


def _among(records: Collection[T]) -> Callable[[str], T | None]:
    """Return what finds the id that a word is."""
    return lambda word: cast("T", word) if word in records else None
