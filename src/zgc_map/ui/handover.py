"""One file for one reader: asked for by a click, written under a bar, handed to the browser."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

import streamlit as st

from zgc_map.export import Format, Take
from zgc_map.render.chrome import press
from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.trouble import apologise
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

_ASKED = "file asked for"
_WRITTEN = "file written"
_LOG = logging.getLogger(__name__)

What = tuple[object, ...]
"""What is in a file: another view, choice or day is another file."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The file a reader asked for last; another mark each time: asked again is handed again."""

    what: What
    mark: str


def offer(view: View, row: Format, take: Take, key: str) -> None:
    """Show a format's button and, once it was pressed, how far its file is, then the file."""
    t, missing = view.t, row.missing()
    what = (key, row.name(take), take.page, take.query, take.draft, tuple(take.chosen.items()))
    about = t("take.missing", names=", ".join(missing)) if missing else t(f"take.about_{row.slug}")
    st.button(
        f"**{plain(row.label)}** {plain(about)}",
        key=key,
        type="tertiary",
        on_click=whole(_ask),
        args=(what,),
        disabled=bool(missing),
        width="stretch",
    )
    asked: _Asked | None = st.session_state.get(_ASKED)
    if asked and asked.what == what:
        _hand_over(view, row, take, asked)


def forget() -> None:
    """Keep no file for a reader who has closed the menu."""
    st.session_state.pop(_ASKED, None)
    st.session_state.pop(_WRITTEN, None)


def _ask(what: What) -> None:
    st.session_state[_ASKED] = _Asked(what, secrets.token_hex(4))


def _hand_over(view: View, row: Format, take: Take, asked: _Asked) -> None:
    """Write the file, unless it is there; the browser saves it, or the reader does by hand."""
    written: tuple[What, bytes] | None = st.session_state.get(_WRITTEN)
    if written is None or written[0] != asked.what:
        data = _write(view, row, take)
        if data is None:
            forget()
            return
        written = st.session_state[_WRITTEN] = (asked.what, data)
    st.download_button(
        plain(view.t("take.save", name=row.name(take))),
        written[1],
        file_name=row.name(take),
        mime=row.media_type,
        key=Key.SAVE,
        icon=":material/save:",
        on_click="ignore",
    )
    st.html(press(Key.SAVE, asked.mark, view.t("take.ready", name=row.name(take))))


def _write(view: View, row: Format, take: Take) -> bytes | None:
    text = view.t("take.writing", name=row.label)
    bar = st.progress(0.0, text=plain(text))
    try:
        return row.write(take, lambda done, of: _tell(bar, done, of, text))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is logged and told calmly
        _LOG.exception("%s could not be written for %s?%s", row.slug, take.page, take.query)
        apologise(error)
        return None
    except BaseException:  # another run of the page: it is not to wait for a file of the last one
        forget()
        raise
    finally:
        bar.empty()


def _tell(bar: st.delta_generator.DeltaGenerator, done: int, of: int, text: str) -> None:
    bar.progress(done / of, text=plain(text))
