"""Questions and addresses as Hypothesis makes them up, over the ids of a dataset."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from zgc_map.model import DRAFT, Basis, Catalog, Status
from zgc_map.query import (
    Address,
    Arcs,
    Basemap,
    Beside,
    Filters,
    Form,
    Match,
    Order,
    Picture,
    Zoom,
    clean_search,
)
from zgc_map.query.address import MAX_COMPARED, MAX_STEP

patient = settings(deadline=None)
"""No time limit an example: the first one of a dataset also fills its indices."""


def some_of(ids: Collection[Any], min_size: int = 0) -> st.SearchStrategy[frozenset[Any]]:
    """Return sets of a few of the ids, so that questions that leave something are common."""
    return st.frozensets(st.sampled_from(list(ids)), min_size=min_size, max_size=3)


def sectors_of(catalog: Catalog, min_size: int = 0) -> st.SearchStrategy[frozenset[Any]]:
    return some_of(catalog.sector, min_size)


def questions(catalog: Catalog, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Filters]:
    """Return filters over every facet; a facet may be fixed to values of one's own."""
    parts: dict[str, st.SearchStrategy[Any]] = {
        "groups": st.just(frozenset()) | some_of(catalog.sector_group),
        "sectors": st.just(frozenset()) | sectors_of(catalog),
        "match": st.sampled_from(Match),
        "roles": st.just(frozenset()) | some_of(catalog.role_group),
        "statuses": st.just(frozenset()) | some_of(list(Status)),
        "without": st.just(frozenset()) | some_of(list(Basis)),
    }
    return st.builds(Filters, **parts | fixed)


def addresses(catalog: Catalog) -> st.SearchStrategy[Address]:
    """Return addresses such as the app itself writes: searches are cleaned, ids exist."""
    return st.builds(
        Address,
        lang=st.none() | st.sampled_from(catalog.about.languages),
        filters=questions(catalog),
        park=st.none() | st.sampled_from(list(catalog.park)),
        claim=st.none() | st.sampled_from(list(catalog.claim)),
        search=st.text(max_size=100).map(clean_search),
        basemap=st.sampled_from(Basemap),
        zoom=st.sampled_from(Zoom),
        picture=st.sampled_from(Picture),
        beside=st.sampled_from(Beside),
        arcs=st.sampled_from(Arcs),
        order=st.sampled_from(Order),
        form=st.sampled_from(Form),
        link=st.just(frozenset())
        | st.frozensets(st.sampled_from(list(catalog.assignment)), min_size=2, max_size=2),
        compare=st.frozensets(st.sampled_from(list(catalog.park)), max_size=MAX_COMPARED),
        story=st.sampled_from((None, DRAFT, *catalog.story)),
        step=st.integers(1, MAX_STEP),
    )


def pairs(catalog: Catalog) -> Iterator[Filters]:
    """Yield every question of up to two sectors and one group."""
    for count, group in itertools.product((1, 2), catalog.sector_group):
        for sectors in itertools.combinations(catalog.sector, count):
            yield Filters(sectors=frozenset(sectors), groups=frozenset({group}))


def told(filters: Filters) -> str:
    return f"sectors {sorted(filters.sectors)} with groups {sorted(filters.groups)}"
