"""A view in words: one paragraph a speaker can say, and the text alternative of the map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zgc_map.model import Basis, Catalog, Lang, LocalizedText, ParkId, Status
from zgc_map.query import (
    Address,
    Arcs,
    Facet,
    Filters,
    Match,
    Picture,
    Selection,
    Shared,
    compare,
    connections,
    summarize,
)
from zgc_map.render.arcs import edge_name
from zgc_map.text import Translator

NAMED = 20
"""A sentence names so many parks or sectors at most, and counts the others: it is to be said."""


def said(
    catalog: Catalog,
    address: Address,
    selection: Selection,
    t: Translator,
    page: str = "map",
    answer: Sequence[str] | None = None,
) -> str:
    """Return what a view shows: what is chosen, what the filters leave, what is drawn besides.

    Chosen are the park or the connection, and on its page the comparison. `answer` is what
    `answered` returns, for who has it already.
    """
    chosen = _chosen(catalog, address, selection, t, page)
    if answer is None:
        answer = answered(catalog, address.filters, selection, t)
    return together([*chosen, *answer, *_drawn(catalog, address, selection, t, page)], t)


def answered(
    catalog: Catalog, filters: Filters, selection: Selection, t: Translator
) -> tuple[str, ...]:
    """Return parks, links, leaders, evidence, filters in force, silence: a sentence each."""
    return tuple(_sentences(catalog, filters, selection, t))


def together(sentences: Iterator[str] | list[str], t: Translator) -> str:
    """Return sentences as one paragraph; Chinese puts no space between them."""
    return ("" if t.lang is Lang.ZH else " ").join(sentences)


def _chosen(
    catalog: Catalog, address: Address, selection: Selection, t: Translator, page: str
) -> Iterator[str]:
    if page == "compare":
        if len(address.compare) > 1:
            yield _compared(catalog, address, selection, t)
    elif address.park:
        yield _park(catalog, address.park, selection, t)
    for row in connections(catalog, selection) if address.link else ():
        if row.ends == address.link:
            name = edge_name(catalog, row, t)
            yield t("summary.link", connection=name, basis=t(f"basis.{row.basis}"))


def _drawn(
    catalog: Catalog, address: Address, selection: Selection, t: Translator, page: str
) -> Iterator[str]:
    """Yield how many connections the map draws; tiles have none."""
    drawn = page == "map" and address.arcs is Arcs.ON and address.picture is Picture.MAP
    if drawn and (count := len(connections(catalog, selection))):
        yield t.count("summary.arcs", count)


def _park(catalog: Catalog, park: ParkId, selection: Selection, t: Translator) -> str:
    rows, name = selection.of_park(park), t.name(catalog.park[park].short)
    if not rows:
        return t(
            "summary.park_silent" if park in selection.silent else "summary.park_off", park=name
        )
    sectors = len({row.sector_id for row in rows})
    return t(
        "summary.park",
        park=name,
        links=t.count("summary.links", len(rows)),
        sectors=t.count("summary.sectors", sectors),
    )


def _compared(catalog: Catalog, address: Address, selection: Selection, t: Translator) -> str:
    found = compare(catalog, address.compare, selection)
    parks = t.listed(t.name(catalog.park[park].short) for park in found.parks)
    sectors = [row.sector_id for row in found.sectors if row.shared is Shared.ALL]
    if not sectors:
        return t("summary.compared_none", parks=parks)
    names = t.listed(t.name(catalog.sector[sector].name) for sector in sectors)
    return t("summary.compared", parks=parks, sectors=names)


def _sentences(
    catalog: Catalog, filters: Filters, selection: Selection, t: Translator
) -> Iterator[str]:
    found = summarize(catalog, selection)
    if found.parks:
        parks = _parks(catalog, found.parks, t)
        date = t.name(catalog.about.as_of_text)
        yield t.count("summary.shown", len(found.parks), date=date, parks=parks)
        yield t(
            "summary.has",
            links=t.count("summary.links", found.links),
            sectors=t.count("summary.sectors", len(found.sectors)),
        )
    else:
        yield t("summary.nothing")
    if found.leaders and found.leading > 1:
        names = _parks(catalog, found.leaders, t)
        yield t.count("summary.leaders", found.leading, parks=names)
    if found.widest and found.width > 1:
        names = _listed([catalog.sector[sector].name for sector in found.widest], t)
        yield t.count("summary.widest", found.width, sectors=names)
    for basis in Basis:
        if count := found.bases[basis]:
            yield t.count(f"summary.{basis}", count)
    if filters.active:
        yield t("summary.filters", filters=in_force(catalog, filters, t))
    if found.outside:
        yield t.count("summary.outside", found.outside)
    if found.silent:
        yield t.count("summary.silent", found.silent)


def _parks(catalog: Catalog, parks: Sequence[ParkId], t: Translator) -> str:
    return _listed([catalog.park[park].short for park in parks], t)


def _listed(names: Sequence[LocalizedText], t: Translator) -> str:
    """Return names as a spoken list; of very many the last are counted."""
    more = len(names) - NAMED
    told = names if more < 2 else names[:NAMED]
    rest = [t.count("summary.more", more)] if more >= 2 else []
    return t.listed([*(t.name(name) for name in told), *rest])


def in_force(catalog: Catalog, filters: Filters, t: Translator) -> str:
    """Return the filters in force, facet by facet; empty if there are none."""
    parts = (
        t("label", name=t(f"filter.facet_{facet}"), value=_values(catalog, filters, facet, t))
        for facet in Facet
        if filters.of(facet)
    )
    return ("；" if t.lang is Lang.ZH else "; ").join(parts)


def _values(catalog: Catalog, filters: Filters, facet: Facet, t: Translator) -> str:
    chosen = filters.of(facet)
    names = [name for value, name in _options(catalog, facet, t) if value in chosen]
    combined = facet in (Facet.GROUP, Facet.SECTOR)
    told = t.listed(names)
    if combined and (len(names) > 1 or filters.match is not Match.ANY):
        how = t(f"summary.match_{filters.match}")
        return t("aside", text=told, more=how)
    return told


def _options(catalog: Catalog, facet: Facet, t: Translator) -> Iterator[tuple[str, str]]:
    """Yield every value of a facet with its name."""
    match facet:
        case Facet.GROUP:
            yield from ((group.id, t.name(group.name)) for group in catalog.sector_groups)
        case Facet.SECTOR:
            yield from ((sector.id, t.name(sector.name)) for sector in catalog.sectors)
        case Facet.ROLE:
            yield from ((role.id, t.name(role.name)) for role in catalog.role_groups)
        case Facet.STATUS:
            yield from ((status, t(f"status.{status}")) for status in Status)
        case Facet.WITHOUT:
            yield from ((basis, t(f"basis.{basis}")) for basis in Basis)
