"""A widget shows what the address says, and a reader's click is never undone."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.visit import PATIENCE


def checkbox() -> None:
    import streamlit as st

    from zgc_map.ui.navigate import hold

    def changed() -> None:
        st.session_state["address"] = st.session_state["box"]
        st.session_state["told"] = st.session_state.get("told", 0) + 1

    st.session_state.setdefault("address", False)
    st.checkbox("box", key=hold("box", st.session_state["address"]), on_change=changed)


def deaf_checkbox() -> None:
    import streamlit as st

    from zgc_map.ui.navigate import hold

    st.checkbox("box", key=hold("box", st.session_state.get("address", False)))


def chooser() -> None:
    import streamlit as st

    from zgc_map.ui.navigate import hold

    names = {"en": {"a": "Oak", "b": "Elm"}, "ru": {"a": "Дуб", "b": "Вяз"}}
    lang = st.session_state.get("speaking", "en")
    value = st.session_state.get("address")
    st.selectbox(
        "park", ["a", "b"], index=None, key=hold("park", value, lang), format_func=names[lang].get
    )


@pytest.fixture
def at() -> AppTest:
    return AppTest.from_function(checkbox, default_timeout=PATIENCE).run()


def test_a_widget_shows_the_value(at: AppTest) -> None:
    assert not at.exception
    assert at.checkbox[0].value is False
    assert "told" not in at.session_state


def test_clicks_reach_the_address_and_stay(at: AppTest) -> None:
    at.checkbox[0].check().run()
    assert (at.checkbox[0].value, at.session_state["address"]) == (True, True)
    at.run()
    assert at.checkbox[0].value is True
    at.checkbox[0].uncheck().run()
    assert (at.checkbox[0].value, at.session_state["address"]) == (False, False)
    assert at.session_state["told"] == 2


def test_a_widget_follows_the_address(at: AppTest) -> None:
    at.session_state["address"] = True
    at.run()
    assert at.checkbox[0].value is True
    at.session_state["address"] = False
    at.run()
    assert at.checkbox[0].value is False
    assert "told" not in at.session_state, "following is not a deed of the reader"


def test_the_address_wins_over_a_widget_it_does_not_agree_with() -> None:
    at = AppTest.from_function(deaf_checkbox, default_timeout=PATIENCE).run()
    at.checkbox[0].check().run()
    assert at.checkbox[0].value is False


def test_a_choice_survives_a_change_of_language() -> None:
    at = AppTest.from_function(chooser, default_timeout=PATIENCE).run()
    assert at.selectbox[0].value is None
    at.session_state["address"] = "b"
    at.run()
    assert at.selectbox[0].value == "b"
    assert at.selectbox[0].options == ["Oak", "Elm"]
    at.session_state["speaking"] = "ru"
    at.run()
    assert not at.exception
    assert at.selectbox[0].value == "b"
    assert at.selectbox[0].options == ["Дуб", "Вяз"]
    at.session_state["address"] = None
    at.run()
    assert at.selectbox[0].value is None


def left_in_a_fragment() -> None:
    import streamlit as st
    from streamlit.delta_generator_singletons import context_dg_stack

    from zgc_map.ui.navigate import begin

    fragment = st.container()  # Streamlit leaves its stack so when a fragment has run
    context_dg_stack.set((*context_dg_stack.get(), fragment))
    begin()
    st.text("the page")


def test_a_run_in_the_wake_of_a_fragments_is_drawn_at_the_top() -> None:
    at = AppTest.from_function(left_in_a_fragment, default_timeout=PATIENCE).run()
    assert not at.exception
    assert [kind.type for kind in at.main.children.values()][-1] == "text"
