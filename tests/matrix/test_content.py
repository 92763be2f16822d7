"""What people's clients send, read as typed text; what the bot says, as message content."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix.content import ROW, message_content, sent_at, typed_text
from bot.ports import Message, Outgoing


def text(body: str, **more: Any) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body, **more}


def test_plain_text_is_read_as_typed() -> None:
    assert typed_text(text("!actie @anna vrijdag: bellen")) == "!actie @anna vrijdag: bellen"


def test_a_pill_is_the_matrix_id_it_links_to() -> None:
    html = '!regie <a href="https://matrix.to/#/%40anna%3Aregiekamer.test">Anna de Vries</a> '
    assert typed_text(text("!regie Anna de Vries ", formatted_body=html)) == "!regie @anna:regiekamer.test "


def test_html_without_a_pill_is_ignored_so_that_signs_stay_as_typed() -> None:
    assert typed_text(text("!actie a vrijdag: 1 < 2", formatted_body="<b>anders</b>")) == "!actie a vrijdag: 1 < 2"


def test_a_quoted_reply_is_not_part_of_the_command() -> None:
    quote = "<mx-reply><blockquote>!klaar A1 <a href='https://matrix.to/#/@x:y'>x</a></blockquote></mx-reply>"
    assert typed_text(text("> !klaar A1\n\n!klaar A2", formatted_body=f"{quote}!klaar A2")) == "!klaar A2"


def test_line_breaks_between_commands_are_kept() -> None:
    pill = '<a href="https://matrix.to/#/@a:y">A</a>'
    assert typed_text(text("x", formatted_body=f"!regie {pill}<br>!acties")) == "!regie @a:y\n!acties"


@pytest.mark.parametrize(
    "content",
    [
        {"msgtype": "m.notice", "body": "!acties"},
        {"msgtype": "m.image", "body": "!acties"},
        {"msgtype": "m.text"},
        {"msgtype": "m.text", "body": 3},
        {"msgtype": "m.text", "body": "x" * 65_537},
        {"msgtype": "m.text", "body": "* !klaar A1", "m.new_content": {"body": "!klaar A1"}},
        {"msgtype": "m.text", "body": "!klaar A1", "m.relates_to": {"rel_type": "m.replace"}},
    ],
)
def test_notices_files_and_edits_are_no_commands(content: dict[str, Any]) -> None:
    assert typed_text(content) is None


@given(st.text(alphabet=st.characters(codec=None), max_size=50), st.text(max_size=50))
def test_whatever_is_typed_can_be_stored_as_text(body: str, html: str) -> None:
    read = typed_text(text(body, formatted_body=f"https://matrix.to/#/ {html}"))
    assert read is not None
    read.encode("utf-8")
    assert "\0" not in read


def outgoing(message: Message) -> Outgoing:
    return Outgoing("row1", "wish1", None, message, datetime.now(UTC))


def test_content_does_not_ring() -> None:
    content = message_content(outgoing(Message("dag", "<b>dag</b>")))
    assert content["msgtype"] == "m.notice"
    assert content["m.mentions"] == {}
    assert (content["body"], content["formatted_body"], content[ROW]) == ("dag", "<b>dag</b>", "row1")


def test_what_needs_a_person_rings_for_that_person() -> None:
    content = message_content(outgoing(Message("dag", "dag", rings=True, mentions=("@a:y",))))
    assert content["msgtype"] == "m.text"
    assert content["m.mentions"] == {"user_ids": ["@a:y"]}


@pytest.mark.parametrize("value", [None, "1", True, -1, 10**20, 1.5])
def test_a_malformed_time_is_the_epoch(value: object) -> None:
    assert sent_at({"origin_server_ts": value}) == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_time_is_utc() -> None:
    assert sent_at({"origin_server_ts": 1_700_000_000_000}) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
