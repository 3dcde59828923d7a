"""One view of the map as plain data: what is lit, named, chosen, and said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from zgc_map.model import Assignment, AssignmentId, Basis, Catalog, ParkId, SectorId
from zgc_map.query import (
    Address,
    Arcs,
    Basemap,
    Facet,
    Filters,
    Picture,
    Selection,
    Zoom,
    facet_counts,
)
from zgc_map.render.arcs import arcs
from zgc_map.render.basemaps import TILES
from zgc_map.render.colours import group_color, sector_color
from zgc_map.render.summary import answered, said, together
from zgc_map.render.tiles import tiles
from zgc_map.text import Translator


@dataclass(frozen=True, slots=True)
class Answer:
    """How each park looks, the legend and the sentences about what filters leave."""

    parks: Mapping[str, Any]
    legend: list[dict[str, Any]]
    words: tuple[str, ...]


def map_state(
    catalog: Catalog,
    address: Address,
    selection: Selection,
    t: Translator,
    *,
    dark: bool,
    answer: Answer | None = None,
) -> dict[str, Any]:
    """Return everything the map shows that a filter, click, language or theme can change.

    `answer` is what `answer_state` returns, for who has it already.
    """
    if answer is None:
        answer = answer_state(catalog, address.filters, selection, t, dark=dark)
    connected = arcs(catalog, address, selection, t, dark=dark)
    basemap = TILES.get(address.basemap) if address.basemap is not Basemap.NONE else None
    return {
        "lang": t.lang.value,
        "theme": "dark" if dark else "light",
        "selected": address.park,
        "focus": address.park if address.zoom is Zoom.PARK else None,
        "basemap": basemap,
        "attribution": t.name(catalog.about.attribution),
        "picture": address.picture.value,
        "linked": bool(address.link),
        "drawn": address.arcs is Arcs.ON,
        "arcs": connected,
        "parks": answer.parks,
        "legend": answer.legend,
        "marks": {
            "inferred": t("legend.inferred"),
            "off": t("legend.off"),
            "silent": t("legend.silent"),
        }
        | {f"arc-{row['basis']}": row["note"] for row in connected},
        "words": {
            "legend": t("legend.title"),
            "off": t("map.tip_off"),
            "silent": t("map.tip_silent"),
            "map": spoken(catalog, address, selection, t, answer.words),
            "note": note(catalog, address, t),
            "picture": t("view.picture"),
            "pictures": {picture.value: t(f"view.{picture}") for picture in Picture},
            "tiles": t("view.tiles_label"),
            "arcs": t("view.arcs"),
            "arcsHelp": t("view.arcs_help"),
            "tilesFailed": t("map.tiles_failed"),
            "zoomAll": t("map.zoom_all"),
            "zoomIn": t("map.zoom_in"),
            "zoomOut": t("map.zoom_out"),
            "zoomPark": t("map.zoom_park"),
        },
    }


def ground_note(catalog: Catalog, address: Address, t: Translator) -> str:
    """Return what the places of a picture are: where their borders come from, or mere tiles."""
    flat = address.picture is Picture.TILES
    return t("view.tiles_note") if flat else t.name(catalog.about.geometry_note)


def note(catalog: Catalog, address: Address, t: Translator) -> str:
    """Return the note under the legend: the ground, what tiles cannot show, and the day."""
    hidden = address.picture is Picture.TILES and address.arcs is Arcs.ON
    arcs_told = [t("view.arcs_on_map")] if hidden else []
    as_of = t("as_of", date=t.name(catalog.about.as_of_text))
    return " · ".join((ground_note(catalog, address, t), *arcs_told, as_of))


def answer_state(
    catalog: Catalog, filters: Filters, selection: Selection, t: Translator, *, dark: bool
) -> Answer:
    """Return what of a view is the same whatever is chosen on the map."""
    return Answer(
        _parks(catalog, selection, t, dark=dark),
        _legend(catalog, filters, t, dark=dark),
        answered(catalog, filters, selection, t),
    )


def _parks(catalog: Catalog, selection: Selection, t: Translator, *, dark: bool) -> dict[str, Any]:
    """Return how each park looks and what its tooltip says."""
    shown = frozenset(row.id for row in selection.assignments)
    grid = tiles(catalog)
    return {
        park.id: _park(catalog, park.id, shown, t, dark=dark)
        | {"tile": [grid[park.id].col, grid[park.id].row]}
        for park in catalog.parks
    }


def spoken(
    catalog: Catalog,
    address: Address,
    selection: Selection,
    t: Translator,
    answer: Sequence[str] | None = None,
) -> str:
    """Return what the map is and what it shows, for those who cannot see it; see `said`."""
    title = t("map.label", title=t.name(catalog.about.title))
    return together([title, said(catalog, address, selection, t, answer=answer)], t)


def park_sectors(catalog: Catalog, park_id: ParkId) -> tuple[SectorId, ...]:
    """Return the sectors of a park in catalog order: one band each, whatever the filters."""
    used = {row.sector_id for row in catalog.assignments_of.get(park_id, ())}
    return tuple(row.id for row in catalog.sectors if row.id in used)


def _park(
    catalog: Catalog, park_id: ParkId, answer: Set[AssignmentId], t: Translator, *, dark: bool
) -> dict[str, Any]:
    """Return a park's bands, which no filter changes, and which of them are lit."""
    park, sectors = catalog.park[park_id], park_sectors(catalog, park_id)
    known = catalog.assignments_of.get(park_id, ())
    shown = {
        sector: [row for row in known if row.sector_id == sector and row.id in answer]
        for sector in sectors
    }
    lit = [_lit(catalog, sector, rows, t) for sector, rows in shown.items() if rows]
    return {
        "state": "on" if lit else "off" if known else "silent",
        "name": t.name(park.short),
        "title": t.name(park.name),
        "bands": [
            {
                "sector": sector,
                "name": t.name(catalog.sector[sector].name),
                "color": sector_color(catalog, sector, dark=dark),
            }
            for sector in sectors
        ],
        "lit": lit,
    }


def _lit(
    catalog: Catalog, sector: SectorId, shown: Sequence[Assignment], t: Translator
) -> dict[str, Any]:
    """Return what is shown of a sector of a park: inferred if nothing of it is stated."""
    return {
        "sector": sector,
        "roles": " · ".join(role_name(catalog, row, t) for row in shown),
        "inferred": all(row.basis is Basis.INFERRED for row in shown),
    }


def park_bands(park: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the bands of a park of a view, each with whether it is lit, and if so inferred."""
    lit = {row["sector"]: row["inferred"] for row in park["lit"]}
    return [
        {**band, "lit": band["sector"] in lit, "inferred": lit.get(band["sector"], False)}
        for band in park["bands"]
    ]


def role_name(catalog: Catalog, row: Assignment, t: Translator) -> str:
    """Return the role of an assignment, with a word if it is inferred."""
    name = t.name(catalog.role[row.role_id].name)
    inferred = row.basis is Basis.INFERRED
    return t("aside", text=name, more=t("basis.inferred")) if inferred else name


def _legend(
    catalog: Catalog, filters: Filters, t: Translator, *, dark: bool
) -> list[dict[str, Any]]:
    counts = facet_counts(catalog, filters, Facet.GROUP)
    return [
        {
            "id": group.id,
            "name": t.name(group.name),
            "color": group_color(group, dark=dark),
            "on": group.id in filters.groups,
            "count": t.number(counts[group.id]),
            "hint": t.count("legend.hint", counts[group.id]),
        }
        for group in catalog.sector_groups
    ]
