"""`regiekamer apart`: messages that could not be sent and were set aside so that the others could go on."""

from bot.domain.calendar import ZONE
from bot.domain.people import Place
from bot.office.common import OfficeError, Say
from bot.ports import AuditEntry, SetAside
from bot.settings import Settings
from bot.usecases import trust
from bot.wiring import now, open_house

VERB = "apart"
PLACE = "machine"
WHY = {
    "damaged": "beschadigd in de database; alleen een back-up heeft het nog heel",
    "M_TOO_LARGE": "te groot voor de Matrix-server",
}


async def list_aside(settings: Settings, say: Say) -> None:
    """Say which messages were set aside: for which room, since when and why; never what is in them."""
    async with open_house(settings) as house, house.database.work() as work:
        found = await work.outbox.aside()
    if not found:
        say("Er is niets apart gezet.")
        return
    say(f"{len(found)} berichten zijn apart gezet:")
    for each in found:
        say(f"- {each.id}: {_where(each)}, {each.at.astimezone(ZONE):%d-%m %H:%M}: {_why(each.why)}")
    say("Is de oorzaak weg? Dan probeert `regiekamer apart opnieuw` ze allemaal nog eens.")


async def try_again(settings: Settings, id_: str | None, say: Say) -> None:
    """Put what was set aside at the end of its room's line: this one, or everything. Raises `OfficeError`."""
    async with open_house(settings) as house, house.database.work() as work:
        found = [each for each in await work.outbox.aside() if id_ in {None, each.id}]
        if not found:
            raise OfficeError("nummer: er is niets apart gezet met dit nummer. `regiekamer apart` toont wat er is.")
        for each in found:
            await work.outbox.take_back(each.id)
            entry = AuditEntry(now(), trust.BOT, VERB, PLACE, each.room.subject, "opnieuw")
            await work.audit.add(entry)
        await work.commit()
    say(f"{len(found)} berichten gaan opnieuw in de rij, achteraan in hun kamer.")


def _where(each: SetAside) -> str:
    return {
        Place.CASE: f"kamer {each.room.subject}",
        Place.MDT: f"MDT-kamer {each.room.subject}",
        Place.ADMIN: "beheerkamer",
        Place.DIRECT: f"privéchat van {each.room.subject}",
    }[each.room.place]


def _why(code: str) -> str:
    return WHY.get(code, f"geweigerd ({code})" if code.startswith("M_") else f"fout in de bot ({code})")
