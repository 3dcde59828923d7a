"""The three message files say the same things, in their own words, and nothing is said in vain."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel import Locale

from zgc_map import export
from zgc_map.export.columns import COLUMNS
from zgc_map.export.provenance import LINES
from zgc_map.model import Basis, Catalog, Confidence, Lang, PlaceKind, Scope, Status
from zgc_map.query import Beside, Doubt, Facet, Form, Kind, Match, Order, Picture, Shared
from zgc_map.text import load_messages
from zgc_map.ui.frame import LISTED
from zgc_map.ui.problems import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
CODE = (
    ROOT / "app.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *sorted((ROOT / "src").rglob("*.py")),
)
TEMPLATES = sorted((ROOT / "src" / "zgc_map" / "render" / "templates").glob("*.html"))

BUILT: Mapping[str, Iterable[str]] = {
    "basis.{}": Basis,
    "status.{}": Status,
    "scope.{}": Scope,
    "confidence.{}": Confidence,
    "search.{}": Kind,
    "filter.match_{}": Match,
    "filter.facet_{}": Facet,
    "page.{}": (*LISTED, "cell", "stage"),
    "{}.title": (*LISTED[1:], "cell"),
    "{}.intro": (*LISTED[1:], "cell"),
    "draft.deed_{}": ("undo", "redo", "discard"),
    "draft.step_{}": ("up", "down", "edit", "delete", "seen"),
    "stage.{}": ("back", "next", "list", "notes", "qr"),
    "parks.{}": ("park", "sectors", "roles", "specialty", "claims"),
    "parks.state_{}": ("off", "silent"),
    "about.{}": LINES,
    "table.{}": {name for names in COLUMNS.values() for name in names},
    "table.title_{}": COLUMNS,
    "table.kind_{}": PlaceKind,
    "take.about_{}": [row.slug for row in export.FORMATS],
    "take.kind_{}": export.Kind,
    "take.option_{}": {option.name for row in export.FORMATS for option in row.options},
    "take.choice_{}": {
        value for row in export.FORMATS for option in row.options for value in option.values
    },
    "order.{}": Order,
    "form.{}": Form,
    "beside.{}": Beside,
    "compare.shared_{}": Shared,
    "compare.doubt_{}": Doubt,
    "summary.{}": Basis,
    "summary.match_{}": Match,
    "view.{}": Picture,
    "view.arc_{}": (Basis.STATED, Basis.INFERRED, Basis.DISPUTED),
    "flows.{}": ("from", "to", "sector", "basis", "one", "other"),
    "overlaps.{}": ("several", "single"),
    "problem.{}": MESSAGES,
}
"""Keys put together at run time, and the words they are put together from."""

MACROS = {"{}.{}": ("basis", "status")}
"""The badge takes its section too: these sections, whose keys are in BUILT."""


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    files = {path.stem for path in (ROOT / "src/zgc_map/text/locales").iterdir()}
    assert files == {lang.value for lang in Lang}


@pytest.mark.parametrize("lang", list(Lang))
def test_every_language_has_the_same_keys(lang: Lang) -> None:
    assert set(load_messages(lang)) == set(load_messages(Lang.EN))


@pytest.mark.parametrize("lang", list(Lang))
def test_counted_messages_have_exactly_the_forms_of_their_language(lang: Lang) -> None:
    needed = {*Locale.parse(lang.value).plural_form.tags, "other"}
    for key, text in load_messages(lang).items():
        counted = not isinstance(load_messages(Lang.EN)[key], str)
        assert isinstance(text, str) is not counted, key
        if not isinstance(text, str):
            assert set(text) == needed, key


def forms(lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield every text of a language with its key: each plural form on its own."""
    for key, text in load_messages(lang).items():
        yield from ((key, one) for one in ([text] if isinstance(text, str) else text.values()))


def placeholders(text: str) -> set[str]:
    parts = list(string.Formatter().parse(text))
    assert all(not spec and not conversion for _, _, spec, conversion in parts), text
    return {name for _, name, _, _ in parts if name is not None}


@pytest.mark.parametrize("lang", list(Lang))
def test_every_form_has_the_placeholders_of_its_message(lang: Lang) -> None:
    expected = {key: placeholders(text) for key, text in forms(Lang.EN)}
    for key, text in forms(lang):
        assert placeholders(text) == expected[key], f"{key}: {text}"
        assert all(name.isidentifier() for name in expected[key]), key


@pytest.mark.parametrize("lang", list(Lang))
def test_no_text_is_empty_or_untidy(lang: Lang) -> None:
    for key, said in forms(lang):
        text = said.replace("\u00a0", " ")  # the one space that does not break a line
        assert text, key
        assert text == " ".join(text.split()), f"{key}: {text!r}"
        assert text.isprintable(), f"{key}: {text!r}"
        assert not set("<>`*_[]") & set(re.sub(r"\{\w+\}", "", text)), f"markup in {key}: {text!r}"


SCRIPT = {
    Lang.EN: r"[A-Za-z]",
    Lang.RU: r"[А-Яа-яЁё]",
    Lang.ZH: r"[\u4e00-\u9fff]",
}
FOREIGN = {
    Lang.EN: r"[А-Яа-яЁё\u4e00-\u9fff]",
    Lang.RU: r"[\u4e00-\u9fff]",
    Lang.ZH: r"[А-Яа-яЁё]",
}


@pytest.mark.parametrize("lang", list(Lang))
def test_every_text_is_in_its_language(lang: Lang) -> None:
    for key, text in forms(lang):
        words = re.sub(r"\{\w+\}", "", text)
        if any(c.isalpha() for c in words):
            assert re.search(SCRIPT[lang], words), f"{key}: {text!r}"
        assert not re.search(FOREIGN[lang], words), f"{key}: {text!r}"


@pytest.mark.parametrize("lang", [Lang.RU, Lang.ZH])
def test_no_text_was_left_in_english(lang: Lang) -> None:
    english = dict(forms(Lang.EN))
    left = [
        key
        for key, text in forms(lang)
        if text == english[key] and re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", text))
    ]
    assert not left, "\n".join(["", *left])


@cache
def spoken(path: Path) -> tuple[ast.Call, ...]:
    """Return every call of a translator in a module: `t(…)`, `view.t(…)`, `t.count(…)`."""

    def translator(node: ast.expr) -> bool:
        return (isinstance(node, ast.Name) and node.id == "t") or (
            isinstance(node, ast.Attribute) and node.attr == "t"
        )

    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return tuple(
        node
        for node in calls
        if translator(node.func)
        or (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "count"
            and translator(node.func.value)
        )
    )


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def pattern(node: ast.JoinedStr) -> str:
    """Return an f-string with `{}` for what is put in: `basis.{}`."""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
    )


TEMPLATE_CALL = re.compile(r"\bt(?P<count>\.count)?\(\s*(?P<first>[^(),]+?)\s*(?P<rest>,[^%]*?)?\)")


def template_calls() -> Iterator[tuple[str, str, bool]]:
    """Yield every call of the translator in a template: where, first argument, counted."""
    for path in TEMPLATES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for call in TEMPLATE_CALL.finditer(line):
                yield f"{path.name}:{number}", call["first"], bool(call["count"])


def template_pattern(first: str) -> str:
    """Return a template's expression with `{}` for what is put in: `kind ~ "." ~ value`."""
    pieces = [piece.strip() for piece in first.split("~")]
    return "".join(piece[1:-1] if piece[0] in "\"'" else "{}" for piece in pieces)


def test_templates_are_read_by_this_test() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert len(list(template_calls())) == len(re.findall(r"\bt(?:\.count)?\(", texts)) > 20


def test_every_key_spoken_exists_and_is_called_as_what_it_is() -> None:
    messages = load_messages(Lang.EN)
    wrong = []
    for path in CODE:
        for call in spoken(path):
            counted = isinstance(call.func, ast.Attribute) and call.func.attr == "count"
            first = call.args[0]
            if isinstance(first, ast.Constant):
                if first.value not in messages:
                    wrong.append(f"{where(path, call)} {first.value!r} does not exist")
                elif isinstance(messages[first.value], str) is counted:
                    wrong.append(f"{where(path, call)} {first.value!r} is counted or is not")
            elif isinstance(first, ast.JoinedStr) and pattern(first) not in BUILT:
                wrong.append(f"{where(path, call)} {pattern(first)!r} is not listed in BUILT")
    for place, first, counted in template_calls():
        key = template_pattern(first)
        if "{}" in key:
            if key not in BUILT and key not in MACROS:
                wrong.append(f"{place} {key!r} is not listed in BUILT")
        elif key not in messages or isinstance(messages[key], str) is counted:
            wrong.append(f"{place} {key!r} does not exist, or is counted or is not")
    assert not wrong, "\n".join(["", *wrong])


def test_every_key_put_together_exists() -> None:
    messages = load_messages(Lang.EN)
    built = [shape.format(word) for shape, words in BUILT.items() for word in words]
    assert set(built) <= set(messages)


def test_every_shape_of_key_is_still_in_use() -> None:
    used = {
        pattern(call.args[0])
        for path in CODE
        for call in spoken(path)
        if isinstance(call.args[0], ast.JoinedStr)
    } | {template_pattern(first) for _, first, _ in template_calls()}
    by_badge = {f"{section}.{{}}" for section in MACROS["{}.{}"]}
    assert set(BUILT) <= used | by_badge
    assert set(MACROS) <= used


def test_every_key_is_spoken() -> None:
    built = {shape.format(word) for shape, words in BUILT.items() for word in words}
    texts = {
        node.value
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } | {template_pattern(first) for _, first, _ in template_calls()}
    dead = sorted(set(load_messages(Lang.EN)) - texts - built)
    assert not dead, "\n".join(["", *dead])


def test_every_call_fills_exactly_the_placeholders() -> None:
    expected = {key: placeholders(text) for key, text in forms(Lang.EN)}
    wrong = []
    for path in CODE:
        for call in spoken(path):
            counted = isinstance(call.func, ast.Attribute) and call.func.attr == "count"
            first = call.args[0]
            if isinstance(first, ast.Constant) and all(word.arg for word in call.keywords):
                filled = {str(word.arg) for word in call.keywords} | ({"n"} if counted else set())
                if filled != expected[str(first.value)]:
                    wrong.append(f"{where(path, call)} {first.value!r}: {sorted(filled)}")
    assert not wrong, "\n".join(["", *wrong])


def names(catalog: Catalog) -> Iterator[str]:
    """Yield what a dataset calls its own: parks, places, sectors, groups, brands, sources."""
    rows = (
        *catalog.parks, *catalog.places, *catalog.sectors, *catalog.sector_groups, *catalog.brands
    )  # fmt: skip
    for row in rows:
        yield from row.name.all()
    for park in catalog.parks:
        yield from park.short.all()
    for source in catalog.sources:
        yield from source.title.all()
    yield from catalog.about.title.all()


def whole(name: str) -> str:
    """Return the pattern of a name as a word of its own; Chinese has no spaces between words."""
    return re.escape(name) if re.search(r"[\u4e00-\u9fff]", name) else rf"\b{re.escape(name)}\b"


@pytest.mark.parametrize("lang", list(Lang))
def test_no_message_states_a_fact_of_a_dataset(catalog: Catalog, lang: Lang) -> None:
    own = [name for name in names(catalog) if len(name) > 1]
    for key, text in forms(lang):
        words = re.sub(r"\{\w+\}", "", text)
        assert not re.search(r"\d", words), f"a number in {key}: {text!r}"
        said = [name for name in own if re.search(whole(name), words, re.IGNORECASE)]
        assert not said, f"{key}: {text!r} names {said}"
