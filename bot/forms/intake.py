"""The intake (R2): its form, its schema, and from form to domain."""

import dataclasses
import json
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.domain.calendar import ZONE
from bot.domain.case import Answer, Area, Consent, Contribution, Intake
from bot.domain.people import Directory, Organisation, Region
from bot.forms.files import read_json
from bot.forms.problems import FormError, Problem, problems_of, unknown_name
from bot.forms.text import Long, Short

OLDEST_REPORT = timedelta(days=30)
CLOCKS_DIFFER = timedelta(minutes=5)
MOST_PARTIES = 40
MOST_INTAKES = 100

ConsentAnswer = Literal["ja", "nee", "anoniem"]


def _empty_is_missing(value: str) -> str:
    if not value:
        raise ValueError("dit is leeg en is nodig.")
    return value


Needed = Annotated[Short, AfterValidator(_empty_is_missing)]


def _a_moment(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("hier hoort een dag met een tijd, bijvoorbeeld 2026-11-23T09:15.")  # noqa: TRY004 - pydantic
    return value


def _in_our_zone(value: datetime) -> datetime:
    return value.replace(tzinfo=ZONE) if value.tzinfo is None else value


Moment = Annotated[datetime, BeforeValidator(_a_moment), AfterValidator(_in_our_zone)]


class Form(BaseModel):
    """Base of the parts of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NeedsForm(Form):
    """What is needed, per area."""

    veiligheid: Long = Field("", title="Veiligheid", examples=["pleger kent adres"])
    recht: Long = Field("", title="(Straf)recht", examples=["twijfelt over aangifte"])
    hulp: Long = Field("", title="(Medische) hulp", examples=["angst en slaap"])
    herstel: Long = Field("", title="Herstel", examples=["later"])


class ContributionForm(Form):
    """Inzet: wat een organisatie al doet of gaat doen."""

    org: Needed = Field(title="Organisatie", examples=["SHN"])
    actie: Annotated[Long, AfterValidator(_empty_is_missing)] = Field(title="Wat", examples=["uitleg rechten"])


class CoordinatorForm(Form):
    """Wie als regiehouder wordt voorgesteld."""

    org: Needed = Field(title="Organisatie", examples=["CSG"])
    naam: Short = Field("", title="Naam", examples=["M. Voorbeeld"])


class IntakeForm(Form):
    """Invulformulier eerste contact. Alles wat hier staat wordt verzegeld bewaard."""

    id: Short = Field("", title="Eigen kenmerk van de melder", examples=["DH-DEMO-01"])
    regio: Needed = Field(title="Regio: naam of code uit het adresboek", examples=["Den Haag"])
    bron: Needed = Field(title="Waar de melding binnenkwam", examples=["CSG"])
    melder: Needed = Field(title="Wie meldde", examples=["slachtoffer"])
    relatie: Short = Field("", title="Relatie van de melder tot het slachtoffer", examples=["moeder"])
    slachtoffer: Needed = Field(title="Slachtoffer, zonder naam", examples=["vrouw, 27"])
    betreft: Literal["slachtoffer", "omgeving", ""] = Field("", title="Voor wie is de hulp")
    minderjarig: bool | None = Field(None, title="Minderjarig")
    wie_besliste: Literal["slachtoffer", "voogd", "beiden", ""] = Field("", title="Wie besliste over toestemming")
    vorm: Annotated[Long, AfterValidator(_empty_is_missing)] = Field(title="Wat er gebeurde", examples=["offline"])
    online: bool | None = Field(None, title="Online")
    acuut: Literal["<24u", "<7d", "nee", "loopt nog", ""] = Field("", title="Hoe lang geleden")
    laatste: Short = Field("", title="Laatste keer", examples=["3 dagen geleden"])
    gemeld_op: Moment | None = Field(None, title="Moment van de melding", examples=["2026-11-23T09:15"])
    veiligheid_nu: Long = Field("", title="Hoe veilig is het nu", examples=["veilig bij een vriendin"])
    kindcheck: Long = Field("", title="Kindcheck", examples=["geen kinderen"])
    behoeften: NeedsForm = Field(default_factory=NeedsForm, title="Wat is nodig, per gebied")
    wensen: Long = Field("", title="Wat het slachtoffer zelf wil", examples=["nog niets aan familie vertellen"])
    betrokkenen: Long = Field("", title="Wie er al betrokken zijn", examples=["huisarts"])
    contact: Long = Field("", title="Veilige manieren en tijden", examples=["bellen 10-12 uur, geen voicemail"])
    toestemming: dict[str, ConsentAnswer] = Field(
        title="Per organisatie: ja, nee of anoniem", examples=[{"CSG": "ja"}], max_length=MOST_PARTIES
    )
    inzet: list[ContributionForm] = Field(default_factory=list, title="Inzet", max_length=MOST_PARTIES)
    regiehouder: CoordinatorForm | None = Field(None, title="Voorstel voor de regiehouder")
    melder_mogelijk_familie_verdachte: bool = Field(default=False, title="Melder is mogelijk familie van de verdachte")


def json_schema() -> str:
    """Give the JSON schema of an intake, for people and for other systems."""
    return json.dumps(IntakeForm.model_json_schema(), indent=2, ensure_ascii=False)


def read_intakes(data: bytes, directory: Directory, now: datetime) -> list[Intake]:
    """Read one intake, or a list of them, and hold it against the directory.

    Raises `FormError` with every problem of every intake; then nothing of the file may be used.
    """
    value = read_json(data)
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
    return json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()


def _read(form: Any, directory: Directory, now: datetime, before: str) -> Intake:
    try:
        read = IntakeForm.model_validate(form)
    except ValidationError as error:
        raise FormError(problems_of(error, IntakeForm, before=before)) from None
    check = _Check(read, directory, now, before)
    return check.intake()


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
            minor=form.minderjarig,
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
            field = f"toestemming.{word[:60]}"
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
        return moment
