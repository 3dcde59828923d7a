"""Overlaps: which parks share which sectors, and what the source never mentions."""

from zgc_map.ui import links, parts, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show sets of parks by the sectors they share."""
    parts.heading(view, "overlaps")
    links.overlaps(view)


shell.page(render)
