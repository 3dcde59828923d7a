"""Sectors: the park × sector matrix, and who does what, claim by claim."""

from zgc_map.ui import parts, sectors, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the one sector asked for, or the matrix and every sector the filters leave."""
    parts.heading(view, "sectors")
    sectors.sector_chooser(view)
    if not sectors.is_one(view):
        sectors.sector_matrix(view)
    sectors.sector_cards(view)


shell.page(render)
