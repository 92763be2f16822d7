"""Comparing pictures with a phone of another code base: what both see, and what ends it (e2ee rule 22)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nio.crypto.sas import Sas as NioSas

from bot.domain.verification import EMOJI, LASTS, How
from bot.matrix.sas import Comparison
from bot.matrix.sas_parts import Party, Step, ToSend
from tests.sas_peer import Phone

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
BOT = Party("@regiekamer:regiekamer.test", "BOT", "a" * 43, "b" * 43)
ANNA = Party("@anna:regiekamer.test", "TELEFOON", "c" * 43, "d" * 43)  # before the bot in order
PIET = Party("@zpiet:regiekamer.test", "TELEFOON", "e" * 43, "f" * 43)  # after the bot in order
Json = dict[str, Any]
REFERENCE = {"transaction_id": "t1"}


class Wire:
    """Carries events both ways until nothing is left; a `twist` may change, drop (None) or keep what passes."""

    def __init__(self, who: Party = ANNA, *, we_asked: bool) -> None:
        self.bot = Comparison("t1", REFERENCE, BOT, who, we_asked=we_asked, now=NOW)
        self.phone = Phone(who.user_id, who.device_id, who.ed25519, who.master, BOT.user_id, BOT.device_id, "t1")
        self.phone.expected = BOT.keys()
        self.twist: Callable[[str, Json], Json | None] = lambda _, content: content
        self.sent: list[str] = []

    def carry(self, events: list[ToSend]) -> None:
        for event in events:
            self.sent.append(event.type)
            self.phone.hears(event.type, event.content)
        while self.phone.outbox:
            type_, content = self.phone.outbox.pop(0)
            passed = self.twist(type_, content)
            if passed is not None:
                self.carry(self.bot.receive(type_, passed))

    def until_pictures(self) -> None:
        if self.bot.we_asked:
            self.phone.hears("request", {"transaction_id": "t1", "methods": ["m.sas.v1"]})
            self.carry([])
        else:
            self.carry(self.bot.ready())

    def phone_agrees(self, **how: bool) -> None:
        self.phone.agree(**how)
        self.carry([])


EITHER = pytest.mark.parametrize("we_asked", [True, False], ids=["the bot asks", "the phone asks"])


@EITHER
@pytest.mark.parametrize("bot_first", [True, False], ids=["bot agrees first", "phone agrees first"])
def test_both_see_the_same_pictures_and_prove_their_keys(we_asked: bool, bot_first: bool) -> None:
    wire = Wire(we_asked=we_asked)
    wire.until_pictures()
    assert wire.bot.step is Step.COMPARING
    assert wire.bot.pictures == wire.phone.pictures
    assert len(wire.bot.pictures) == 7
    if bot_first:
        wire.carry(wire.bot.agree())
        assert wire.bot.how is None
        wire.phone_agrees()
    else:
        wire.phone_agrees()
        assert wire.bot.waits_for_us
        wire.carry(wire.bot.agree())
    assert (wire.bot.how, wire.bot.master_proved) == (How.VERIFIED, True)
    assert wire.phone.ended == "done"
    assert wire.phone.proved == dict.fromkeys(BOT.keys(), True)


def test_another_comparison_shows_other_pictures() -> None:
    seen = set()
    for _ in range(5):
        wire = Wire(we_asked=True)
        wire.until_pictures()
        seen.add(wire.bot.pictures)
    assert len(seen) == 5


@pytest.mark.parametrize("who", [ANNA, PIET], ids=["theirs goes on", "ours goes on"])
def test_who_begins_at_the_same_time_still_compares(who: Party) -> None:
    wire = Wire(who, we_asked=True)
    wire.phone.hears("request", {"transaction_id": "t1", "methods": ["m.sas.v1"]})
    wire.phone.begin()  # at the moment the bot begins as well
    ready, start = wire.phone.outbox
    wire.phone.outbox.clear()
    ours = wire.bot.receive(*ready)
    assert [event.type for event in ours] == ["start"]
    wire.phone.outbox.append(start)
    wire.carry(ours)
    assert wire.bot.step is Step.COMPARING
    assert wire.bot.pictures == wire.phone.pictures
    wire.carry(wire.bot.agree())
    wire.phone_agrees()
    assert (wire.bot.how, wire.phone.ended) == (How.VERIFIED, "done")


@EITHER
def test_a_key_that_was_swapped_on_the_way_shows_other_pictures_or_ends_it(we_asked: bool) -> None:
    other = Comparison("t1", REFERENCE, BOT, ANNA, we_asked=True, now=NOW)
    wire = Wire(we_asked=we_asked)

    def swap(type_: str, content: Json) -> Json:
        return {**content, "key": other._public} if type_ == "key" else content

    wire.twist = swap
    wire.until_pictures()
    if we_asked:
        assert wire.bot.how is How.WRONG_KEY  # it was promised before ours was known
        assert wire.phone.ended == "m.mismatched_commitment"
    else:
        assert wire.bot.pictures != wire.phone.pictures


def test_a_mac_of_the_device_only_does_not_prove_the_identity() -> None:
    wire = Wire(we_asked=True)
    wire.until_pictures()
    wire.carry(wire.bot.agree())
    wire.phone_agrees(with_master=False)
    assert (wire.bot.how, wire.bot.master_proved) == (How.VERIFIED, False)


@EITHER
def test_a_wrong_mac_ends_it(we_asked: bool) -> None:
    wire = Wire(we_asked=we_asked)
    wire.until_pictures()
    wire.carry(wire.bot.agree())
    wire.phone_agrees(wrong=True)
    assert (wire.bot.how, wire.phone.ended) == (How.WRONG_KEY, "m.key_mismatch")


def test_a_mac_over_another_identity_ends_it() -> None:
    wire = Wire(we_asked=True)
    wire.until_pictures()
    wire.phone.master = "z" * 43
    wire.carry(wire.bot.agree())
    wire.phone_agrees()
    assert (wire.bot.how, wire.bot.master_proved) == (How.VERIFIED, False), "the identity we know was not proved"


@pytest.mark.parametrize("at", ["ready", "accept", "key", "mac"])
@pytest.mark.parametrize(("code", "how"), [("m.user", How.CANCELLED), ("m.mismatched_sas", How.MISMATCH)])
def test_who_breaks_it_off_at_any_step_ends_it(at: str, code: str, how: How) -> None:
    wire = Wire(we_asked=True)

    def cancel(type_: str, content: Json) -> Json | None:
        if type_ != at:
            return content
        wire.phone.outbox.clear()
        wire.phone.cancel(code)
        return None

    wire.twist = cancel
    wire.until_pictures()
    if at == "mac":
        wire.phone_agrees()
    assert wire.bot.how is how
    assert wire.bot.agree() == []


@EITHER
def test_who_takes_too_long_begins_anew(we_asked: bool) -> None:
    wire = Wire(we_asked=we_asked)
    wire.until_pictures()
    assert wire.bot.tick(NOW + LASTS - timedelta(seconds=1)) == []
    wire.carry(wire.bot.tick(NOW + LASTS))
    assert (wire.bot.how, wire.phone.ended) == (How.TIMEOUT, "m.timeout")
    assert wire.bot.tick(NOW + 2 * LASTS) == []


def test_pictures_that_differ_end_it_on_both_sides() -> None:
    wire = Wire(we_asked=True)
    wire.until_pictures()
    wire.carry(wire.bot.cancel("m.mismatched_sas", How.MISMATCH))
    assert (wire.bot.how, wire.phone.ended) == (How.MISMATCH, "m.mismatched_sas")


@pytest.mark.parametrize("name", ["key_agreement_protocols", "hashes", "message_authentication_codes", "method"])
def test_what_we_cannot_do_is_refused(name: str) -> None:
    wire = Wire(we_asked=False)
    wire.bot.ready()
    wire.phone.begin(**{name: "m.other" if name == "method" else ["other"]})
    wire.carry([])
    assert wire.phone.ended == "m.unknown_method"


def test_what_is_told_twice_changes_nothing() -> None:
    wire = Wire(we_asked=False)
    passed: list[tuple[str, Json]] = []

    def keep(type_: str, content: Json) -> Json:
        passed.append((type_, content))
        return content

    wire.twist = keep
    wire.until_pictures()
    for type_, content in passed:
        assert wire.bot.receive(type_, content) == []
    wire.phone_agrees()
    wire.carry(wire.bot.agree())
    assert wire.bot.how is How.VERIFIED


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | st.just("a" * 43),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from([
    "method", "methods", "key", "mac", "keys", "commitment", "code", "hashes", "key_agreement_protocols",
    "message_authentication_codes", "short_authentication_string", "hash", "transaction_id",
])  # fmt: skip
TYPES = st.sampled_from(["ready", "start", "accept", "key", "mac", "done", "cancel", "request", "other"])


@given(
    we_asked=st.booleans(),
    before=st.integers(0, 4),
    events=st.lists(st.tuples(TYPES, st.dictionaries(FIELDS, ANYTHING, max_size=6)), max_size=6),
)
def test_whatever_a_phone_sends_nothing_raises_and_nothing_is_proved(
    we_asked: bool,
    before: int,
    events: list[tuple[str, Json]],
) -> None:
    wire = Wire(we_asked=we_asked)
    count = 0

    def stop(_: str, content: Json) -> Json | None:
        nonlocal count
        count += 1
        return content if count <= before else None

    wire.twist = stop
    wire.until_pictures()
    for type_, content in events:
        wire.bot.receive(type_, content)
        wire.bot.agree()
    assert wire.bot.how is not How.VERIFIED
    assert not wire.bot.master_proved


def test_there_are_sixty_four_pictures_each_with_its_own_name() -> None:
    assert len(EMOJI) == 64
    for column in zip(*EMOJI, strict=True):
        assert len(set(column)) == 64


def test_the_pictures_stand_in_the_order_in_which_another_code_base_has_them() -> None:
    other_words = {"Wrench": "Spanner", "Airplane": "Aeroplane"}  # American for what the specification says
    theirs = [(picture.strip("\ufe0f"), other_words.get(name, name).casefold()) for picture, name in NioSas.emoji]
    assert [(picture.strip("\ufe0f"), english.casefold()) for picture, _, english in EMOJI] == theirs
