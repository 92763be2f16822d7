"""Commands of minutes, corrections and figures: `!verslag`, `!corrigeer`, `!mdt verslag`, `!mdt cijfers`."""

import re
from datetime import date

from bot.commands.args import Args, read_area, require_length
from bot.commands.case import read_outcome, stays
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.past_dates import past_day, past_month
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, Refused
from bot.domain.refusals_minutes import StandsAlready, WhatToCorrect
from bot.usecases import actions, correcting, figures, minutes
from bot.usecases.acting import Acting
from bot.usecases.results import CaseMinutes, CaseMinutesOfDay
from bot.usecases.results_minutes import ActionCorrected, DayMinutes, OutcomeCorrected, RegionFigures

IN_CASE, IN_MDT = frozenset({Place.CASE}), frozenset({Place.MDT})
MINUTES = "!verslag gisteren"
REGION_MINUTES = "!mdt verslag gisteren"
FIGURES = "!mdt cijfers november"
CORRECT = "!corrigeer veiligheid: het slot is vrijdag vervangen"
CORRECT_ACTION = "!corrigeer A3: de huisarts bellen"
_LABEL = re.compile(r"[aA](\d{1,6})[.,]?")


class Day(Args):
    """`!verslag [dag]` and `!mdt verslag [dag]`."""

    day: str = ""


class Month(Args):
    """`!mdt cijfers [maand]`."""

    month: str = ""


class Right(Args):
    """`!corrigeer veiligheid: tekst`, `!corrigeer veiligheid nvt: reden` or `!corrigeer A3: tekst`."""

    part: str
    text: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    work, see = Permission.WORK_ON_CASE, Permission.SEE_AGENDA
    table.add(Command("verslag", ("minutes",), work, IN_CASE, Day, show, "verslag [dag]", MINUTES, when_closed=True))
    usage = "corrigeer gebied: tekst"
    table.add(Command("corrigeer", ("correct",), work, IN_CASE, Right, correct, usage, CORRECT, follow_up=tell_owner))
    usage = "mdt verslag [dag]"
    table.add(Command("mdt verslag", ("mdt minutes",), see, IN_MDT, Day, show_region, usage, REGION_MINUTES))
    usage = "mdt cijfers [maand]"
    table.add(Command("mdt cijfers", ("mdt figures",), see, IN_MDT, Month, show_figures, usage, FIGURES))


async def show(args: Args, acting: Acting) -> CaseMinutes | CaseMinutesOfDay:
    """Show the minutes of this case."""
    assert isinstance(args, Day)  # noqa: S101 - the table pairs this handler with this model
    return await minutes.case_minutes(acting, _day(args.day, acting))


async def show_region(args: Args, acting: Acting) -> DayMinutes:
    """Show the minutes of this region."""
    assert isinstance(args, Day)  # noqa: S101 - the table pairs this handler with this model
    return await minutes.meeting_minutes(acting, _day(args.day, acting))


async def show_figures(args: Args, acting: Acting) -> RegionFigures:
    """Show the figures of this region."""
    assert isinstance(args, Month)  # noqa: S101 - the table pairs this handler with this model
    return await figures.show(acting, past_month(args.month, local_day(acting.now)))


async def correct(args: Args, acting: Acting) -> OutcomeCorrected | ActionCorrected:
    """Put an outcome or the text of an action right."""
    assert isinstance(args, Right)  # noqa: S101 - the table pairs this handler with this model
    label = _LABEL.fullmatch(args.part)
    if label is not None:
        if not args.text:
            raise Refused(MissingField("tekst", CORRECT_ACTION))
        require_length("tekst", args.text, CORRECT_ACTION)
        return await correcting.correct_action(acting, int(label[1]), args.text)
    try:
        area = read_area(args.part)
    except Refused:
        raise Refused(WhatToCorrect()) from None
    if not args.text:
        raise Refused(MissingField("tekst", CORRECT))
    if stays(args.text):
        raise Refused(StandsAlready())
    text, not_applicable = read_outcome(args.text, CORRECT)
    return await correcting.correct_outcome(acting, area, text, not_applicable=not_applicable)


async def tell_owner(acting: Acting, result: object) -> None:
    """Ring for the owner of an action whose text is another now."""
    if isinstance(result, ActionCorrected):
        await actions.tell_owner(acting, result.action)


def _day(text: str, acting: Acting) -> date | None:
    return past_day(text, local_day(acting.now)) if text.strip() else None
