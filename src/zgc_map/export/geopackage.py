"""GeoPackage: parks, symbols and ground as layers, everything else as tables."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyogrio

from zgc_map.export.extent import extent
from zgc_map.export.frames import ground_frame, parks_frame, symbols_frame, table_frame
from zgc_map.export.progress import Tell, told
from zgc_map.export.provenance import provenance
from zgc_map.export.tables import every_table
from zgc_map.export.take import Take


def write(take: Take, tell: Tell) -> bytes:
    """Return a GeoPackage; licence and provenance are its metadata and its table `about`."""
    seen = extent(take)
    said = {line.slug: line.text for line in provenance(take, seen)}
    more = {
        "dataset_metadata": said,
        "layer_metadata": {"licence": said["licence"], "boundaries": said["boundaries"]},
    }
    areas = {"geometry_type": "MultiPolygon", "promote_to_multi": True, **more}
    layers: list[tuple[str, pd.DataFrame, dict[str, Any]]] = [
        ("parks", parks_frame(take, seen), areas),
        ("symbols", symbols_frame(take, seen), {"geometry_type": "Point", **more}),
        ("ground", ground_frame(take), areas),
    ]
    tables = [table for table in every_table(take) if table.slug not in ("parks", "matrix")]
    layers += [(table.slug, table_frame(table), {}) for table in tables]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "view.gpkg"
        for name, frame, options in told(layers, tell):
            pyogrio.write_dataframe(
                frame, path, layer=name, driver="GPKG", append=path.exists(), **options
            )
        return path.read_bytes()
