"""A view of the map as it travels: data in an unseen element, which the map's script reads.

What most views of a dataset share, its ground, travels once; each view then is what differs from
it. Packed (deflate, then base64), no character of either can be markup. ``static/atlas/map.js``
unpacks them, lays one over the other and shows every text through ``textContent``.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from jinja2 import Template

_ELEMENT = Template(
    '<div hidden data-atlas-{{ name }}="{{ packed }}" data-atlas-of="{{ of }}"></div>',
    autoescape=True,
)


def ground(state: Mapping[str, Any], of: str) -> str:
    """Return the element that carries what views (see `map_state`) are laid over, as HTML.

    `of` names the ground: a view is never laid over another one, whichever comes first.
    """
    return _element("ground", state, of)


def carrier(state: Mapping[str, Any], below: Mapping[str, Any], of: str) -> str:
    """Return the element that carries what a view changes of the ground of that name, as HTML."""
    return _element("view", changed(state, below), of)


def changed(state: Mapping[str, Any], below: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a view is not on the ground, by the same names; a list is one value.

    Raises ValueError if the ground has a name the view lacks: it would show through.
    """
    if missing := below.keys() - state.keys():
        raise ValueError(f"not in the view: {', '.join(sorted(missing))}")
    found = {}
    for name, value in state.items():
        under = below.get(name)
        if name in below and value is under:
            continue
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            if inner := changed(value, under):
                found[name] = inner
        elif name not in below or value != under:
            found[name] = value
    return found


def _element(name: str, data: Mapping[str, Any], of: str) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")
    return str(_ELEMENT.render(name=name, packed=packed, of=of))
