"""A view of the map as it travels: data in an unseen element, which the map's script reads.

Packed (deflate, then base64), no character of it can be markup. ``static/atlas/map.js`` unpacks
it and shows every text through ``textContent``.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from jinja2 import Template

_ELEMENT = Template('<div hidden data-atlas-view="{{ packed }}"></div>', autoescape=True)


def carrier(state: Mapping[str, Any]) -> str:
    """Return the element that carries a view (see `map_state`) to the map, as HTML."""
    text = json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")
    return str(_ELEMENT.render(packed=packed))
