"""What people type stays what they typed: in both bodies, whatever it looks like."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.document import Line, Style, html_body, own, plain_body, typed
from bot.texts.words import FluentWords
from bot.usecases.results import ActionAdded, Card

Make = Callable[..., Any]

ALLOWED = {"strong", "br", "ul", "li", "p", "em", "code"}
NASTY = [
    "<script>alert(1)</script>", "<b>vet</b> & <a href='https://matrix.to/#/@x:y'>klik</a>",
    "https://matrix.to/#/@anna:example.org", "**vet** _schuin_ `code` ~~weg~~", "@room", "{ $x } &lt; &amp;amp; <!--",
    "een\ntwee\r\ndrie\u2028vier", "שלום <b>", "\u202eomgekeerd", "\ue0000\ue001",
]  # fmt: skip


class Reader(HTMLParser):
    """Reads HTML back to text, and fails on a tag that Matrix clients need not know."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert not attrs
        if tag == "br":
            self.text += "\n"
        else:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        self.text += "\n" if tag in {"p", "li"} else ""

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> str:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.stack
    return reader.text


def without_isolates(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def as_lines(text: str) -> str:
    return without_isolates("\n".join(text.splitlines()))


@given(text=st.text(min_size=1) | st.sampled_from(NASTY))
def test_html_holds_only_allowed_tags_and_gives_the_typed_text_back(text: str) -> None:
    styles = (Style.TITLE, Style.LOUD, Style.PLAIN, Style.BULLET)
    lines = [Line(typed(text), style, own("A3"), typed(text)) for style in styles]
    assert without_isolates(read(html_body(lines))).count(as_lines(text)) >= len(lines)


@given(text=st.text(min_size=1, max_size=50) | st.sampled_from(NASTY))
def test_a_whole_card_of_typed_text_stays_literal(text: str, make: Make, words: FluentWords) -> None:
    for class_ in (Card, ActionAdded):
        message = words.render(make(class_, lambda _: text), "nl")
        assert as_lines(text) in without_isolates(read(message.html))
        assert as_lines(text).replace("\n", "\n  ") in without_isolates(message.plain)


@pytest.mark.parametrize("text", NASTY)
def test_every_typed_line_of_the_plain_body_after_the_first_is_indented(text: str) -> None:
    first, *others = plain_body([Line(typed(text), label=own("Wensen:"))]).split("\n")
    assert first.startswith("Wensen: ")
    assert all(line.startswith("  ") for line in others)


def test_a_line_that_runs_the_other_way_is_isolated_in_both_bodies() -> None:
    lines = [Line(typed("שלום\nhallo"))]
    assert plain_body(lines) == "\u2068שלום\u2069\n  hallo"
    assert html_body(lines) == "<p>\u2068שלום\u2069<br>hallo</p>"


def test_a_long_text_is_not_cut(make: Make, words: FluentWords) -> None:
    text = "woord " * 3000
    for language in ("nl", "en"):
        assert text in words.render(make(Card, lambda _: text), language).plain


def test_only_our_own_backticks_are_code() -> None:
    lines = [Line((*own("Typ `!help`: "), *typed("`!help`")))]
    assert html_body(lines) == "<p>Typ <code>!help</code>: `!help`</p>"
    assert plain_body(lines) == "Typ !help: `!help`"
