"""What a page is given: the data, the reader's question, its answer, and a language."""

from __future__ import annotations

from dataclasses import dataclass

from zgc_map.model import Catalog
from zgc_map.query import Address, Selection
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
    def catalog(self) -> Catalog:
        """The dataset."""
        return self.store.catalog
