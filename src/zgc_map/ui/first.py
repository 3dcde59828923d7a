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
from zgc_map.ui.atlas import alongside, ground, is_markup, pictured
from zgc_map.ui.spread import OWN
from zgc_map.ui.store import open_store
from zgc_map.ui.view import View

MOST = 200_000
"""Characters of a map, or of what stands beside it: of more the app alone tells."""

Params = Mapping[str, Sequence[str]]
"""The words of an address, each with its values."""


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


def first(page: str, params: Params, tag: str) -> First:
    """Return the first view of a page; `tag` is the language the browser asks for first.

    Raises DataError as `open_store` does.
    """
    view = _view(page, params, tag)
    about, needs = view.t.name(view.catalog.about.subtitle), view.t("app.needs_script")
    bare = First(view.t.lang, view.title, about, needs)
    return _with_map(bare, view) if page == OWN else bare


def ahead(params: Params, tag: str, *, dark: bool) -> str:
    """Return what stands beside the map of an address, as HTML, as the app will show it.

    Nothing if widgets are a part of it, or if it is so much that it had better come once.
    Raises DataError as `open_store` does.
    """
    view = replace(_view(OWN, params, tag), dark=dark)
    shown = alongside(view) if is_markup(view.address) else ""
    return shown if len(shown) < MOST else ""


def _view(page: str, params: Params, tag: str) -> View:
    """Return the view of an address, in light; of other pages than the map's without filters."""
    store = open_store()
    offered = store.catalog.about.languages
    address, _ = read_address(params, store.catalog)
    lang = address.lang or match_lang(tag, offered) or offered[0]
    return View(
        store=store,
        address=address.but(lang=lang),
        selection=store.kept.large(select, address.filters if page == OWN else Filters()),
        t=Translator(lang),
        dark=False,
        page=page,
    )


def _with_map(bare: First, light: View) -> First:
    drawing, views, parts = light.store.drawing.name, {}, {light.store.drawing.name: ""}
    for theme in ("light", "dark"):
        below, changes = pictured(replace(light, dark=theme == "dark"))
        views[theme] = {"ground": below.name, "view": changes}
        parts[below.name] = theme
    told = json.dumps({"drawing": drawing, "views": views}, ensure_ascii=False)
    return replace(bare, map=told, parts=parts) if len(told) < MOST else bare


def part_of_map(name: str) -> str | None:
    """Return a part of the map by its name, as JSON, if it is one of the dataset as it is now."""
    store = open_store()
    looks = product(store.catalog.about.languages, (False, True))
    grounds = (ground(store, lang, dark=dark) for lang, dark in looks)
    parts = chain([store.drawing], grounds)
    return next((part.text for part in parts if part.name == name), None)
