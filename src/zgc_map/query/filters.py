"""What the reader asks for, and which parks and assignments answer it. Pure; catalog order kept.

Silence is kept apart from absence: a park the source gives no sector is never *shown* as
matching, and never as failing either; it is `silent`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from zgc_map.model import (
    Assignment,
    Basis,
    Catalog,
    ParkId,
    RoleGroupId,
    SectorGroupId,
    SectorId,
    Status,
)


class Match(StrEnum):
    """How several sectors (or sector groups) combine."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


class Facet(StrEnum):
    """A dimension of the filters; the value is its word in the address."""

    GROUP = "group"
    SECTOR = "sector"
    ROLE = "role"
    STATUS = "status"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class Filters:
    """The reader's question. An empty set means "not asked"; `without` lists hidden bases."""

    groups: frozenset[SectorGroupId] = frozenset()
    sectors: frozenset[SectorId] = frozenset()
    match: Match = Match.ANY
    roles: frozenset[RoleGroupId] = frozenset()
    statuses: frozenset[Status] = frozenset()
    without: frozenset[Basis] = frozenset()

    @property
    def active(self) -> bool:
        """True if anything narrows the view."""
        return bool(self.groups or self.sectors or self.roles or self.statuses or self.without)

    def of(self, facet: Facet) -> frozenset[Any]:
        """Return the chosen values of one facet."""
        return frozenset(getattr(self, _FIELD[facet]))

    def with_(self, facet: Facet, values: Iterable[Any]) -> Filters:
        """Return the same question with one facet's values replaced."""
        changes: dict[str, Any] = {_FIELD[facet]: frozenset(values)}
        return replace(self, **changes)

    def matched(self, match: Match) -> Filters:
        """Return the same question with sectors combined in another way."""
        return replace(self, match=match)

    def about(self, sector: SectorId | None) -> Filters:
        """Return the same question about one sector alone; without one, about every sector."""
        sectors = frozenset((sector,)) if sector else frozenset[SectorId]()
        return replace(self, groups=frozenset(), sectors=sectors, match=Match.ANY)

    def names(self, sector: SectorId | None, group: SectorGroupId | None) -> bool:
        """Return whether a sector is one of those asked about; every sector is if none is named.

        Under "any", sectors narrow groups down; under "all" and "none" each chosen sector and
        each chosen group is a condition of its own.
        """
        if not self.sectors or not self.groups:
            return (not self.sectors or sector in self.sectors) and (
                not self.groups or group in self.groups
            )
        by_sector, by_group = sector in self.sectors, group in self.groups
        return by_sector and by_group if self.match is Match.ANY else by_sector or by_group

    def toggled(self, facet: Facet, value: Any) -> Filters:
        """Return the same question with one value added, or taken out if it was there."""
        return self.with_(facet, self.of(facet) ^ {value})


_FIELD = {
    Facet.GROUP: "groups",
    Facet.SECTOR: "sectors",
    Facet.ROLE: "roles",
    Facet.STATUS: "statuses",
    Facet.WITHOUT: "without",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer: parks shown, assignments that match, and parks the source is silent on.

    `without` are the bases the reader has hidden, for what is shown besides assignments.
    """

    parks: tuple[ParkId, ...]
    assignments: tuple[Assignment, ...]
    silent: tuple[ParkId, ...]
    without: frozenset[Basis] = frozenset()

    def of_park(self, park_id: ParkId) -> tuple[Assignment, ...]:
        """Return the matching assignments of one park."""
        return tuple(row for row in self.assignments if row.park_id == park_id)


def select(catalog: Catalog, filters: Filters) -> Selection:
    """Return the parks and assignments that answer the filters, in catalog order."""
    candidates: dict[ParkId, list[Assignment]] = {}
    for row in catalog.assignments:
        if _eligible(catalog, filters, row):
            candidates.setdefault(row.park_id, []).append(row)
    shown = {row for rows in candidates.values() for row in _answer(catalog, filters, rows)}
    parks = {row.park_id for row in shown}
    known = {row.park_id for row in catalog.assignments}
    return Selection(
        parks=tuple(park.id for park in catalog.parks if park.id in parks),
        assignments=tuple(row for row in catalog.assignments if row in shown),
        silent=tuple(park.id for park in catalog.parks if park.id not in known),
        without=filters.without,
    )


def _eligible(catalog: Catalog, filters: Filters, row: Assignment) -> bool:
    """Return whether role, status and basis of an assignment are asked for."""
    return (
        row.basis not in filters.without
        and (not filters.roles or catalog.role[row.role_id].group_id in filters.roles)
        and (not filters.statuses or row.status in filters.statuses)
    )


def _answer(catalog: Catalog, filters: Filters, rows: list[Assignment]) -> list[Assignment]:
    """Return which of one park's eligible assignments answer the sector question."""
    group_of = {row.sector_id: catalog.sector[row.sector_id].group_id for row in rows}
    named = [row for row in rows if filters.names(row.sector_id, group_of[row.sector_id])]
    if (not filters.sectors and not filters.groups) or filters.match is Match.ANY:
        return named
    if filters.match is Match.NONE:
        return [] if named else rows
    complete = filters.sectors <= set(group_of) and filters.groups <= set(group_of.values())
    return named if complete else []
