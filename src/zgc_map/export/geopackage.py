"""GeoPackage: parks, symbols and ground as layers, everything else as tables."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from zgc_map.export.extent import extent
from zgc_map.export.frames import ground_frame, parks_frame, symbols_frame, table_frame
from zgc_map.export.provenance import provenance
from zgc_map.export.tables import every_table
from zgc_map.export.take import Take


def write(take: Take) -> bytes:
    """Return a GeoPackage; licence and provenance are its metadata and its table `about`."""
    seen = extent(take)
    said = {line.slug: line.text for line in provenance(take, seen)}
    layers = {
        "parks": (parks_frame(take, seen), "MultiPolygon"),
        "symbols": (symbols_frame(take, seen), "Point"),
        "ground": (ground_frame(take), "MultiPolygon"),
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "view.gpkg"
        for name, (frame, kind) in layers.items():
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                geometry_type=kind,
                promote_to_multi=kind != "Point",
                append=path.exists(),
                dataset_metadata=said,
                layer_metadata={"licence": said["licence"], "boundaries": said["boundaries"]},
            )
        for table in every_table(take):
            if table.slug not in ("parks", "matrix"):
                rows = table_frame(table)
                pyogrio.write_dataframe(rows, path, layer=table.slug, driver="GPKG", append=True)
        return path.read_bytes()
