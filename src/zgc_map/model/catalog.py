"""The checked dataset as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from zgc_map.model.records import (
    About,
    Assignment,
    Brand,
    Claim,
    Figure,
    LinkClaim,
    Park,
    Place,
    Role,
    RoleGroup,
    RoleLink,
    Sector,
    SectorGroup,
    Source,
    SpecialtyPark,
)
from zgc_map.model.story import Story
from zgc_map.model.words import (
    AssignmentId,
    ClaimId,
    FigureId,
    ParkId,
    PlaceId,
    RoleGroupId,
    RoleId,
    SectorGroupId,
    SectorId,
    SourceId,
    StoryId,
)


@dataclass(frozen=True)
class Catalog:
    """The checked dataset. Tuples keep the order of the files; mappings go from id to record."""

    about: About
    places: tuple[Place, ...]
    parks: tuple[Park, ...]
    specialty_parks: tuple[SpecialtyPark, ...]
    sector_groups: tuple[SectorGroup, ...]
    sectors: tuple[Sector, ...]
    role_groups: tuple[RoleGroup, ...]
    roles: tuple[Role, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    assignments: tuple[Assignment, ...]
    figures: tuple[Figure, ...]
    brands: tuple[Brand, ...]
    role_links: tuple[RoleLink, ...] = ()
    link_claims: tuple[LinkClaim, ...] = ()
    stories: tuple[Story, ...] = ()
    version: str = field(default="")
    """A digest of every file read: changes when any byte of the data does."""

    @cached_property
    def park(self) -> Mapping[ParkId, Park]:
        """Parks by id."""
        return {row.id: row for row in self.parks}

    @cached_property
    def place(self) -> Mapping[PlaceId, Place]:
        """Places by id."""
        return {row.id: row for row in self.places}

    @cached_property
    def sector(self) -> Mapping[SectorId, Sector]:
        """Sectors by id."""
        return {row.id: row for row in self.sectors}

    @cached_property
    def sector_group(self) -> Mapping[SectorGroupId, SectorGroup]:
        """Sector groups by id."""
        return {row.id: row for row in self.sector_groups}

    @cached_property
    def role(self) -> Mapping[RoleId, Role]:
        """Roles by id."""
        return {row.id: row for row in self.roles}

    @cached_property
    def role_group(self) -> Mapping[RoleGroupId, RoleGroup]:
        """Role groups by id."""
        return {row.id: row for row in self.role_groups}

    @cached_property
    def source(self) -> Mapping[SourceId, Source]:
        """Sources by id."""
        return {row.id: row for row in self.sources}

    @cached_property
    def claim(self) -> Mapping[ClaimId, Claim]:
        """Claims by id."""
        return {row.id: row for row in self.claims}

    @cached_property
    def assignment(self) -> Mapping[AssignmentId, Assignment]:
        """Assignments by id."""
        return {row.id: row for row in self.assignments}

    @cached_property
    def assignments_of(self) -> Mapping[ParkId, tuple[Assignment, ...]]:
        """Assignments by park, in catalog order; a park without any is not in it."""
        found: dict[ParkId, list[Assignment]] = {}
        for row in self.assignments:
            found.setdefault(row.park_id, []).append(row)
        return {park: tuple(rows) for park, rows in found.items()}

    @cached_property
    def figure(self) -> Mapping[FigureId, Figure]:
        """Figures by id."""
        return {row.id: row for row in self.figures}

    @cached_property
    def story(self) -> Mapping[StoryId, Story]:
        """Stories by id."""
        return {row.id: row for row in self.stories}
