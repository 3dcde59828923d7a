"""What a page is given: the data, the reader's question, its answer, and a language."""

from __future__ import annotations

from dataclasses import dataclass

from zgc_map.model import Catalog
from zgc_map.query import Address, Selection, asked_sector
from zgc_map.render.chrome import BARE
from zgc_map.text import Translator
from zgc_map.ui.store import Store


@dataclass(frozen=True)
class View:
    """One reader's view in one run. Built by the frame; pages only read it."""

    store: Store
    address: Address
    selection: Selection
    t: Translator
    dark: bool
    page: str

    @property
    def subject(self) -> str:
        """What the page is about: the chosen park, the one sector asked for, or both in a cell."""
        sector = asked_sector(self.address.filters) if self.page in ("sectors", "cell") else None
        park = self.address.park if self.page in ("map", "parks", "cell") else None
        names = (
            self.catalog.park[park].short if park else None,
            self.catalog.sector[sector].name if sector else None,
        )
        return " · ".join(self.t.name(name) for name in names if name)

    @property
    def bare(self) -> bool:
        """Whether the page has the window to itself: no sidebar, no notes of the frame."""
        return self.page in BARE

    @property
    def title(self) -> str:
        """What the browser calls the page: its subject, the page, the atlas."""
        page = "" if self.bare else self.t(f"page.{self.page}")
        parts = (self.subject, page, self.t.name(self.catalog.about.title))
        return " · ".join(part for part in parts if part)

    @property
    def catalog(self) -> Catalog:
        """The dataset."""
        return self.store.catalog
