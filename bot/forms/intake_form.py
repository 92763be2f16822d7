"""The form of an intake (R2), and its schema."""

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.forms.text import Long, Moment, Short

MOST_PARTIES = 40

OLDEST = 120

CaseKind = Literal["seksueel geweld", "huiselijk geweld", "kindermishandeling", "stalking"]

ConsentAnswer = Literal["ja", "nee", "anoniem"]


def _empty_is_missing(value: str) -> str:
    if not value:
        raise ValueError("dit is leeg en is nodig.")
    return value


Needed = Annotated[Short, AfterValidator(_empty_is_missing)]

NeededLong = Annotated[Long, AfterValidator(_empty_is_missing)]

Age = Annotated[int, Field(ge=0, le=OLDEST)] | None


class Form(BaseModel):
    """Base of the parts of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _key(title: str, description: str, example: Any, default: Any = ..., *, most: int | None = None) -> Any:
    """Make a key with the Dutch words that `regiekamer schema` shows; a key without default is needed."""
    return Field(default, title=title, description=description, examples=[example], max_length=most)


class NeedsForm(Form):
    """Wat nodig is, per gebied."""

    model_config = ConfigDict(title="Behoeften")

    veiligheid: Long = _key("Veiligheid", "Wat nodig is om veilig te zijn.", "pleger kent adres", "")
    recht: Long = _key("(Straf)recht", "Wensen en vragen over aangifte en recht.", "twijfelt over aangifte", "")
    hulp: Long = _key("(Medische) hulp", "Welke zorg of steun nodig is.", "angst en slaap", "")
    herstel: Long = _key("Herstel", "Wat helpt om te herstellen.", "later", "")


class ContributionForm(Form):
    """Wat een organisatie al doet of gaat doen."""

    model_config = ConfigDict(title="Inzet")

    org: Needed = _key("Organisatie", "Wie het doet; mag ook buiten het adresboek zijn.", "SHN")
    actie: NeededLong = _key("Actie", "Wat die organisatie doet.", "uitleg rechten")


class CoordinatorForm(Form):
    """Wie als regiehouder wordt voorgesteld."""

    model_config = ConfigDict(title="Regiehouder")

    org: Needed = _key("Organisatie", "Een organisatie met toestemming die de regie mag voeren.", "CSG")
    naam: Short = _key("Naam", "Naam van de professional, als die bekend is.", "M. Voorbeeld", "")


class IntakeForm(Form):
    """Invulformulier eerste contact. Alles wat hier staat wordt verzegeld bewaard."""

    model_config = ConfigDict(title="Intake")

    id: Short = _key("Kenmerk", "Eigen kenmerk; zo wordt dezelfde intake herkend.", "DH-DEMO-01", "")
    regio: Needed = _key("Regio", "Naam of code uit het adresboek.", "Den Haag")
    bron: Needed = _key("Bron", "Waar de melding binnenkwam.", "CSG")
    melder: Needed = _key("Melder", "Wie meldde, zonder naam.", "slachtoffer")
    relatie: Short = _key("Relatie", "Relatie van de melder tot het slachtoffer.", "moeder", "")
    slachtoffer: Needed = _key("Slachtoffer", "Om wie het gaat, zonder naam.", "vrouw, 27")
    betreft: Literal["slachtoffer", "omgeving", ""] = _key("Betreft", "Voor wie de hulp is.", "slachtoffer", "")
    minderjarig: bool | None = _key("Minderjarig", "Of het slachtoffer minderjarig is.", example=True, default=None)
    leeftijd: Age = _key("Leeftijd", "Leeftijd van het slachtoffer in jaren, als die bekend is.", 14, None)
    wie_besliste: Literal["slachtoffer", "voogd", "beiden", ""] = _key(
        "Wie besliste", "Wie over de toestemming besliste.", "beiden", ""
    )
    vorm: NeededLong = _key("Vorm", "Wat er gebeurde.", "online: dreigt beelden te verspreiden")
    online: bool | None = _key("Online", "Of het online gebeurde.", example=False, default=None)
    acuut: Literal["<24u", "<7d", "nee", "loopt nog", ""] = _key("Acuut", "Hoe lang geleden het was.", "<24u", "")
    laatste: Short = _key("Laatste keer", "Wanneer het voor het laatst gebeurde.", "3 dagen geleden", "")
    gemeld_op: Moment = _key("Gemeld op", "Moment van de melding; zonder: nu.", "2026-11-23T09:15", None)
    veiligheid_nu: Long = _key("Veiligheid nu", "Hoe veilig het nu is.", "veilig bij een vriendin", "")
    kindcheck: Long = _key("Kindcheck", "Of er kinderen zijn, en of zij veilig zijn.", "geen kinderen", "")
    behoeften: NeedsForm = _key("Behoeften", "Wat nodig is, per gebied.", {"hulp": "slaap"}, NeedsForm())
    wensen: Long = _key("Wensen", "Wat het slachtoffer zelf wil.", "nog niets aan familie vertellen", "")
    betrokkenen: Long = _key("Betrokkenen", "Wie er al betrokken zijn.", "huisarts", "")
    contact: Long = _key("Contact", "Veilige manieren en tijden.", "bellen 10-12 uur, geen voicemail", "")
    toestemming: dict[str, ConsentAnswer] = _key(
        "Toestemming", "Per organisatie: ja, nee of anoniem.", {"CSG": "ja", "OM": "nee"}, most=MOST_PARTIES
    )
    inzet: list[ContributionForm] = _key(
        "Inzet", "Wat organisaties doen.", [{"org": "SHN", "actie": "uitleg rechten"}], [], most=MOST_PARTIES
    )
    regiehouder: CoordinatorForm | None = _key(
        "Regiehouder", "Voorstel voor de regiehouder.", {"org": "CSG", "naam": "M. Voorbeeld"}, None
    )
    soort_zaak: Literal[CaseKind, ""] = _key(
        "Soort zaak", "Wat voor zaak het is; leeg telt als seksueel geweld.", "seksueel geweld", ""
    )
    melder_mogelijk_familie_verdachte: bool = _key(
        "Melder mogelijk familie van verdachte", "Of de melder familie van de verdachte kan zijn.", True, False
    )


def json_schema() -> str:
    """Give the JSON schema of an intake, for people and for other systems."""
    return json.dumps(IntakeForm.model_json_schema(), indent=2, ensure_ascii=False)
