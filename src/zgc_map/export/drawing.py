"""What every picture is made of: areas, rounds, lines and lines of text, in CSS pixels.

The origin is the upper left corner and y grows downwards. Colours are opaque (#rrggbb): what the
live map shows through is mixed beforehand, so that all formats show the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

PX_PER_INCH = 96


class Part(StrEnum):
    """What a shape is of the map."""

    PAPER = "paper"
    GROUND = "ground"
    BAND = "band"
    HATCH = "hatch"
    AREA = "area"
    HALO = "halo"
    ARC = "arc"
    SYMBOL = "symbol"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area with its fill and its outline; no fill and no outline are None."""

    part: Part
    geometry: BaseGeometry
    name: str = ""
    park: str = ""
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    pattern: tuple[str, str] | None = None
    """Fore and back colour of what a hatch shape draws; for formats with patterns of their own."""

    def rings(self) -> Iterator[NDArray[np.float64]]:
        """Yield every ring, closed, outer ones and holes alike: filled by the even-odd rule."""
        for part in shapely.get_parts(self.geometry):
            if isinstance(part, shapely.Polygon) and not part.is_empty:
                yield shapely.get_coordinates(part.exterior)
                yield from (shapely.get_coordinates(hole) for hole in part.interiors)


@dataclass(frozen=True, slots=True)
class Round:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    width: float
    park: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    stroke: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One printable line: `x` is its left end, `y` its baseline. A box lies under it if given."""

    x: float
    y: float
    text: str
    size: float
    color: str
    bold: bool = False
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom."""
    box_fill: str = "#ffffff"
    box_opacity: float = 1.0
    label: str = ""
    """The id of the park it names, if it is a label of the map."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a size, bottom thing first."""

    width: float
    height: float
    title: str
    description: str
    lang: str
    paper: str
    things: tuple[Shape | Round | Line | Text, ...]

    def texts(self) -> tuple[Text, ...]:
        """Return every line of text."""
        return tuple(thing for thing in self.things if isinstance(thing, Text))
