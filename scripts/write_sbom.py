"""Write the bill of materials (CycloneDX JSON) of what the app is made of, with versions.

That is what the lock names, and the front-end files in the repository. `make sbom` runs it.
"""

from __future__ import annotations

import argparse
import base64
import re
import tomllib
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from scripts.vendor_assets import BUNDLES, Package

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"

_PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)


def bill(lock: str) -> Bom:
    """Return the bill of materials of the text of a lock: the app, and what it is built from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    app = Component(
        type=ComponentType.APPLICATION, name=project["name"], version=project["version"]
    )
    bom = Bom()
    bom.metadata.component = app
    parts = [
        Component(name=name, version=version, purl=PackageURL("pypi", None, name, version))
        for name, version in _PIN.findall(lock)
    ]
    shipped = (bundle for bundle in BUNDLES if not bundle.folder.startswith("tests/"))
    parts += [_vendored(package) for bundle in shipped for package in bundle.packages]
    bom.components.update(parts)
    bom.register_dependency(app, parts)
    return bom


def _vendored(package: Package) -> Component:
    scope, _, name = package.name.rpartition("/")
    digest = base64.b64decode(package.integrity.removeprefix("sha512-")).hex()
    return Component(
        group=scope or None,
        name=name,
        version=package.version,
        purl=PackageURL("npm", scope or None, name, package.version),
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=digest)],
    )


def main() -> None:
    """Write the bill to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args().file
    file.parent.mkdir(parents=True, exist_ok=True)
    bom = bill(LOCK.read_text(encoding="utf-8"))
    file.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n", encoding="utf-8")
    print(f"{file}: {len(bom.components)} components")


if __name__ == "__main__":
    main()
