"""The words of the atlas: ids, enumerations, and text in every language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ParkId = NewType("ParkId", str)
PlaceId = NewType("PlaceId", str)
SectorId = NewType("SectorId", str)
SectorGroupId = NewType("SectorGroupId", str)
RoleId = NewType("RoleId", str)
RoleGroupId = NewType("RoleGroupId", str)
ClaimId = NewType("ClaimId", str)
SourceId = NewType("SourceId", str)
BrandId = NewType("BrandId", str)
AssignmentId = NewType("AssignmentId", str)
FigureId = NewType("FigureId", str)
StoryId = NewType("StoryId", str)


class Lang(StrEnum):
    """A language of the interface and of every name."""

    EN = "en"
    RU = "ru"
    ZH = "zh"


class Basis(StrEnum):
    """What a fact rests on; never mixed in one mark."""

    STATED = "stated"
    INFERRED = "inferred"
    DISPUTED = "disputed"
    EXTERNAL = "external"


class Status(StrEnum):
    """How far a thing has come, in the source's own terms; support is not an achievement."""

    ESTABLISHED = "established"
    UNDER_WAY = "under_way"
    SUPPORTED = "supported"
    PLANNED = "planned"


class Scope(StrEnum):
    """What a claim speaks about. A figure of one scope is never shown as another's."""

    ZONE = "zone"
    CITY = "city"
    PARK = "park"
    DISTRICT = "district"
    UNSPECIFIED = "unspecified"
    SOURCE = "source"


class PlaceKind(StrEnum):
    """Whether a place tiles the ground or lies over it."""

    DISTRICT = "district"
    DEVELOPMENT_AREA = "development_area"


class Confidence(StrEnum):
    """How sure the reading of a claim is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Datum(StrEnum):
    """The datum a layer is delivered in; shown layers are always WGS 84 (EPSG:4326)."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in every language of the atlas."""

    en: str
    ru: str
    zh: str

    def in_(self, lang: Lang) -> str:
        """Return the text in one language."""
        return str(getattr(self, lang.value))

    def all(self) -> tuple[str, str, str]:
        """Return the texts in the order en, ru, zh."""
        return self.en, self.ru, self.zh


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of the schematic view, counted from 1: columns from the west, rows from the north."""

    col: int
    row: int


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees, EPSG:4326 (WGS 84)."""

    lon: float
    lat: float
