"""A view as tables: typed cells under a word for programs and a label for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zgc_map.export.columns import COLUMNS, NAMES, Cell, Column, Table
from zgc_map.export.extent import Extent, extent
from zgc_map.export.provenance import provenance
from zgc_map.export.take import Take
from zgc_map.model import Assignment, Basis, Claim, Lang, LocalizedText
from zgc_map.query import Selection, claims_of, matrix


def every_table(take: Take) -> tuple[Table, ...]:
    """Return every table of a view; what is cited in one is a row of another."""
    seen = extent(take)
    return (
        parks_table(take, seen),
        evidence_table(take, seen),
        sectors_table(take, seen),
        matrix_table(take, seen),
        claims_table(take, seen),
        figures_table(take, seen),
        sources_table(take, seen),
        about_table(take, seen),
    )


def parks_table(take: Take, seen: Extent) -> Table:
    """Return one row a shown park: its place, its sectors and roles in the view, its symbol."""
    catalog, t = take.catalog, take.t
    rows = []
    for park in seen.parks:
        place = catalog.place[park.place_id]
        own = [row for row in seen.assignments if row.park_id == park.id]
        symbol = take.parks["symbol"][park.id]
        rested = {claim_id for row in own for claim_id in row.claim_ids}
        claims = [row.id for row in seen.claims if row.park_id == park.id or row.id in rested]
        rows.append(
            {
                "park_id": park.id,
                "park": t.name(park.name),
                "short": t.name(park.short),
                **_names(park.name),
                "place_id": place.id,
                "place": t.name(place.name),
                "place_kind": t(f"table.kind_{place.kind}"),
                "adcode": place.adcode,
                "place_km2": place.published_area_km2,
                "sectors": _joined(t.name(catalog.sector[row.sector_id].name) for row in own),
                "roles": _roles(take, own),
                "sector_ids": _joined((row.sector_id for row in own), ","),
                "links": len(own),
                "specialty": t("parks.specialty_yes") if park.specialty_host else None,
                "specialty_claim_id": park.specialty_host_claim_id,
                "claim_ids": _joined(claims, ","),
                "symbol_lon": round(float(symbol.x), 6),
                "symbol_lat": round(float(symbol.y), 6),
            }
        )
    return _table(take, "parks", rows)


def evidence_table(take: Take, seen: Extent) -> Table:
    """Return one row a matching assignment and claim it rests on: what most readers ask for."""
    rows = [
        {
            **_claim(take, claim),
            **_link(take, row),
            "claim_basis": take.t(f"basis.{claim.basis}"),
        }
        for row in seen.assignments
        for claim in claims_of(take.catalog, row)
    ]
    return _table(take, "evidence", rows)


def sectors_table(take: Take, seen: Extent) -> Table:
    """Return one row a shown sector: its group, its parks in the view."""
    catalog, t = take.catalog, take.t
    rows = []
    for sector in seen.sectors:
        group = catalog.sector_group[sector.group_id]
        own = [row for row in seen.assignments if row.sector_id == sector.id]
        rows.append(
            {
                "sector_id": sector.id,
                "sector": t.name(sector.name),
                **_names(sector.name),
                "group_id": group.id,
                "group": t.name(group.name),
                "parks_n": len({row.park_id for row in own}),
                "parks": _joined(t.name(catalog.park[row.park_id].short) for row in own),
                "links": len(own),
            }
        )
    return _table(take, "sectors", rows)


def matrix_table(take: Take, seen: Extent) -> Table:
    """Return one row a shown park, one column a shown sector; None is "not stated"."""
    catalog, t = take.catalog, take.t
    parks = tuple(park.id for park in seen.parks)
    found = matrix(catalog, Selection(parks, seen.assignments, take.selection.silent))
    named = _table(take, "matrix", ())
    columns = [Column(sector, t.name(catalog.sector[sector].name)) for sector in found.sectors]
    rows = tuple(
        (
            park,
            t.name(catalog.park[park].short),
            *(_roles(take, found.cells.get((park, sector), ())) for sector in found.sectors),
        )
        for park in found.parks
    )
    return Table("matrix", named.label, (*named.columns, *columns), rows)


def claims_table(take: Take, seen: Extent) -> Table:
    """Return one row a claim of the view, and each claim that another was inferred from."""
    return _table(take, "claims", [_claim(take, row) for row in seen.claims])


def figures_table(take: Take, seen: Extent) -> Table:
    """Return one row a figure; its value is a number, and its operator belongs to it."""
    t = take.t
    rows = [
        {
            "figure_id": row.id,
            "metric": t.name(row.metric),
            "operator": row.operator,
            "value": row.value_in(t.lang),
            "unit": t.name(row.unit),
            "period": row.period,
            "scope": t(f"scope.{row.scope}"),
            "park_id": row.park_id,
            "park": _name(take, row.park_id and take.catalog.park[row.park_id].short),
            "sector_id": row.sector_id,
            "sector": _name(take, row.sector_id and take.catalog.sector[row.sector_id].name),
            "basis": t(f"basis.{take.catalog.claim[row.claim_id].basis}"),
            "claim_id": row.claim_id,
        }
        for row in seen.figures
    ]
    return _table(take, "figures", rows)


def sources_table(take: Take, seen: Extent) -> Table:
    """Return one row a source that a claim of the view cites."""
    cited = [row.source_id for row in seen.claims]
    rows = [
        {
            "source_id": row.id,
            "source": take.t.name(row.title),
            "publisher": _name(take, row.publisher),
            "published": row.published or None,
            "language": row.language,
            "claims_n": cited.count(row.id),
        }
        for row in take.catalog.sources
        if row.id in cited
    ]
    return _table(take, "sources", rows)


def about_table(take: Take, seen: Extent) -> Table:
    """Return what the file says of itself, a line a row."""
    rows = [
        {"about_id": line.slug, "about": line.label, "text": line.text}
        for line in provenance(take, seen)
    ]
    return _table(take, "about", rows)


def _claim(take: Take, row: Claim) -> dict[str, Cell]:
    catalog, t = take.catalog, take.t
    shows_status = row.status and row.basis is not Basis.DISPUTED  # as on screen
    return {
        "claim_id": row.id,
        "claim": t.name(row.text),
        "basis": t(f"basis.{row.basis}"),
        "status": t(f"status.{row.status}") if shows_status else None,
        "scope": t(f"scope.{row.scope}"),
        "park_id": row.park_id,
        "park": _name(take, row.park_id and catalog.park[row.park_id].short),
        "sector_id": row.sector_id,
        "sector": _name(take, row.sector_id and catalog.sector[row.sector_id].name),
        "role": _name(take, row.role_id and catalog.role[row.role_id].name),
        "source_id": row.source_id,
        "source": t.name(catalog.source[row.source_id].title),
        "locator": row.locator,
        "as_of": row.as_of,
        "confidence": t(f"confidence.{row.confidence}"),
        "derived_from": row.derived_from,
        "note": _name(take, row.note),
    }


def _link(take: Take, row: Assignment) -> dict[str, Cell]:
    catalog, t = take.catalog, take.t
    sector = catalog.sector[row.sector_id]
    return {
        "link_id": row.id,
        "park_id": row.park_id,
        "park": t.name(catalog.park[row.park_id].short),
        "group": t.name(catalog.sector_group[sector.group_id].name),
        "sector_id": sector.id,
        "sector": t.name(sector.name),
        "role_id": row.role_id,
        "role": t.name(catalog.role[row.role_id].name),
        "basis": t(f"basis.{row.basis}"),
        "status": t(f"status.{row.status}"),
    }


def _roles(take: Take, rows: Sequence[Assignment]) -> str | None:
    """Return the roles in one cell, each that is not stated outright marked as such."""
    t, named = take.t, []
    for row in rows:
        name = t.name(take.catalog.role[row.role_id].name)
        marked = t("aside", text=name, more=t(f"basis.{row.basis}"))
        named.append(name if row.basis is Basis.STATED else marked)
    return _joined(named)


def _name(take: Take, text: LocalizedText | str | None) -> str | None:
    return take.t.name(text) if isinstance(text, LocalizedText) else None


def _names(text: LocalizedText) -> dict[str, Cell]:
    return dict(zip(NAMES, (text.in_(lang) for lang in Lang), strict=True))


def _joined(words: Iterable[str], mark: str = "; ") -> str | None:
    """Return words in one cell, each once; None if there are none."""
    return mark.join(dict.fromkeys(words)) or None


def _table(take: Take, slug: str, rows: Sequence[Mapping[str, Cell]]) -> Table:
    offered = {f"name_{lang}" for lang in take.catalog.about.languages if lang is not take.t.lang}
    names = [name for name in COLUMNS[slug] if name in offered or name not in NAMES]
    columns = tuple(Column(name, take.t(f"table.{name}")) for name in names)
    cells = tuple(tuple(row[name] for name in names) for row in rows)
    return Table(slug, take.t(f"table.title_{slug}"), columns, cells)
