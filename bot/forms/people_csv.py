"""The list of people as a table (CSV): `matrix;naam;organisatie;regios;rollen;taal`."""

import csv
import io
from collections.abc import Iterable, Mapping

from bot.domain.people import Directory, Organisation, Person, Role
from bot.forms.directory import matrix_id, person_name
from bot.forms.problems import FormError, Problem, unknown_name
from bot.forms.roles import role_problems
from bot.forms.tables import Row, at_most, read_table

COLUMNS = ("matrix", "naam", "organisatie", "regios", "rollen")
LANGUAGE = "taal"
LANGUAGES = ("nl", "en")


def read_people(data: bytes, directory: Directory) -> tuple[Person, ...]:
    """Read and check a table of people against the organisations and regions there are.

    Raises `FormError` with every problem; then nothing of it may be used.
    """
    rows = read_table(data, COLUMNS, (LANGUAGE,))
    organisations = {word.casefold(): o for o in directory.organisations for word in (o.key, o.name, *o.aliases)}
    spelled = [word for o in directory.organisations for word in (o.key, o.name, *o.aliases)]
    codes = [region.code for region in directory.regions]
    problems: list[Problem] = []
    seen: dict[str, Row] = {}
    for row in rows:
        problems += [
            *_who(row, seen, organisations),
            *_where(row, organisations, spelled, codes),
            *_what(row, organisations.get(row["organisatie"].casefold())),
        ]
        seen.setdefault(row["matrix"].casefold(), row)
    if problems:
        raise FormError(at_most(problems))
    by_code = {code.casefold(): code for code in codes}
    return tuple(
        Person(
            user_id=row["matrix"],
            name=row["naam"],
            organisation=organisations[row["organisatie"].casefold()].key,
            regions=frozenset(by_code[word.casefold()] for word in row.words("regios")),
            roles=frozenset(Role(word.casefold()) for word in row.words("rollen")),
            language=row[LANGUAGE].casefold() or LANGUAGES[0],
        )
        for row in rows
    )


def write_people(people: Iterable[Person]) -> str:
    """Write people as a table that reads back as it is. The sign in front tells Excel that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow((*COLUMNS, LANGUAGE))
    for person in people:
        regions, roles = " ".join(sorted(person.regions)), " ".join(role for role in Role if role in person.roles)
        writer.writerow((person.user_id, person.name, person.organisation, regions, roles, person.language))
    return "\ufeff" + text.getvalue()


def _who(row: Row, seen: Mapping[str, Row], organisations: Mapping[str, Organisation]) -> Iterable[Problem]:
    try:
        matrix_id(row["matrix"])
    except ValueError as error:
        yield row.problem("matrix", str(error) if row["matrix"] else "dit is leeg, bijvoorbeeld @anna:voorbeeld.nl.")
    earlier = seen.get(row["matrix"].casefold())
    if earlier is not None and row["matrix"]:
        first, second = (organisations.get(r["organisatie"].casefold()) for r in (earlier, row))
        again = f"dit adres staat ook op regel {earlier.line}"
        if first is not second and first is not None and second is not None:
            again += ", bij een andere organisatie; iemand hoort bij één organisatie"
        elif earlier["matrix"] != row["matrix"]:
            again += ", met andere hoofdletters"
        yield row.problem("matrix", f"{again}.")
    try:
        person_name(row["naam"])
    except ValueError as error:
        yield row.problem("naam", str(error))
    if not row["naam"]:
        yield row.problem("naam", "dit is leeg, bijvoorbeeld Anna Voorbeeld.")


def _where(
    row: Row, organisations: Mapping[str, Organisation], spelled: list[str], codes: list[str]
) -> Iterable[Problem]:
    typed = row["organisatie"]
    if not typed:
        yield row.problem("organisatie", f"dit is leeg, bijvoorbeeld {spelled[0] if spelled else 'CSG'}.")
    elif typed.casefold() not in organisations:
        yield row.problem("organisatie", _unknown(typed, spelled))
    for word in row.words("regios"):
        if word.casefold() not in map(str.casefold, codes):
            yield row.problem("regios", _unknown(word, codes))


def _what(row: Row, organisation: Organisation | None) -> Iterable[Problem]:
    roles = [word.casefold() for word in row.words("rollen")]
    if not roles:
        yield row.problem("rollen", "dit is leeg, bijvoorbeeld professional.")
    unknown = [role for role in roles if role not in set(Role)]
    for role in unknown:
        yield row.problem("rollen", _unknown(role, list(Role)))
    if not unknown:
        coordinates = organisation is None or organisation.coordinates
        for column, sentence in role_problems(roles, row.words("regios"), coordinates=coordinates, example="DH"):
            yield row.problem(column, sentence)
    if row[LANGUAGE] and row[LANGUAGE].casefold() not in LANGUAGES:
        yield row.problem(LANGUAGE, "kies nl of en, bijvoorbeeld nl.")


def _unknown(typed: str, names: list[str]) -> str:
    sentence = unknown_name(typed, names)
    return sentence if "bedoelt" in sentence else f"{sentence} Kies uit: {', '.join(names)}."
