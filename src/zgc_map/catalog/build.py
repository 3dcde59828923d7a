"""From checked tables to a frozen `Catalog`. Everything here relies on the rules having passed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from zgc_map.catalog.cells import Cells
from zgc_map.catalog.dataset import Dataset
from zgc_map.model import (
    About,
    Assignment,
    AssignmentId,
    Basis,
    Brand,
    BrandId,
    Catalog,
    Claim,
    ClaimId,
    Confidence,
    Datum,
    Figure,
    FigureId,
    Lang,
    Layer,
    LinkClaim,
    LocalizedText,
    Park,
    ParkId,
    Place,
    PlaceId,
    PlaceKind,
    Point,
    Role,
    RoleGroup,
    RoleGroupId,
    RoleId,
    RoleLink,
    Scope,
    Sector,
    SectorGroup,
    SectorGroupId,
    SectorId,
    Source,
    SourceId,
    SpecialtyPark,
    Status,
    Story,
    Tile,
)


def build_catalog(dataset: Dataset, version: str, stories: tuple[Story, ...] = ()) -> Catalog:
    """Return the catalog of a dataset no rule objects to; tuples keep the order of the files."""

    def rows(table: str) -> Iterator[Cells]:
        return (Cells(dataset, table, row) for row in dataset.rows(table))

    claims_of: dict[str, list[ClaimId]] = defaultdict(list)
    for link in rows("assignment_claims"):
        claims_of[link["assignment_id"]].append(ClaimId(link["claim_id"]))
    return Catalog(
        about=_about(dataset.package.atlas),
        places=tuple(_place(row) for row in rows("places")),
        parks=tuple(_park(row) for row in rows("parks")),
        specialty_parks=tuple(_specialty_park(row) for row in rows("specialty_parks")),
        sector_groups=tuple(_sector_group(row) for row in rows("sector_groups")),
        sectors=tuple(_sector(row) for row in rows("sectors")),
        role_groups=tuple(
            RoleGroup(RoleGroupId(row["role_group_id"]), row.text("name"))
            for row in rows("role_groups")
        ),
        roles=tuple(_role(row) for row in rows("roles")),
        sources=tuple(_source(row) for row in rows("sources")),
        claims=tuple(_claim(row) for row in rows("claims")),
        assignments=tuple(
            _assignment(row, tuple(claims_of[row["assignment_id"]])) for row in rows("assignments")
        ),
        figures=tuple(_figure(row) for row in rows("figures")),
        brands=tuple(_brand(row) for row in rows("brands")),
        stories=stories,
        role_links=tuple(_role_link(row) for row in rows("role_links")),
        link_claims=tuple(_link_claim(row) for row in rows("link_claims")),
        version=version,
    )


def _localized(member: Mapping[str, Any]) -> LocalizedText:
    return LocalizedText(**{lang.value: str(member[lang.value]) for lang in Lang})


def _about(atlas: Mapping[str, Any]) -> About:
    return About(
        id=atlas["id"],
        title=_localized(atlas["title"]),
        subtitle=_localized(atlas["subtitle"]),
        as_of=dt.date.fromisoformat(atlas["as_of"]),
        as_of_text=_localized(atlas["as_of_text"]),
        languages=tuple(Lang(lang) for lang in atlas["languages"]),
        main_source_id=SourceId(atlas["main_source_id"]),
        attribution=_localized(atlas["attribution"]),
        geometry_note=_localized(atlas["geometry_note"]),
        licence=atlas["licence"],
        layers=build_layers(atlas),
    )


def build_layers(atlas: Mapping[str, Any]) -> tuple[Layer, ...]:
    """Return the boundary layers that a member `atlas` of sound form names."""
    return tuple(
        Layer(
            path=layer["path"],
            kind=PlaceKind(layer["kind"]),
            datum=Datum(layer["datum"]),
            accuracy=_localized(layer["accuracy"]),
            attribution=_localized(layer["attribution"]),
        )
        for layer in atlas["layers"]
    )


def _place(row: Cells) -> Place:
    return Place(
        id=PlaceId(row["place_id"]),
        kind=PlaceKind(row["kind"]),
        name=row.text("name"),
        adcode=row.maybe("adcode"),
        aliases=row.items("aliases"),
        published_area_km2=row.number("published_area_km2"),
        tile=_tile(row),
    )


def _tile(row: Cells) -> Tile | None:
    col, line = row.number("tile_col"), row.number("tile_row")
    return Tile(int(col), int(line)) if col is not None and line is not None else None


def _park(row: Cells) -> Park:
    lon, lat = row.number("symbol_lon"), row.number("symbol_lat")
    host_claim, confidence = row.maybe("specialty_host_claim_id"), row.maybe("symbol_confidence")
    return Park(
        id=ParkId(row["park_id"]),
        place_id=PlaceId(row["place_id"]),
        name=row.text("name"),
        short=row.text("short"),
        named_in_source=bool(row.flag("named_in_source")),
        specialty_host=row.flag("specialty_host"),
        specialty_host_claim_id=ClaimId(host_claim) if host_claim else None,
        symbol=Point(lon, lat) if lon is not None and lat is not None else None,
        symbol_confidence=Confidence(confidence) if confidence else None,
    )


def _specialty_park(row: Cells) -> SpecialtyPark:
    return SpecialtyPark(
        id=row["specialty_park_id"],
        park_id=ParkId(row["park_id"]),
        name=row.text("name"),
        claim_id=ClaimId(row["claim_id"]),
    )


def _sector_group(row: Cells) -> SectorGroup:
    return SectorGroup(
        id=SectorGroupId(row["group_id"]),
        name=row.text("name"),
        editorial=bool(row.flag("editorial")),
        color=row["color"],
        color_dark=row["color_dark"],
    )


def _sector(row: Cells) -> Sector:
    return Sector(
        id=SectorId(row["sector_id"]),
        group_id=SectorGroupId(row["group_id"]),
        name=row.text("name"),
        aliases=row.items("aliases"),
    )


def _role(row: Cells) -> Role:
    return Role(
        id=RoleId(row["role_id"]),
        group_id=RoleGroupId(row["role_group_id"]),
        name=row.text("name"),
        aliases=row.items("aliases"),
    )


def _source(row: Cells) -> Source:
    return Source(
        id=SourceId(row["source_id"]),
        kind=row["kind"],
        title=row.text("title"),
        publisher=row.maybe_text("publisher"),
        published=row["published"],
        language=row["language"],
        locators=row.items("locators"),
        note=row["note"],
    )


def _claim(row: Cells) -> Claim:
    park, sector, role = row.maybe("park_id"), row.maybe("sector_id"), row.maybe("role_id")
    status, base = row.maybe("status"), row.maybe("derived_from")
    return Claim(
        id=ClaimId(row["claim_id"]),
        source_id=SourceId(row["source_id"]),
        locator=row.maybe("locator"),
        scope=Scope(row["scope"]),
        kind=row["kind"],
        park_id=ParkId(park) if park else None,
        sector_id=SectorId(sector) if sector else None,
        role_id=RoleId(role) if role else None,
        text=row.text("text"),
        basis=Basis(row["basis"]),
        status=Status(status) if status else None,
        as_of=row.maybe("as_of"),
        confidence=Confidence(row["confidence"]),
        derived_from=ClaimId(base) if base else None,
        note=row.maybe_text("note"),
    )


def _assignment(row: Cells, claim_ids: tuple[ClaimId, ...]) -> Assignment:
    return Assignment(
        id=AssignmentId(row["assignment_id"]),
        park_id=ParkId(row["park_id"]),
        sector_id=SectorId(row["sector_id"]),
        role_id=RoleId(row["role_id"]),
        basis=Basis(row["basis"]),
        status=Status(row["status"]),
        claim_ids=claim_ids,
    )


def _figure(row: Cells) -> Figure:
    park, sector, factor = row.maybe("park_id"), row.maybe("sector_id"), row.number("factor_zh")
    return Figure(
        id=FigureId(row["figure_id"]),
        claim_id=ClaimId(row["claim_id"]),
        scope=Scope(row["scope"]),
        park_id=ParkId(park) if park else None,
        sector_id=SectorId(sector) if sector else None,
        metric=row.text("metric"),
        operator=row["operator"],
        value=float(row["value"]),
        factor_zh=1.0 if factor is None else factor,
        unit=row.text("unit"),
        period=row.maybe("period"),
        note=row["note"],
    )


def _brand(row: Cells) -> Brand:
    return Brand(
        id=BrandId(row["brand_id"]),
        name=row.text("name"),
        aliases=row.items("aliases"),
        park_id=ParkId(row["park_id"]),
        sector_id=SectorId(row["sector_id"]),
        claim_id=ClaimId(row["claim_id"]),
    )


def _role_link(row: Cells) -> RoleLink:
    return RoleLink(
        from_id=RoleId(row["from_role_id"]),
        to_id=RoleId(row["to_role_id"]),
        name=row.text("name"),
    )


def _link_claim(row: Cells) -> LinkClaim:
    return LinkClaim(
        from_id=AssignmentId(row["from_assignment_id"]),
        to_id=AssignmentId(row["to_assignment_id"]),
        claim_id=ClaimId(row["claim_id"]),
    )
