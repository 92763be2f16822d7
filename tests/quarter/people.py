"""The two regions of the simulated quarter: 25 professionals of six organisations, and when they work."""

from dataclasses import dataclass
from datetime import date, time

from bot.domain.people import Directory, Organisation, Person, Region, Role, UserId

PRO = frozenset({Role.PROFESSIONAL})
KEEPER = PRO | {Role.COORDINATOR}
DH, OB = frozenset({"DH"}), frozenset({"OB"})
PERMANENT = ("politie", "vt", "csg", "shn")
ON_CALL = ("om", "perspectief")
SUPPLY = ("vt", "csg", "shn")


def user(name: str) -> UserId:
    return f"@{name}:regiekamer.test"


def _person(
    name: str, organisation: str, regions: frozenset[str], roles: frozenset[Role] = PRO, language: str = "nl"
) -> Person:
    return Person(user(name), f"{name.title()} de {organisation.title()}", organisation, regions, roles, language)


PROFESSIONALS = (
    _person("carla", "politie", DH, PRO | {Role.CHAIR}),
    _person("piet", "politie", DH),
    _person("pam", "politie", DH),
    _person("anna", "vt", DH, KEEPER, "en"),
    _person("vera", "vt", DH, KEEPER),
    _person("vic", "vt", DH, KEEPER),
    _person("bas", "csg", DH, KEEPER),
    _person("cora", "csg", DH, KEEPER),
    _person("cees", "csg", DH, KEEPER),
    _person("saar", "shn", DH, KEEPER),
    _person("sem", "shn", DH, KEEPER | {Role.CHAIR}),
    _person("otto", "om", DH),
    _person("eva", "perspectief", DH),
    _person("joost", "politie", OB, PRO | {Role.CHAIR}),
    _person("jet", "politie", OB, PRO | {Role.DEPUTY_CHAIR}),
    _person("gerda", "vt", OB, KEEPER),
    _person("gijs", "vt", OB, KEEPER),
    _person("guus", "vt", OB, KEEPER),
    _person("hugo", "csg", OB, KEEPER),
    _person("hilde", "csg", OB, KEEPER),
    _person("hans", "csg", OB, KEEPER, "en"),
    _person("mira", "shn", OB, KEEPER),
    _person("moos", "shn", OB, KEEPER),
    _person("olga", "om", OB),
    _person("petra", "perspectief", OB),
)
ADMIN = Person(user("frits"), "Frits Beheer", "beheer", frozenset(), frozenset({Role.ADMIN}))
NAMES = {person.name: person.user_id for person in PROFESSIONALS}

DIRECTORY = Directory(
    regions=(Region("DH", "Den Haag", time(10)), Region("OB", "Oost-Brabant", time(11))),
    organisations=(
        Organisation("politie", "Politie", mdt=True, coordinates=False),
        Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True),
        Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True),
        Organisation("shn", "Slachtofferhulp Nederland", mdt=True, coordinates=True),
        Organisation("om", "Openbaar Ministerie", mdt=False, coordinates=False),
        Organisation("perspectief", "Perspectief Herstelbemiddeling", mdt=False, coordinates=False),
    ),
    people=(*PROFESSIONALS, ADMIN),
)

HABITS = (
    ("vera", "!werkdagen ma di wo"),
    ("gijs", "!werkdagen ma wo do vr"),
    ("cora", "!werkdagen di wo do vr"),
    ("petra", "!werkdagen di do"),
    ("bas", "!stil 19-9"),
    ("hilde", "!stil 22-6"),
    ("carla", "!stil 18-8"),
    ("hans", "!stil 20-10"),
    ("mira", "!stil uit"),
)
"""What people type on the first day."""

DAYS = {
    user("vera"): {0, 1, 2},
    user("gijs"): {0, 2, 3, 4},
    user("cora"): {1, 2, 3, 4},
    user("petra"): {1, 3},
}
"""What that means: Monday is 0. For everybody else Monday to Friday."""

QUIET = {
    user("bas"): (time(19), time(9)),
    user("hilde"): (time(22), time(6)),
    user("carla"): (time(18), time(8)),
    user("hans"): (time(20), time(10)),
    user("mira"): (time(0), time(0)),
}
"""And from when until when it is quiet; for everybody else from eight until seven."""

HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)})


@dataclass(frozen=True)
class Away:
    """Somebody is away; `typed` the day before the first day."""

    name: str
    first: date
    last: date
    deputy: str = ""

    @property
    def text(self) -> str:
        days = f"{self.first.day}-{self.first.month} t/m {self.last.day}-{self.last.month}"
        return f"!afwezig {days} {'@' + self.deputy if self.deputy else ''}".strip()


ABSENCES = (
    Away("anna", date(2026, 10, 12), date(2026, 10, 16), "vic"),
    Away("carla", date(2026, 10, 19), date(2026, 10, 23)),
    Away("gerda", date(2026, 10, 19), date(2026, 10, 30), "guus"),
    Away("bas", date(2026, 11, 2), date(2026, 11, 6)),
    Away("cees", date(2026, 11, 9), date(2026, 11, 12), "cora"),
    Away("hugo", date(2026, 11, 23), date(2026, 11, 27), "hilde"),
    Away("saar", date(2026, 11, 30), date(2026, 12, 4), "sem"),
    Away("joost", date(2026, 12, 7), date(2026, 12, 11)),
    Away("piet", date(2026, 12, 14), date(2026, 12, 18)),
    Away("gijs", date(2026, 12, 21), date(2026, 12, 31), "guus"),
)


def works(user_id: UserId, day: date) -> bool:
    """Whether it is a working day of this person."""
    return day.weekday() in DAYS.get(user_id, set(range(5))) and day not in HOLIDAYS


def quiet(user_id: UserId, clock: time) -> bool:
    """Whether it is quiet for this person at a Dutch time."""
    first, last = QUIET.get(user_id, (time(20), time(7)))
    return first <= clock < last if first <= last else (clock >= first or clock < last)


def office_day(day: date) -> bool:
    """Whether it is a working day of the house, by which lateness is counted."""
    return day.weekday() < 5 and day not in HOLIDAYS


def next_day(user_id: UserId, day: date) -> date:
    """Give somebody's first working day after this one."""
    following = date.fromordinal(day.toordinal() + 1)
    while not works(user_id, following):
        following = date.fromordinal(following.toordinal() + 1)
    return following


def working_days_late(due: date, today: date) -> int:
    """Count the working days of the house after `due`, up to and including today."""
    return sum(office_day(date.fromordinal(n)) for n in range(due.toordinal() + 1, today.toordinal() + 1))
