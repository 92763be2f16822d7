"""Whatever is typed: an answer or silence, never a failure, and never a typed word in the log."""

import logging
import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.dispatch import build_table
from bot.domain.people import Place
from bot.texts.words import FluentWords
from tests.commands.stage import ANNA, CARLA, NOW, Stage

SECRET = "Gijsbrecht"
VERY_LONG = 45_000
"""About what fits in an encrypted Matrix event."""

names = sorted({name for command in build_table().all() for name in command.names})
words = st.sampled_from(
    ["anna", "@anna:regiekamer.test", "Bas", "Bas Smit", "csg", "om", "@", "vrijdag", "27-11", "31-2", "over 3 dagen",
     "veiligheid", "recht", "nvt", "A1", "A99999", ":", "14:30", "\n", "\u202e", "👩🏽‍⚕️", "שלום", "<b>", "**x**",
     "{ $x }", "\ue0000\ue001", "\0", "\ud800", "é", "e\u0301", SECRET]
)  # fmt: skip
lines = st.builds(
    lambda mark, name, rest: f"{mark}{name} {' '.join(rest)}",
    st.sampled_from(["!", "！", " ! ", ""]),
    st.one_of(st.sampled_from(names), st.text(max_size=8)),
    st.lists(st.one_of(words, st.text(st.characters(), max_size=20)), max_size=6),
)
messages = st.one_of(st.text(st.characters()), st.lists(lines, max_size=4).map("\n".join))
rooms = st.sampled_from([Place.CASE, Place.MDT, Place.DIRECT])


def fluent() -> FluentWords:
    def clock() -> datetime:
        return NOW

    return FluentWords(clock)


@given(st.lists(st.tuples(messages, rooms, st.sampled_from([ANNA, CARLA])), min_size=1, max_size=3))
async def test_no_text_makes_the_bot_fail(typed: list[tuple[str, Place, str]]) -> None:
    stage = await Stage(fluent()).set_up()
    heard = Heard()
    logging.getLogger().addHandler(heard)
    try:
        for text, place, sender in typed:
            subject = {Place.CASE: stage.code, Place.MDT: "DH", Place.DIRECT: sender}[place]
            said = await stage.post(sender, text, place, subject)
            assert place is not Place.DIRECT or said
            for each in said:
                each.outgoing.message.plain.encode()
                assert each.place is Place.CASE or SECRET not in each.outgoing.message.plain
        assert not [e for e in await stage.audited(99) if e.outcome == "error"]
        assert SECRET not in repr(await stage.audited(99))
    finally:
        logging.getLogger().removeHandler(heard)
    assert heard.lines == []


class Heard(logging.Handler):
    """Keeps what the bot itself logs."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("bot."):
            self.lines.append(record.getMessage())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=y>", "&lt;b&gt;", "</p><b>"])
async def test_typed_html_is_shown_and_never_obeyed(text: str) -> None:
    stage = await Stage(fluent()).set_up()
    said = await stage.in_case(ANNA, f"!actie anna vrijdag: {text}\n!acties\n!klaar A1")
    assert len(said) == 3
    for each in said:
        assert text in each.outgoing.message.plain
        assert text not in each.outgoing.message.html


@pytest.mark.parametrize("piece", [" ", " \u200d", "@", "a ", ": ", "\n", "\n!x", "\u0301", "anna de vries "])
@pytest.mark.parametrize("line", ["!actie anna vrijdag: x", "!help x", "!besluit recht x", "!"])
async def test_no_message_keeps_the_others_waiting(stage: Stage, line: str, piece: str) -> None:
    began = time.process_time()
    await stage.in_case(ANNA, line + piece * (VERY_LONG // len(piece)) + "x")
    assert time.process_time() - began < 1.5
