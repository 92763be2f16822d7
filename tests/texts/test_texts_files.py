"""The Fluent files themselves: the same keys and placeables, no dead texts, real Dutch."""

import inspect
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import bot.texts
from bot.domain.agenda import Reason
from bot.domain.agenda_item import Standing
from bot.domain.agenda_notes import Deed
from bot.domain.case import ActionState, Answer, Area
from bot.domain.closing import Turn, What
from bot.domain.coming import Step
from bot.domain.contributions import ForWhom, Progress
from bot.domain.ground import GroundStanding
from bot.domain.ground import Step as GroundStep
from bot.domain.minutes import Ended
from bot.domain.overview import Mine, When
from bot.domain.people import Place, Role
from bot.domain.standing import Kind
from bot.domain.steps import StepKind
from bot.domain.undo import What as Undone
from bot.domain.verification import How
from bot.texts.words import LANGUAGES, key_of
from bot.usecases.results_actions import Told
from tests.texts.said import NO, SAID

# The commands of bot/commands; the help of each is the text `help-<command>`.
COMMANDS = [
    "help", "taal", "status", "mijn", "casus", "wie", "regie", "actie", "acties", "klaar", "besluit", "aanhouden",
    "mdt-agenda", "mdt-start", "volgende", "mdt-sluit", "leden", "lid", "rol", "dienst", "contact",
    "uitdienst", "terugtrekken", "uitsluiten",
    "toestemming", "reden",
    "casus-wijziging", "casus-gehoord", "casus-niet-gehoord", "casus-kindcheck", "casus-wensen", "casus-contact",
    "casus-aangifte", "besluit-rest",
    "casus-alles", "casus-geschiedenis", "casus-veiligheid",
    "uitstel", "overdragen", "ongedaan",
    "toestemming", "reden", "casus-sluit", "casus-heropen", "vervalt",
    "toestemming", "reden", "grondslag", "getuige", "grondslagen",
    "later", "stil", "werkdagen",
    "aanwezig", "afwezig",
    "overslaan", "terug", "mdt-overnemen",
    "verslag", "corrigeer", "mdt-verslag", "mdt-cijfers",
    "agenda", "agenda-erbij", "agenda-verzet", "agenda-terug", "agenda-reden", "mdt-erbij", "mdt-verzet",
    "regie-aanvaard", "regie-weiger", "regie-overdragen", "regie-intrekken", "mdt-regie",
    "doorzetten", "doorzetten-geef", "doorzetten-weg",
    "regie-overzicht", "mdt-overzicht",
]  # fmt: skip
# The code makes these keys from a value; each of those values is checked below.
COMPUTED = (
    "contribution-",
    "told-",
    "taken-back-",
    "step-",
    "action-is-",
    "area-",
    "place-",
    "room-",
    "standing-",
    "reason-",
    "field-",
    "help-",
    "language-set-",
    "trust-is-",
    "why-",
    "step-do-",
    "step-waits-",
    "step-tell-",
    "you-count-",
    "role-",
    "comparison-ended-",
    "going-rooms-",
    "consent-is-",
    "closing-meets-",
    "card-life-",
    "ground-is-",
    "ground-step-",
    "ground-ask-",
    "digest-",
    "ended-",
    "taken-back-",
    "agenda-reason-kept-",
    "arranged-there-",
    "my-actions-",
)
ENGLISH = {
    "the", "and", "with", "this", "that", "are", "you", "your", "not", "case", "room", "for", "from", "to", "action",
    "please", "who", "what", "when", "it", "be", "has", "have", "here", "there", "no", "yes", "by", "or", "late",
    "meeting", "coordinator", "consent", "error", "chair", "outcome", "done",
}  # fmt: skip


class Collector(Visitor):
    """Collects the placeables and the words of a message."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.texts: list[str] = []

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - the visitor's naming
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802 - the visitor's naming
        self.texts.append(node.value)


def entries(language: str) -> list[Any]:
    return list(FluentParser().parse(files("bot.texts").joinpath(f"{language}.ftl").read_text("utf-8")).body)


def collected(language: str) -> dict[str, Collector]:
    found = {}
    for entry in entries(language):
        if isinstance(entry, ast.Message):
            found[entry.id.name] = Collector()
            found[entry.id.name].visit(entry)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_understood_and_no_key_stands_twice(language: str) -> None:
    assert not [entry for entry in entries(language) if isinstance(entry, ast.Junk)]
    counts = Counter(entry.id.name for entry in entries(language) if isinstance(entry, ast.Message))
    assert not [key for key, count in counts.items() if count > 1]


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(collected("nl")) == list(collected("en"))


def test_both_languages_have_the_same_placeables() -> None:
    dutch, english = collected("nl"), collected("en")
    assert {key: c.variables for key, c in dutch.items()} == {key: c.variables for key, c in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_to_type_holds_nothing_that_is_filled_in(language: str) -> None:
    """What is filled in would break the command in two, and the signs around it would be shown; pass it as one."""
    text = Path(str(files(bot.texts).joinpath(f"{language}.ftl"))).read_text(encoding="utf-8")
    assert not re.findall(r"`[^`\n]*\{ \$[^`\n]*`", text)


def test_the_dutch_texts_are_dutch() -> None:
    for key, found in collected("nl").items():
        without_commands = re.sub(r"`[^`]*`", "", " ".join(found.texts))
        assert not set(re.findall(r"[a-z]+", without_commands.lower())) & ENGLISH, key


def test_every_text_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(inspect.getfile(bot.texts)).parent.glob("*.py"))
    classes = [class_ for module in (*SAID, *NO) for class_ in vars(module).values() if isinstance(class_, type)]
    used = {key_of(class_) for class_ in classes} | set(re.findall(r'"([a-z0-9-]+)"', source))
    unused = [key for key in collected("nl") if key not in used and not key.startswith(COMPUTED)]
    assert unused == [
        "unknown-command-no-near",
        "only-coordinator-no-names",
        "unknown-case-word-no-near",
        "who-arranges-no-names",
    ], "a text that nobody says"


def test_every_word_that_is_looked_up_by_its_value_has_a_text() -> None:
    wanted = {f"area-{area}" for area in Area} | {f"area-title-{area}" for area in Area}
    wanted |= {f"place-{place}" for place in Place} | {f"room-{place}" for place in Place}
    wanted |= {f"my-actions-{each.value}" for each in (*When, Mine.ORGANISATION, Mine.FOLLOWED)}
    wanted |= {f"standing-{standing}" for standing in Standing} | {f"help-{command}" for command in COMMANDS}
    wanted |= {f"role-{role}" for role in Role} | {f"reason-{reason}" for reason in Reason}
    wanted |= {f"consent-is-{answer}" for answer in Answer}
    wanted |= {f"closing-meets-{what}" for what in What} | {f"card-life-{turn}" for turn in Turn}
    wanted |= {f"ground-is-{standing}" for standing in GroundStanding}
    wanted |= {f"contribution-{progress}" for progress in Progress}
    wanted |= {f"contribution-for-{whom}" for whom in ForWhom if whom is not ForWhom.VICTIM}
    wanted |= {f"told-{told}" for told in Told} | {f"action-is-{state}" for state in ActionState}
    wanted |= {f"taken-back-{what}" for what in Undone if what is not Undone.FIXED}
    wanted |= {f"step-{kind}" for kind in StepKind}
    wanted |= {f"step-word-{kind}" for kind in StepKind if kind is not StepKind.TAKEN_BACK}
    wanted |= {f"ended-{ended}" for ended in Ended}
    wanted |= {f"ground-{about}-{step}" for about in ("step", "ask") for step in GroundStep}
    wanted |= {f"language-set-{language}" for language in LANGUAGES}
    wanted |= {f"step-{form}-{step}" for form in ("do", "waits") for step in Step}
    wanted |= {"step-tell-protocol", "step-tell-identiteit"}
    wanted |= {f"you-count-{kind}" for kind in Kind}
    wanted |= {f"comparison-ended-{how.name.lower().replace('_', '-')}" for how in How if how is not How.VERIFIED}
    deeds = (Deed.ADDED, Deed.MOVED)
    wanted |= {f"{key}-{deed}" for key in ("taken-back", "agenda-reason-kept", "arranged-there") for deed in deeds}
    assert wanted <= set(collected("nl"))
