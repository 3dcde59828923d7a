"""What a document says of a view: its subject, its tables, its claims and their sources, in words.

A document is about the parks compared, else about the chosen park, else about the only sector
asked for, else about the whole view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zgc_map.export.extent import extent
from zgc_map.export.take import Take
from zgc_map.model import Assignment, Basis, Claim, ClaimId, Figure, ParkId, SectorId
from zgc_map.query import Address, claims_of_park
from zgc_map.render.card import SIGNS
from zgc_map.render.map_state import sector_color
from zgc_map.text import Translator


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `faint` is outside of the reader's question; colours mark sectors."""

    cells: tuple[str, ...]
    colors: tuple[str, ...] = ()
    """A colour (#rrggbb) a cell, empty where the cell has none; nothing if no cell has."""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading, the names of its columns and how wide they are to each other."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in words: its id, its text, its evidence, and where it stands."""

    id: str
    text: str
    basis: Basis
    said: str
    where: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What there is to say about one subject."""

    title: str
    names: tuple[str, ...]
    """Its names in the other languages of the dataset."""
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    sources: tuple[tuple[str, str], ...]
    """The title of each source and what is known of it."""


def brief(take: Take) -> Brief:
    """Return what there is to say about the subject of a view."""
    address = take.address
    if address.compare:
        return _compared(take, tuple(row for row in take.parks.index if row in address.compare))
    if address.park:
        return park_brief(take, address.park)
    sector = only_sector(address)
    return sector_brief(take, sector) if sector else _view(take)


def only_sector(address: Address) -> SectorId | None:
    """Return the sector a question is about, if it is about one and no more."""
    filters = address.filters
    one = len(filters.sectors) == 1 and not filters.groups
    return next(iter(filters.sectors)) if one else None


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
    links = _links(take, rows, shown, ("sector", "role"))
    cited = {one for row in rows for one in row.claim_ids} | {row.id for row in about}
    return _brief(
        take,
        t.name(park.name),
        (park.name.in_(lang) for lang in catalog.about.languages if lang is not t.lang),
        notes,
        (links, _figures(take, figures)),
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
        (_links(take, rows, rows, ("park", "role")), _figures(take, figures)),
        about | {one for row in rows for one in row.claim_ids},
    )


def matrix_table(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment], silence: str
) -> Table:
    """Return sectors down, parks across, with roles; a cell without one holds the silence."""
    catalog, t = take.catalog, take.t
    used = {row.sector_id for row in rows}
    lines = []
    for sector in (row for row in catalog.sectors if row.id in used):
        cells = [t.name(sector.name)]
        for park in parks:
            found = [row for row in rows if (row.park_id, row.sector_id) == (park, sector.id)]
            cells.append(" · ".join(_role(take, row) for row in found) or silence)
        colors = (sector_color(catalog, sector.id, dark=take.dark), *("" for _ in parks))
        lines.append(Row(tuple(cells), colors))
    head = (t("table.sector"), *(t.name(catalog.park[park].short) for park in parks))
    widths = (3, *(max(1, 9 // len(parks)) if parks else 1 for _ in parks))
    return Table(t("sectors.matrix"), head, tuple(lines), widths)


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
    tables = (
        matrix_table(take, parks, rows, t("sectors.not_stated")),
        _figures(take, figures, parks=True),
    )
    return _brief(take, title, (), notes, tables, {one for row in rows for one in row.claim_ids})


def _view(take: Take) -> Brief:
    t, seen = take.t, extent(take)
    rows = seen.assignments
    links = _links(take, rows, rows, ("park", "sector", "role"))
    notes = [t.count("count.parks", len(seen.parks), total=t.number(len(take.catalog.parks)))]
    if seen.silent:
        notes.append(t.count("count.silent", len(seen.silent)))
    title = t.name(take.catalog.about.title)
    cited = {one for row in rows for one in row.claim_ids}
    return _brief(take, title, (), notes if rows else [t("empty.title")], (links,), cited)


def _brief(  # the parts of a brief
    take: Take,
    title: str,
    names: Iterable[str],
    notes: Iterable[str],
    tables: Iterable[Table],
    cited: Iterable[ClaimId],
) -> Brief:
    """Return a brief; the figures' claims and what claims were derived from are cited with them."""
    catalog, t, hidden = take.catalog, take.t, take.selection.without
    tables = tuple(table for table in tables if table.rows)
    known = {row.id for row in catalog.claims if row.id in set(cited)}
    known |= {origin for one in tuple(known) if (origin := catalog.claim[one].derived_from)}
    claims = [row for row in catalog.claims if row.id in known and row.basis not in hidden]
    used = {row.source_id for row in claims}
    sources = []
    for source in (row for row in catalog.sources if row.id in used):
        publisher = t.name(source.publisher) if source.publisher else ""
        published = t.date(source.published) if source.published else ""
        more = " · ".join(filter(None, (publisher, published)))
        sources.append((t.name(source.title), more))
    facts = tuple(_fact(take, row) for row in claims)
    return Brief(title, tuple(names), tuple(notes), tables, facts, tuple(sources))


def _fact(take: Take, row: Claim) -> Fact:
    catalog, t = take.catalog, take.t
    source = t.name(catalog.source[row.source_id].title)
    parts = [
        f"{source}, {row.locator}" if row.locator else source,
        t("as_of", date=t.date(row.as_of)) if row.as_of else t("claim.undated"),
        t("label", name=t("claim.confidence"), value=t(f"confidence.{row.confidence}")),
    ]
    if row.derived_from:
        parts.append(t("claim.derived_from", claim=row.derived_from))
    if row.note:
        parts.append(t.name(row.note))
    return Fact(row.id, t.name(row.text), row.basis, t(f"basis.{row.basis}"), " · ".join(parts))


def _links(
    take: Take, rows: Sequence[Assignment], shown: Sequence[Assignment], first: Sequence[str]
) -> Table:
    """Return assignments as a table: what `first` names, then status, evidence and claims."""
    catalog, t = take.catalog, take.t
    lines = []
    for row in rows:
        outside = row not in shown
        status = t(f"status.{row.status}")
        said = {
            "park": t.name(catalog.park[row.park_id].short),
            "sector": t.name(catalog.sector[row.sector_id].name),
            "role": t.name(catalog.role[row.role_id].name),
            "status": f"{status} · {t('legend.off')}" if outside else status,
            "basis": t(f"basis.{row.basis}"),
            "claim": ", ".join(row.claim_ids),
        }
        color = sector_color(catalog, row.sector_id, dark=take.dark)
        names = (*first, "status", "basis", "claim")
        cells = tuple(said[name] for name in names)
        lines.append(Row(cells, (color, *("" for _ in cells[1:])), outside))
    head = tuple(t(f"table.{name}") for name in (*first, "status", "basis", "claim"))
    wide = {"park": 4, "sector": 6, "role": 6}
    widths = (*(wide[name] for name in first), 4, 4, 3)
    return Table(t("table.title_evidence"), head, tuple(lines), widths)


def _figures(take: Take, rows: Sequence[Figure], *, parks: bool = False) -> Table:
    catalog, t = take.catalog, take.t
    shown = [row for row in rows if catalog.claim[row.claim_id].basis not in take.selection.without]
    lines = []
    for row in shown:
        basis = t(f"basis.{catalog.claim[row.claim_id].basis}")
        park = t.name(catalog.park[row.park_id].short) if parks and row.park_id else ""
        metric = t("label", name=park, value=t.name(row.metric)) if park else t.name(row.metric)
        period = t.date(row.period) if row.period else t("claim.undated")
        lines.append(Row((metric, figure_value(row, t), period, basis, row.claim_id)))
    columns = ("metric", "value", "period", "basis", "claim")
    head = tuple(t(f"table.{name}") for name in columns)
    heading, note = t("table.title_figures"), t("park.background_note")
    external = any(catalog.claim[row.claim_id].basis is Basis.EXTERNAL for row in shown)
    return Table(heading, head, tuple(lines), (8, 4, 4, 4, 3), note if external else "")


def figure_value(row: Figure, t: Translator) -> str:
    """Return a figure's value with its operator and unit."""
    sign = f"{SIGNS[row.operator]} " if SIGNS[row.operator] else ""
    return f"{sign}{t.number(row.value_in(t.lang))} {t.name(row.unit)}"


def _role(take: Take, row: Assignment) -> str:
    name = take.t.name(take.catalog.role[row.role_id].name)
    return f"{name} ({take.t('basis.inferred')})" if row.basis is Basis.INFERRED else name
