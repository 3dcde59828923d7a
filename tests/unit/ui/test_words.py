"""Text from data in labels, which Streamlit reads as Markdown."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zgc_map.ui.words import plain

JOINER = "\u2060"
MARKDOWN = "\\`*_[]<~$&"
"""Signs Markdown acts on wherever they stand: emphasis, code, links, HTML, formulas, entities."""

texts = st.text() | st.text(alphabet=string.printable) | st.text(alphabet=MARKDOWN + ":/@.!#-1w \n")


def seen(escaped: str) -> str:
    """Return what a reader sees of a label: backslashes before signs and joiners are unseen."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped).replace(JOINER, "")


def bare(escaped: str) -> str:
    """Return the signs and letters of a label that no backslash stands before."""
    return re.sub(r"\\.", "", escaped)


@given(text=texts)
def test_the_words_stay_the_same(text: str) -> None:
    assert seen(plain(text)).split() == text.replace(JOINER, "").split()


@given(text=texts)
def test_no_sign_of_markdown_is_left_bare(text: str) -> None:
    assert not set(bare(plain(text))) & set(MARKDOWN)


@given(text=texts)
def test_a_label_is_one_line_and_starts_no_block(text: str) -> None:
    label = plain(text)
    assert not re.search(r"[\n\r\t\u2028\u2029]", label)
    assert label == label.strip(" ")
    assert not re.match(r"[#>+=|-]|\d{1,9}[.)]", label)


@given(text=texts | st.from_regex(r"(https?|ftp)://www\.[a-z]{1,5}@[a-z]{1,5}\.invalid"))
def test_no_bare_address_is_left(text: str) -> None:
    """Streamlit's Markdown makes links of them after it has taken the backslashes away."""
    assert not re.search(r"://|www\.|[^\u2060]@|^@", bare(plain(text)), re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["Oak Park", "Парк «Дуб», 2024: (север)", "中关村海淀园", "a - b", ""]
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**bold** _it_", r"\*\*bold\*\* \_it\_"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("$x^2$", r"\$x^2\$"),
        ("<b>&lt;", r"\<b>\&lt;"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("# one", r"\# one"),
        ("    code\n\n# two\ttabs", "code # two tabs"),
    ],
    ids=["emphasis", "link", "formula", "markup", "number", "point", "heading", "lines"],
)
def test_markdown_is_escaped(text: str, escaped: str) -> None:
    assert plain(text).replace(JOINER, "") == escaped


@pytest.mark.parametrize(
    "code",
    [
        ":red",
        ":small",
        ":badge",
        ":material/home:",
        ":smile:",
        ":+1:",
        ":100:",
        ":streamlit:",
        "::video",
    ],
)
def test_streamlits_own_codes_are_broken_up(code: str) -> None:
    """They are read once the backslashes are gone: colours swallow words, names become icons."""
    for text in (code, f"{code}[x]", f"a {code} b", f"a{code} b"):
        assert code not in plain(text).replace("\\", ""), text
