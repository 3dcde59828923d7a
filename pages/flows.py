"""Connections: which park's role leads to another's, and who could cooperate."""

from zgc_map.ui import links, parts, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the connections the filters leave, then the pairs with complementary roles."""
    parts.heading(view, "flows")
    links.flows(view)
    links.cooperation(view)


shell.page(render)
