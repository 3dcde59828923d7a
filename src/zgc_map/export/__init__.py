"""Files to take away: one view, written in many formats. A format is a module with `write`."""

from zgc_map.export.formats import (
    FORMATS,
    ExportError,
    Format,
    Kind,
    Option,
    find_format,
    find_formats,
)
from zgc_map.export.progress import Tell
from zgc_map.export.take import Take, take_view

__all__ = [
    "FORMATS",
    "ExportError",
    "Format",
    "Kind",
    "Option",
    "Take",
    "Tell",
    "find_format",
    "find_formats",
    "take_view",
]
