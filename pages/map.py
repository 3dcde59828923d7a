"""The map: click a park, see its profile beside it. The frame keeps the map itself."""

from zgc_map.ui import atlas, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the chosen park beside the map, or an invitation to choose one."""
    atlas.side(view)


shell.page(render)
