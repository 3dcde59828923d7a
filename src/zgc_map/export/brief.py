"""What a document says of a view: its subject, its tables, its claims and their sources, in words.

A document is about a story, else about the parks compared, else about the chosen park (on the page
of one park in one sector: about the two), else about the only sector asked for, else about the
whole view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zgc_map.export.brief_parts import (
    Cited,
    Fact,
    Table,
    fact,
    figures_table,
    links_table,
    matrix_table,
)
from zgc_map.export.extent import extent
from zgc_map.export.take import Take
from zgc_map.model import ClaimId, Figure, ParkId, SectorId, Story
from zgc_map.query import Address, Cell, asked_sector, cell, claims_of_park


@dataclass(frozen=True, slots=True)
class Brief:
    """What there is to say about one subject."""

    title: str
    names: tuple[str, ...]
    """Its names in the other languages of the dataset."""
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Cited, ...]
    """The sources of the facts, each with its own."""


def brief(take: Take) -> Brief:
    """Return what there is to say about the subject of a view."""
    address = take.address
    if take.story:
        return _told(take, take.story)
    if take.compared:
        return _compared(take, take.compared)
    sector = asked_sector(address.filters)
    if address.park and sector and take.page == "cell":
        return _cell(take, cell(take.catalog, address.park, sector, take.selection.without))
    if address.park:
        return park_brief(take, address.park)
    sector = only_sector(address)
    return sector_brief(take, sector) if sector else _view(take)


def only_sector(address: Address) -> SectorId | None:
    """Return the sector a question is about, if it is about one and no more."""
    return None if address.filters.groups else asked_sector(address.filters)


def park_brief(take: Take, park_id: ParkId) -> Brief:
    """Return what there is to say about a park, whatever the filters: faint rows are outside."""
    catalog, t, hidden = take.catalog, take.t, take.selection.without
    park, shown = catalog.park[park_id], take.selection.of_park(park_id)
    rows = [
        row for row in catalog.assignments if row.park_id == park_id and row.basis not in hidden
    ]
    about = [row for row in claims_of_park(catalog, park_id) if row.basis not in hidden]
    notes = [] if rows else [t("park.silent")]
    notes += [
        t("label", name=t("park.brands"), value=f"{t.name(brand.name)} [{brand.claim_id}]")
        for brand in catalog.brands
        if brand.park_id == park_id
    ]
    host = park.specialty_host_claim_id
    said = f"{t('park.specialty_yes')} [{host}]" if host else t("park.specialty_unknown")
    notes.append(t("label", name=t("park.specialty"), value=said))
    figures = [row for row in catalog.figures if row.park_id == park_id]
    links = links_table(take, rows, shown, ("sector", "role"))
    cited = {one for row in rows for one in row.claim_ids} | {row.id for row in about}
    return _brief(
        take,
        t.name(park.name),
        (park.name.in_(lang) for lang in catalog.about.languages if lang is not t.lang),
        notes,
        links,
        figures_table(take, figures),
        cited | ({host} if host else set()),
    )


def sector_brief(take: Take, sector_id: SectorId) -> Brief:
    """Return what there is to say about a sector: who does it, in which role, on which claims."""
    catalog, t, hidden = take.catalog, take.t, take.selection.without
    sector = catalog.sector[sector_id]
    rows = [row for row in take.selection.assignments if row.sector_id == sector_id]
    about = {
        row.id
        for row in catalog.claims
        if row.sector_id == sector_id and row.park_id is None and row.basis not in hidden
    }
    figures = [row for row in catalog.figures if row.sector_id == sector_id]
    group = t.name(catalog.sector_group[sector.group_id].name)
    return _brief(
        take,
        t.name(sector.name),
        (sector.name.in_(lang) for lang in catalog.about.languages if lang is not t.lang),
        [t("label", name=t("table.group"), value=group)],
        links_table(take, rows, rows, ("park", "role")),
        figures_table(take, figures),
        about | {one for row in rows for one in row.claim_ids},
    )


def _compared(take: Take, parks: Sequence[ParkId]) -> Brief:
    catalog, t = take.catalog, take.t
    rows = [row for row in take.selection.assignments if row.park_id in parks]
    figures = [row for row in catalog.figures if row.park_id in parks]
    title = " · ".join(t.name(catalog.park[park].short) for park in parks)
    notes = [
        t("label", name=t.name(catalog.park[park].short), value=t("park.silent"))
        for park in parks
        if park in take.selection.silent
    ]
    return _brief(
        take,
        title,
        (),
        notes,
        matrix_table(take, parks, rows, t("sectors.not_stated")),
        figures_table(take, figures, parks=True),
        {one for row in rows for one in row.claim_ids},
    )


def _cell(take: Take, found: Cell) -> Brief:
    """Return what there is to say about a park in a sector; an empty cell says it is not a no."""
    catalog, t = take.catalog, take.t
    park, sector = catalog.park[found.park_id], catalog.sector[found.sector_id]
    notes = [] if found.rows else [f"{t('cell.not_stated')} {t('cell.not_no')}"]
    notes += [
        t("label", name=t("park.brands"), value=f"{t.name(brand.name)} [{brand.claim_id}]")
        for brand in found.brands
    ]
    cited = {row.id for row in (*found.claims, *found.around, *found.external)}
    return _brief(
        take,
        f"{t.name(park.name)} · {t.name(sector.name)}",
        (),
        notes,
        links_table(take, found.rows, found.rows, ("role",)),
        figures_table(take, found.figures),
        cited | {one for row in found.rows for one in row.claim_ids},
    )


def _told(take: Take, story: Story) -> Brief:
    """Return what a story rests on; its steps are told one by one, without tables."""
    catalog, t = take.catalog, take.t
    numbers = {step.figure_id for step in story.steps if step.figure_id}
    cited = {one for step in story.steps for one in step.claim_ids}
    cited |= {catalog.figure[one].claim_id for one in numbers}
    return _brief(take, t.name(story.title), (), (), None, None, cited)


def _view(take: Take) -> Brief:
    t, seen = take.t, extent(take)
    rows = seen.assignments
    links = links_table(take, rows, rows, ("park", "sector", "role"))
    known = len(take.catalog.parks) - len(seen.silent)
    notes = [t.count("count.parks", len(seen.parks), total=t.number(known))]
    if seen.silent:
        notes.append(t.count("count.silent", len(seen.silent)))
    title = t.name(take.catalog.about.title)
    cited = {one for row in rows for one in row.claim_ids}
    return _brief(take, title, (), notes if rows else [t("empty.title")], links, None, cited)


def _brief(  # the parts of a brief
    take: Take,
    title: str,
    names: Iterable[str],
    notes: Iterable[str],
    links: Table | None,
    figures: tuple[Table, Sequence[Figure]] | None,
    cited: Iterable[ClaimId],
) -> Brief:
    """Return a brief; the figures' claims and what claims were derived from are cited with them."""
    catalog, t, hidden = take.catalog, take.t, take.selection.without
    numbers, shown = figures or (None, ())
    tables = tuple(table for table in (links, numbers) if table and table.rows)
    cited = {*cited, *(row.claim_id for row in shown)}
    known = {row.id for row in catalog.claims if row.id in cited}
    known |= {origin for one in tuple(known) if (origin := catalog.claim[one].derived_from)}
    claims = [row for row in catalog.claims if row.id in known and row.basis not in hidden]
    facts = {row.id: fact(take, row) for row in claims}
    sources = []
    for source in catalog.sources:
        own = tuple(facts[row.id] for row in claims if row.source_id == source.id)
        publisher = t.name(source.publisher) if source.publisher else ""
        published = t.date(source.published) if source.published else ""
        more = " · ".join(filter(None, (publisher, published)))
        sources += [Cited(t.name(source.title), more, own)] if own else []
    told = tuple(facts.values())
    return Brief(title, tuple(names), tuple(notes), tables, told, tuple(sources))
