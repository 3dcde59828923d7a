"""GeoParquet: the shown parks on their ground, with licence and provenance as metadata."""

from __future__ import annotations

import io
import json

import pyarrow.parquet as pq

from zgc_map.export.extent import extent
from zgc_map.export.frames import parks_frame
from zgc_map.export.progress import Tell
from zgc_map.export.provenance import provenance
from zgc_map.export.take import Take


def write(take: Take, _: Tell) -> bytes:
    """Return one row a shown park, in catalog order; geometry as WKB, EPSG:4326."""
    seen = extent(take)
    plain, told = io.BytesIO(), io.BytesIO()
    parks_frame(take, seen).to_parquet(plain, index=False, write_covering_bbox=False)
    plain.seek(0)
    table = pq.read_table(plain)
    said = {line.slug: line.text for line in provenance(take, seen)}
    words = {"licence": said["licence"], "provenance": json.dumps(said, ensure_ascii=False)}
    pq.write_table(table.replace_schema_metadata({**table.schema.metadata, **words}), told)
    return told.getvalue()
