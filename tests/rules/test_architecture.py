"""Rules of the code that import contracts and lint do not see: each reads the sources as a tree.

A rule collects every offence, as `file:line what`, and asks that there be none, so that one run
names them all.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from zgc_map.model import words

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "zgc_map"
APP = ROOT / "app.py"
PAGES = ROOT / "pages"


@cache
def sources(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def running_code() -> tuple[Path, ...]:
    return (APP, *sources(PAGES), *sources(SRC))


def imported(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import with the full name of what it brings: `from a import b` is `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dots = "." * node.level
            yield from ((node, f"{dots}{node.module or ''}.{alias.name}") for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def strings(path: Path) -> Iterator[ast.Constant]:
    """Yield the string literals that the program uses; docstrings are not among them."""
    docs = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def test_the_app_and_its_pages_import_only_streamlit_and_ui() -> None:
    allowed = ("__future__", "streamlit", "zgc_map.ui")
    offences = [
        f"{where(path, node)} imports {name}"
        for path in (APP, *sources(PAGES))
        for node, name in imported(path)
        if not any(within(name, package) for package in allowed)
    ]
    assert not offences, "\n".join(["", *offences])


def test_words_need_the_standard_library_and_texts_also_babel() -> None:
    plain = sys.stdlib_module_names | {"zgc_map"}
    offences = [
        f"{where(path, node)} imports {name}"
        for layer, allowed in (("model", plain), ("text", plain | {"babel"}))
        for path in sources(SRC)
        if path.relative_to(SRC).parts[0] in (layer, f"{layer}.py")
        for node, name in imported(path)
        if name.partition(".")[0] not in allowed
    ]
    assert not offences, "\n".join(["", *offences])


def test_pages_are_short_and_named_in_ascii_snake_case() -> None:
    offences = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sources(PAGES)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 40
        or not re.fullmatch(r"[a-z][a-z0-9_]*\.py", path.name)
    ]
    assert not offences, "\n".join(["", *offences])


def test_modules_stay_readable_in_one_sitting() -> None:
    offences = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sources(SRC)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]
    assert not offences, "\n".join(["", *offences])


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"common", "helper", "helpers", "misc", "util", "utils"}
    offences = [
        str(path.relative_to(ROOT))
        for path in running_code()
        if drawers & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert not offences, "\n".join(["", *offences])


def test_tests_wait_for_something_never_for_a_while() -> None:
    offences = [
        f"{where(path, node)} {name}"
        for path in sources(ROOT / "tests")
        for node in ast.walk(tree(path))
        for name in (
            [node.attr]
            if isinstance(node, ast.Attribute)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name in ("sleep", "wait_for_timeout")
    ]
    assert not offences, "\n".join(["", *offences])


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dataset_words() -> set[str]:
    """Return the ids and names of parks, places and sectors, less the words of the model."""
    columns = ("name_en", "name_ru", "name_zh", "short_en", "short_ru", "short_zh")
    found = {
        row[column]
        for name, key in (("parks", "park_id"), ("places", "place_id"), ("sectors", "sector_id"))
        for row in rows(f"{name}.csv")
        for column in (key, *columns)
        if row.get(column)
    }
    enums = [item for item in vars(words).values() if isinstance(item, type)]
    ours = {word.value for enum in enums if issubclass(enum, StrEnum) for word in enum}
    return found - ours - {row["role_id"] for row in rows("roles.csv")}


def test_the_engine_knows_no_park_place_or_sector() -> None:
    known = dataset_words()
    assert known
    offences = [
        f"{where(path, node)} {node.value!r}"
        for path in running_code()
        for node in strings(path)
        if node.value in known
    ]
    assert not offences, "\n".join(["", *offences])


def test_no_raw_html_no_pickle_no_eval() -> None:
    keywords = {"unsafe_allow_html", "unsafe_allow_javascript"}
    modules = ("pickle", "cPickle", "dill", "joblib", "marshal", "shelve")
    calls = {"eval", "exec", "__import__"}
    offences = []
    for path in running_code():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.keyword) and node.arg in keywords:
                offences.append(f"{where(path, node)} {node.arg}")
            elif isinstance(node, ast.Name) and node.id in calls:
                offences.append(f"{where(path, node)} {node.id}")
        offences += [
            f"{where(path, node)} imports {name}"
            for node, name in imported(path)
            if any(within(name, module) for module in modules)
        ]
    assert not offences, "\n".join(["", *offences])


def is_loose_text(node: ast.expr) -> bool:
    """Return whether an expression spells a text out instead of taking it from `Key`."""
    parts = list(ast.walk(node))
    spelled = isinstance(node, ast.JoinedStr | ast.BinOp) and any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts
    )
    named = any(isinstance(part, ast.Name) and part.id == "Key" for part in parts)
    return (isinstance(node, ast.Constant) and isinstance(node.value, str)) or (
        spelled and not named
    )


def test_every_widget_key_is_a_member_of_key() -> None:
    offences = []
    for path in (APP, *sources(PAGES), *sources(SRC / "ui")):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.keyword) and node.arg == "key" and is_loose_text(node.value):
                offences.append(f"{where(path, node)} key={ast.unparse(node.value)}")
            elif (
                isinstance(node, ast.Subscript)
                and isinstance(node.value, ast.Attribute)
                and node.value.attr == "session_state"
                and is_loose_text(node.slice)
            ):
                offences.append(f"{where(path, node)} {ast.unparse(node)}")
    assert not offences, "\n".join(["", *offences])


def test_every_waiver_of_a_check_gives_its_reason() -> None:
    codes = r"(?:noqa\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w,\s-]+\])?)"
    waiver = re.compile(rf"#\s*{codes}(.*)")
    files = (*running_code(), *sources(ROOT / "scripts"), *sources(ROOT / "tests"))
    offences = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in files
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for found in [waiver.search(line)]
        if found and len(re.findall(r"\w+", found[1])) < 3
    ]
    assert not offences, "\n".join(["", *offences])
