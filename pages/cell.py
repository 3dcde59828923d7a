"""One park in one sector: every claim behind a cell of the matrix, or that nothing is stated."""

from zgc_map.ui import parts, sectors, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the choosers of park and sector, and what the sources say of the two together."""
    parts.heading(view, "cell")
    parts.park_chooser(view)
    sectors.sector_chooser(view)
    sectors.cell_page(view)


shell.page(render)
