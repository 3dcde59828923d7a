"""Rules of the project's own files: what the documents promise, the locks, the vendored files."""

from __future__ import annotations

import ast
import hashlib
import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts.vendor_assets import BUNDLES, SUMS, Bundle, readme
from tests.rules.reading import ROOT, text

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
MADE_BY_TOOLS = {".git", ".tools", ".venv", "test-results", "__pycache__"}


@cache
def project_files() -> tuple[Path, ...]:
    """Return the files that are, or are about to be, in the repository."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        paths = [ROOT / name for name in names.split("\0") if name]
    else:
        paths = [
            path
            for path in ROOT.rglob("*")
            if not any(
                part in MADE_BY_TOOLS or part.endswith("_cache")
                for part in path.relative_to(ROOT).parts
            )
        ]
    return tuple(path for path in paths if path.is_file())


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", text("Makefile"), re.MULTILINE))


def commands(document: str) -> list[str]:
    """Return the lines of a document's code blocks and the code spans that start with make."""
    fences = re.findall(r"^```[^\n]*\n(.*?)^```", text(document), re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^ {4}(.+)$", text(document), re.MULTILINE)
    spans = re.findall(r"(?<!`)`(make\b[^`\n]*)`(?!`)", text(document))
    return [line.strip() for line in [*"\n".join(fences).splitlines(), *indented, *spans]]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_a_document_names_exists(document: str) -> None:
    promised: set[str] = set()
    for line in commands(document):
        for call in re.split(r"&&|;|\|", line.partition("#")[0]):
            if call.split()[:1] == ["make"]:
                words = shlex.split(call)[1:]
                promised.update(word for word in words if "=" not in word)
    assert promised >= {"run", "test"}
    assert promised <= targets()


def test_continuous_integration_runs_the_documented_commands() -> None:
    assert re.search(r"^make .*\btest check\b", text(".ci/run"), re.MULTILINE)
    assert re.search(r"^make .*\baudit sbom\b", text(".ci/run"), re.MULTILINE)


def requirements(lock: str) -> dict[str, list[str]]:
    """Return the lines of each requirement of a lock, comments left out, by its first line."""
    found: dict[str, list[str]] = {}
    for line in text(lock).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            if not line.startswith(" "):
                found[line.rstrip(" \\")] = []
            else:
                found[next(reversed(found))].append(line.strip(" \\"))
    return found


def pins(lock: str) -> dict[str, str]:
    return {line.partition("==")[0]: line for line in requirements(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_exact_versions_with_hashes_and_nothing_else(lock: str) -> None:
    found = requirements(lock)
    assert found
    for pin, hashes in found.items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.+]+( ; [^@/]+)?", pin), pin
        assert hashes, f"{pin} has no hash"
        for line in hashes:
            assert re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line), f"{pin}: {line}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    words = ("http:", "https:", "file:", "git+", "--index-url", "--extra-index-url", "--find-links")
    assert [word for word in words if word in text(lock)] == []


def test_locks_follow_the_project_file_and_each_other() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    groups = project["dependency-groups"]
    app = project["project"]["dependencies"]
    app += [
        line for lines in project["project"]["optional-dependencies"].values() for line in lines
    ]
    wanted = {
        "requirements.lock": app,
        "requirements-dev.lock": app + groups["dev"],
        "requirements-build.lock": groups["build"],
    }
    for lock, lines in wanted.items():
        names = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in lines}
        assert names <= set(pins(lock)), lock
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_every_package_the_source_imports_is_declared() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    parts = (project["dependencies"], *project["optional-dependencies"].values())
    lines = [line for part in parts for line in part]
    declared = {re.split(r"[^\w-]", line, maxsplit=1)[0] for line in lines}
    roots = {
        name.partition(".")[0]
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    } - sys.stdlib_module_names
    packages = packages_distributions()
    offences = [
        root
        for root in sorted(roots - {"zgc_map"})
        if not declared & {re.sub(r"[_.]", "-", name.lower()) for name in packages.get(root, [])}
    ]
    assert not offences, "\n".join(["", *offences])


def test_no_file_tells_of_the_machine_it_was_written_on() -> None:
    # Spelled in two halves, so that this file passes its own test.
    words = (
        r"(?<![\w.~-])/wor" r"k/",
        r"/tm" r"p/w\b",
        r"\.\./sh" r"ared\b",
        r"pypi\.o" r"rg",
        r"files\.pytho" r"nhosted",
        r"registry\.np" r"mjs",
        r"deb\.deb" r"ian",
    )
    forbidden = re.compile("|".join(words).encode())
    offences = [
        f"{path.relative_to(ROOT)}: {found[0].decode()}"
        for path in project_files()
        for found in [forbidden.search(path.read_bytes())]
        if found
    ]
    assert not offences, "\n".join(["", *offences])


def test_static_holds_nothing_hidden_and_only_front_end_files() -> None:
    kinds = {".css", ".js", ".md", ".png", ".svg", ".woff2"}
    offences = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "static").rglob("*")
        if path.is_file()
        and (
            any(part.startswith(".") for part in path.relative_to(ROOT).parts)
            or (path.suffix not in kinds and path.name not in {"LICENSE", SUMS})
        )
    ]
    assert not offences, "\n".join(["", *offences])


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.folder)
def test_vendored_files_are_the_recorded_ones(bundle: Bundle) -> None:
    folder = ROOT / bundle.folder
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    recorded = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }
    assert found == recorded
    assert (folder / "README.md").read_text(encoding="utf-8") == readme(bundle)


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.folder)
def test_vendored_files_have_their_licence_beside_them(bundle: Bundle) -> None:
    folder = ROOT / bundle.folder
    written_here = {"README.md", SUMS, "fonts/fonts.css"}
    without = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and path.relative_to(folder).as_posix() not in written_here
        and not any(
            (above / "LICENSE").is_file() for above in path.parents if folder in above.parents
        )
    ]
    assert not without, "\n".join(["", *without])


def test_font_rules_name_files_that_lie_there_and_no_other_host() -> None:
    folder = ROOT / "static" / "vendor" / "fonts"
    css = (folder / "fonts.css").read_text(encoding="utf-8")
    rules = re.findall(r"@font-face \{.*?\n\}", css, re.DOTALL)
    families = re.findall(r"font-family: '(.+)';", css)
    assert set(families) == {"Onest Variable", "Noto Sans SC Variable"}
    assert all("font-display: swap;" in rule for rule in rules)
    named = re.findall(r"url\(([^)]+)\)", css)
    lying = {path.relative_to(folder).as_posix() for path in folder.rglob("*.woff2")}
    assert len(named) == len(families) == len(rules)
    assert set(named) == lying
