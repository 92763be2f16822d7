"""The positive control: what the verifier would say if something were lost, doubled or swapped."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest

from bot.domain.people import Place
from tests.crash.evidence import CaseLeft, Evidence, RoomSeen, Seen
from tests.crash.model import ActionLeft, CaseModel, Entry
from tests.crash.town import BOT_ID, NAMES
from tests.crash.verifier import verify

WITNESS = "anna"
CODE = "DH-7K3M"
KEY = (Place.CASE, CODE)
DIRECT = (Place.DIRECT, "@carla:x")
SAID = {
    "$1": ("anna", CODE, "!actie bas vandaag: eerste\n!actie anna vandaag: tweede"),
    "$2": ("bas", CODE, "!klaar A1"),
    "$3": ("bas", CODE, "!klaar A1"),
    "$4": ("carla", CODE, "!regie ik"),
    "$5": ("dirk", CODE, "!regie ik"),
}
ROOM = [
    (BOT_ID, "DH-7K3M, gemeld 1 uur geleden"),
    ("$1", ""),
    (BOT_ID, "A1 voor Bas Verzonnen: vandaag\neerste"),
    (BOT_ID, "DH-7K3M A1: jij bent aan de beurt, @bas."),
    (BOT_ID, "A2 voor Anna Verzonnen: vandaag\ntweede"),
    ("$2", ""),
    ("$3", ""),
    (BOT_ID, "A1 is klaar, gemeld door Bas Verzonnen. Dank je wel.\neerste"),
    (BOT_ID, "Actie A1 is al klaar."),
    ("$4", ""),
    (BOT_ID, "Carla Verzonnen van SHN is nu regiehouder van DH-7K3M."),
    ("$5", ""),
    (BOT_ID, "Dirk Verzonnen van VT is nu regiehouder van DH-7K3M.\nDit was eerst Carla Verzonnen."),
]
ALL_IS_WELL: list[str] = []


def seen() -> Evidence:
    """Give what is seen when all went well."""
    messages = [
        Seen(f"$bot{n}", BOT_ID, body, f"row{n}") if sender == BOT_ID else Seen(sender, "@somebody:x", "…")
        for n, (sender, body) in enumerate(ROOM)
    ]
    direct = [
        Seen("$d1", BOT_ID, "Welkom, Carla.", "row-d1"),
        Seen("$d2", BOT_ID, f"Je bent niet meer regiehouder van {CODE}.", "row-d2"),
        Seen("$d3", BOT_ID, f"{CODE} A2 is voor vandaag, maandag.", "row-d3"),
    ]
    audit = [
        Entry("anna", "actie", "ok"), Entry("anna", "actie", "ok"), Entry("bas", "klaar", "ok"),
        Entry("bas", "klaar", "ActionIsDone"), Entry("carla", "regie", "ok"),
        Entry("dirk", "regie", "ok"),
    ]  # fmt: skip
    return Evidence(
        rooms={
            KEY: {WITNESS: RoomSeen(CODE, messages, joins=1), "bas": RoomSeen(CODE, list(messages), joins=1)},
            DIRECT: {"carla": RoomSeen("carla", direct)},
        },
        cases={CODE: CaseLeft([ActionLeft("eerste", "bas", "bas"), ActionLeft("tweede", "anna")], audit, "dirk", {})},
        wishes=Counter(["w1", "w2"]),
        wanted={"w1", "w2"},
        members={KEY: ({"@anna:x"}, {"@anna:x"})},
    )


def findings(evidence: Evidence) -> list[str]:
    return verify(evidence, SAID, {CODE: CaseModel(CODE, NAMES, decides=False)})


def bots(evidence: Evidence, text: str) -> tuple[list[Seen], int]:
    messages = evidence.rooms[KEY][WITNESS].messages
    return messages, next(n for n, m in enumerate(messages) if m.body is not None and text in m.body)


def lost(evidence: Evidence) -> None:
    messages, place = bots(evidence, "tweede")
    del messages[place]


def lost_of_two_alike(evidence: Evidence) -> None:
    messages, place = bots(evidence, "al klaar")
    del messages[place]


def doubled(evidence: Evidence) -> None:
    """Two rows: the effect was promised twice."""
    messages, place = bots(evidence, "al klaar")
    messages.append(replace(messages[place], event_id="$again", row="row-again"))


def sent_twice(evidence: Evidence) -> None:
    """One row in two events, of what may be there more than once: only the row gives it away."""
    messages, place = bots(evidence, "gemeld 1 uur")
    messages.append(replace(messages[place], event_id="$again"))


def swapped(evidence: Evidence) -> None:
    messages, place = bots(evidence, "is klaar")
    messages[place], messages[place + 1] = messages[place + 1], messages[place]


def unread_by_the_witness(evidence: Evidence) -> None:
    messages, place = bots(evidence, "tweede")
    messages[place] = replace(messages[place], body=None, row=None)


def unread_by_another(evidence: Evidence) -> None:
    messages = evidence.rooms[KEY]["bas"].messages
    messages[2] = replace(messages[2], body=None, row=None)


def without_a_card(evidence: Evidence) -> None:
    del evidence.rooms[KEY]["bas"].messages[0]


def given_up(evidence: Evidence) -> None:
    messages = evidence.rooms[KEY][WITNESS].messages
    messages.append(Seen("$u", BOT_ID, "Een bericht kon ik niet lezen.", "row-u"))


def done_twice(evidence: Evidence) -> None:
    evidence.cases[CODE].actions.append(ActionLeft("tweede", "anna"))


def not_done(evidence: Evidence) -> None:
    evidence.cases[CODE].actions[0].done_by = None


def audited_twice(evidence: Evidence) -> None:
    evidence.cases[CODE].audit.append(Entry("carla", "regie", "ok"))


def not_audited(evidence: Evidence) -> None:
    del evidence.cases[CODE].audit[0]


def never_sent(evidence: Evidence) -> None:
    evidence.unsent = 1


def an_orphan_room(evidence: Evidence) -> None:
    evidence.wishes["w1"] += 1


def a_room_never_made(evidence: Evidence) -> None:
    del evidence.wishes["w2"]


def somebody_missing(evidence: Evidence) -> None:
    evidence.members[KEY][0].clear()


def replaced_and_not_told(evidence: Evidence) -> None:
    del evidence.rooms[DIRECT]["carla"].messages[1]


def reminded_twice(evidence: Evidence) -> None:
    messages = evidence.rooms[DIRECT]["carla"].messages
    messages.append(replace(messages[2], event_id="$again", row="row-again"))


CONTROLS: list[tuple[Callable[[Evidence], None], str]] = [
    (lost, "lost"),
    (lost_of_two_alike, "lost"),
    (doubled, "doubled"),
    (sent_twice, "row0 stands in 2 events"),
    (swapped, "swapped"),
    (unread_by_the_witness, "the witness cannot read $bot4"),
    (unread_by_another, "bas cannot read $bot2"),
    (without_a_card, "bas has no card"),
    (given_up, "not expected"),
    (done_twice, "in storage: actions"),
    (not_done, "in storage: actions"),
    (audited_twice, "in storage: audit"),
    (not_audited, "in storage: audit"),
    (never_sent, "1 messages were never sent"),
    (an_orphan_room, "wishes on the homeserver"),
    (a_room_never_made, "wishes on the homeserver"),
    (somebody_missing, "@anna:x"),
    (replaced_and_not_told, "was replaced"),
    (reminded_twice, "2 times"),
]


def test_all_is_well_when_all_is_well() -> None:
    assert findings(seen()) == ALL_IS_WELL


def test_a_card_that_came_once_more_is_found() -> None:
    evidence = seen()
    messages, place = bots(evidence, "gemeld 1 uur")
    messages.append(replace(messages[place], event_id="$again", row="row-again"))
    assert findings(evidence) == ["DH-7K3M: 2 cards, for 1 who came"]


@pytest.mark.parametrize(("spoil", "said"), CONTROLS, ids=lambda value: getattr(value, "__name__", ""))
def test_the_verifier_notices(spoil: Callable[[Evidence], None], said: str) -> None:
    evidence = deepcopy(seen())
    spoil(evidence)
    assert any(said in finding for finding in findings(evidence)), findings(evidence)
