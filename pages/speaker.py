"""The speaker's window: notes, the step that follows, clock; kept in step with the stage."""

from zgc_map.ui import shell, speaker
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the speaker what the stage does not show."""
    speaker.speaker(view)


shell.page(render)
