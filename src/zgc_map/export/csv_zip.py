"""Every table of the view as CSV, in one ZIP file."""

from __future__ import annotations

import io
import zipfile

from zgc_map.export.csv_file import written
from zgc_map.export.progress import Tell, told
from zgc_map.export.tables import every_table
from zgc_map.export.take import Take


def write(take: Take, tell: Tell) -> bytes:
    """Return `parks.csv`, `claims.csv` and the others; `about.csv` says what they show."""
    stream = io.BytesIO()
    day = (take.day.year, take.day.month, take.day.day, 0, 0, 0)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in told(every_table(take), tell):
            entry = zipfile.ZipInfo(f"{table.slug}.csv", day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, written(table, take))
    return stream.getvalue()
