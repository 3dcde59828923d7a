"""The colours of groups and sectors, on a light ground and on a dark one."""

from __future__ import annotations

from zgc_map.model import Catalog, SectorGroup, SectorId


def group_color(group: SectorGroup, *, dark: bool) -> str:
    """Return the colour (#rrggbb) of a group of sectors."""
    return group.color_dark if dark else group.color


def sector_color(catalog: Catalog, sector_id: SectorId, *, dark: bool) -> str:
    """Return the colour (#rrggbb) a sector is shown in: that of its group."""
    return group_color(catalog.sector_group[catalog.sector[sector_id].group_id], dark=dark)
