"""Sources: every claim, with its place in the source, basis and status."""

from zgc_map.ui import parts, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the claims that answer the filters, the chosen park and the search."""
    parts.heading(view, "sources")
    parts.claim_filters(view)
    parts.claims(view)


shell.page(render)
