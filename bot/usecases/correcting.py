"""What was typed wrong is put right in the case's own room, also after the MDT; what stood there before is kept.

An outcome that is put right keeps its meeting and its moment: it is the same outcome, so that after a change in the
situation it does not pass for a new one (R9).
"""

from dataclasses import replace

from bot.domain.case import Area
from bot.domain.corrections import Correction, about_action, about_area
from bot.domain.refusals import Refused
from bot.domain.refusals_minutes import NoOutcomeYet, StandsAlready
from bot.usecases.acting import Acting
from bot.usecases.actions import open_action, owner_name
from bot.usecases.results_minutes import ActionCorrected, OutcomeCorrected
from bot.usecases.scope import own_areas


async def correct_outcome(acting: Acting, area: Area, text: str, *, not_applicable: bool) -> OutcomeCorrected:
    """Put right the outcome on an area; of n.v.t. `text` is the reason, if any.

    Raises `Refused`: `NoOutcomeYet`, `StandsAlready`, and as `own_areas`.
    """
    work, code = acting.work, acting.subject
    stands = next((each for each in await work.decisions.of(code) if each.area is area), None)
    if stands is None:
        raise Refused(NoOutcomeYet(area))
    await own_areas(acting, (area,))
    if (stands.text, stands.not_applicable) == (text, not_applicable):
        raise Refused(StandsAlready())
    corrected = replace(stands, text=text, not_applicable=not_applicable)
    await work.decisions.correct(code, corrected)
    await work.corrections.add(code, Correction(about_area(area), stands.text, acting.person.user_id, acting.now))
    return OutcomeCorrected(corrected)


async def correct_action(acting: Acting, number: int, text: str) -> ActionCorrected:
    """Put right the text of an open action; anybody in the case may.

    Raises `Refused`, as `open_action`, and with `StandsAlready`.
    """
    work, code = acting.work, acting.subject
    action = await open_action(work, code, number)
    if action.text == text:
        raise Refused(StandsAlready())
    await work.actions.correct(code, number, text)
    await work.corrections.add(code, Correction(about_action(number), action.text, acting.person.user_id, acting.now))
    return ActionCorrected(replace(action, text=text), owner_name(action.owner, acting.directory))
