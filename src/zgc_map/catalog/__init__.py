"""The catalog: reading a data folder, checking it, and handing it out as one frozen value."""

from __future__ import annotations

from pathlib import Path

from zgc_map.catalog.build import build_catalog
from zgc_map.catalog.folder import examine
from zgc_map.catalog.issues import DataError, Issue
from zgc_map.catalog.limits import LIMITS, Limits
from zgc_map.model import Catalog

__all__ = ["LIMITS", "DataError", "Issue", "Limits", "load_catalog"]


def load_catalog(folder: Path, limits: Limits = LIMITS) -> Catalog:
    """Return the checked dataset of a folder.

    Returns
    -------
    Catalog
        Its tuples keep the order of the files; `version` is a SHA-256 over the bytes of every
        file read, boundary layers included.

    Raises
    ------
    DataError
        When any rule is broken; it holds every issue, not only the first.
    """
    examined = examine(folder, limits)
    if examined.issues or examined.dataset is None:
        raise DataError(examined.issues)
    return build_catalog(examined.dataset, examined.version, examined.stories)
