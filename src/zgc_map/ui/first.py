"""What a server can tell of an address at once, before the browser has told it anything.

No session is there yet: the address and the browser's language are all that is known of a reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

from zgc_map.model import Lang
from zgc_map.query import read_address, select
from zgc_map.text import Translator, match_lang
from zgc_map.ui.atlas import ground, pictured
from zgc_map.ui.canvas import told_at_once
from zgc_map.ui.spread import OWN
from zgc_map.ui.store import open_store
from zgc_map.ui.view import View


@dataclass(frozen=True, slots=True)
class First:
    """A page before its app: `map` is JSON for the map's script, empty where there is no map."""

    lang: Lang
    title: str
    about: str
    map: str


def first(page: str, params: Mapping[str, Sequence[str]], tag: str) -> First:
    """Return the first view of a page; `tag` is the language the browser asks for first.

    Raises DataError as `open_store` does.
    """
    store = open_store()
    offered = store.catalog.about.languages
    address, _ = read_address(params, store.catalog)
    lang = address.lang or match_lang(tag, offered) or offered[0]
    light = View(
        store=store,
        address=address.but(lang=lang),
        selection=store.kept.large(select, address.filters),
        t=Translator(lang),
        dark=False,
        page=page,
    )
    views = {"light": light, "dark": replace(light, dark=True)} if page == OWN else {}
    pictures = {theme: pictured(view) for theme, view in views.items()}
    return First(
        lang=lang,
        title=light.title,
        about=light.t.name(store.catalog.about.subtitle),
        map=told_at_once(store.drawing, pictures) if pictures else "",
    )


def part_of_map(name: str) -> str | None:
    """Return a part of the map by its name, as JSON, if it is one of the dataset as it is now."""
    store = open_store()
    looks = product(store.catalog.about.languages, (False, True))
    grounds = (ground(store, lang, dark=dark) for lang, dark in looks)
    parts = chain([store.drawing], grounds)
    return next((part.text for part in parts if part.name == name), None)
