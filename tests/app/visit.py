"""One reader's visit: what was asked for in the address, and what is on the page."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
LISTED = (
    "map", "parks", "sectors", "compare", "flows", "overlaps", "sources", "stories",
)  # fmt: skip
PAGES = (*LISTED, "cell")
PATIENCE = 60
"""Seconds the first run may take on a busy machine; it loads the data."""


class Visit:
    """A session that opened one page with an address; every step must end without an exception."""

    def __init__(self, page: str = "", **params: str | list[str]) -> None:
        self.at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        if page:
            self.at.switch_page(str(ROOT / "pages" / f"{page}.py"))
        for name, value in params.items():
            self.at.query_params[name] = value
        self.run()

    def run(self) -> Visit:
        """Run the page again, as after any deed."""
        return self.done(self.at.run())

    def done(self, at: AppTest) -> Visit:
        """Take what a step left; no step may raise."""
        self.at = at
        assert not at.exception, [error.value for error in at.exception]
        return self

    @property
    def params(self) -> dict[str, str]:
        """The address as it is now."""
        return {
            name: value if isinstance(value, str) else " | ".join(value)
            for name, value in self.at.query_params.items()
        }

    @property
    def summary(self) -> str:
        """The sentence that says how much is shown."""
        (said,) = [line.value for line in self.at.sidebar.caption if " · " in line.value]
        return str(said).replace("\\", "")

    @property
    def notes(self) -> list[str]:
        """What the frame tells the reader above the page."""
        blocks = self.at.main.children.values()
        (box,) = [block for block in blocks if getattr(block, "key", None) == "notes"]
        return [note.value.replace("\\", "") for note in box.get("caption")]

    @property
    def html(self) -> str:
        """Everything shown as HTML, the style sheet left out."""
        bodies = [element.proto.body for element in self.at.get("html")]
        return "".join(body for body in bodies if not body.startswith("<style>"))

    @property
    def map(self) -> dict[str, Any]:
        """The view the map was given."""
        (_,) = self.at.get("component_instance")
        (packed,) = re.findall(r'data-atlas-view="([^"]*)"', self.html)
        view: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed)))
        return view

    @property
    def lit(self) -> set[str]:
        """The parks the map lights."""
        return {park for park, view in self.map["parks"].items() if view["state"] == "on"}

    @property
    def links(self) -> dict[str, str]:
        """Where the links on the page lead: label → page?query."""
        protos = [link.proto for link in self.at.get("page_link")]
        return {proto.label: f"{proto.page}?{proto.query_string}" for proto in protos}

    def tick(self, facet: str, option: str) -> Visit:
        """Click a filter's checkbox."""
        box = self.at.checkbox(key=f"tick-{facet}-{option}")
        return self.done(box.set_value(not box.value).run())

    def press(self, key: str) -> Visit:
        """Click a button."""
        return self.done(self.at.button(key=key).click().run())

    def choose(self, key: str, value: object) -> Visit:
        """Choose one of the segments of a control."""
        (control,) = [group for group in self.at.get("button_group") if group.key == key]
        return self.done(control.set_value(value).run())

    def is_ticked(self, facet: str, option: str) -> bool:
        """Whether a filter's checkbox is ticked."""
        return bool(self.at.checkbox(key=f"tick-{facet}-{option}").value)
