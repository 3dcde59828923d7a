"""Sectors: the park × sector matrix, and who does what, claim by claim."""

from zgc_map.ui import parts, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the matrix of what the filters leave, then each sector with its claims."""
    parts.heading(view, "sectors")
    parts.sector_matrix(view)
    parts.sector_cards(view)


shell.page(render)
