"""Reading the walk: whatever is typed becomes a step as it was meant, or a sentence, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.ground_words import EXAMPLES, Typed, read_label, read_typed
from bot.domain.codes import ALPHABET
from bot.domain.ground import Filling
from bot.domain.people import Directory, Organisation
from bot.domain.refusals import Refused
from bot.domain.refusals_ground import StepNotUnderstood, UnknownReceiver
from bot.domain.typed import clean

ORGANISATIONS = tuple(
    Organisation(key, name, mdt=False, coordinates=False, aliases=aliases)
    for key, name, aliases in (
        ("politie", "Politie", ("pol",)),
        ("om", "Openbaar Ministerie", ("OM",)),
        ("vt", "Veilig Thuis", ()),
        ("zorg", "Zorg aan Huis", ()),
        ("doel", "Stichting Doel en Zin", ()),
    )
)
DIRECTORY = Directory(organisations=ORGANISATIONS)
NAMES = st.sampled_from([(name, o.key) for o in ORGANISATIONS for name in (o.key, o.name, *o.aliases)])
TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=3, max_size=60).map(
    lambda text: clean(" ".join(text.split()))
)
LONG_ENOUGH = TEXTS.filter(lambda text: len(text) >= 3)
WORDS = st.sampled_from(
    [
        "OM",
        "G1",
        "g2:",
        "grond",
        "grond:",
        "doel:",
        "nodig:",
        "weg",
        "bevestig",
        "7K3MP",
        "beoordeeld:",
        "aan",
        "\n",
        "1",
    ]
) | st.text(max_size=8)


def read(text: str) -> Typed:
    return read_typed(clean(text), DIRECTORY, "politie", "DH-7K3M")


@given(
    to=NAMES, by=NAMES, word=st.sampled_from(["aan", "AAN", "naar", "to", "->", "→"]), mark=st.sampled_from(["", ":"])
)
def test_who_gives_to_whom_is_read_by_every_name(
    to: tuple[str, str], by: tuple[str, str], word: str, mark: str
) -> None:
    assert read(f"{to[0].upper()}{mark}") == Typed(giver="politie", receiver=to[1])
    assert read(f"{by[0]} {word} {to[0]}{mark}") == Typed(giver=by[1], receiver=to[1])
    assert read(f"dh-7k3m {to[0]}") == Typed(giver="politie", receiver=to[1])


@given(purpose=LONG_ENOUGH, need=LONG_ENOUGH, number=st.integers(0, 999_999), swapped=st.booleans())
def test_steps_are_read_in_any_order_each_on_a_line(purpose: str, need: str, number: int, swapped: bool) -> None:
    lines = [f"Doel: {purpose}", f"NODIG : {need}", "grond 2."]
    filling = Filling(2, purpose=clean(purpose), necessity=clean(need))
    typed = read(f"G{number}\n" + "\n".join(reversed(lines) if swapped else lines))
    assert typed == Typed(number, filling=filling, fills=True)
    assert read("om " + "\n".join(lines)) == Typed(giver="politie", receiver="om", filling=filling, fills=True)


@given(purpose=LONG_ENOUGH, need=LONG_ENOUGH, mark=st.sampled_from([" ", ", ", "; "]))
def test_steps_in_a_row_are_read_as_those_on_lines(purpose: str, need: str, mark: str) -> None:
    steps = ["grond 2", f"doel: {purpose.rstrip(' ,;')}.", f"nodig: {need}"]
    assert read(f"G1 {mark.join(steps)}") == read("\n".join(["G1", *steps]))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("", Typed()),
        ("DH-7K3M", Typed()),
        ("g12.", Typed(12)),
        ("G1 grond: artikel 6", Typed(1, filling=Filling(own="artikel 6"), fills=True)),
        ("G1 grond Vitaal belang", Typed(1, filling=Filling(vital=True), fills=True)),
        ("G1 ground: vital", Typed(1, filling=Filling(vital=True), fills=True)),
        ("G1 bevestig 7k3 mp", Typed(1, confirm="7k3mp", fills=True)),
        ("G1 bevestig", Typed(1, confirm="", fills=True)),
        ("G1 weg", Typed(1, drop=True, fills=True)),
        ("G1 beoordeeld: het was nodig", Typed(1, review="het was nodig", fills=True)),
        ("G1 2", Typed(1, filling=Filling(2), fills=True)),
        ("G1 vitaal", Typed(1, filling=Filling(vital=True), fills=True)),
        (
            "OM vitaal belang doel: rust",
            Typed(giver="politie", receiver="om", filling=Filling(vital=True, purpose="rust"), fills=True),
        ),
        (
            "om grond 2, doel: rust nodig: het adres",
            Typed(
                giver="politie", receiver="om", filling=Filling(2, purpose="rust", necessity="het adres"), fills=True
            ),
        ),
        ("G1 2 doel: rust", Typed(1, filling=Filling(2, purpose="rust"), fills=True)),
        (
            "G1 doel: dit is nodig voor de rust",
            Typed(1, filling=Filling(purpose="dit is nodig voor de rust"), fills=True),
        ),
        (
            "G1 doel: nu nodig: rust\nnodig: het adres",
            Typed(1, filling=Filling(purpose="nu nodig: rust", necessity="het adres"), fills=True),
        ),
        ("zorg aan huis aan om", Typed(giver="zorg", receiver="om")),
    ],
)
def test_what_each_line_means(text: str, typed: Typed) -> None:
    assert read(text) == typed


@pytest.mark.parametrize(
    "text",
    [
        "G1 x",
        "G1 weg ermee",
        "G1 weg\ndoel: rust",
        "G1 doel: rust\nbevestig 7K3MP",
        "G1 grond artikel 6",
        "G1 vitaal ja",
        "OM\nweg",
    ],
)
def test_what_is_no_step_is_refused_as_one(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.refusal == StepNotUnderstood()


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        typed = read(text)
    except Refused:
        return
    assert typed.number is None or not typed.receiver
    assert sum((typed.drop, bool(typed.review), typed.confirm is not None, typed.filling != Filling())) <= 1


@given(st.text(ALPHABET, min_size=4, max_size=4).filter(lambda code: code != "7K3M"))
def test_of_another_case_nothing_is_said(code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(f"OB-{code} OM")
    assert type(refused.value.refusal).__name__ == "NotUnderstood"


@given(st.text(max_size=12))
def test_a_label_is_a_g_and_a_number(word: str) -> None:
    number = read_label(word)
    assert number is None or word.strip().rstrip(".,:").casefold().lstrip("g").lstrip("0") in {str(number), ""}


@pytest.mark.parametrize("example", EXAMPLES.values())
def test_the_examples_are_understood(example: str) -> None:
    assert read(example.removeprefix("!grondslag ")).fills


def test_an_organisation_that_is_not_in_the_directory_is_named_by_nobody() -> None:
    with pytest.raises(Refused) as refused:
        read("Reclassering aan OM")
    assert refused.value.refusal == UnknownReceiver()
