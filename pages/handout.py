"""A story on paper: one page a step, with its claims."""

from zgc_map.ui import handout, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show every step of a story, ready to print."""
    handout.handout(view)


shell.page(render)
