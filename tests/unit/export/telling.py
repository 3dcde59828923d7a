"""A story of a few steps for any zone, whose words name what they stand on."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from zgc_map.geo import Zone
from zgc_map.model import LocalizedText, Step, Story, StoryId


def with_story(zone: Zone, views: Sequence[tuple[str, str]] = ()) -> Zone:
    """Return the zone with one more story, the first: all, a sector, a park; or other views."""
    catalog = zone.catalog
    park, sector = catalog.parks[0].id, catalog.sectors[0].id
    views = views or (
        ("map", ""),
        ("map", f"sector={sector}"),
        ("map", f"park={park}&zoom=park"),
    )
    steps = tuple(
        Step(
            page=page,
            view=view,
            title=_words(f"Step {number}", f"Шаг {number}", f"第{number}步"),
            lines=(_words("What is seen", "Что видно", "所见"),),
            notes=_words("Say it slowly", "Говорить медленно", "慢慢说"),
            claim_ids=(catalog.claims[number].id,),
            figure_id=catalog.figures[0].id if number == 2 else None,
            seen="",
        )
        for number, (page, view) in enumerate(views, start=1)
    )
    title = _words("A story", "История", "故事")
    story = Story(StoryId("told"), title, _words("For tests", "Для проверки", "供测试"), steps)
    return dataclasses.replace(
        zone, catalog=dataclasses.replace(catalog, stories=(story, *catalog.stories))
    )


def _words(en: str, ru: str, zh: str) -> LocalizedText:
    return LocalizedText(en=en, ru=ru, zh=zh)
