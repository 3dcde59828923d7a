"""Bring the front-end files that the app serves itself, and the one that its tests load.

    python scripts/vendor_assets.py            write static/vendor and tests/vendor anew
    python scripts/vendor_assets.py --check    compare what lies there with what it would write

The files come from npm packages of exact versions: `npm pack` fetches each into a temporary folder,
its sha512 is compared with the one written here, and the files named here are copied out unchanged.
Two things are derived: `fonts.css`, the packages' own @font-face rules with the addresses of this
folder, and the fonts of files to take away, cut by fontTools to the signs named in `SIGNS`.
To take a newer version, change the version and the integrity that
`npm view NAME@VERSION dist.integrity` prints, and run this. It needs npm and fontTools.
"""

from __future__ import annotations

import argparse
import base64
import fnmatch
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Package:
    """An npm package and what is taken from it."""

    name: str
    version: str
    integrity: str
    licence: str
    use: str
    wanted: dict[str, str]
    """From a pattern of paths in the package to our folder for them."""
    font_subsets: tuple[str, ...] | None = None
    """For a font, the subsets to take, in the order of their rules; empty means all of them."""
    cut: bool = False
    """True if its fonts are cut to the signs of `SIGNS`."""


@dataclass(frozen=True)
class Bundle:
    """A folder that this script owns: its title and the packages that fill it."""

    folder: str
    title: str
    packages: tuple[Package, ...]


BUNDLES = (
    Bundle(
        "static/vendor",
        "Front-end files served by the app itself",
        (
            Package(
                name="leaflet",
                version="1.9.4",
                integrity=(
                    "sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb"
                    "+FA74PA=="
                ),
                licence="BSD-2-Clause",
                use="the map",
                wanted={
                    "dist/leaflet.js": "leaflet",
                    "dist/leaflet.css": "leaflet",
                    "dist/images/*.png": "leaflet/images",
                    "LICENSE": "leaflet",
                },
            ),
            Package(
                name="@fontsource-variable/onest",
                version="5.3.1",
                integrity=(
                    "sha512-xaaw6G4HDB2/RczsWLD/2bnib4ykmQlTlBUN3GOEOiyErilZukQWVJG95h9zwAy0i8KY+QzDa+COPf"
                    "qhI72Acw=="
                ),
                licence="OFL-1.1",
                use="Latin and Cyrillic text",
                wanted={"files/*-wght-normal.woff2": "fonts/onest", "LICENSE": "fonts/onest"},
                font_subsets=("latin", "latin-ext", "cyrillic", "math"),
            ),
            Package(
                name="@fontsource-variable/noto-sans-sc",
                version="5.3.1",
                integrity=(
                    "sha512-UB96JJ17HyD5ehEU7Em0hDdh7fvTMB4B4Hzmq5c4QaNwwSLqTrdM2S+coySeBqCkXwh0DxqXT0b0wMrm"
                    "zorFpQ=="
                ),
                licence="OFL-1.1",
                use="Chinese text; a page loads only the slices whose characters it shows",
                wanted={
                    "files/*-wght-normal.woff2": "fonts/noto-sans-sc",
                    "LICENSE": "fonts/noto-sans-sc",
                },
                font_subsets=(),
            ),
        ),
    ),
    Bundle(
        "src/zgc_map/export/fonts",
        "Fonts of the pictures and documents to take away",
        (
            Package(
                name="@expo-google-fonts/noto-sans-sc",
                version="0.4.3",
                integrity=(
                    "sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmf"
                    "NHDncQ=="
                ),
                licence="OFL-1.1",
                use="Chinese, Cyrillic and Latin text in one family, two weights",
                wanted={
                    "400Regular/*.ttf": "noto-sans-sc",
                    "700Bold/*.ttf": "noto-sans-sc",
                    "LICENSE_FONT": "noto-sans-sc",
                },
                cut=True,
            ),
        ),
    ),
    Bundle(
        "tests/vendor",
        "Files that the tests load into a page",
        (
            Package(
                name="axe-core",
                version="4.14.1",
                integrity=(
                    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37Og"
                    "udVGtQ=="
                ),
                licence="MPL-2.0",
                use="accessibility checks of the running app; never part of it",
                wanted={
                    "axe.min.js": "axe-core",
                    "LICENSE": "axe-core",
                    "LICENSE-3RD-PARTY.txt": "axe-core",
                },
            ),
        ),
    ),
)

SIGNS = (
    (0x0020, 0x024F),  # Latin
    (0x0400, 0x052F),  # Cyrillic
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x22FF),  # currencies, letterlike signs, arrows, mathematics
    (0x25A0, 0x25FF),  # shapes
    (0x3000, 0x303F),  # Chinese punctuation
    (0xFF00, 0xFFEF),  # full-width forms
)
"""What a cut font keeps besides GB 2312: first and last code point of each range."""


def packed(package: Package) -> dict[str, bytes]:
    """Return the package's files by their path in it; exit if its sha512 is not the one given."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        [archive] = Path(folder).glob("*.tgz")
        content = archive.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != package.integrity:
        sys.exit(f"{package.name}@{package.version}: expected {package.integrity}, found {found}")
    files = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        for member in tar:
            reader = tar.extractfile(member) if member.isfile() else None
            if reader is not None:
                files[member.name.partition("/")[2]] = reader.read()
    return files


def folder_of(package: Package) -> str:
    """Return our folder of a package: the one its licence goes to."""
    return package.wanted.get("LICENSE") or package.wanted["LICENSE_FONT"]


def font_rules(package: Package, css: str) -> Iterator[tuple[str, str]]:
    """Yield the file name and the @font-face rule of each subset wanted, addressed from fonts/."""
    folder = folder_of(package).removeprefix("fonts/")
    rules = {}
    for rule in re.findall(r"@font-face \{.*?\n\}", css, re.DOTALL):
        found = re.search(r"url\(\./files/([a-z0-9-]+\.woff2)\)", rule)
        if found is None:
            sys.exit(f"{package.name}: a rule without a woff2 file:\n{rule}")
        name = found[1]
        subset = name.removeprefix(f"{folder}-").removesuffix("-wght-normal.woff2")
        rules[subset] = name, rule.replace("./files/", f"{folder}/")
    for subset in package.font_subsets or tuple(rules):
        yield rules[subset]


def signs() -> set[int]:
    """Return the code points a cut font keeps: those of `SIGNS` and of GB 2312."""
    kept = {code for first, last in SIGNS for code in range(first, last + 1)}
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            kept.update(map(ord, bytes((lead, trail)).decode("gb2312", errors="ignore")))
    return kept


def cut(font: bytes) -> bytes:
    """Return a font without the signs that no text needs, and without hints."""
    options = subset.Options(
        hinting=False, notdef_outline=True, recalc_timestamp=False, name_IDs=["*"]
    )
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    with TTFont(io.BytesIO(font), recalcTimestamp=False) as opened:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=signs())
        subsetter.subset(opened)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def bundle_files(bundle: Bundle) -> dict[str, bytes]:
    """Return every file of the bundle by its path in the bundle's folder."""
    out: dict[str, bytes] = {}
    css: list[str] = []
    for package in bundle.packages:
        files = packed(package)
        fonts = None
        if package.font_subsets is not None:
            rules = dict(font_rules(package, files["index.css"].decode()))
            css += [f"/* {package.name} {package.version}, {package.licence} */", *rules.values()]
            fonts = set(rules)
        for pattern, folder in package.wanted.items():
            names = [name for name in files if fnmatch.fnmatch(name, pattern)]
            if fonts is not None and pattern.endswith(".woff2"):
                names = [name for name in names if Path(name).name in fonts]
            if not names:
                sys.exit(f"{package.name}: nothing matches {pattern}")
            for name in names:
                content = cut(files[name]) if package.cut and name.endswith(".ttf") else files[name]
                out[f"{folder}/{Path(name).name.removesuffix('_FONT')}"] = content
    if css:
        out["fonts/fonts.css"] = ("\n\n".join(css) + "\n").encode()
    out["README.md"] = readme(bundle).encode()
    sums = [f"{hashlib.sha256(out[name]).hexdigest()}  {name}\n" for name in sorted(out)]
    out[SUMS] = "".join(sums).encode()
    return out


def readme(bundle: Bundle) -> str:
    """Return the page that says where every file of the bundle comes from."""
    fonts = any(package.font_subsets is not None for package in bundle.packages)
    shorter = any(package.cut for package in bundle.packages)
    lines = [
        f"# {bundle.title}",
        "",
        "Written by `python scripts/vendor_assets.py`, never by hand. Each file is an unchanged",
        "copy from the npm package named"
        + (
            "; only `fonts/fonts.css` joins the packages' own rules."
            if fonts
            else "; only the fonts are cut to Latin, Cyrillic and GB 2312, without hints."
            if shorter
            else "."
        ),
        f"`{SUMS}` holds the SHA-256 of every file (`sha256sum -c {SUMS}`); a test compares them.",
        "The licence of each package lies beside its files.",
        "",
        "| folder | package | version | licence | used for | integrity of the package |",
        "|---|---|---|---|---|---|",
    ]
    for package in bundle.packages:
        cells = (
            f"`{folder_of(package)}/`",
            f"`{package.name}`",
            package.version,
            package.licence,
            package.use,
            f"`{package.integrity}`",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def lying(folder: Path) -> dict[str, bytes]:
    """Return the files that lie in the folder now, by their path in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def main() -> int:
    """Write or check every bundle; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the vendored front-end files anew.")
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 if they differ")
    check = parser.parse_args().check
    differ = False
    for bundle in BUNDLES:
        folder = ROOT / bundle.folder
        wanted, found = bundle_files(bundle), lying(folder)
        changed = sorted(name for name in wanted | found if wanted.get(name) != found.get(name))
        differ = differ or bool(changed)
        size = sum(map(len, wanted.values()))
        print(f"{bundle.folder}: {len(wanted)} files, {size:,} bytes, {len(changed)} differ")
        for name in changed:
            print(f"  {name}")
            if check:
                continue
            path = folder / name
            if name in wanted:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wanted[name])
            else:
                path.unlink()
    return int(check and differ)


if __name__ == "__main__":
    sys.exit(main())
