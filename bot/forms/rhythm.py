"""`[herinneringen]`: quiet hours, how fast what is late climbs, and the tight watch (R8, R43)."""

import re
from datetime import time
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.domain.calendar import Workdays
from bot.domain.rhythm import Hours, Manner, Rhythm, Tight
from bot.forms.intake_form import CaseKind
from bot.forms.text import DutchClock

CODE = re.compile("[A-Z]{2,4}")


def _code(value: str) -> str:
    if not CODE.fullmatch(value):
        raise ValueError('hier hoort de code van een regio, bijvoorbeeld "DH".')
    return value


Detail = Literal["codes", "titels"]
Count = Annotated[int, Field(ge=1, le=60, strict=True)]


class RegionSection(BaseModel):
    """An item of `regio`: what is different in one region."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    code: Annotated[str, AfterValidator(_code)] = Field(examples=["DH"])
    coordinator: Count | None = Field(None, alias="regiehouder_na_werkdagen")
    chair: Count | None = Field(None, alias="voorzitter_na_werkdagen")
    detail: Detail | None = None


class RemindersSection(BaseModel):
    """`[herinneringen]`. Equal times: no quiet hours."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    quiet_from: DutchClock = Field(time(20), alias="stil_vanaf")
    quiet_until: DutchClock = Field(time(7), alias="stil_tot")
    coordinator: Count = Field(2, alias="regiehouder_na_werkdagen")
    chair: Count = Field(4, alias="voorzitter_na_werkdagen")
    detail: Detail = "codes"
    tight_kinds: tuple[CaseKind, ...] = Field(("stalking",), alias="strak_bij", examples=[["stalking"]])
    tight_days: int = Field(14, alias="strak_dagen", ge=0, le=90, strict=True)
    regions: tuple[RegionSection, ...] = Field((), alias="regio", max_length=60, examples=[[{"code": "DH"}]])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for manner in (self._manner(None), *map(self._manner, self.regions)):
            if manner.chair <= manner.coordinator:
                raise ValueError("voorzitter_na_werkdagen is meer dan regiehouder_na_werkdagen, bijvoorbeeld 4 en 2.")
        if len({region.code for region in self.regions}) < len(self.regions):
            raise ValueError("elke regio staat hier één keer.")
        if Hours(self.quiet_from, self.quiet_until, Rhythm().days).too_long:
            raise ValueError('stil_vanaf en stil_tot laten overdag te weinig over, bijvoorbeeld "20:00" en "07:00".')
        return self

    def rhythm(self, digest_at: time, reminders: tuple[time, ...], days: Workdays) -> Rhythm:
        """Give when and how people are told things."""
        regions = {region.code: self._manner(region) for region in self.regions}
        tight = Tight(frozenset(self.tight_kinds), self.tight_days)
        usual = self._manner(None)
        return Rhythm(digest_at, reminders, self.quiet_from, self.quiet_until, days, usual, regions, tight)

    def _manner(self, region: RegionSection | None) -> Manner:
        if region is None:
            return Manner(self.coordinator, self.chair, self.detail == "titels")
        coordinator = self.coordinator if region.coordinator is None else region.coordinator
        chair = self.chair if region.chair is None else region.chair
        return Manner(coordinator, chair, (region.detail or self.detail) == "titels")
