"""Room state: only state events count, malformed ones are passed over, encryption never goes off again."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rooms import MEGOLM, RoomState
from bot.matrix.forks import REPLACED
from bot.matrix.state import EVERYBODY, ONLY_US, WISH_EVENT, RoomBook, apply, power_levels


def member(user: str, membership: str, sender: str | None = None) -> dict[str, Any]:
    return {
        "type": "m.room.member",
        "state_key": user,
        "sender": sender or user,
        "content": {"membership": membership},
    }


def encryption(algorithm: str) -> dict[str, Any]:
    return {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": algorithm}}


def test_who_joins_is_there_and_who_is_invited_is_not_yet() -> None:
    room = RoomState()
    changes = apply(room, [member("@a:x", "invite", "@bot:x"), member("@b:x", "join")])
    assert (room.joined, room.invited) == ({"@b:x"}, {"@a:x"})
    assert changes.came == {"@b:x"}
    assert not changes.rotate


def test_whoever_goes_changes_the_keys_also_a_revoked_invitation() -> None:
    for before in ("join", "invite"):
        room = RoomState()
        apply(room, [member("@a:x", before)])
        changes = apply(room, [member("@a:x", "leave", "@bot:x")])
        assert changes.rotate
        assert changes.went == {"@a:x"}
        assert room.presence().joined == frozenset()


def test_only_who_leaves_of_their_own_accord_has_declined() -> None:
    room = RoomState()
    apply(room, [member("@a:x", "join"), member("@a:x", "leave")])
    apply(room, [member("@b:x", "join"), member("@b:x", "leave", "@bot:x")])
    assert room.declined == {"@a:x"}


def test_encryption_cannot_be_weakened_again() -> None:
    room = RoomState()
    apply(room, [encryption(MEGOLM)])
    assert room.encrypted
    apply(room, [encryption("m.something.weaker")])
    apply(room, [encryption(MEGOLM)])
    assert not room.encrypted


def test_a_room_without_encryption_state_is_not_encrypted() -> None:
    assert not RoomState().encrypted


def test_changed_history_visibility_changes_the_keys() -> None:
    room = RoomState()
    visible = {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": "joined"}}
    assert not apply(room, [visible]).rotate
    assert not apply(room, [visible]).rotate
    assert apply(room, [{**visible, "content": {"history_visibility": "shared"}}]).rotate


def test_the_wish_is_remembered() -> None:
    room = RoomState()
    apply(room, [{"type": WISH_EVENT, "state_key": "", "content": {"id": "w1"}}])
    assert room.wish == "w1"


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
types = st.sampled_from(
    ["m.room.member", "m.room.encryption", "m.room.history_visibility", "m.room.power_levels", WISH_EVENT, "x"]
)


@given(st.lists(st.fixed_dictionaries({"type": types, "state_key": json, "content": json, "sender": json}), max_size=6))
def test_nothing_malformed_is_an_error(events: list[dict[str, Any]]) -> None:
    room = RoomState()
    apply(room, events)
    assert not room.joined & room.invited


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(
                    ["m.room.member", "m.room.encryption", "m.room.history_visibility", WISH_EVENT]
                ),
                "state_key": st.sampled_from(["", "@a:x", 3, None]),
            },
            optional={
                "content": st.dictionaries(
                    st.sampled_from(["membership", "algorithm", "history_visibility", "rotation_period_ms", "id"]),
                    st.one_of(
                        st.none(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=1),
                        st.dictionaries(st.text(max_size=2), st.none(), max_size=1),
                        st.sampled_from(["join", "invite", "leave", "ban", "m.megolm.v1.aes-sha2"]),
                    ),
                ),
                "sender": st.sampled_from(["@a:x", 7, None]),
            },
        ),
        max_size=6,
    )
)  # fmt: skip
def test_no_state_whatever_stops_anything(events: list[dict[str, Any]]) -> None:
    room = RoomState()
    apply(room, events)
    assert all(isinstance(user, str) for user in room.joined | room.invited | room.declined)
    assert isinstance(room.encrypted, bool)


def test_names_are_told_as_they_come_in_and_never_kept() -> None:
    room = RoomState()
    joined = member("@a:x", "join")
    joined["content"]["displayname"] = "Anna"
    nameless, odd = member("@b:x", "join"), member("@c:x", "join")
    odd["content"]["displayname"] = {"Anna": 3}
    assert apply(room, [joined, nameless, odd]).named == (("@a:x", "Anna"),)
    renamed = member("@a:x", "join")
    renamed["content"]["displayname"] = "Bea"
    changes = apply(room, [renamed])
    assert (changes.named, changes.came) == ((("@a:x", "Bea"),), frozenset())
    assert "Bea" not in repr(room)


def powers(**changes: object) -> dict[str, Any]:
    content = {**power_levels(read_only=False), "historical": 100, **changes}
    return {"type": "m.room.power_levels", "state_key": "", "content": content}


def test_who_may_talk_is_learned_and_a_change_of_it_is_told() -> None:
    room = RoomState()
    assert not room.powers_differ(EVERYBODY), "never told: as the room was made"
    assert room.powers_differ(ONLY_US)
    assert not apply(room, [powers()]).powers, "as it was made"
    assert apply(room, [powers(events_default=100)]).powers
    assert not apply(room, [powers(events_default=100)]).powers
    assert not room.powers_differ(ONLY_US)
    assert room.powers_differ(EVERYBODY)
    assert apply(room, [powers()]).powers
    assert not room.powers_differ(EVERYBODY)


def test_powers_that_somebody_else_put_differ_whatever_they_are() -> None:
    wrong: list[dict[str, object]] = [
        {"users": {"@a:x": 100}}, {"users_default": 50}, {"state_default": 0}, {"events": {"m.room.encrypted": 0}},
        {"events_default": "100"}, {"events_default": True}, {"events_default": None}, {"events_default": 50},
    ]  # fmt: skip
    for changes in wrong:
        room = RoomState()
        assert apply(room, [powers(), powers(**changes)]).powers, changes
        assert room.powers_differ(EVERYBODY)
        assert room.powers_differ(ONLY_US)
        apply(room, [powers()])
        assert not room.powers_differ(EVERYBODY)


ROOM = "!room:x"


def told(membership: str, event_id: str, replaces: str | None = None) -> dict[str, Any]:
    unsigned = {} if replaces is None else {"replaces_state": replaces}
    return {**member("@anna:x", membership), "event_id": event_id, "unsigned": unsigned}


def test_who_joined_is_not_invited_again_by_the_state_of_a_fork() -> None:
    """What was sent while she joined follows the invitation: a sync tells that as the state, after the join."""
    book = RoomBook()
    book.apply(ROOM, [told("invite", "$1"), told("join", "$2")])
    changes = book.apply(ROOM, [told("invite", "$1")])
    assert book[ROOM].joined == {"@anna:x"}
    assert (changes.came, changes.went, changes.rotate) == (frozenset(), frozenset(), False)
    assert not book.apply(ROOM, [told("join", "$2")]).came, "and then she does not come once more"


def test_what_the_join_says_it_replaced_needs_not_have_been_seen() -> None:
    book = RoomBook()
    book.apply(ROOM, [told("join", "$2", replaces="$1")])
    book.apply(ROOM, [told("invite", "$1")])
    assert book[ROOM].joined == {"@anna:x"}


def test_who_goes_and_is_invited_anew_is_not_there() -> None:
    book = RoomBook()
    book.apply(ROOM, [told("invite", "$1"), told("join", "$2")])
    assert book.apply(ROOM, [told("leave", "$3")]).went == {"@anna:x"}
    book.apply(ROOM, [told("join", "$2")])
    assert book[ROOM].joined == set(), "the join of before is over"
    book.apply(ROOM, [told("invite", "$4")])
    assert (book[ROOM].joined, book[ROOM].invited) == (set(), {"@anna:x"})
    assert book.apply(ROOM, [told("join", "$5")]).came == {"@anna:x"}


def test_what_was_replaced_is_remembered_for_a_while_and_not_for_ever() -> None:
    book = RoomBook()
    book.apply(ROOM, [told("join", f"${number}") for number in range(REPLACED + 10)])
    book.apply(ROOM, [told("leave", "$5")])
    assert book[ROOM].joined == set()
    book.apply(ROOM, [told("join", "$new")])
    book.apply(ROOM, [told("leave", f"${REPLACED}")])
    assert book[ROOM].joined == {"@anna:x"}
