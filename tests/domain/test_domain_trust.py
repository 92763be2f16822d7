"""Whose identity counts: the first is remembered, a change blocks, and only a confirmation ends a block (rule 7)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trust import (
    Change,
    Pin,
    SeenDevice,
    Sighting,
    TrustMode,
    TrustState,
    code_of,
    confirm,
    fits,
    groups,
    judge,
    proofs,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ANNA = "@anna:example.org"
A, B = "A" * 43, "B" * 43
PHONE, LAPTOP = SeenDevice("PHONE", "P" * 43, vouches=True), SeenDevice("LAPTOP", "L" * 43)

identities = st.sampled_from([None, A, B])
devices = st.lists(st.sampled_from([PHONE, LAPTOP]), unique=True).map(tuple)
sightings = st.builds(lambda master, seen: Sighting(ANNA, master, seen if master else ()), identities, devices)


def seen(master: str | None, *those: SeenDevice) -> Sighting:
    return Sighting(ANNA, master, those)


def first() -> Pin:
    pin, change = judge(None, seen(A, PHONE), NOW)
    assert change is Change.FIRST
    assert pin is not None
    return pin


def test_nobody_counts_before_there_is_an_identity() -> None:
    assert judge(None, seen(None), NOW) == (None, Change.NO_IDENTITY)


def test_a_first_identity_counts_only_where_first_use_is_believed() -> None:
    pin = first()
    assert not pin.counts(TrustMode.CONFIRMED)
    assert pin.counts(TrustMode.FIRST_USE)
    assert confirm(pin, NOW).counts(TrustMode.CONFIRMED)


@pytest.mark.parametrize(("master", "change"), [(B, Change.CHANGED), (None, Change.VANISHED)])
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_change_blocks_until_it_is_confirmed(master: str | None, change: Change, *, confirmed: bool) -> None:
    pin = confirm(first(), NOW) if confirmed else first()
    blocked, found = judge(pin, seen(master), NOW)
    assert blocked is not None
    assert found is change
    assert not any(blocked.counts(mode) for mode in TrustMode)
    back, again = judge(blocked, seen(A, PHONE), NOW + timedelta(hours=1))
    assert back is not None
    assert again is Change.CHANGED, "another identity than the last one is shown"
    assert not any(back.counts(mode) for mode in TrustMode), "not even when the old one comes back"
    assert confirm(back, NOW).counts(TrustMode.CONFIRMED)


def test_the_same_alarm_is_raised_once() -> None:
    blocked, _ = judge(first(), seen(B), NOW)
    assert judge(blocked, seen(B), NOW + timedelta(days=1)) == (blocked, Change.NOTHING)


def test_a_new_device_is_noticed_once() -> None:
    pin, change = judge(first(), seen(A, PHONE, LAPTOP), NOW)
    assert change is Change.NEW_DEVICE
    assert judge(pin, seen(A, PHONE, LAPTOP), NOW) == (pin, Change.NOTHING)
    fewer, change = judge(pin, seen(A, PHONE), NOW)
    assert change is Change.NOTHING
    assert judge(fewer, seen(A, PHONE, LAPTOP), NOW)[1] is Change.NEW_DEVICE, "it missed what was said meanwhile"


@given(st.lists(sightings, max_size=12), st.sampled_from(TrustMode))
def test_what_counts_is_always_what_is_shown_and_was_never_replaced(row: list[Sighting], mode: TrustMode) -> None:
    pin: Pin | None = None
    believed = None
    for sighting in row:
        pin, _ = judge(pin, sighting, NOW)
        if pin is not None and pin.counts(mode):
            assert sighting.master == pin.master
            believed = believed or pin.master
            assert pin.master == believed
    with_identity = [sighting.master for sighting in row if sighting.master is not None]
    after_first = row[row.index(next(s for s in row if s.master)) :] if with_identity else []
    changed = any(sighting.master != with_identity[0] for sighting in after_first)
    assert not (changed and pin is not None and pin.counts(mode))


def test_nothing_is_confirmed_that_is_not_shown() -> None:
    vanished, _ = judge(first(), seen(None), NOW)
    assert vanished is not None
    assert proofs(vanished) == ()
    with pytest.raises(ValueError, match="no identity"):
        confirm(vanished, NOW)


def test_a_device_proves_an_identity_only_when_it_signed_it() -> None:
    """Somebody who put an identity of their own in the place of Anna's can sign her real devices with it."""
    pin, _ = judge(None, seen(A, PHONE, LAPTOP), NOW)
    assert pin is not None
    assert fits(pin, code_of(A))
    assert fits(pin, code_of(PHONE.ed25519))
    assert not fits(pin, code_of(LAPTOP.ed25519))


def test_a_block_is_ended_by_the_code_of_what_is_shown_now() -> None:
    blocked, _ = judge(first(), seen(B), NOW)
    assert blocked is not None
    assert not fits(blocked, code_of(A))
    assert fits(blocked, code_of(B))
    assert confirm(blocked, NOW).master == B


@given(st.text(max_size=12))
def test_only_the_last_two_groups_fit(typed: str) -> None:
    key = "abcdEFGH" * 5 + "xyz"
    pin, _ = judge(None, Sighting(ANNA, key), NOW)
    assert pin is not None
    assert fits(pin, typed) is ("".join(typed.split()) == "EFGHxyz")
    assert fits(pin, " EF GHx yz")
    assert not fits(pin, "")


@given(st.text("aB3+/", min_size=1, max_size=50))
def test_groups_lose_nothing(key: str) -> None:
    assert "".join(groups(key)) == key
    assert {len(group) for group in groups(key)[:-1]} <= {4}


def test_a_tampered_memory_is_blocked_and_raises_the_alarm_at_the_first_look() -> None:
    tampered = Pin(ANNA, "", TrustState.BLOCKED, None)
    pin, change = judge(tampered, seen(A), NOW)
    assert change is Change.CHANGED
    assert pin is not None
    assert not pin.counts(TrustMode.FIRST_USE)
