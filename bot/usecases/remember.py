"""What somebody changed is remembered for a few minutes, so that they can take it back (`bot.usecases.undoing`)."""

from bot.domain.people import Place
from bot.domain.undo import Change, What
from bot.usecases.acting import Acting


async def remember(acting: Acting, what: What, refs: tuple[int, ...]) -> None:
    """Remember a change in the case, under the room in which it was typed. In the same unit of work as the change."""
    here = acting.here
    change = Change(here.place.value, here.subject, acting.person.user_id, acting.now, what, acting.subject, refs)
    await acting.work.changes.add(change)


async def remember_fixed(acting: Acting, answer: object) -> None:
    """Remember that the last thing somebody did here is not taken back, so that nothing before it is by mistake."""
    room = acting.room
    case = room.subject if room.place is Place.CASE else ""
    by, name = acting.person.user_id, type(answer).__name__
    change = Change(room.place.value, room.subject, by, acting.now, What.FIXED, case, answer=name)
    await acting.work.changes.add(change)
