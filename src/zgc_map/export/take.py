"""What a format is given to write, and what the file is called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import geopandas as gpd

from zgc_map.geo import Zone
from zgc_map.model import Catalog
from zgc_map.query import Address, Facet, Selection, select, write_address
from zgc_map.text import Translator

NAME_MAX = 96
"""How long a file name may be without its suffix."""

_WORDS_MAX = 4
_START_MAX = 60


@dataclass(frozen=True)
class Take:
    """One view to be written into a file: the data, the question, its answer, and how to say it."""

    zone: Zone
    """The dataset: catalog, one row a park, every district."""
    address: Address
    """The reader's question; its `lang` is the language of `t`."""
    selection: Selection
    """The answer to the address's filters."""
    t: Translator
    page: str
    """The name of the page the view is on, such as "map"."""
    day: dt.date
    """The day the file is written."""
    link: str = ""
    """The address of the live view, language included; empty where none is known."""
    dark: bool = False
    """Whether pictures are for a dark ground, unless a format's option says so itself."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What was chosen of a format's options: its name → one of its values; read by `option`."""

    @property
    def query(self) -> str:
        """The view as the parameters of a link, language included."""
        return urlencode(write_address(self.address))

    @property
    def catalog(self) -> Catalog:
        """The dataset's records."""
        return self.zone.catalog

    @property
    def parks(self) -> gpd.GeoDataFrame:
        """One row a park, shown or not, as `zgc_map.geo.join_parks` returns them, EPSG:4326."""
        return self.zone.parks

    @property
    def ground(self) -> gpd.GeoDataFrame:
        """Every district of the dataset (`place_id`, geometry), EPSG:4326; may have no row."""
        return self.zone.ground


def take_view(
    zone: Zone,
    address: Address,
    *,
    page: str,
    day: dt.date,
    base: str = "",
    dark: bool = False,
) -> Take:
    """Return the take of a view.

    Parameters
    ----------
    zone
        The dataset.
    address
        The question. Without a language it is asked in the first one the dataset offers.
    page
        The page the view is on.
    day
        The day the file is written.
    base
        Where the live atlas is, without page and parameters; empty where that is not known.
    dark
        Whether pictures are for a dark ground.
    """
    lang = address.lang or zone.catalog.about.languages[0]
    asked = address.but(lang=lang)
    link = f"{base.rstrip('/')}/{page}?{urlencode(write_address(asked))}" if base else ""
    answer = select(zone.catalog, asked.filters)
    return Take(zone, asked, answer, Translator(lang), page, day, link=link, dark=dark)


def file_name(take: Take, suffix: str) -> str:
    """Return a name that says zone, view, language and day; ASCII letters, digits, `-`, `_`, `.`.

    Such as ``zone-map-park-sector_ru_2026-11-22.xlsx``. What a long question asks for is cut.
    """
    address = take.address
    parts: list[str] = [take.catalog.about.id, take.page]
    parts += [address.story] if address.story else []
    parts += sorted(address.compare) or ([address.park] if address.park else [])
    asked = [word for facet in Facet for word in _words(facet, address.filters.of(facet))]
    parts += asked[:_WORDS_MAX] + (["etc"] if len(asked) > _WORDS_MAX else [])
    parts += ["search"] if address.search else []
    start = "-".join(filter(None, map(_safe, parts)))[:_START_MAX].strip("-")
    options = [_safe(value) for _, value in sorted(take.chosen.items())]
    ends = [*filter(None, options), take.t.lang.value, take.day.isoformat()]
    return "_".join([start, *ends])[:NAME_MAX] + f".{suffix}"


def _words(facet: Facet, values: Iterable[object]) -> list[str]:
    found = sorted(str(value) for value in values)
    return [f"{facet.value}-{value}" for value in found] if facet is Facet.WITHOUT else found


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
