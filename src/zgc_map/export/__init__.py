"""Files to take away: one view, written in many formats. A format is a module with `write`."""

from zgc_map.export.formats import FORMATS, ExportError, Format, Kind, Option, find_format
from zgc_map.export.progress import Tell, silent
from zgc_map.export.take import Take, file_name, take_view

__all__ = [
    "FORMATS",
    "ExportError",
    "Format",
    "Kind",
    "Option",
    "Take",
    "Tell",
    "file_name",
    "find_format",
    "silent",
    "take_view",
]
