"""Long messages: every page fits in one encrypted event whatever is written in it, nothing is lost, one page rings."""

import json
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix.content import message_content
from bot.ports import Message, Outgoing
from bot.usecases.speak import PAGE_BYTES, pages
from tests.commands.stage import ANNA, BAS, NOW

LARGEST_EVENT = 65_536
"""Bytes of one event on the homeserver, everything included (Matrix specification, size limits)."""

ENVELOPE = 4_000
"""More than all else in an event: ids, signatures, hashes, the twenty events before it, the session's own."""

signs = st.sampled_from(
    ["a", " ", "\n", "\n\n", '"', "\\", "<", "&", "é", "ש", "😀", "👩🏽‍⚕️", "x" * 5_000, "regel met tekst\n"]
)
texts = st.lists(st.tuples(signs, st.integers(1, 3_000)), max_size=5).map(
    lambda runs: "".join(sign * min(times, 40_000 // len(sign)) for sign, times in runs)
)


def encrypted_size(message: Message) -> int:
    """Tell how large the event becomes: nio writes the content as ASCII JSON, base64 makes four bytes of three."""
    content = message_content(Outgoing("i" * 32, "wish", None, message, NOW))
    inside = {"type": "m.room.message", "content": content, "room_id": f"!{'r' * 43}"}
    return (len(json.dumps(inside, separators=(",", ":"))) + 3) * 4 // 3 + ENVELOPE


def without_space(text: str) -> str:
    return "".join(text.split())


@given(texts)
def test_every_page_fits_and_nothing_is_lost(text: str) -> None:
    made = pages(Message(text, f"<p>{text}</p>", rings=True, mentions=(ANNA, BAS)))
    assert "".join(without_space(page.plain) for page in made) == without_space(text)
    for page in made:
        assert encrypted_size(page) <= LARGEST_EVENT
        if len(made) > 1:
            assert without_space(unescape(page.html.replace("<br>", ""))) == without_space(page.plain)


@given(texts)
def test_only_the_first_page_rings_and_calls_people(text: str) -> None:
    first, *others = pages(Message(text, text, rings=True, mentions=(ANNA,)))
    assert (first.rings, first.mentions) == (True, (ANNA,))
    for page in others:
        assert (page.rings, page.mentions) == (False, ())


@pytest.mark.parametrize("sign", ["é", "ש", "😀", "\\", '"', "&", "a\n", "x", "\u200d", "\x01"])
def test_a_page_of_only_this_sign_fits(sign: str) -> None:
    text = (sign * 60_000)[:60_000]
    made = pages(Message(text, text))
    assert len(made) > 1
    assert "".join(page.plain for page in made).replace("\n", "") == text.replace("\n", "")
    assert max(map(encrypted_size, made)) <= LARGEST_EVENT


def test_pages_break_between_lines() -> None:
    lines = [f"A{number} voor Anna: {'x' * 200}" for number in range(600)]
    made = pages(Message("\n".join(lines), ""))
    assert len(made) > 1
    assert [line for page in made for line in page.plain.split("\n")] == lines


def test_what_fits_is_left_as_it_is() -> None:
    message = Message("kort", "<b>kort</b>", rings=True, mentions=(ANNA,))
    assert pages(message) == [message]
    assert pages(Message("", "")) == [Message("", "")]


def test_pages_are_not_smaller_than_need_be() -> None:
    made = pages(Message("x" * 100_000, ""))
    assert len(made) <= 200_000 // PAGE_BYTES + 2
