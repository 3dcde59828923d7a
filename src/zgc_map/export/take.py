"""What a format is given to write, and what the file is called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import geopandas as gpd

from zgc_map.geo import Zone
from zgc_map.model import DRAFT, Catalog, ParkId, Story
from zgc_map.query import Address, Facet, Selection, select, step_address, write_address
from zgc_map.text import Translator

NAME_MAX = 96
"""How long a file name may be without its suffix."""

_START_MAX = 60
_MORE = "etc"


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
    draft: Story | None = None
    """The reader's own story, where that is what the address opens."""

    @property
    def compared(self) -> tuple[ParkId, ...]:
        """The parks the view sets side by side, as the catalog has them.

        Elsewhere the address only carries them along.
        """
        side_by_side = self.address.compare if self.page == "compare" else ()
        return tuple(row.id for row in self.catalog.parks if row.id in side_by_side)

    @property
    def query(self) -> str:
        """The view as the parameters of a link, language included."""
        return urlencode(write_address(self.address))

    @property
    def story(self) -> Story | None:
        """The story the address opens: one of the dataset, or the reader's own."""
        name = self.address.story
        return self.draft if name == DRAFT else self.catalog.story.get(name) if name else None

    @property
    def steps(self) -> tuple[Take, ...]:
        """The view of each step of the story, in its order; none where there is no story."""
        return tuple(
            replace(
                self,
                address=address.but(lang=self.t.lang),
                selection=select(self.catalog, address.filters),
                page=page,
                link="",
            )
            for page, address in (
                step_address(self.catalog, step)
                for step in (self.story.steps if self.story else ())
            )
        )

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
    draft: Story | None = None,
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
    draft
        The reader's own story, if the address opens that.
    """
    lang = address.lang or zone.catalog.about.languages[0]
    asked = address.but(lang=lang)
    link = f"{base.rstrip('/')}/{page}?{urlencode(write_address(asked))}" if base else ""
    link = "" if draft else link  # a draft is in its writer's browser alone
    answer = select(zone.catalog, asked.filters)
    return Take(zone, asked, answer, Translator(lang), page, day, link, dark, draft=draft)


def file_name(take: Take, suffix: str) -> str:
    """Return a name that says zone, view, language and day; ASCII letters, digits, `-`, `_`, `.`.

    Such as ``zone-map-park-sector_ru_2026-11-22.xlsx``. Of a long question as many whole words are
    kept as there is room for, and then ``etc``.
    """
    address = take.address
    parts: list[str] = [take.catalog.about.id, take.page]
    parts += [address.story] if address.story else []
    parts += sorted(take.compared) or ([address.park] if address.park else [])
    asked = [word for facet in Facet for word in _words(facet, address.filters.of(facet))]
    parts += asked + (["search"] if address.search else [])
    start = _start([word for word in map(_safe, parts) if word])
    options = [_safe(value) for _, value in sorted(take.chosen.items())]
    ends = [*filter(None, options), take.t.lang.value, take.day.isoformat()]
    return "_".join([start, *ends])[:NAME_MAX] + f".{suffix}"


def _start(words: list[str]) -> str:
    """Return as many words as there is room for; `etc` stands for those left out."""
    kept = [words[0][:_START_MAX]]
    for word in words[1:]:
        if len("-".join([*kept, word, _MORE])) > _START_MAX:
            break
        kept.append(word)
    kept += [_MORE] if len(kept) < len(words) else []
    return "-".join(kept)


def _words(facet: Facet, values: Iterable[object]) -> list[str]:
    found = sorted(str(value) for value in values)
    return [f"{facet.value}-{value}" for value in found] if facet is Facet.WITHOUT else found


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
