"""Typed text as we keep it: readable and unable to turn a screen around."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.typed import clean

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
pieces = st.sampled_from(
    ["\r", "\n", "\r\n", "\t", " ", "\0", "\x1b", "\u0301", "e", "\u200b", "\u200c", "\u200d", "\u2028", "\ufeff", "a",
     "\ud800", "\ue000", "\U0001fae8", "👩", "🏽", "\u1100", "\u1161", "\u11a8", *BIDI]
)  # fmt: skip
texts = st.one_of(st.text(st.characters()), st.lists(pieces).map("".join))


@given(texts)
@example("e\u200b\u0301")
@example("\u1100\u200b\u1161")
@example("a\n\u200d\n\nb")
@example("\u200d \u200d")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_no_control_or_bidi_sign_is_left(text: str) -> None:
    kept = clean(text)
    assert not set(kept) & set(BIDI)
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} and c not in "\n\u200c\u200d"]
    kept.encode()


@given(texts)
def test_text_is_composed_trimmed_and_has_one_empty_line_at_most(text: str) -> None:
    kept = clean(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    assert "\n\n\n" not in kept
    assert not [line for line in kept.split("\n") if line != line.rstrip()]


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "So"]), min_size=1))
def test_letters_digits_and_pictures_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👧", "👩🏽‍⚕️", "🏳️‍🌈", "❤️", "🇳🇱", "1️⃣", "\U0001fae8", "\U0001fadf", "می‌خواهم", "שלום", "<b>vet</b> &amp; <!--",
        "**vet** _schuin_ `code` [x](http://y)", "@room", "één", "100 % 'zo' \"dus\"", "een\n\ntwee", "a  b",
    ],
)  # fmt: skip
def test_what_people_type_stays_as_typed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("\u200d", ""),
        (" \u200d\u200c ", ""),
        ("\u200bnaam\ufeff", "naam"),
        ("a\tb", "a b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a  \n  b  ", "a\n  b"),
        ("a\n \t\n \nb", "a\n\nb"),
        ("e\u0301e\u0301n", "één"),
        ("e\u200b\u0301", "é"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("\x1b[31mrood\x07", "[31mrood"),
        ("a\0b\x7fc\x85d", "abcd"),
        ("a\ufffe\U0001ffffb", "ab"),
    ],
)
def test_what_is_taken_away(text: str, kept: str) -> None:
    assert clean(text) == kept
