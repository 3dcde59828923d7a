"""Web Mercator fitted into a room of a picture, as the live map is into its window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zgc_map.export.labels import Box

MARGIN = 14.0


@dataclass(frozen=True)
class Plane:
    """A scale and a place: from degrees to pixels of a picture."""

    scale: float
    left: float
    top: float

    @classmethod
    def fitted(cls, shapes: Sequence[BaseGeometry], room: Box, margin: float = MARGIN) -> Plane:
        """Return the plane in which areas (degrees) fill a room, their middle in its middle."""
        west, south, east, north = shapely.total_bounds(np.array(shapes))
        (x0, y1), (x1, y0) = _mercator(np.array([[west, south], [east, north]]))
        wide, high = room[2] - room[0] - 2 * margin, room[3] - room[1] - 2 * margin
        scale = min(wide / max(x1 - x0, 1e-9), high / max(y1 - y0, 1e-9))
        left = (room[0] + room[2]) / 2 - (x0 + x1) / 2 * scale
        return cls(scale, left, (room[1] + room[3]) / 2 - (y0 + y1) / 2 * scale)

    def put(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape (degrees) in pixels."""
        return shapely.transform(shape, self._pixels)

    def km(self, room: Box) -> float:
        """Return how many pixels a kilometre takes in the middle of a room."""
        middle = ((room[1] + room[3]) / 2 - self.top) / self.scale
        latitude = np.arctan(np.sinh(-np.radians(middle)))
        return float(self.scale / (111.32 * np.cos(latitude)))

    def _pixels(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(_mercator(positions) * self.scale + [self.left, self.top])


def _mercator(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return degrees as Mercator positions in degrees of longitude, y downwards."""
    north = np.degrees(np.arcsinh(np.tan(np.radians(positions[:, 1]))))
    return np.column_stack([positions[:, 0], -north])
