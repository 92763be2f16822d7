"""The intake (R2): from its form to the domain, held against the directory."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from bot.domain.case import Answer, Area, Consent, Contribution, Intake
from bot.domain.minors import ADULT
from bot.domain.people import Directory, Organisation, Region
from bot.forms.files import read_json
from bot.forms.intake_form import IntakeForm
from bot.forms.problems import NUMBER_TOO_LONG, FormError, Problem, problems_of, shown, unknown_name

OLDEST_REPORT = timedelta(days=30)
CLOCKS_DIFFER = timedelta(minutes=5)
MOST_INTAKES = 100


def read_intakes(data: bytes, directory: Directory, now: datetime) -> list[Intake]:
    """Read one intake, or a list of them, and hold it against the directory.

    Raises `FormError` with every problem of every intake; then nothing of the file may be used.
    """
    try:
        value = read_json(data)
    except ValueError:
        raise FormError([NUMBER_TOO_LONG]) from None
    forms = value if isinstance(value, list) else [value]
    if not forms or len(forms) > MOST_INTAKES:
        raise FormError([Problem("", f"in dit bestand horen 1 tot {MOST_INTAKES} intakes.")])
    problems: list[Problem] = []
    intakes: list[Intake] = []
    for number, form in enumerate(forms, start=1):
        before = f"intake {number}" if isinstance(value, list) else ""
        try:
            intakes.append(_read(form, directory, now, before))
        except FormError as error:
            problems.extend(error.problems)
    if problems:
        raise FormError(problems)
    return intakes


def identity(intake: Intake) -> bytes:
    """Give what makes it the same intake: its own reference in its region, or else all of it."""
    return f"{intake.region}\n{intake.reference}".encode() if intake.reference else canonical(intake)


def canonical(intake: Intake) -> bytes:
    """Give all that was typed, always in the same form. The moment is left out: a file without one means "now"."""
    content = dataclasses.asdict(intake)
    del content["reported_at"]
    if intake.age is None:  # an intake of before there was such a field is still the same one
        del content["age"]
    if not intake.case_kind:  # asked since later: an intake of before it, handed in again, is still the same
        del content["case_kind"]
    content["consents"] = sorted(content["consents"], key=lambda consent: consent["organisation"])
    return json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()


def _read(form: Any, directory: Directory, now: datetime, before: str) -> Intake:
    try:
        read = IntakeForm.model_validate(form)
    except ValidationError as error:
        raise FormError(problems_of(error, IntakeForm, before=before)) from None
    return _Check(read, directory, now, before).intake()


class _Check:
    """Holds one well-formed intake against the directory and collects what is wrong."""

    def __init__(self, form: IntakeForm, directory: Directory, now: datetime, before: str) -> None:
        self._form = form
        self._directory = directory
        self._now = now
        self._before = before
        self._problems: list[Problem] = []

    def intake(self) -> Intake:
        """Give the intake. Raises `FormError`."""
        region = self._region()
        consents = self._consents(region)
        contributions = self._contributions()
        coordinator = self._coordinator(consents)
        reported_at = self._reported_at()
        minor = self._minor()
        if self._problems or region is None:
            raise FormError(self._problems)
        form = self._form
        return Intake(
            region=region.code,
            source=form.bron,
            reporter=form.melder,
            victim=form.slachtoffer,
            kind=form.vorm,
            reported_at=reported_at,
            reference=form.id,
            relation=form.relatie,
            concerns=form.betreft,
            minor=minor,
            age=form.leeftijd,
            decided_by=form.wie_besliste,
            online=form.online,
            when={"nee": "langer geleden"}.get(form.acuut, form.acuut),
            last_time=form.laatste,
            safety_now=form.veiligheid_nu,
            children=form.kindcheck,
            needs=tuple((area, need) for area in Area if (need := getattr(form.behoeften, area.value))),
            wishes=form.wensen,
            involved=form.betrokkenen,
            contact=form.contact,
            consents=consents,
            contributions=contributions,
            proposed_coordinator=coordinator,
            informant_may_be_suspects_family=form.melder_mogelijk_familie_verdachte,
            case_kind=form.soort_zaak,
        )

    def _wrong(self, field: str, sentence: str) -> None:
        self._problems.append(Problem(", ".join(part for part in (self._before, field) if part), sentence))

    def _region(self) -> Region | None:
        region = self._directory.region(self._form.regio)
        if region is None:
            names = [r.name for r in self._directory.regions]
            self._wrong("regio", f"{unknown_name(self._form.regio, names)} Bekend: {', '.join(names)}.")
        return region

    def _organisation(self, field: str, word: str) -> Organisation | None:
        found = self._directory.organisation(word.strip())
        if found is None:
            known = [o.key for o in self._directory.organisations]
            self._wrong(field, f"deze organisatie staat niet in het adresboek. Bekend: {', '.join(known)}.")
        return found

    def _consents(self, region: Region | None) -> tuple[Consent, ...]:
        consents: dict[str, Consent] = {}
        before = len(self._problems)
        for word, answer in self._form.toestemming.items():
            field = f"toestemming.{shown(word)}"
            organisation = self._organisation(field, word)
            if organisation is None:
                continue
            if organisation.key in consents:
                self._wrong(field, f"{organisation.key} staat er twee keer in; laat er één staan.")
                continue
            consents[organisation.key] = Consent(organisation.key, Answer(answer))
            nobody = region is not None and not self._directory.workers(organisation.key, region.code)
            if answer == "ja" and nobody:
                self._wrong(field, "in deze regio staat niemand van deze organisatie in het adresboek.")
        if len(self._problems) == before and not any(c.answer is Answer.YES for c in consents.values()):
            self._wrong("toestemming", 'minstens één organisatie heeft toestemming nodig, bijvoorbeeld {"CSG": "ja"}.')
        return tuple(consents.values())

    def _contributions(self) -> tuple[Contribution, ...]:
        # An outside party that is not in the directory may well do something (R7): kept as written.
        found = []
        for part in self._form.inzet:
            organisation = self._directory.organisation(part.org)
            found.append(Contribution(organisation.key if organisation else part.org, part.actie))
        return tuple(found)

    def _coordinator(self, consents: tuple[Consent, ...]) -> str:
        proposed = self._form.regiehouder
        if proposed is None:
            return ""
        organisation = self._organisation("regiehouder.org", proposed.org)
        if organisation is None:
            return ""
        if not organisation.coordinates:
            able = ", ".join(o.key for o in self._directory.organisations if o.coordinates)
            self._wrong("regiehouder.org", f"een regiehouder komt van: {able}.")
        elif not any(c.organisation == organisation.key and c.answer is Answer.YES for c in consents):
            self._wrong("regiehouder.org", "voor deze organisatie is geen toestemming in deze intake.")
        return f"{proposed.naam} ({organisation.key})" if proposed.naam else organisation.key

    def _minor(self) -> bool | None:
        """Give whether the victim is a minor, from the age where nobody said so; the two must not contradict."""
        age, said = self._form.leeftijd, self._form.minderjarig
        if age is None:
            return said
        if said not in {None, age < ADULT}:
            self._wrong("leeftijd", "dit past niet bij wat er bij minderjarig staat; verander een van de twee.")
        return age < ADULT

    def _reported_at(self) -> datetime:
        moment = self._form.gemeld_op or self._now
        try:
            age = self._now - moment
        except OverflowError:
            age = OLDEST_REPORT * 2
        if age < -CLOCKS_DIFFER:
            self._wrong("gemeld_op", "dit moment ligt in de toekomst; vul in wanneer de melding binnenkwam.")
        elif age > OLDEST_REPORT:
            self._wrong("gemeld_op", f"deze melding is ouder dan {OLDEST_REPORT.days} dagen; klopt de datum?")
        else:
            return moment.astimezone(UTC)  # a day later on Dutch clocks may be 23 or 25 hours later
        return self._now
