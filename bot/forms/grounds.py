"""The list of legal grounds (TOML, R18): where it comes from, as of when, and its lines. Ours, or one's own file."""

from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.ground import GroundList, ListedGround
from bot.forms.directory import Name
from bot.forms.files import read_toml
from bot.forms.problems import NUMBER_TOO_LONG, FormError, Problem, problems_of
from bot.forms.text import Short

MOST_GROUNDS = 60


class Part(BaseModel):
    """Base of the parts of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class GroundPart(Part):
    """`[[grondslag]]`. Without `naar` it is for every receiver."""

    van: list[Name] = Field(min_length=1, examples=[["Politie"]])
    naar: list[Name] = Field(default_factory=list, examples=[["OM"]])
    grond: Name = Field(examples=["art. 16 lid 1 sub a Wpg"])
    voorwaarden: Short = Field("", examples=["niet meer dan nodig"])
    waarschuwing: Short = Field("", examples=["noemt het OM niet"])


class GroundFile(Part):
    """The whole file."""

    bron: Name = Field(examples=["Samen op in acuut, bijlage 1"])
    stand: Name = Field(examples=["stand november 2021"])
    grondslag: list[GroundPart] = Field(min_length=1, max_length=MOST_GROUNDS)


def shipped() -> bytes:
    """Give the list that comes with the bot."""
    return files("bot.forms").joinpath("grondslagen.toml").read_bytes()


def read_grounds(data: bytes) -> GroundList:
    """Read and check a list. Raises `FormError` with every problem; then nothing of it may be used."""
    try:
        form = GroundFile.model_validate(read_toml(data))
    except ValidationError as error:
        raise FormError(problems_of(error, GroundFile)) from None
    except ValueError:
        raise FormError([NUMBER_TOO_LONG]) from None
    problems = _problems(form)
    if problems:
        raise FormError(problems)
    return GroundList(
        form.bron,
        form.stand,
        tuple(
            ListedGround(tuple(part.van), tuple(part.naar), part.grond, part.voorwaarden, part.waarschuwing)
            for part in form.grondslag
        ),
    )


def _problems(form: GroundFile) -> list[Problem]:
    problems, seen = [], set[tuple[str, str, str]]()
    for number, part in enumerate(form.grondslag, start=1):
        field = f"grondslag[{number}]"
        givers = {name.casefold() for name in part.van}
        if part.naar and givers & {name.casefold() for name in part.naar}:
            problems.append(Problem(field, "dezelfde organisatie staat in van en in naar; laat er één staan."))
        lines = {(giver, to.casefold(), part.grond.casefold()) for giver in givers for to in part.naar or [""]}
        if lines & seen:
            problems.append(Problem(field, "deze grond staat er al voor dezelfde organisaties; laat er één staan."))
        seen |= lines
    return problems
