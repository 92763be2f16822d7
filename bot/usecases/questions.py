"""Asking those who can know: colleagues whether somebody works with them, administrators about who has no colleague.

Runs on a tick, from what is stored alone: whoever waits is asked about once, again after two working days, and after
two more the administrators hear of it. A restart, or a second look, says nothing twice.
"""

from collections import Counter
from datetime import datetime

from bot.domain.calendar import Workdays
from bot.domain.people import APART, Directory, Person, UserId
from bot.domain.questions import MOST_ASKED, Asked, Topic, about, chosen, follow, topic
from bot.domain.trust import Pin, TrustMode
from bot.ports import Work
from bot.usecases.results_coming import AdminsMustConfirm, IsItThem, Named, NobodyAnswered, WorksHere
from bot.usecases.speak import Speaker


async def ask_around(work: Work, speaker: Speaker, now: datetime, mode: TrustMode, days: Workdays) -> int:
    """Ask what is to be asked now. Returns about how many people something was said."""
    directory = await work.people.directory()
    kept = {question.user_id: question for question in await work.questions.all()}
    pins = {pin.user_id: pin for pin in await work.pins.all()}
    due: dict[Topic, list[tuple[Person, Asked]]] = {each: [] for each in Topic}
    for person in directory.people:
        pin = pins.get(person.user_id)
        asks = topic(directory, person, pin, mode)
        if asks is None:
            continue
        before = kept.pop(person.user_id, None)
        question = follow(before, person, about(asks, person, pin), now, days)
        if question is None:
            continue
        await work.questions.save(question)
        if before is None or before.about != question.about or before.step != question.step:
            due[asks].append((person, question.step))
    for user_id in kept:  # answered, or no longer here
        await work.questions.drop(user_id)
    await _say(work, speaker, directory, due, pins, mode, now)
    return sum(map(len, due.values()))


async def _say(
    work: Work,
    speaker: Speaker,
    directory: Directory,
    due: dict[Topic, list[tuple[Person, Asked]]],
    pins: dict[UserId, Pin],
    mode: TrustMode,
    now: datetime,
) -> None:
    reading = {user_id for user_id, pin in pins.items() if pin.counts(mode)}
    for asks, notice in ((Topic.WORKS_HERE, WorksHere), (Topic.IDENTITY, IsItThem)):
        asked: dict[UserId, list[Person]] = {}
        for person, step in due[asks]:
            if step is not Asked.DONE:
                for colleague in chosen(directory, person, reading):
                    asked.setdefault(colleague.user_id, []).append(person)
        for user_id, people in sorted(asked.items()):
            await speaker.to_person(work, user_id, notice(user_id, _named(people)), now)
    if not directory.admins():
        return
    for_admins = _some([person for person, step in due[Topic.ADMINS] if step is not Asked.DONE])
    if for_admins:
        await speaker.to_admins(work, AdminsMustConfirm(_named(for_admins)), now)
    unanswered = [p for asks in (Topic.WORKS_HERE, Topic.IDENTITY) for p, step in due[asks] if step is Asked.DONE]
    if unanswered:
        await speaker.to_admins(work, NobodyAnswered(_named(unanswered)), now)


def _some(people: list[Person]) -> list[Person]:
    """Take a few of each organisation: as soon as one of them counts, that one is asked about the others."""
    taken: Counter[str] = Counter()
    found = []
    for person in people:
        if not person.roles & APART:
            taken[person.organisation] += 1
        if person.roles & APART or taken[person.organisation] <= MOST_ASKED:
            found.append(person)
    return found


def _named(people: list[Person]) -> tuple[Named, ...]:
    return tuple((person.name, person.user_id) for person in people)
