"""Help, and what goes to a direct chat or to the administrators: codes and counts only."""

from dataclasses import replace

from bot.texts.document import GAP, Line, Lines, Style, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.notices import AuditHead, NoSuchAccount, Welcome
from bot.usecases.results import Help, HelpLine, HelpOn, HelpTopic, LanguageSet


def welcome(value: Welcome, say: Speech) -> Lines:
    """Welcome a newcomer: the steps that are to be taken, what helps, and what must be known beforehand."""
    steps = [replace(line, style=Style.STEP) for line in say.lines("welcome-steps")]
    rest = [say.line("welcome-help"), GAP, *(replace(line, style=Style.PLAIN) for line in say.lines("welcome-not"))]
    return [*say.lines("welcome", name=value.name), *steps, *rest]


def help_here(value: Help, say: Speech) -> Lines:
    """List what this person may do here, and where there is more."""
    lines = [say.title("help", room=say.a_room(value.place))]
    lines += [_help_line(line, say, short=True) for line in value.lines]
    if value.elsewhere:
        rooms = say.all_of([say.a_room(place) for place in value.elsewhere])
        lines.append(say.line("help-elsewhere", rooms=rooms))
    if value.topics:
        words = [say.text(f"help-topic-{topic.value}") for topic in value.topics]
        lines.append(say.line("help-topics", topics=say.all_of(words)))
    return [*lines, say.line("help-more")]


def help_topic(value: HelpTopic, say: Speech) -> Lines:
    """List the commands of one topic."""
    topic = say.text(f"help-topic-{value.topic.value}")
    return [say.title("help-about", topic=topic), *(_help_line(line, say, short=True) for line in value.lines)]


def help_line(value: HelpLine, say: Speech) -> Lines:
    """Write one command and its sentence."""
    return [_help_line(value, say)]


def help_on(value: HelpOn, say: Speech) -> Lines:
    """Explain one command."""
    lines = [Line(say.text(value.line.key), Style.TITLE), Line(usage=typed(value.line.usage))]
    if value.example:
        lines.append(Line(label=say.text("example") + own(":"), text=own(f"`{value.example}`")))
    return [*lines, *(_help_line(part, say) for part in value.parts)]


def language_set(value: LanguageSet, say: Speech) -> Lines:
    """Confirm the language; the text stands in the language that was chosen."""
    return say.lines(f"language-set-{value.language}")


def no_such_account(value: NoSuchAccount, say: Speech) -> Lines:
    """List the Matrix ids that do not exist."""
    users = [Line(typed(user), Style.BULLET) for user in value.users]
    return [say.title("no-such-account", count=len(users)), *users, *say.lines("no-such-account-hint")]


def audit_head(value: AuditHead, say: Speech) -> Lines:
    """Show the head of the audit trail, easy to copy, and what it is for."""
    return [
        say.title("audit-head", count=value.head.number),
        Line(usage=own(value.head.text())),
        say.line("audit-head-why"),
    ]


def _help_line(line: HelpLine, say: Speech, *, short: bool = False) -> Line:
    """Write a command and what it is for; `short`: the first sentence, the rest stands in the help on it."""
    text = say.text(line.key)
    if short:
        words = "".join(span.text for span in text)
        text = own(f"{words.partition('. ')[0].rstrip('.')}.")
    if line.more:
        text = joined([text, say.text("help-parts", command=say.command(f"help {line.more}"))], " ")
    return Line(text, Style.BULLET, usage=typed(line.usage))
