"""A view of the map as it travels: what it changes of the ground that all views share.

``static/atlas/map.js`` lays one over the other and shows every text through ``textContent``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
