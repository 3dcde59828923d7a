"""Sectors: the park × sector matrix, and who does what, claim by claim."""

from zgc_map.ui import parts, sectors, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the matrix of what the filters leave and its sectors; one alone stands before it."""
    parts.heading(view, "sectors")
    sectors.sector_chooser(view)
    shown = (sectors.sector_matrix, sectors.sector_cards)
    for show in reversed(shown) if sectors.is_one(view) else shown:
        show(view)


shell.page(render)
