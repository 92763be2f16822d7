"""What should have happened: a case as the commands in its room, in the order of the room, must have left it.

Written apart from the product, so that both would have to be wrong in the same way.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from tests.crash.town import COORDINATORS

AREAS = ("veiligheid", "recht", "hulp", "herstel")


@dataclass(frozen=True)
class Expected:
    """A message of the bot, by how its text begins and what else is in it."""

    start: str
    holds: str = ""

    def fits(self, body: str) -> bool:
        """Whether this is that message."""
        return body.startswith(self.start) and self.holds in body


@dataclass(frozen=True)
class Entry:
    """A line of the audit trail."""

    actor: str
    verb: str
    outcome: str


@dataclass
class ActionLeft:
    """An action as it must be now."""

    text: str
    owner: str
    done_by: str | None = None
    agreed_by: str = field(default="", compare=False)


@dataclass
class CaseModel:
    """One case; `names` are people's full names by localpart, `decides` whether the MDT has it up.

    `parties` tells who works where, `could_lead` whose party may supply the regiehouder.
    """

    code: str
    names: Mapping[str, str]
    decides: bool
    parties: Mapping[str, str] = field(default_factory=dict)
    could_lead: Collection[str] = ()
    answers: list[Expected] = field(default_factory=list)
    audit: list[Entry] = field(default_factory=list)
    actions: list[ActionLeft] = field(default_factory=list)
    appointed: list[str] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)

    def take(self, sender: str, text: str) -> None:
        """Take in a message; each line is a command."""
        for line in text.splitlines():
            verb, _, rest = line.removeprefix("!").partition(" ")
            outcome, answers = getattr(self, f"_{verb}")(sender, rest)
            self.audit.append(Entry(sender, verb, outcome))
            self.answers += answers

    def _actie(self, sender: str, rest: str) -> tuple[str, Iterable[Expected]]:
        head, _, text = rest.partition(": ")
        owner = head.split()[0]
        self.actions.append(ActionLeft(text, owner, agreed_by=sender))
        label = f"A{len(self.actions)}"
        answers = [Expected(f"{label} voor {self.names[owner]}: ", text)]
        if owner != sender:
            answers.append(Expected(f"{self.code} {label}: jij bent aan de beurt, "))
        return "ok", answers

    def _klaar(self, sender: str, rest: str) -> tuple[str, Iterable[Expected]]:
        number = int(rest.removeprefix("A"))
        if number > len(self.actions):
            return "UnknownAction", [Expected(f"Actie A{number} is er niet")]
        action = self.actions[number - 1]
        if action.done_by is not None:
            return "ActionIsDone", [Expected(f"Actie A{number} is al klaar.")]
        if not self._settles(sender, action):
            return "WhoDrops", [Expected(f"Dit is een actie van {self.names[action.owner]}.")]
        action.done_by = sender
        return "ok", [Expected(f"A{number} is klaar, gemeld door {self.names[sender]}.", action.text)]

    def _settles(self, sender: str, action: ActionLeft) -> bool:
        if sender in {action.owner, action.agreed_by}:
            return True
        if self.parties.get(sender, sender) == self.parties.get(action.owner, action.owner):
            return True
        return sender == self.appointed[-1] if self.appointed else sender in self.could_lead

    def _besluit(self, _sender: str, rest: str) -> tuple[str, Iterable[Expected]]:
        area, _, text = rest.partition(": ")
        if not self.decides:
            refused = "OutcomeStands" if area in self.outcomes else "NotThisCasesTurn"
            return refused, [Expected("Deze casus is nu niet aan de beurt")]
        self.outcomes[area] = text
        return "ok", [Expected(f"Vastgelegd: {area}", text)]

    def _regie(self, sender: str, _rest: str) -> tuple[str, Iterable[Expected]]:
        if sender not in COORDINATORS:
            return "MayNotCoordinate", [Expected("Een regiehouder komt van ")]
        if self.appointed and self.appointed[-1] == sender:
            return "AlreadyCoordinator", [Expected("Deze persoon is al regiehouder")]
        self.appointed.append(sender)
        return "ok", [Expected(f"{self.names[sender]} van ", f"is nu regiehouder van {self.code}.")]
