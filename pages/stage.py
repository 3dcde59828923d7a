"""The stage: a story step by step beside the map, in the whole window."""

from zgc_map.ui import shell, stage
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the step the address names, or the stories to choose from."""
    stage.stage(view)


shell.page(render)
