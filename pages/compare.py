"""Compare: two to four parks side by side."""

from zgc_map.ui import compare, parts, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the chooser and the comparison."""
    parts.heading(view, "compare")
    compare.compare_chooser(view)
    compare.comparison(view)


shell.page(render)
