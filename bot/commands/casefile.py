"""Commands that keep the card of a case true: `!casus`, and what people note behind it."""

import difflib
from collections.abc import Awaitable, Callable

from bot.commands.args import Args, NoArgs, TextField
from bot.commands.codes import only_case
from bot.commands.table import Command, CommandTable
from bot.domain.casenotes import NoteKind
from bot.domain.people import Permission, Place
from bot.domain.refusals import Refused
from bot.domain.refusals_casefile import OtherCaseHere, UnknownCaseWord, UnknownNoteKind
from bot.usecases import casenotes
from bot.usecases.acting import Acting
from bot.usecases.casefile import load_card
from bot.usecases.results import Card
from bot.usecases.results_casefile import ChangeNoted, Noted, NotesShown

HERE = frozenset({Place.CASE})
HISTORY = "!casus geschiedenis wensen"
ALL = frozenset({"alles", "all"})
KINDS = {
    **{kind.value: kind for kind in NoteKind},
    "change": NoteKind.CHANGE,
    "safety": NoteKind.SAFETY,
    "familie": NoteKind.HEARD,
    "heard": NoteKind.HEARD,
    "family": NoteKind.HEARD,
    "children": NoteKind.CHILDREN,
    "wishes": NoteKind.WISHES,
    "police report": NoteKind.REPORT,
}
"""What people type to read back what was noted of something."""

NOTES = (
    (NoteKind.SAFETY, ("case safety",), "hij is aangehouden, zij slaapt bij haar zus"),
    (NoteKind.HEARD, ("case heard",), "met moeder en zus gesproken op 24-11"),
    (NoteKind.NOT_HEARD, ("case not heard",), "de familie is nog niet veilig"),
    (NoteKind.CHILDREN, ("case children",), "twee kinderen, veilig bij oma"),
    (NoteKind.WISHES, ("case wishes",), "eerst rust, over aangifte later praten"),
    (NoteKind.CONTACT, ("case contact",), "alleen appen, tussen 10 en 12 uur"),
    (NoteKind.REPORT, ("case police report",), "wil er nog over nadenken"),
)
"""What takes the place of what the card showed; with an example."""


class Behind(Args):
    """`!casus`; whatever stands behind it is no known word."""

    text: str = ""


class Typed(Args):
    """`!casus wijziging: tekst` and the like."""

    text: TextField


def add_to(table: CommandTable) -> None:
    """Add these commands to a table; what `!casus` refuses names those that the table knows."""

    async def show(args: Args, acting: Acting) -> Card:
        assert isinstance(args, Behind)  # noqa: S101 - the table pairs this handler with this model
        code = only_case(args.text, acting)
        if code not in {None, acting.subject}:
            raise Refused(OtherCaseHere(acting.subject))
        if args.text and code is None:
            raise Refused(_unknown(args.text, table))
        return await load_card(acting.work, acting.subject, acting.now, acting.watch, whole=False)

    work = Permission.WORK_ON_CASE
    table.add(Command("casus", ("case",), work, HERE, Behind, show, "casus", "!casus", when_closed=True))
    whole, history = ("casus alles", ("case all",)), ("casus geschiedenis", ("case history",))
    table.add(Command(*whole, work, HERE, NoArgs, show_all, "casus alles", "!casus alles", when_closed=True))
    usage = "casus geschiedenis [onderwerp] [alles]"
    table.add(Command(*history, work, HERE, Behind, show_history, usage, HISTORY, when_closed=True))
    name, usage, example = "casus wijziging", "casus wijziging: tekst", "!casus wijziging: hij stond weer voor de deur"
    table.add(Command(name, ("case change",), work, HERE, Typed, change, usage, example, follow_up=tell_coordinator))
    for kind, english, text in NOTES:
        name = f"casus {kind.value}"
        table.add(Command(name, english, work, HERE, Typed, _noting(kind), f"{name}: tekst", f"!{name}: {text}"))


async def show_all(args: Args, acting: Acting) -> Card:
    """Show the whole card."""
    del args
    return await load_card(acting.work, acting.subject, acting.now, acting.watch)


async def show_history(args: Args, acting: Acting) -> NotesShown:
    """Show what was noted, of one thing or of all. Raises `Refused` with `UnknownNoteKind`."""
    assert isinstance(args, Behind)  # noqa: S101 - the table pairs this handler with this model
    words = args.text.casefold().split()
    whole = bool(words) and words[-1] in ALL
    typed = " ".join(words[:-1] if whole else words)
    if typed and typed not in KINDS:
        raise Refused(UnknownNoteKind(tuple(kind.value for kind in NoteKind if kind is not NoteKind.NOT_HEARD)))
    return await casenotes.history(acting, KINDS.get(typed), whole=whole)


async def change(args: Args, acting: Acting) -> ChangeNoted:
    """Note a change in the situation."""
    assert isinstance(args, Typed)  # noqa: S101 - the table pairs this handler with this model
    return await casenotes.note_change(acting, args.text)


async def tell_coordinator(acting: Acting, answer: object) -> None:
    """Tell the regiehouder, after the room heard of it."""
    if isinstance(answer, ChangeNoted):
        await casenotes.tell_coordinator(acting, answer)


def _noting(kind: NoteKind) -> Callable[[Args, Acting], Awaitable[Noted]]:
    """Give the handler of one kind of note."""

    async def noting(args: Args, acting: Acting) -> Noted:
        assert isinstance(args, Typed)  # noqa: S101 - the table pairs this handler with this model
        return await casenotes.note(acting, kind, args.text)

    return noting


def _unknown(text: str, table: CommandTable) -> UnknownCaseWord:
    """Say which words there are, and which one was probably meant."""
    words = {c.name.partition(" ")[2]: c.name for c in table.all() if c.name.startswith("casus ")}
    typed = text.replace(":", " ").casefold().split()
    found: list[str] = []
    for attempt in (" ".join(typed[:2]), *typed[:1]):
        found = found or difflib.get_close_matches(attempt, words, n=1, cutoff=0.7)
    return UnknownCaseWord(f"!{words[found[0]]}" if found else "", tuple(words))
