"""What use cases give back, and what the bot says of its own accord: values, rendered by `bot.texts`.

Results answer in the room where the command was typed. Notices go to a person's direct chat, the MDT room or
the administrators' room; they carry codes and counts, never a typed word (R15). Those marked "case room only"
hold content.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.case import Action, CaseCode
from bot.domain.casefile import CaseFile
from bot.domain.clock import CaseClock, NextMeeting
from bot.domain.closing import Chapter
from bot.domain.minutes import Ended, Minutes
from bot.domain.outcome import Delay
from bot.domain.people import Organisation, Person, Place, UserId
from bot.domain.topics import Topic
from bot.domain.trust import Fingerprint, TrustState, Unable
from bot.usecases.results_minutes import Present


@dataclass(frozen=True)
class Card:
    """The case (R3). Case room only. `names` gives everybody mentioned their name.

    `upcoming` is there while the case is on the agenda.
    `grounds` names the legal ground (`G1`) of each organisation that takes part by one.
    Without `whole` it holds what is needed now, on about one phone screen. `follow_ups`: of a closed case.
    """

    file: CaseFile
    names: dict[UserId, str]
    today: date
    now: datetime
    organisations: tuple[Organisation, ...]
    clock: CaseClock = field(default=CaseClock())
    upcoming: NextMeeting | None = None
    chapters: tuple[Chapter, ...] = ()
    grounds: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    follow_ups: tuple[date, ...] = ()


@dataclass(frozen=True)
class Away:
    """The owner is away until `until` (a Dutch day) and `deputy` stands in; empty without one."""

    name: str
    until: date
    deputy: str


@dataclass(frozen=True)
class ActionAdded:
    """An action was agreed. Case room only. The owner is mentioned in a message of its own (`YourTurn`).

    `away`: the owner is not there. `coordinator_missing`: an outside party has it, and nobody follows it yet.
    """

    action: Action
    owner: str
    away: Away | None = None
    coordinator_missing: bool = False


@dataclass(frozen=True)
class ActionList:
    """Open actions of a case, late first, then by day; `delays` has the last of each. Case room only.

    Without `whole` a long list is cut. `of` names whose they are, empty for everybody; `late`: only the late ones.
    """

    code: CaseCode
    actions: tuple[Action, ...]
    owners: dict[int, str]
    today: date
    done: int
    dropped: int = 0
    delays: dict[int, Delay] = field(default_factory=dict)
    whole: bool = False
    of: str = ""
    late: bool = False


@dataclass(frozen=True)
class ActionDone:
    """An action is done. Case room only."""

    action: Action
    by: str
    left: int


@dataclass(frozen=True)
class CaseMinutes:
    """The minutes of this case in one MDT. Case room only.

    `day` is the (Dutch) day of the MDT, `taken_up` when it came to the case, `spent` how many minutes it took; `ended`
    tells whether it comes back, and while it is being weighed it is `NOW`. `names` are those of everybody mentioned,
    `owners` and `parties` those of actions and inzet by number. `there` are who was there of the parties of the case.
    `open_actions` counts those of now; `asked` is the name of who is asked to be regiehouder, where there is none.
    `by_ground` are the organisations that took part by a legal ground by then, and what it is called (`G1`).
    """

    code: CaseCode
    day: date
    taken_up: datetime
    spent: int
    urgent: bool
    ended: Ended
    minutes: Minutes
    coordinator: str
    open_actions: int
    names: dict[UserId, str] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    parties: dict[int, str] = field(default_factory=dict)
    there: tuple[Present, ...] = ()
    asked: str = ""
    by_ground: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CaseMinutesOfDay:
    """The minutes of this case in each MDT of one day, oldest first. Case room only."""

    meetings: tuple[CaseMinutes, ...]


@dataclass(frozen=True)
class Who:
    """Who is in this room and the regiehouder; `guests` are there for the MDT of the day. Case room only.

    `asked`: who is asked to be regiehouder and did not answer yet. `grounds`: by what ground (`G1`) an organisation
    takes part without consent, by its key.
    """

    code: CaseCode
    people: tuple[Person, ...]
    coordinator: UserId | None
    organisations: tuple[Organisation, ...]
    guests: frozenset[UserId] = frozenset()
    asked: str = ""
    grounds: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HelpLine:
    """One command in the help: how to type it, and the key of its sentence. `more`: the help on this tells of parts."""

    usage: str
    key: str
    more: str = ""


@dataclass(frozen=True)
class Help:
    """The commands this person uses most here, where else there are more, and the topics that the rest stands in.

    Without topics these are all.
    """

    place: Place
    lines: tuple[HelpLine, ...]
    elsewhere: tuple[Place, ...]
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True)
class HelpTopic:
    """The commands of one topic that this person may use here."""

    topic: Topic
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True)
class HelpOn:
    """One command explained: usage, sentence, an example, and the commands that begin with its name."""

    line: HelpLine
    example: str
    parts: tuple[HelpLine, ...] = ()


@dataclass(frozen=True)
class LanguageSet:
    """The person reads this language from now on."""

    language: str


@dataclass(frozen=True)
class Status:
    """`!status` in a direct chat: how many rooms and open actions this person has. Counts only."""

    name: str
    organisation: str
    cases: int
    actions: int


@dataclass(frozen=True)
class TrustOf:
    """`!vertrouw @naam`: what to compare with what this person sees. Any one of the lines will do."""

    who: UserId
    name: str
    standing: TrustState
    fingerprints: tuple[Fingerprint, ...]


@dataclass(frozen=True)
class IdentityConfirmed:
    """An administrator compared and confirmed this person's identity."""

    who: UserId
    name: str


@dataclass(frozen=True)
class LostRooms:
    """`!kamers`: the rooms (place, subject) that are gone from the homeserver and not yet made again."""

    rooms: tuple[tuple[Place, str], ...]


@dataclass(frozen=True)
class RoomsRenewed:
    """`!kamers opnieuw`: these rooms (place, subject) are being made again."""

    rooms: tuple[tuple[Place, str], ...]


@dataclass(frozen=True)
class TrustOverview:
    """`!vertrouw`: how many people's identity counts, and whose does not."""

    count: int
    waiting: tuple[Unable, ...]
