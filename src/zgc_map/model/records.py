"""The rows of the atlas: one frozen record a kind of row, named as in the data folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from zgc_map.model.words import (
    AssignmentId,
    Basis,
    BrandId,
    ClaimId,
    Confidence,
    Datum,
    FigureId,
    Lang,
    LocalizedText,
    ParkId,
    PlaceId,
    PlaceKind,
    Point,
    RoleGroupId,
    RoleId,
    Scope,
    SectorGroupId,
    SectorId,
    SourceId,
    Status,
    Tile,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A district or a development area: the ground a park is shown on."""

    id: PlaceId
    kind: PlaceKind
    name: LocalizedText
    adcode: str | None
    aliases: tuple[str, ...]
    published_area_km2: float | None
    tile: Tile | None


@dataclass(frozen=True, slots=True)
class Park:
    """A sub-park (分园) of the zone. `specialty_host` is True or unknown (None), never False."""

    id: ParkId
    place_id: PlaceId
    name: LocalizedText
    short: LocalizedText
    named_in_source: bool
    specialty_host: bool | None
    specialty_host_claim_id: ClaimId | None
    symbol: Point | None
    symbol_confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class SpecialtyPark:
    """A specialty industrial park (特色产业园), the third level, inside a sub-park."""

    id: str
    park_id: ParkId
    name: LocalizedText
    claim_id: ClaimId


@dataclass(frozen=True, slots=True)
class SectorGroup:
    """A family of sectors, with its two colours (#rrggbb, light and dark theme)."""

    id: SectorGroupId
    name: LocalizedText
    editorial: bool
    color: str
    color_dark: str


@dataclass(frozen=True, slots=True)
class Sector:
    """An industry the source speaks of."""

    id: SectorId
    group_id: SectorGroupId
    name: LocalizedText
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """A family of roles, as offered in the filters."""

    id: RoleGroupId
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class Role:
    """What a park is to a sector."""

    id: RoleId
    group_id: RoleGroupId
    name: LocalizedText
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleLink:
    """Which role leads to which: parks with such roles in one sector are connected."""

    from_id: RoleId
    to_id: RoleId
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class Source:
    """Where claims come from. `locators` lists the fixed places in it, empty if it has none."""

    id: SourceId
    kind: str
    title: LocalizedText
    publisher: LocalizedText | None
    published: str
    language: str
    locators: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact, paraphrased, with its place in the source."""

    id: ClaimId
    source_id: SourceId
    locator: str | None
    scope: Scope
    kind: str
    park_id: ParkId | None
    sector_id: SectorId | None
    role_id: RoleId | None
    text: LocalizedText
    basis: Basis
    status: Status | None
    as_of: str | None
    confidence: Confidence
    derived_from: ClaimId | None
    note: LocalizedText | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A park has a role in a sector: the edge everything shown is made of."""

    id: AssignmentId
    park_id: ParkId
    sector_id: SectorId
    role_id: RoleId
    basis: Basis
    status: Status
    claim_ids: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True)
class LinkClaim:
    """A claim that states a connection itself, not only the two roles it connects."""

    from_id: AssignmentId
    to_id: AssignmentId
    claim_id: ClaimId


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its operator, unit, period and owner; never without its claim.

    Chinese counts in ten thousands: `factor_zh` brings the value to the Chinese unit.
    """

    id: FigureId
    claim_id: ClaimId
    scope: Scope
    park_id: ParkId | None
    sector_id: SectorId | None
    metric: LocalizedText
    operator: str
    value: float
    factor_zh: float
    unit: LocalizedText
    period: str | None
    note: str

    def value_in(self, lang: Lang) -> float:
        """Return the value in the unit of a language."""
        return self.value * self.factor_zh if lang is Lang.ZH else self.value


@dataclass(frozen=True, slots=True)
class Brand:
    """A named "valley" a park is supported in building."""

    id: BrandId
    name: LocalizedText
    aliases: tuple[str, ...]
    park_id: ParkId
    sector_id: SectorId
    claim_id: ClaimId


@dataclass(frozen=True, slots=True)
class Layer:
    """A polygon layer of the data folder: path relative to it, and the datum it is delivered in."""

    path: str
    kind: PlaceKind
    datum: Datum
    accuracy: LocalizedText
    attribution: LocalizedText


@dataclass(frozen=True, slots=True)
class About:
    """What the dataset says of itself: everything a screen says that is not a table row."""

    id: str
    title: LocalizedText
    subtitle: LocalizedText
    as_of: dt.date
    as_of_text: LocalizedText
    languages: tuple[Lang, ...]
    main_source_id: SourceId
    attribution: LocalizedText
    geometry_note: LocalizedText
    licence: str
    layers: tuple[Layer, ...]
