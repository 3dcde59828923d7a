"""What was answered once is not worked out again, and never for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from zgc_map.model import Catalog
from zgc_map.ui.kept import LARGE, PLACES, Kept


def test_a_question_is_worked_out_once(catalog: Catalog) -> None:
    asked: list[str] = []

    def ask(known: Catalog, word: str) -> str:
        assert known is catalog
        asked.append(word)
        return word.upper()

    kept = Kept(catalog, size=8)
    assert [kept(ask, word) for word in "abab"] == list("ABAB")
    assert asked == ["a", "b"]


def test_two_questions_with_the_same_words_are_two(catalog: Catalog) -> None:
    kept = Kept(catalog, size=8)
    assert kept(lambda _, n: n + 1, 1) == 2
    assert kept(lambda _, n: n + 2, 1) == 3


def test_the_least_recently_asked_goes_first(catalog: Catalog) -> None:
    asked: list[int] = []

    def ask(_: Catalog, number: int) -> int:
        asked.append(number)
        return number

    kept = Kept(catalog, size=2)
    for number in (1, 2, 1, 3, 1, 2):
        kept(ask, number)
        assert len(kept) <= 2
    assert asked == [1, 2, 3, 2]


@pytest.mark.parametrize("size", [3, 100])
def test_an_answer_may_be_put_together_from_kept_ones(catalog: Catalog, size: int) -> None:
    kept = Kept(catalog, size)
    asked: list[str] = []

    def part(given: Catalog, word: str) -> tuple[str, str]:
        asked.append(word)
        return given.version, word

    def whole(keeper: Kept, *words: str) -> list[object]:
        return [keeper.large(part, word) for word in words]

    assert kept.deep(whole, "a", "b") == [(catalog.version, "a"), (catalog.version, "b")]
    assert kept.deep(whole, "b", "c") == [(catalog.version, "b"), (catalog.version, "c")]
    assert asked == ["a", "b", "c"]


def test_of_what_grows_fewer_are_kept_the_more_places_there_are(catalog: Catalog) -> None:
    many = replace(catalog, parks=catalog.parks * 1_000)
    for known, most in ((catalog, PLACES // len(catalog.parks)), (many, LARGE)):
        large = Kept(known, size=2_000).large
        assert large.large is large
        for number in range(most + 5):
            large(lambda _, n: n, number)
        assert len(large) == most


def test_a_failed_answer_is_not_kept(catalog: Catalog) -> None:
    answers = iter([ValueError("no"), "yes"])

    def ask(_: Catalog) -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    kept = Kept(catalog, size=2)
    try:
        kept(ask)
    except ValueError:
        assert len(kept) == 0
    assert kept(ask) == "yes"


def test_many_visitors_at_once_are_answered_alike(catalog: Catalog) -> None:
    kept = Kept(catalog, size=3)

    def ask(_: Catalog, number: int) -> str:
        return str(number)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: kept(ask, n % 7), range(2_000)))
    assert answers == [str(n % 7) for n in range(2_000)]
    assert len(kept) <= 3
