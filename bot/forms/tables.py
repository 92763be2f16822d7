"""Reading a table (CSV) that anybody may have saved from a spreadsheet: every way it can be broken is a sentence."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.typed import clean
from bot.forms.files import MOST_BYTES
from bot.forms.problems import MOST_PROBLEMS, FormError, Problem, shown, unknown_name
from bot.forms.text import SHORT

SEPARATORS = ";,\t"
NOT_UTF8 = (
    "dit bestand is niet als UTF-8 opgeslagen, zodat letters als é verloren gaan. Kies in Excel bij Opslaan als: "
    "“CSV UTF-8 (door lijstscheidingsteken gescheiden)”."
)


@dataclass(frozen=True)
class Row:
    """A line of a table: its number as an editor counts, and a tidy text for every column."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def words(self, column: str) -> list[str]:
        """Give a list that was written with spaces, `|` or both in between."""
        return self[column].replace("|", " ").split()

    def problem(self, column: str, sentence: str) -> Problem:
        """Say what is wrong in a column of this line."""
        return Problem(f"regel {self.line}, {column}", sentence)


def read_table(data: bytes, needed: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """Read a table with a line of column names. Raises `FormError` with every problem."""
    text = _text(data)
    lines = _lines(text, _separator(text))
    header, found = next(lines, (0, []))
    columns = [" ".join(clean(name).split()).casefold() for name in found]
    if problems := _header(header, columns, needed, optional):
        raise FormError(problems)
    rows: list[Row] = []
    for number, cells in lines:
        if any(cells[len(columns) :]):
            problems.append(
                Problem(
                    f"regel {number}",
                    "hier staan meer velden dan kolommen. Staat er een scheidingsteken in een naam? Zet die naam dan "
                    'tussen aanhalingstekens, bijvoorbeeld "Vries, Anna de".',
                )
            )
            continue
        tidy = [" ".join(clean(cell).split()) for cell in cells]
        values = dict.fromkeys((*needed, *optional), "") | dict(zip(columns, tidy, strict=False))
        rows.append(Row(number, values))
        problems += [rows[-1].problem(c, too_long()) for c, value in values.items() if len(value) > SHORT]
    if problems:
        raise FormError(at_most(problems))
    if not rows:
        raise FormError([Problem("", "er staan alleen kolomnamen in dit bestand; er is niets te doen.")])
    return rows


def at_most(problems: list[Problem]) -> list[Problem]:
    """Keep the first problems: thousands of lines help nobody."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    return [*problems[:MOST_PROBLEMS], Problem("", f"er zijn er meer; dit zijn de eerste {MOST_PROBLEMS}.")]


def too_long() -> str:
    """Say that a text is too long."""
    return f"dit is te lang; hoogstens {SHORT} tekens."


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise FormError([Problem("", f"dit bestand is te groot; hoogstens {MOST_BYTES // 1024} KiB.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError([Problem("", NOT_UTF8)]) from None
    if not text.strip():
        raise FormError([Problem("", "dit bestand is leeg.")])
    if "\0" in text:
        raise FormError([Problem("", NOT_UTF8)])
    return text


def _separator(text: str) -> str:
    """Take what the line of column names has most of."""
    first = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    return max(SEPARATORS, key=first.count)


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give each line that holds anything, with the number of the line it begins on. Raises `FormError`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # its text is English
            raise FormError(
                [Problem(f"regel {before + 1}", 'de aanhalingstekens kloppen niet, bijvoorbeeld "Vries, Anna de".')]
            ) from None
        if any(cell.strip() for cell in cells):
            yield before + 1, cells
        before = reader.line_num


def _header(line: int, columns: list[str], needed: Sequence[str], optional: Sequence[str]) -> list[Problem]:
    known, place = [*needed, *optional], f"regel {line}"
    while columns and not columns[-1]:
        columns.pop()  # a spreadsheet leaves separators behind
    missing = [column for column in needed if column not in columns]
    problems = [
        Problem(f"{place}, {shown(column)}", f"{unknown_name(column, missing or known)} {_all(known)}")
        for column in dict.fromkeys(columns)
        if column not in known
    ]
    problems += [
        Problem(f"{place}, {column}", "deze kolom staat er twee keer in; laat er één staan.")
        for column in known
        if columns.count(column) > 1
    ]
    problems += [Problem(place, f"de kolom {column} ontbreekt. {_all(known)}") for column in missing]
    return at_most(problems)


def _all(columns: Sequence[str]) -> str:
    return f"De eerste regel is bijvoorbeeld: {';'.join(columns)}"
