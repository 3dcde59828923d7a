"""Parks: every sub-park in one table, and the profile of the chosen one."""

from zgc_map.ui import parts, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the chooser, the chosen park's profile, and the table of all parks."""
    parts.heading(view, "parks")
    parts.park_chooser(view)
    parts.park_profile(view)
    parts.park_table(view)


shell.page(render)
