"""One reader's visit: what was asked for in the address, and what is on the page."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

from tests.unit.render.outline import read
from zgc_map.model import Basis
from zgc_map.query import Facet

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
        self.asked = 0
        self.given: dict[str, Any] = {}
        self.at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        self.files = 0
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
        for element in at.get("bidi_component"):
            if (element.key or "").startswith("map-"):
                self.given |= json.loads(element.proto.bytes)["given"]
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
        return " · ".join(self._panel_state["summary"])

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
        return "".join(re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL) for body in bodies)

    @property
    def map(self) -> dict[str, Any]:
        """The view the map was given."""
        told = self._told
        below: dict[str, Any] = self.given[told["ground"]]
        return laid_over(below, told["view"])

    @property
    def _told(self) -> dict[str, Any]:
        """What the map's script was told last."""
        key = re.compile("map-[0-9a-f]+")
        (found,) = [e for e in self.at.get("bidi_component") if key.fullmatch(e.key or "")]
        told: dict[str, Any] = json.loads(found.proto.bytes)
        return told

    def report(self, **deed: str) -> Visit:
        """Report a deed on the map, as its script does."""
        self.asked += 1
        (found,) = [e for e in self.at.get("bidi_component") if (e.key or "").startswith("map-")]
        value = json.dumps({"deed": deed | {"n": self.asked}})
        return self._reported(found.proto.id, json_value=value)

    @property
    def lit(self) -> set[str]:
        """The parks the map lights."""
        return {park for park, view in self.map["parks"].items() if view["state"] == "on"}

    @property
    def links(self) -> dict[str, str]:
        """Where the links on the page lead: label → page?query."""
        protos = [link.proto for link in self.at.get("page_link")]
        found = {proto.label: f"{proto.page}?{proto.query_string}" for proto in protos}
        for row in read(self.html).all(css="ways"):
            found |= {link.text: link.attributes["href"] for link in row.all("a")}
        return found

    def follow(self, label: str) -> Visit:
        """Follow a link of the page."""
        page, _, query = self.links[label].partition("?")
        if page:
            self.at.switch_page(str(ROOT / "pages" / f"{page}.py"))
        self.at.query_params.clear()
        self.at.query_params.update({name: value[0] for name, value in parse_qs(query).items()})
        return self.run()

    @property
    def panel(self) -> dict[str, Any]:
        """What the panel of filters shows: ticked and counted options, by facet."""
        shown, state = read(self.html), self._panel_state
        ticked: dict[str, set[str]] = {facet.value: set() for facet in Facet}
        counts: dict[str, dict[str, str]] = {facet.value: {} for facet in Facet}
        for row in shown.all("label", "tick"):
            facet, option = row.attributes["data-facet"], row.attributes["data-option"]
            counts[facet][option] = state["counts"][facet][len(counts[facet])]
            if (option in state["asked"].get(facet, ())) is not (facet == Facet.WITHOUT):
                ticked[facet].add(option)
        return {"match": state["match"], "ticked": ticked, "counts": counts}

    @property
    def _panel_state(self) -> dict[str, Any]:
        elements = read(self.html).all("div")
        (told,) = [e for e in elements if "data-atlas-facets" in e.attributes]
        state: dict[str, Any] = json.loads(told.attributes["data-atlas-facets"])[0]
        return state

    def ask(self, said: object) -> Visit:
        """Report something from the panel of filters, as its script does."""
        (told,) = [e for e in self.at.get("bidi_component") if e.key == "filters"]
        return self._reported(told.proto.id, json_value=json.dumps({"ask": said}))

    def tick(self, facet: str, option: str) -> Visit:
        """Click a filter's checkbox."""
        ticked = self.panel["ticked"]
        ticked[facet] ^= {option}
        self.asked += 1
        return self.ask(
            {
                "number": self.asked,
                "match": self.panel["match"],
                "ticked": {name: sorted(options) for name, options in ticked.items()},
            }
        )

    def open_menu(self, key: str = "take") -> Visit:
        """Open a menu of what can be taken away: it is made only then."""
        (menu,) = [e for e in self.at.get("popover") if e.proto.popover.id.endswith(key)]
        return self._reported(menu.proto.popover.id, bool_value=True)

    def _reported(self, widget: str, **value: Any) -> Visit:
        """Run the page as after a report of a widget that AppTest does not know."""
        states = self.at._tree.get_widget_states()
        states.widgets.add(id=widget, **value)
        return self.done(self.at._run(states))

    def choose_file(self, data: bytes, size: int = 0) -> Visit:
        """Choose a file of one's own, as its script reports it."""
        text = base64.b64encode(data).decode()
        self.files += 1
        said = {"number": self.files, "size": size or len(data), "text": text}
        return self.say_of_file(said)

    def say_of_file(self, said: object) -> Visit:
        """Report something in place of a file."""
        (found,) = [e for e in self.at.get("bidi_component") if e.key == "draft-open"]
        told = json.dumps([{"event": "file", "value": said}])
        return self._reported(_make_trigger_id(found.proto.id, "events"), json_trigger_value=told)

    def is_ticked(self, facet: str, option: str) -> bool:
        """Whether a filter's checkbox is ticked."""
        return option in self.panel["ticked"][facet]

    def match(self, word: str) -> Visit:
        """Choose how several sectors are taken together."""
        self.asked += 1
        ticked = {name: sorted(options) for name, options in self.panel["ticked"].items()}
        return self.ask({"number": self.asked, "match": word, "ticked": ticked})

    def reset(self) -> Visit:
        """Press the button that takes every filter back."""
        shown = {name: [] for name in self.panel["ticked"]} | {"without": [*Basis]}
        self.asked += 1
        return self.ask({"number": self.asked, "match": "any", "ticked": shown})

    def press(self, key: str) -> Visit:
        """Click a button."""
        return self.done(self.at.button(key=key).click().run())

    def chosen(self, name: str) -> str:
        """The label of what holds of a choice."""
        links = read(self.html).one("div", name).all("a")
        (held,) = [link for link in links if "aria-current" in link.attributes]
        return held.text

    @property
    def spoken(self) -> str:
        """The view in words."""
        return read(self.html).one("details", "spoken").one("p").text


def laid_over(below: dict[str, Any], view: dict[str, Any]) -> dict[str, Any]:
    """Return a view as the map shows it, as ``static/atlas/map.js`` lays it over its ground."""
    whole = dict(below)
    for name, value in view.items():
        under = below.get(name)
        both = isinstance(value, dict) and isinstance(under, dict)
        whole[name] = laid_over(under, value) if both else value
    return whole
