"""Commands of actions: `!actie`, `!acties`, `!klaar`, `!uitstel`, `!vervalt`, `!overdragen` (R7, R8)."""

import re

from bot.commands.args import Args, Words, read_number, read_owner, require_length
from bot.commands.inside import answered, context_of, inside
from bot.commands.owners import outside_owner, read_agreement
from bot.commands.parsing import split_at_colon
from bot.commands.table import Command, CommandTable
from bot.domain.case import Owner
from bot.domain.moments import due_moment
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.usecases import actions, delaying, dropping, handing, listing
from bot.usecases.acting import Acting
from bot.usecases.results import ActionAdded, ActionList
from bot.usecases.results_actions import (
    ActionHanded,
    ActionPostponed,
    ActionShown,
    FinishedActions,
    Told,
    ToldThere,
)
from bot.usecases.results_closing import ActionDropped

HERE = frozenset({Place.CASE})
BOTH = frozenset({Place.CASE, Place.DIRECT})
NEW = "!actie @anna vrijdag: terugbellen"
DONE = "!klaar A1"
POSTPONE = "!uitstel A3 maandag: de arts is er dan pas"
DROP = "!vervalt A3: het slachtoffer regelde dit zelf"
IMPOSSIBLE = "!kan niet meer A3: zij is verhuisd"
HAND_OVER = "!overdragen A3 @anna"
THERE = "!klaar DH-7K3M A3"

ALL = frozenset({"alles", "alle", "all"})
LATE = frozenset({"laat", "te laat", "late"})
FINISHED = frozenset({"klaar", "gedaan", "done"})
_LABEL = re.compile(r"[aA]\d{1,6}")
_LABELS = re.compile(r"\b[aA]\d{1,6}\b")
_AFTER_WORD = re.compile(r"\s*:\s*|\s+")
_BETWEEN = re.compile(r"(?:\s*,\s*|\s+(?:en|and)\s+|\s+)")


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    work, settle = Permission.WORK_ON_CASE, Permission.SETTLE
    usage = "actie @naam datum: tekst"
    new = Command("actie", ("action",), work, HERE, Words, new_action, usage, NEW, follow_up=afterwards)
    usage = "acties [alles / laat / klaar / @naam]"
    list_ = Command("acties", ("actions",), work, HERE, Words, list_actions, usage, "!acties", when_closed=True)
    klaar = Command("klaar", ("done",), settle, BOTH, Words, done, "klaar A1", DONE)
    usage = "uitstel A1 datum: reden"
    later = Command("uitstel", ("postpone",), settle, BOTH, Words, postpone, usage, POSTPONE, follow_up=afterwards)
    off = Command("vervalt", ("drop",), settle, BOTH, Words, drop, "vervalt A1: reden", DROP)
    name, english, usage = "overdragen", ("hand over",), "overdragen A1 @naam"
    over = Command(name, english, settle, BOTH, Words, hand_over, usage, HAND_OVER, follow_up=afterwards)
    for command in (new, list_, klaar, later, off, over):
        table.add(command)


async def new_action(args: Args, acting: Acting) -> ActionAdded | ActionShown:
    """Agree on an action, or show one."""
    text = _text(args)
    if _LABEL.fullmatch(text.rstrip(".:")):
        return await listing.show_action(acting, read_number(text.rstrip(".:")))
    head, typed = split_at_colon(text)
    agreement = read_agreement(head, await context_of(acting), acting.now, NEW)
    if not typed:
        raise Refused(MissingField("tekst", NEW))
    require_length("tekst", typed, NEW)
    return await actions.add_action(acting, agreement.owner, agreement.due, typed, agreement.area)


async def list_actions(args: Args, acting: Acting) -> ActionList | FinishedActions:
    """List the open actions, all or some, or those that were done."""
    word = " ".join(_text(args).partition("\n")[0].split())
    folded = word.casefold()
    if folded in FINISHED:
        return await listing.finished_actions(acting)
    if not word or folded in ALL:
        return await listing.list_actions(acting, whole=folded in ALL)
    if folded in LATE:
        return await listing.list_actions(acting, late=True, whole=True)
    owner = read_owner(word, await context_of(acting))
    return await listing.list_actions(acting, owner, whole=True)


async def done(args: Args, acting: Acting) -> object:
    """Report one or more actions done."""
    case, text = await inside(acting, _text(args), THERE)
    words = [word for word in _BETWEEN.split(text.strip(" ,.:")) if word]
    if not words:
        raise Refused(MissingField("nummer", DONE))
    numbers = tuple(dict.fromkeys(read_number(word) for word in words))
    answer = await actions.finish_actions(case, numbers)
    return await _answered(case, "klaar", answer, numbers, Told.DONE)


async def postpone(args: Args, acting: Acting) -> object:
    """Put an action off until another day, and say why."""
    case, text = await inside(acting, _text(args), "!uitstel DH-7K3M A3 maandag: de arts is er dan pas")
    head, reason = split_at_colon(text)
    number, day = _numbered(head, POSTPONE)
    if not day:
        raise Refused(MissingField("datum", POSTPONE))
    due = due_moment(day, case.now, case.days)
    if not reason:
        raise Refused(MissingField("reden", POSTPONE))
    require_length("reden", reason, POSTPONE)
    answer = await delaying.postpone(case, number, due, reason)
    return await _answered(case, "uitstel", answer, (number,), Told.POSTPONED)


async def drop(args: Args, acting: Acting) -> object:
    """Drop an action that is no longer needed."""
    return await _drop(args, acting, "vervalt", DROP)


async def impossible(args: Args, acting: Acting) -> object:
    """Drop an action that cannot be done any more."""
    return await _drop(args, acting, "kan niet meer", IMPOSSIBLE)


async def hand_over(args: Args, acting: Acting) -> object:
    """Hand an action over."""
    case, text = await inside(acting, _text(args), "!overdragen DH-7K3M A3 @anna")
    head, reason = split_at_colon(text)
    number, who = _numbered(head, HAND_OVER)
    if not who:
        raise Refused(MissingField("wie", HAND_OVER))
    context = await context_of(case)
    owner: Owner = outside_owner(who, context) or read_owner(who, context)
    if reason:
        require_length("reden", reason, HAND_OVER)
    answer = await handing.hand_over(case, number, owner, reason)
    return await _answered(case, "overdragen", answer, (number,), Told.HANDED)


async def afterwards(acting: Acting, answer: object) -> None:
    """Ring for whose turn it is now, after the room heard of it."""
    match answer:
        case ActionAdded() | ActionPostponed():
            await actions.tell_owner(acting, answer.action)
        case ActionHanded():
            await handing.tell_new_owner(acting, answer.action)
        case _:
            pass


async def _drop(args: Args, acting: Acting, verb: str, example: str) -> object:
    case, text = await inside(acting, _text(args), f"!{verb} DH-7K3M A3: zij is verhuisd")
    if len(_LABELS.findall(split_at_colon(text)[0])) > 1:
        raise Refused(NotUnderstood("nummer", example))  # each with a reason of its own: none is lost by mistake
    number, reason = _numbered(text, example)
    if not reason:
        raise Refused(MissingField("reden", example))
    require_length("reden", reason, example)
    answer: ActionDropped = await dropping.drop_action(case, number, reason)
    return await _answered(case, verb, answer, (number,), Told.DROPPED)


async def _answered(case: Acting, verb: str, answer: object, numbers: tuple[int, ...], told: Told) -> object:
    there = ToldThere(case.subject, tuple(f"A{number}" for number in numbers), told)
    return await answered(case, verb, answer, there, afterwards)


def _numbered(text: str, example: str) -> tuple[int, str]:
    """Split off the number of an action. Raises `Refused`."""
    first, *rest = _AFTER_WORD.split(text.strip().removeprefix(":").strip(), maxsplit=1)
    if not first:
        raise Refused(MissingField("nummer", example))
    return read_number(first), "".join(rest).strip()


def _text(args: Args) -> str:
    assert isinstance(args, Words)  # noqa: S101 - the table pairs these handlers with this model
    return args.text.strip()
