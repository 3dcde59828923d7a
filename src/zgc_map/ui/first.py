"""What a server can tell of an address at once, before the browser has told it anything.

No session is there yet: the address and the browser's language are all that is known of a reader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product

from zgc_map.model import Lang
from zgc_map.query import Filters, read_address, select
from zgc_map.text import Translator, match_lang
from zgc_map.ui.atlas import ground, pictured
from zgc_map.ui.spread import OWN
from zgc_map.ui.store import open_store
from zgc_map.ui.view import View

MOST = 200_000
"""Characters a map may take in a page; the app will send it once more."""


@dataclass(frozen=True, slots=True)
class First:
    """A page before its app; without a map `map` and `parts` are empty."""

    lang: Lang
    title: str
    about: str
    needs: str
    """What a browser without scripts shows."""
    map: str = ""
    """JSON for the map's script (`static/atlas/canvas.js`)."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What the map is drawn from → the theme it is for, or nothing for both."""


def first(page: str, params: Mapping[str, Sequence[str]], tag: str) -> First:
    """Return the first view of a page; `tag` is the language the browser asks for first.

    Raises DataError as `open_store` does.
    """
    store = open_store()
    offered = store.catalog.about.languages
    address, _ = read_address(params, store.catalog)
    lang = address.lang or match_lang(tag, offered) or offered[0]
    mapped = page == OWN
    view = View(
        store=store,
        address=address.but(lang=lang),
        selection=store.kept.large(select, address.filters if mapped else Filters()),
        t=Translator(lang),
        dark=False,
        page=page,
    )
    about, needs = view.t.name(store.catalog.about.subtitle), view.t("app.needs_script")
    bare = First(lang, view.title, about, needs)
    return _with_map(bare, view) if mapped else bare


def _with_map(bare: First, light: View) -> First:
    drawing, views, parts = light.store.drawing.name, {}, {light.store.drawing.name: ""}
    for theme in ("light", "dark"):
        ground, changes = pictured(replace(light, dark=theme == "dark"))
        views[theme] = {"ground": ground.name, "view": changes}
        parts[ground.name] = theme
    told = json.dumps({"drawing": drawing, "views": views}, ensure_ascii=False)
    return replace(bare, map=told, parts=parts) if len(told) < MOST else bare


def part_of_map(name: str) -> str | None:
    """Return a part of the map by its name, as JSON, if it is one of the dataset as it is now."""
    store = open_store()
    looks = product(store.catalog.about.languages, (False, True))
    grounds = (ground(store, lang, dark=dark) for lang, dark in looks)
    parts = chain([store.drawing], grounds)
    return next((part.text for part in parts if part.name == name), None)
