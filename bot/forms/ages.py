"""The section `[toestemming]` of the settings: who is expected to decide about consent at which age."""

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.domain.consent import Decider
from bot.domain.minors import ADULT, AGE_BANDS, AgeBand


class AgeBandForm(BaseModel):
    """One group: below this age, and from the end of the group before it, this is who decides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    until: int = Field(alias="tot", ge=1, le=ADULT, strict=True, examples=[12])
    decides: Decider = Field(alias="beslist", examples=["beiden"])


def _in_order(value: tuple[AgeBandForm, ...]) -> tuple[AgeBandForm, ...]:
    if any(later.until <= earlier.until for earlier, later in pairwise(value)):
        raise ValueError("zet de groepen op volgorde van leeftijd, de jongste eerst.")
    return value


class ConsentSection(BaseModel):
    """`[toestemming]`. It makes the bot warn; it never blocks anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    age_bands: Annotated[tuple[AgeBandForm, ...], AfterValidator(_in_order)] = Field(
        tuple(AgeBandForm(tot=band.until, beslist=band.decides) for band in AGE_BANDS),
        alias="leeftijdsgroepen",
        max_length=ADULT,
        examples=[[{"tot": 12, "beslist": "ouder of voogd"}]],
    )

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        """Give the groups in order of age."""
        return tuple(AgeBand(band.until, band.decides) for band in self.age_bands)
