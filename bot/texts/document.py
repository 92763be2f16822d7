"""One small document, two bodies: plain text, and HTML with Matrix-allowed tags only.

What a person typed stays apart from our own words until the very end. It is never interpreted: no HTML, no
markdown, no link. Only our own words know one sign: what stands between backticks is a command to type.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import escape
from itertools import groupby
from urllib.parse import quote

INDENT = "  "
BULLET = "• "
DASH = " – "
MATRIX_TO = "https://matrix.to/#/"
"""A link that begins so leads to a room or a person inside the reader's own client."""
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_COMMAND = re.compile(r"`([^`]+)`")
_DIRECTIONAL = frozenset({"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"})


@dataclass(frozen=True)
class Span:
    """A piece of a line: our own words, or what a person typed. `link` is where it leads, in HTML only; ours too."""

    text: str
    typed: bool = False
    link: str = ""


Text = tuple[Span, ...]


class Style(Enum):
    """How a line looks. `LOUD` is strong from beginning to end; `STEP` is numbered; `GAP` is an empty line."""

    TITLE = auto()
    LOUD = auto()
    PLAIN = auto()
    BULLET = auto()
    STEP = auto()
    GAP = auto()


@dataclass(frozen=True)
class Line:
    """One line; `label` stands in front of the text and is strong, `usage` before both: it is what to type."""

    text: Text = ()
    style: Style = Style.PLAIN
    label: Text = ()
    usage: Text = ()


Lines = Sequence[Line]

GAP = Line(style=Style.GAP)
_LISTS = {Style.BULLET: "ul", Style.STEP: "ol"}


def own(text: str) -> Text:
    """Make a text of our own words."""
    return (Span(text),) if text else ()


def typed(text: str) -> Text:
    """Make a text of what a person typed."""
    return (Span(text, typed=True),) if text else ()


def linked(text: str, link: str) -> Text:
    """Make a text of our own words that leads somewhere."""
    return (Span(text, link=link),) if text else ()


def mention(user_id: str) -> Text:
    """Name a person as people type it, `@anna`; clients show the link as that person's name (a pill)."""
    return (Span(user_id.partition(":")[0], typed=True, link=MATRIX_TO + quote(user_id, safe="@:")),)


def joined(texts: Iterable[Text], between: str) -> Text:
    """Put texts behind each other, with our own words in between."""
    result: Text = ()
    for text in texts:
        result += (own(between) if result else ()) + text
    return result


def plain_body(lines: Lines) -> str:
    """Write the lines so that they read well without HTML."""
    return "\n".join(
        f"{number}. {_plain_line(line)}" if style is Style.STEP else _plain_line(line)
        for style, block in groupby(lines, key=_block)
        for number, line in enumerate(block, start=1)
    )


def html_body(lines: Lines) -> str:
    """Write the lines as HTML: paragraphs and lists."""
    return "".join(_html_block(style, list(block)) for style, block in groupby(lines, key=_block))


def typed_lines(text: str) -> list[str]:
    """Split what a person typed at every kind of line break.

    A line with letters or signs that change the writing direction is isolated, so that it cannot turn our words around.
    """
    return [_isolated(line) for line in text.splitlines()]


def _isolated(line: str) -> str:
    if any(unicodedata.bidirectional(sign) in _DIRECTIONAL for sign in line):
        return f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}"
    return line


def _plain_line(line: Line) -> str:
    words = " ".join(_plain(text) for text in (line.label, line.text) if text)
    parts = [part for part in (_plain(line.usage), words) if part]
    return (BULLET if line.style is Style.BULLET else "") + DASH.join(parts)


def _plain(text: Text) -> str:
    return "".join(
        f"\n{INDENT}".join(typed_lines(span.text)) if span.typed else _COMMAND.sub(r"\1", span.text) for span in text
    )


def _block(line: Line) -> Style:
    """Tell which lines go together: bullets or steps in a list, the others in a paragraph."""
    return line.style if line.style in {Style.BULLET, Style.STEP, Style.GAP} else Style.PLAIN


def _html_block(style: Style, lines: list[Line]) -> str:
    if style is Style.GAP:
        return ""
    if style in _LISTS:
        tag = _LISTS[style]
        return f"<{tag}>" + "".join(f"<li>{_html_line(line)}</li>" for line in lines) + f"</{tag}>"
    return "<p>" + "<br>".join(_html_line(line) for line in lines) + "</p>"


def _html_line(line: Line) -> str:
    if line.style in {Style.TITLE, Style.LOUD}:
        return f"<strong>{_html(joined([line.label, line.text], ' ') if line.label else line.text)}</strong>"
    label = f"<strong>{_html(line.label)}</strong>" if line.label else ""
    words = " ".join(part for part in (label, _html(line.text)) if part)
    usage = f"<code>{_html(line.usage)}</code>" if line.usage else ""
    return DASH.join(part for part in (usage, words) if part)


def _html(text: Text) -> str:
    return "".join(_html_span(span) for span in text)


def _html_span(span: Span) -> str:
    if span.typed:
        words = "<br>".join(escape(line) for line in typed_lines(span.text))
    else:
        words = _COMMAND.sub(r"<code>\1</code>", escape(span.text))
    return f'<a href="{escape(span.link)}">{words}</a>' if span.link else words
