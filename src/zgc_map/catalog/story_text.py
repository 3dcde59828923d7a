"""The text of a story file: YAML 1.2 without its dangers, and where every value is a text.

The failsafe schema is read: mappings, lists and texts. So `no`, `2024` and `1e5` stay what was
written, and nothing in a file is ever anything but data.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ruamel.yaml import YAML, events
from ruamel.yaml.error import YAMLError

from zgc_map.catalog.files import RawFile
from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding, Stage
from zgc_map.catalog.story_form import NAME_PATTERN
from zgc_map.model import DRAFT

STORY_FOLDER = "stories"
STORY_SUFFIX = ".yaml"
DEPTH_MAX = 6

_SEEN = re.compile(r"^([ -]+seen: ).*$", re.MULTILINE)

SHELF: Stage[tuple[str, ...]] = Stage("Story folder", "The names in the folder `stories`.")
STORY_FILES: Stage[RawFile] = Stage("Story files", "Every file in `stories`, as YAML.")


def read_yaml(text: str) -> Any:
    """Return the mappings, lists and texts of a YAML document; None where there is no document.

    Raises
    ------
    ValueError
        When the text is not one YAML document, repeats a key, holds a tag, an anchor or an alias,
        or is nested too deeply. The message says where, in one printable line.
    """
    try:
        return _built(YAML(typ="base", pure=True).parse(text))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or "text that is not YAML")
        raise ValueError(f"line {mark.line + 1}: {problem}" if mark else problem) from None
    except (TypeError, KeyError, IndexError, AttributeError, AssertionError):
        raise ValueError("text that is not YAML") from None


def write_yaml(document: Any) -> str:
    """Return mappings, lists and texts as YAML that `read_yaml` reads back."""
    yaml = YAML(pure=True)
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _built(stream: Iterable[events.Event]) -> Any:
    """Return the value a stream of events builds, without recursion.

    A mapping is gathered as keys and values in turn. Raises ValueError for what a story never
    needs: tags, anchors, aliases, keys that are no texts, depth.
    """
    gathered: list[list[Any]] = [[]]
    for event in stream:
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None) is not None:
            raise ValueError(f"line {line}: an anchor or an alias")
        if isinstance(event, events.NodeEvent) and getattr(event, "tag", None) is not None:
            raise ValueError(f"line {line}: a tag")
        match event:
            case events.MappingStartEvent() | events.SequenceStartEvent():
                gathered.append([])
                if len(gathered) > DEPTH_MAX + 1:
                    raise ValueError(f"line {line}: values nested too deeply")
            case events.ScalarEvent():
                gathered[-1].append(event.value)
            case events.SequenceEndEvent():
                items = gathered.pop()
                gathered[-1].append(items)
            case events.MappingEndEvent():
                items = gathered.pop()
                gathered[-1].append(_mapping(items, line))
    if len(gathered[0]) > 1:
        raise ValueError("more than one document")
    return next(iter(gathered[0]), None)


def _mapping(items: list[Any], line: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, str) or key in found:
            raise ValueError(f"before line {line}: a key twice, or no text: {shown(key)}")
        found[key] = value
    return found


def story_file(story: str) -> str:
    """Return the file of the story of this id, relative to the data folder."""
    return f"{STORY_FOLDER}/{story}{STORY_SUFFIX}"


def story_id(name: str) -> str:
    """Return the id of the story in a file of this name."""
    return name.removeprefix(f"{STORY_FOLDER}/").removesuffix(STORY_SUFFIX)


def sealed(text: str, digests: Sequence[str]) -> str:
    """Return the text of a story file with other digests after `seen:`, one a step, in order.

    Raises
    ------
    ValueError
        When the file does not have one line `seen:` a step.
    """
    lines = text.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if _SEEN.match(line)]
    if len(places) != len(digests):
        raise ValueError(f"{len(places)} lines with seen: for {len(digests)} steps")
    for place, digest in zip(places, digests, strict=True):
        lines[place] = _SEEN.sub(rf'\g<1>"{digest}"', lines[place])
    return "".join(lines)


@SHELF.rule("story_name")
def _story_name(names: tuple[str, ...]) -> Iterator[Finding]:
    """A story's file is named in ASCII snake case, ending in `.yaml`; `draft` is the reader's."""
    for name in names:
        sound = name.endswith(STORY_SUFFIX) and re.fullmatch(NAME_PATTERN, story_id(name))
        if not sound or story_id(name) == DRAFT:
            allowed = f"a_name{STORY_SUFFIX} of small letters, digits, _; not {DRAFT}"
            yield Finding(STORY_FOLDER, None, None, shown(name), allowed)


@STORY_FILES.rule("story_size")
def _story_size(file: RawFile) -> Iterator[Finding]:
    """No story is larger than the setting `story_bytes`."""
    if file.size > file.limits.story_bytes:
        allowed = f"at most {file.limits.story_bytes:,} bytes (story_bytes)"
        yield Finding(file.name, None, None, f"{file.size:,} bytes", allowed)


@STORY_FILES.rule("story_yaml")
def _story_yaml(file: RawFile) -> Iterator[Finding]:
    """A story is one YAML document, without repeated keys, tags, anchors and aliases."""
    if file.size > file.limits.story_bytes:
        return
    try:
        read_yaml(file.text or "")
    except ValueError as error:
        yield Finding(file.name, None, None, str(error), "YAML of mappings, lists and texts")
