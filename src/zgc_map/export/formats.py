"""Every format a view can be taken away in. A format's module is loaded only to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution

from zgc_map.export.progress import Tell, silent
from zgc_map.export.take import Take, file_name

EXTRA = "export"
"""The extra of this package that brings everything formats need."""


class ExportError(Exception):
    """A file cannot be written; the message says why and what would help."""


class Kind(StrEnum):
    """What a format is for, in the order formats are offered."""

    DOCUMENT = "document"
    PICTURE = "picture"
    DATA = "data"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Option:
    """One simple choice a format leaves: the first value is the default.

    On screen: `take.option_{name}` and `take.choice_{value}`.
    """

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `label` is its proper name; `take.about_{slug}` says what is in it.

    Its module is `zgc_map.export.{module}`, which has
    ``write(take: Take, tell: Tell) -> bytes``.
    """

    slug: str
    label: str
    suffix: str
    media_type: str
    kind: Kind
    module: str
    needs: tuple[str, ...] = ()
    """Distributions it needs besides those of the app; all are in the extra."""
    options: tuple[Option, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """Return which distributions it needs are not installed."""
        return tuple(name for name in self.needs if not _installed(name))

    def with_options(self, take: Take, chosen: Mapping[str, str]) -> Take:
        """Return the take with every option chosen: as asked, or else its default.

        Raises
        ------
        ExportError
            When an option or a value is not one of this format's.
        """
        known = {option.name: option for option in self.options}
        for name, value in chosen.items():
            if name not in known:
                raise ExportError(f"{self.slug} has no option {name!r}: {_listed(known)}")
            if value not in known[name].values:
                allowed = _listed(known[name].values)
                raise ExportError(f"{self.slug} cannot have {name}={value!r}: {allowed}")
        settled = {name: chosen.get(name, option.values[0]) for name, option in known.items()}
        return replace(take, chosen=settled)

    def write(self, take: Take, tell: Tell = silent) -> bytes:
        """Return the file; `tell` is told on the way how far it is.

        Raises
        ------
        ExportError
            When something the format needs is not installed.
        """
        if missing := self.missing():
            raise ExportError(
                f"{self.slug} needs the extra `{EXTRA}`: {', '.join(missing)} not installed; "
                f"pip install 'zgc-map[{EXTRA}]' brings it"
            )
        settled = take if take.chosen else self.with_options(take, {})
        written: bytes = import_module(f"zgc_map.export.{self.module}").write(settled, tell)
        return written

    def name(self, take: Take) -> str:
        """Return what the file of a take is called; an option left as it is has no word in it."""
        usual = {option.name: option.values[0] for option in self.options}
        other = {name: value for name, value in take.chosen.items() if value != usual.get(name)}
        return file_name(replace(take, chosen=other), self.suffix)

    @property
    def tells_stories(self) -> bool:
        """Whether there is a file of a whole story; pictures and the offline page are of a view."""
        return self.kind in (Kind.DOCUMENT, Kind.DATA)


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = Option("mark", ("excel", "plain"))
_SIZE = Option("size", ("slide", "a4", "a3", "upright", "square"))
_DPI = Option("dpi", ("usual", "96", "150", "300"))

FORMATS: tuple[Format, ...] = (
    Format(
        "pptx",
        "PowerPoint",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Kind.DOCUMENT,
        "slides",
        ("fonttools", "python-pptx"),
    ),
    Format("pdf", "PDF", "pdf", "application/pdf", Kind.DOCUMENT, "pdf", ("fonttools", "fpdf2")),
    Format(
        "png",
        "PNG",
        "png",
        "image/png",
        Kind.PICTURE,
        "png",
        ("fonttools", "matplotlib"),
        (_SIZE, _DPI),
    ),
    Format("svg", "SVG", "svg", "image/svg+xml", Kind.PICTURE, "svg", ("fonttools",), (_SIZE,)),
    Format("xlsx", "Excel", "xlsx", _SHEET, Kind.DATA, "xlsx", ("xlsxwriter",)),
    Format("csv", "CSV", "csv", "text/csv", Kind.DATA, "csv_file", options=(_MARK,)),
    Format("tables", "CSV, ZIP", "zip", "application/zip", Kind.DATA, "csv_zip", options=(_MARK,)),
    Format("geojson", "GeoJSON", "geojson", "application/geo+json", Kind.DATA, "geojson"),
    Format(
        *("geopackage", "GeoPackage", "gpkg", "application/geopackage+sqlite3"),
        *(Kind.DATA, "geopackage"),
    ),
    Format(
        *("geoparquet", "GeoParquet", "parquet", "application/vnd.apache.parquet"),
        *(Kind.DATA, "geoparquet", ("pyarrow",)),
    ),
    Format("html", "HTML", "html", "text/html", Kind.PAGE, "page", ("fonttools", "brotli")),
)
"""Every format, in the order it is offered within its kind."""


def find_format(slug: str) -> Format:
    """Return the format of a slug. Raises ExportError that lists them all if there is none."""
    return find_formats((slug,))[0]


def find_formats(slugs: Iterable[str]) -> list[Format]:
    """Return the formats of slugs, each once. Raises ExportError that names all there are not."""
    known = {row.slug: row for row in FORMATS}
    asked = dict.fromkeys(slugs)
    if unknown := [slug for slug in asked if slug not in known]:
        raise ExportError(f"no format {_listed(map(repr, unknown))}: {_listed(known)}")
    return [known[slug] for slug in asked]


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"
