"""Takes pictures of the running app: one for the README, or every page, size, theme, language.

Start the app first (``make run``); then, for example::

    python scripts/take_pictures.py --readme docs/images/map.png
    python scripts/take_pictures.py --all pictures/
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZES = {390: 844, 1280: 800, 1920: 1080}
PATHS = (
    "?park=haidian",
    "?sector=ai.hydrogen",
    "parks?park=daxing",
    "sectors",
    "flows",
    "overlaps",
    "sources?claim=K10",
)


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--url", default="http://127.0.0.1:8501", help="where the app runs")
    parser.add_argument("--readme", type=Path, help="write the README's picture to this file")
    parser.add_argument("--all", type=Path, help="write every picture into this folder")
    options = parser.parse_args(arguments)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        print("no chromium on this machine", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        if options.readme:
            picture(browser, f"{options.url}/?lang=en&park=haidian", options.readme, 1440, 860)
        if options.all:
            for place, width, theme, lang in itertools.product(
                PATHS, SIZES, ("light", "dark"), ("ru", "en", "zh")
            ):
                name = place.split("?")[0] or f"map-{place.split('=')[0][1:]}"
                file = options.all / f"{name}-{width}-{theme}-{lang}.png"
                url = f"{options.url}/{place}{'&' if '?' in place else '?'}lang={lang}"
                picture(browser, url, file, width, SIZES[width], theme)
    return 0


def picture(
    browser: Browser, url: str, file: Path, width: int, height: int, theme: str = "light"
) -> None:
    """Write one picture of what the window shows once nothing moves any more."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    expect(page.locator(".atlas-map, h1").first).to_be_visible(timeout=30_000)
    if page.locator(".st-key-hero").count():
        ready = page.locator("path.area[data-state]")
        expect(ready.first).to_be_attached(timeout=30_000)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    raise SystemExit(main())
