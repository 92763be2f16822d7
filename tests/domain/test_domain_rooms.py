"""A room becomes equal to its roster: who must come in, who must go, who is an intruder."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rooms import Presence, correction

BOT = "@regiekamer:regiekamer.test"
users = st.sampled_from([BOT, *(f"@u{n}:regiekamer.test" for n in range(6))])
groups = st.frozensets(users)
presences = st.builds(Presence, groups, groups, groups)


@given(groups, presences)
def test_a_correction_makes_the_room_its_roster(roster: frozenset[str], presence: Presence) -> None:
    change = correction(roster, presence, BOT)
    present = presence.joined | presence.invited
    after = (present | set(change.invite)) - set(change.remove)
    assert after - {BOT} <= roster
    assert roster - {BOT} - after <= presence.declined
    assert not set(change.invite) & (present | presence.declined)
    assert BOT not in {*change.invite, *change.remove}


@given(groups, presences)
def test_an_intruder_joined_without_being_on_the_roster(roster: frozenset[str], presence: Presence) -> None:
    change = correction(roster, presence, BOT)
    assert set(change.intruders) == presence.joined - roster - {BOT}
    assert set(change.intruders) <= set(change.remove)


@given(groups, presences)
def test_a_corrected_room_needs_nothing_more(roster: frozenset[str], presence: Presence) -> None:
    change = correction(roster, presence, BOT)
    gone = set(change.remove)
    after = Presence(presence.joined - gone, (presence.invited | set(change.invite)) - gone, presence.declined)
    assert not correction(roster, after, BOT)
    assert bool(change) == bool(change.invite or change.remove)


def test_who_declined_is_not_nagged_but_an_outsider_who_left_stays_out() -> None:
    presence = Presence(frozenset({BOT}), frozenset(), frozenset({"@u1:regiekamer.test"}))
    assert not correction(frozenset({"@u1:regiekamer.test"}), presence, BOT)
    assert not correction(frozenset(), presence, BOT)


def test_corrections_come_in_a_fixed_order() -> None:
    roster = frozenset(f"@u{n}:regiekamer.test" for n in range(6))
    change = correction(roster, Presence(frozenset({BOT, "@z:x", "@a:x"}), frozenset()), BOT)
    assert list(change.invite) == sorted(roster)
    assert change.remove == change.intruders == ("@a:x", "@z:x")
