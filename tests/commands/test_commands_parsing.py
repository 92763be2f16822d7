"""From a message to commands, and from a command's words to its fields."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.args import Args, Context
from bot.commands.dispatch import build_table
from bot.commands.parsing import LABELS, read_args, split_at_colon, split_commands, take_name
from bot.domain.calendar import local_day
from bot.domain.refusals import Refused
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, NOW

TABLE = build_table()
CONTEXT = Context(local_day(NOW), DIRECTORY, frozenset({ANNA, BAS, BAS_SMIT, CARLA}))
VERY_LONG = 50_000
"""More than fits in an encrypted Matrix event."""


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("", []),
        ("hallo", []),
        ("!", []),
        ("! \n!", []),
        ("!wie", ["wie"]),
        ("！wie", ["wie"]),
        ("  ! wie  ", ["wie"]),
        ("!wie\r\n!casus", ["wie", "casus"]),
        ("!wie\u2028!casus", ["wie", "casus"]),
        ("hallo\n!wie", ["wie"]),
        ("!actie anna vrijdag: een\ntwee\n\ndrie\n!wie", ["actie anna vrijdag: een\ntwee\ndrie", "wie"]),
        ("> !wie\n> hallo\n\n!casus", ["casus"]),
    ],
)
def test_a_message_is_split_into_commands(text: str, commands: list[str]) -> None:
    assert split_commands(text) == commands


@given(st.text())
def test_splitting_never_gives_an_empty_command(text: str) -> None:
    commands = split_commands(text)
    assert all(command.strip() for command in commands)


@pytest.mark.parametrize(
    ("rest", "head", "tail"),
    [
        ("", "", ""),
        (":", "", ""),
        ("anna vrijdag: bellen", "anna vrijdag", "bellen"),
        ("anna vrijdag:bellen", "anna vrijdag", "bellen"),
        ("anna vrijdag : bellen", "anna vrijdag", "bellen"),
        ("anna vrijdag bellen", "anna vrijdag bellen", ""),
        ("@anna:regiekamer.test vrijdag: tekst", "@anna:regiekamer.test vrijdag", "tekst"),
        ("@anna:regiekamer.test:8448 vrijdag: tekst", "@anna:regiekamer.test:8448 vrijdag", "tekst"),
        ("anna vrijdag: om 14:30 bellen: echt", "anna vrijdag", "om 14:30 bellen: echt"),
        ("anna 14:30 vrijdag: bellen", "anna 14:30 vrijdag", "bellen"),
        ("anna 27-11: 14:30 bellen", "anna 27-11", "14:30 bellen"),
        ("anna vrijdag: vraag @bas:regiekamer.test", "anna vrijdag", "vraag @bas:regiekamer.test"),
        ("anna vrijdag: een\ntwee", "anna vrijdag", "een\ntwee"),
    ],
)
def test_the_text_begins_after_the_first_real_colon(rest: str, head: str, tail: str) -> None:
    assert split_at_colon(rest) == (head, tail)


@given(st.text())
def test_splitting_at_a_colon_loses_nothing_but_that_colon(rest: str) -> None:
    head, tail = split_at_colon(rest)
    assert len(head) + len(tail) <= len(rest)
    assert [c for c in head + tail if c not in ": " and not c.isspace()] == [
        c for c in rest if c not in ": " and not c.isspace()
    ]


@pytest.mark.parametrize(
    ("head", "name", "left"),
    [
        ("", "", ""),
        ("anna vrijdag", "anna", "vrijdag"),
        ("@anna vrijdag", "@anna", "vrijdag"),
        ("anna, vrijdag", "anna", "vrijdag"),
        ("@anna:regiekamer.test over 3 dagen", "@anna:regiekamer.test", "over 3 dagen"),
        ("Anna de Vries over 3 dagen", "Anna de Vries", "over 3 dagen"),
        ("@Anna de Vries 27 nov", "Anna de Vries", "27 nov"),
        ("ANNA  DE  VRIES, 27 nov", "ANNA DE VRIES", "27 nov"),
        ("veilig thuis vrijdag", "veilig thuis", "vrijdag"),
        ("VT vrijdag", "VT", "vrijdag"),
        ("Centrum Seksueel Geweld morgen", "Centrum Seksueel Geweld", "morgen"),
        ("Anna de Boer vrijdag", "Anna", "de Boer vrijdag"),
    ],
)
def test_the_longest_known_name_is_taken(head: str, name: str, left: str) -> None:
    assert take_name(head, CONTEXT) == (name, left)


def test_every_field_has_a_word_for_people() -> None:
    assert {field for command in TABLE.all() for field in command.args.model_fields} <= set(LABELS)


@pytest.mark.parametrize("command", TABLE.all(), ids=lambda command: command.key)
@given(rest=st.one_of(st.text(), st.text("@:! anv3-,\n").map(str)))
def test_any_text_is_arguments_or_a_refusal(command: object, rest: str) -> None:
    found = next(c for c in TABLE.all() if c is command)
    try:
        assert isinstance(read_args(found, rest, CONTEXT), Args)
    except Refused as refused:
        assert refused.__cause__ is None  # noqa: PT017 - either arguments or a refusal; nothing typed hangs from it
        assert refused.__suppress_context__ or refused.__context__ is None  # noqa: PT017 - as above


@pytest.mark.parametrize("piece", ["@", "@a", "@a:b", "a ", ": ", "1:1", "anna de ", "\n", "\u0301"])
def test_a_very_long_line_is_read_at_once(piece: str) -> None:
    rest = "anna " + piece * (VERY_LONG // len(piece))
    began = time.process_time()
    split_commands(f"!{rest}")
    split_at_colon(rest)
    take_name(rest, CONTEXT)
    assert time.process_time() - began < 1.5


def test_reading_needs_a_context_of_its_own() -> None:
    verzet = TABLE.named("agenda verzet")
    assert verzet is not None
    with pytest.raises(TypeError):
        verzet.args.model_validate({"day": "vrijdag", "reason": "dan pas"})
    assert CONTEXT.today == date(2026, 11, 24)
