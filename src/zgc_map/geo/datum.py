"""Positions delivered in GCJ-02, the shifted datum of Chinese web maps, brought to WGS 84."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.float64]
"""Positions in degrees, shape (n, 2), longitude first."""

# Krasovsky 1940, the ellipsoid the shift is computed on.
_SEMI_MAJOR_AXIS: Final = 6_378_245.0
_ECCENTRICITY_SQUARED: Final = 0.006_693_421_622_965_943
_ORIGIN: Final = np.array([105.0, 35.0])
_SHIFTED_FROM: Final = np.array([72.004, 0.8293])
_SHIFTED_TO: Final = np.array([137.8347, 55.8271])
_ROUNDS: Final = 12
_DECIMALS: Final = 7


def wgs84_to_gcj02(positions: Positions) -> Positions:
    """Return the GCJ-02 positions of WGS 84 ones.

    Parameters
    ----------
    positions : array of float, shape (n, 2)
        Longitude and latitude in degrees, WGS 84.

    Returns
    -------
    array of float, shape (n, 2)
        Degrees, GCJ-02. Positions outside the box the shift is defined for (longitude 72.004 to
        137.8347, latitude 0.8293 to 55.8271) come back as they are.
    """
    positions = np.asarray(positions, dtype=np.float64).reshape(-1, 2)
    inside = (positions >= _SHIFTED_FROM) & (positions <= _SHIFTED_TO)
    return positions + np.where(inside.all(axis=1, keepdims=True), _shift(positions), 0.0)


def gcj02_to_wgs84(positions: Positions) -> Positions:
    """Return the WGS 84 positions of GCJ-02 ones.

    The shift has no closed inverse; this repeats `wgs84_to_gcj02` on a better and better guess
    until nothing changes.

    Parameters
    ----------
    positions : array of float, shape (n, 2)
        Longitude and latitude in degrees, GCJ-02.

    Returns
    -------
    array of float, shape (n, 2)
        Degrees, WGS 84, rounded to 7 decimals (1 cm), so that a position shared by two outlines
        stays shared.
    """
    positions = np.asarray(positions, dtype=np.float64).reshape(-1, 2)
    guess = positions.copy()
    for _ in range(_ROUNDS):
        guess += positions - wgs84_to_gcj02(guess)
    return np.round(guess, _DECIMALS)


def _shift(positions: Positions) -> Positions:
    """Return what GCJ-02 adds to longitude and latitude, in degrees."""
    x, y = (positions - _ORIGIN).T
    root = np.sqrt(np.abs(x))
    ripple = _waves(x, (20, 6), (20, 2))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east = east + ripple + _waves(x, (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north = north + ripple + _waves(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))

    latitude = np.radians(positions[:, 1])
    flattening = 1 - _ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    parallel = _SEMI_MAJOR_AXIS / np.sqrt(flattening) * np.cos(latitude)
    meridian = _SEMI_MAJOR_AXIS * (1 - _ECCENTRICITY_SQUARED) / flattening**1.5
    return np.asarray(np.degrees(np.column_stack([east / parallel, north / meridian])))


def _waves(value: NDArray[np.float64], *waves: tuple[float, float]) -> NDArray[np.float64]:
    """Return two thirds of a sum of sines, each given as height and half-turns a degree."""
    total = sum(height * np.sin(turns * np.pi * value) for height, turns in waves)
    return np.asarray(total) * 2 / 3
