"""Who may end an action, put it off or hand it over (R8)."""

from bot.domain.case import Action
from bot.domain.consent_plan import leads
from bot.domain.refusals import Refused
from bot.domain.refusals_actions import AskItsOwner
from bot.domain.refusals_closing import WhoDrops
from bot.usecases.acting import Acting


async def require_settles(acting: Acting, action: Action, owner: str) -> None:
    """See that it is theirs, a colleague's, that they agreed on it, or are the regiehouder.

    Without a regiehouder, whoever's organisation may supply one. `owner` is a name. Raises `Refused` with `WhoDrops`,
    or in the direct chat `AskItsOwner`.
    """
    person = acting.person
    theirs = person.organisation == action.owner.organisation or person.user_id == action.owner.user_id
    if theirs or person.user_id == action.added_by:
        return
    case = await acting.work.cases.get(acting.subject)
    if case is None or not leads(case, person, acting.directory):
        raise Refused(WhoDrops(owner) if acting.typed_in is None else AskItsOwner(action.label))
