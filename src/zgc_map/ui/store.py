"""The one door to the data. What is kept is shared by all visitors and never changed.

A folder that was sound once and is broken now does not take the atlas away: the last good version
stays until the folder is whole again.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Final

import geopandas as gpd

from zgc_map import ROOT
from zgc_map.catalog import DataError
from zgc_map.geo import Zone, load_zone
from zgc_map.model import Catalog
from zgc_map.query import check_stories, check_zone
from zgc_map.render.map import MapLayers, map_layers
from zgc_map.ui.canvas import Part, drawn
from zgc_map.ui.kept import Kept

ANSWERS = 2_000
"""How many rendered views and counted facets of a dataset are kept: some 10 MB at most."""

_LOG = logging.getLogger(__name__)

Stamps = tuple[tuple[str, int, int], ...]
"""Path, time and size of every file: a folder with other stamps is read anew."""


@dataclass(frozen=True)
class Store:
    """A dataset, loaded and checked, and what the map is drawn from."""

    zone: Zone
    layers: MapLayers

    @property
    def catalog(self) -> Catalog:
        """The dataset's records."""
        return self.zone.catalog

    @property
    def parks(self) -> gpd.GeoDataFrame:
        """One row a park."""
        return self.zone.parks

    @cached_property
    def drawing(self) -> Part:
        """The constant map, as the script that draws it."""
        return drawn(self.layers, self.catalog.about)

    @cached_property
    def kept(self) -> Kept:
        """What visitors asked of this dataset, and was answered."""
        return Kept(self.catalog, ANSWERS)


@dataclass
class _Shelf:
    """What is known of one folder: its last good version and why a newer one is not shown."""

    lock: Lock = field(default_factory=Lock)
    stamps: Stamps | None = None
    good: Store | None = None
    problem: DataError | None = None


_SHELVES: Final[dict[Path, _Shelf]] = {}
_FOLDERS_KEPT: Final = 2
_READ: Final = (".csv", ".geojson", ".json", ".yaml")


def data_folder() -> Path:
    """Return the data folder: ``ZGC_MAP_DATA``, or the one shipped beside the source."""
    given = os.environ.get("ZGC_MAP_DATA")
    return Path(given) if given else ROOT / "data"


def open_store() -> Store:
    """Return the dataset, or its last good version.

    Raises DataError with every problem if there has been none since the start.
    """
    shelf = _shelf()
    if shelf.good is None:
        raise DataError(shelf.problem.issues if shelf.problem else ())
    return shelf.good


def last_store() -> Store:
    """Return the dataset as it was when last looked at. For callbacks: the run after them looks."""
    shelf = _SHELVES.get(data_folder())
    return shelf.good if shelf and shelf.good else open_store()


def behind() -> bool:
    """Whether, when last looked at, the folder had changed so that it cannot be trusted."""
    shelf = _SHELVES.get(data_folder())
    return shelf is not None and shelf.problem is not None


def _shelf() -> _Shelf:
    """Return what is known of the data folder as it is now."""
    folder = data_folder()
    while folder not in _SHELVES and len(_SHELVES) >= _FOLDERS_KEPT:
        _SHELVES.pop(next(iter(_SHELVES)), None)
    shelf = _SHELVES.setdefault(folder, _Shelf())
    if _stamps(folder) != shelf.stamps:
        with shelf.lock:
            _renew(shelf, folder)
    return shelf


def _renew(shelf: _Shelf, folder: Path) -> None:
    """Load the folder, unless another visitor has just done so; log each problem once."""
    stamps = _stamps(folder)
    if stamps == shelf.stamps:
        return
    try:
        store = _load(folder)
    except DataError as error:
        shelf.problem = error
        kept = "the last good version stays" if shelf.good else "nothing can be shown"
        _LOG.error("%s: %s", kept, error, extra={"issues": [str(issue) for issue in error.issues]})
    else:
        if _stamps(folder) != stamps and shelf.good:
            return  # written to while it was read: the next visit reads it whole
        shelf.good, shelf.problem = store, None
        _LOG.info("data loaded", extra={"version": store.catalog.version})
    shelf.stamps = stamps


def _stamps(folder: Path) -> Stamps:
    """Return path, time and size of every file of a folder; a run asks several times."""
    found: list[tuple[str, int, int]] = []
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(_READ):
                path = f"{place}/{name}"
                try:
                    stat = os.stat(path)  # noqa: PTH116 - a Path for each costs more than the look
                except OSError:  # gone between being listed and being looked at
                    continue
                found.append((path, stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))


def _load(folder: Path) -> Store:
    try:
        zone = load_zone(folder)
        check_stories(zone.catalog)
    except DataError as error:
        _, issues = check_zone(folder)  # the problems of all layers at once, not of the first
        raise DataError(issues or error.issues) from None
    return Store(zone, map_layers(zone.parks, zone.ground))
