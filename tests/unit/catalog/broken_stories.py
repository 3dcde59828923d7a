"""For each rule of stories: Toytown with just that rule broken."""

from __future__ import annotations

from pathlib import Path

from tests.unit.catalog.broken_files import Broken, write
from tests.unit.catalog.town import Damage, replace
from zgc_map.catalog import Limits
from zgc_map.model import Lang

STORY = "stories/bread_and_boats.yaml"


_NOTES = "    notes: {en: The place is not named., ru: Место не названо., zh: 地点未说明。}\n"
_SOUND_HEAD = "title: {en: a, ru: b, zh: c}\naudience: {en: a, ru: b, zh: c}\n"
_SEEN = "claims: [T06, T06i]\n    seen: "
_VIEW = "sources?claim=T05&without=external"


def story(old: str, new: str) -> Damage:
    """Return the damage that replaces some text, found once, in Toytown's story."""
    return replace(STORY, old, new)


def _renamed(name: str) -> Damage:
    def damage(town: Path) -> None:
        (town / STORY).rename(town / "stories" / name)

    return damage


def _broken(rule: str, what: str, damage: Damage, row: int | None, column: str | None) -> Broken:
    return Broken(rule, what, damage, ((STORY, row, column),))


BROKEN_STORIES = (
    *(
        Broken("story_name", what, _renamed(name), (("stories", None, None),))
        for what, name in (
            ("draft", "draft.yaml"),
            ("capital", "Bread.yaml"),
            ("suffix", "bread.yml"),
            ("not utf-8", "bread\udcff.yaml"),
        )
    ),
    Broken(
        "file_encoding", "story", replace(STORY, b"Bread and", b"\xff and"), ((STORY, 1, None),)
    ),
    Broken(
        "story_size", "long", lambda town: None, ((STORY, None, None),), Limits(story_bytes=500)
    ),
    _broken("story_yaml", "not YAML", write(STORY, "title: [\n"), None, None),
    _broken("story_yaml", "tag", write(STORY, "title: !!python/name:os.system x\n"), None, None),
    _broken("story_yaml", "plain tag", write(STORY, "title: ! x\n"), None, None),
    _broken("story_yaml", "alias", write(STORY, "title: &a {en: x}\naudience: *a\n"), None, None),
    _broken("story_yaml", "depth", write(STORY, "title: " + "[" * 5000), None, None),
    _broken("story_yaml", "key twice", write(STORY, "title: x\ntitle: y\n"), None, None),
    _broken("story_yaml", "two documents", write(STORY, "title: x\n---\ntitle: y\n"), None, None),
    _broken("story_form", "a list", write(STORY, "- title\n"), None, None),
    _broken("story_form", "empty", write(STORY, ""), None, None),
    _broken("story_form", "steps a text", write(STORY, f"{_SOUND_HEAD}steps: x"), None, "steps"),
    _broken("story_empty", "no steps", write(STORY, f"{_SOUND_HEAD}steps: []"), None, "steps"),
    _broken(
        "story_form", "other key", story("    lines: []", "    lines: []\n    color: red"), 3, None
    ),
    _broken("story_form", "no notes", story(_NOTES, ""), 2, None),
    _broken(
        "story_form", "long title", story("zh: 奶酪还是黄油", "zh: " + "奶" * 31), 3, "title.zh"
    ),
    _broken(
        "story_form", "a step a text", replace(STORY, b"steps:\n", b"steps:\n  - x\n"), 1, None
    ),
    _broken("story_form", "view elsewhere", story(_VIEW, "https://x.invalid/"), 3, "view"),
    _broken("story_form", "seen", story(_SEEN, f"{_SEEN}x #"), 2, "seen"),
    _broken(
        "story_characters",
        "override",
        story("Cheese or butter", '"Cheese \\u202e or"'),
        3,
        "title.en",
    ),
    _broken(
        "story_characters", "line end", story("Cheese or butter", '"Cheese\\nor"'), 3, "title.en"
    ),
    _broken(
        "story_characters",
        "return in notes",
        story("The editions differ.", '"The editions\\r\\ndiffer."'),
        3,
        "notes.en",
    ),
    _broken("story_claim", "unknown", story("[T05]", "[T05, T99]"), 3, "claims[1]"),
    _broken("story_claim", "twice", story("[T05]", "[T05, T05]"), 3, "claims[1]"),
    _broken("story_figure", "unknown", story("figure: bakeries", "figure: bakers"), 1, "figure"),
    _broken(
        "story_figure",
        "of another claim",
        story("figure: bakeries", "figure: fir_area"),
        1,
        "figure",
    ),
    _broken("story_language", "title", story("ru: Хлеб и лодки", "ru: ''"), None, "title.ru"),
    _broken(
        "story_language", "line", story(", ru: У парка «Вяз» есть поддержка", ""), 1, "lines[1].ru"
    ),
    _broken("story_number", "other", story("More than 12", "More than 120"), 1, "title.en"),
    Broken(
        "story_number",
        "without figure",
        story("    figure: bakeries\n", ""),
        tuple((STORY, 1, f"title.{lang}") for lang in Lang),
    ),
    _broken(
        "story_number",
        "of no step",
        story("en: For visitors", "en: For 100 visitors"),
        None,
        "audience.en",
    ),
)
