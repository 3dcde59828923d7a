"""Reports and answers cross: what was done stays done, and nothing else comes back."""

from __future__ import annotations

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.testing.v1 import AppTest

from tests.app.visit import PATIENCE
from zgc_map.ui.address_bar import arrive, page_of_run, whole


def page() -> None:
    import streamlit as st

    from zgc_map.ui.address_bar import settle, write

    def deed(step: str) -> None:
        settle()
        write(st.query_params.to_dict() | {"step": step})

    settle(begins=True)
    st.text(st.query_params.get("step", "1"))
    st.button("two", on_click=deed, args=("2",))
    st.button("three", on_click=deed, args=("3",))


@pytest.fixture
def at() -> AppTest:
    return AppTest.from_function(page, default_timeout=PATIENCE).run()


def late(at: AppTest, **address: str) -> AppTest:
    """Report as a browser does that has not heard of what was done since an address."""
    at.query_params.clear()
    at.query_params.update(address)
    return at


def shown(at: AppTest) -> tuple[str, dict[str, list[str] | str]]:
    assert not at.exception
    return at.text[0].value, dict(at.query_params)


def test_a_report_from_the_address_before_does_not_undo_the_deed(at: AppTest) -> None:
    at.button[0].click().run()
    late(at).run()
    assert shown(at) == ("2", {"step": "2"})


def test_a_deed_from_the_address_before_is_done_on_top_of_the_first(at: AppTest) -> None:
    at.button[0].click().run()
    late(at, step="1", lang="en").run()
    at.button[0].click().run()
    late(at, step="1", lang="en").button[1].click().run()
    assert shown(at) == ("3", {"lang": "en", "step": "3"})


def test_once_the_browser_has_heard_an_earlier_address_is_meant(at: AppTest) -> None:
    at.button[0].click().run()
    at.run()
    late(at).run()
    assert shown(at) == ("1", {})


def test_an_address_that_was_never_left_is_meant(at: AppTest) -> None:
    at.button[0].click().run()
    late(at, step="9").run()
    assert shown(at) == ("9", {"step": "9"})


def test_a_late_report_is_no_late_report_for_ever(
    at: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.button[0].click().run()
    monkeypatch.setattr("zgc_map.ui.address_bar._PATIENCE", 0.0)
    late(at).run()
    assert shown(at) == ("1", {})


def interrupted(times: int) -> tuple[list[int], list[int]]:
    """Return how often a deed began and ended that was interrupted some times."""
    began: list[int] = []
    ended: list[int] = []

    @whole
    def deed() -> None:
        began.append(len(began))
        if len(began) <= times:
            raise RerunException(RerunData(query_string=f"report={len(began)}"))
        ended.append(len(began))

    if times:
        with pytest.raises(RerunException) as raised:
            deed()
        assert raised.value.rerun_data.query_string == f"report={times}"
    else:
        deed()
    return began, ended


@pytest.mark.parametrize("times", [0, 1, 2])
def test_an_interrupted_deed_is_begun_again_and_the_report_served_afterwards(times: int) -> None:
    began, ended = interrupted(times)
    assert len(began) == times + 1
    assert len(ended) == 1


def test_other_errors_of_a_deed_are_its_own() -> None:
    @whole
    def deed() -> None:
        raise ValueError("its own")

    with pytest.raises(ValueError, match="its own"):
        deed()


def test_a_run_is_of_a_page_by_the_name_it_had_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.session_state", {})
    for run, page in ("a", "map"), ("b", "stories"):
        monkeypatch.setattr("zgc_map.ui.address_bar._run", lambda run=run: (run, False))
        assert page_of_run() is None
        arrive(page)
    monkeypatch.setattr("zgc_map.ui.address_bar._run", lambda: ("a", False))
    assert page_of_run() == "map"
