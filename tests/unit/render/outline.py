"""HTML read back as a browser would: elements, their attributes, and the text in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """An element with what it holds, texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the element and all in it, spaces as a reader sees them."""
        return " ".join("".join(_texts(self)).split())

    @property
    def classes(self) -> set[str]:
        """The element's classes."""
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str = "", css: str = "") -> list[Element]:
        """Return the elements in it, in their order, of a tag, of a class."""
        found = []
        for part in self.parts:
            if isinstance(part, Element):
                if tag in ("", part.tag) and (not css or css in part.classes):
                    found.append(part)
                found += part.all(tag, css)
        return found

    def one(self, tag: str = "", css: str = "") -> Element:
        """Return the only element of a tag or class."""
        (found,) = self.all(tag, css)
        return found


def _texts(element: Element) -> list[str]:
    block = element.tag not in {"a", "span", "em", "mark", "strong", "cite"}
    inside = [
        text
        for part in element.parts
        for text in ([part] if isinstance(part, str) else _texts(part))
    ]
    return [" ", *inside, " "] if block else inside


class _Reader(HTMLParser):
    VOID = frozenset({"img", "br", "hr", "meta", "link", "input"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {tag} {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"{self.open[-1].tag} ends as {tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def read(html: str) -> Element:
    """Return the elements of a fragment; every element must be closed where it was opened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"never closed: {[element.tag for element in reader.open[1:]]}"
    return reader.open[0]
