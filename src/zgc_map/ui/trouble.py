"""What a reader is told when something goes wrong: calmly, with a number and without the cause."""

from __future__ import annotations

import secrets

import streamlit as st

from zgc_map.model import Lang
from zgc_map.text import Translator, match_lang
from zgc_map.ui.words import plain

_NUMBER = "atlas_error_number"


def number(error: BaseException) -> str:
    """Return the number of an error: the same one on screen and beside its trace in the log."""
    given: str = error.__dict__.setdefault(_NUMBER, secrets.token_hex(4))
    return given


def apologise(error: Exception) -> bool:
    """Show an error's number in place of the error, and return that it has been shown.

    For Streamlit's `on_script_error`; Streamlit has logged the trace before.
    """
    t = _translator()
    st.error(plain(t("trouble.failed", number=number(error))), icon=":material/error:")
    st.caption(plain(t("trouble.failed_hint")))
    return True


def broken() -> None:
    """Show that there is no data that could be shown."""
    t = _translator()
    st.error(f"{plain(t('app.broken'))} {plain(t('app.broken_hint'))}")


def _translator() -> Translator:
    """Return the words of the address's language, else of the browser's, without any data."""
    asked = st.query_params.get_all("lang")
    known = [Lang(word) for word in asked if word in set(Lang)]
    return Translator(known[0] if known else match_lang(st.context.locale, Lang) or Lang.EN)
