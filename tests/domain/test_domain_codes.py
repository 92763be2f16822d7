"""Case codes: neutral, readable aloud, and read back however they are typed."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.codes import ALPHABET, CODE, LENGTH, new_code, read_code, take_code

LOOK_ALIKES = set("01OILU")

regions = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)
codes = st.builds(
    lambda region, signs: f"{region}-{signs}", regions, st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
)


@given(regions, st.randoms(use_true_random=False))
def test_every_new_code_has_the_form_of_a_code(region: str, random: object) -> None:
    code = new_code(region, random.choice)  # type: ignore[attr-defined]  # hypothesis types its Random loosely
    assert CODE.fullmatch(code)
    assert code.startswith(f"{region}-")
    assert read_code(code) == code


def test_the_alphabet_has_no_look_alikes_and_no_doubles() -> None:
    assert not LOOK_ALIKES & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert ALPHABET.upper() == ALPHABET


def test_each_sign_is_chosen_on_its_own() -> None:
    asked: list[str] = []

    def choose(signs: str) -> str:
        asked.append(signs)
        return signs[len(asked)]

    assert new_code("DH", choose) == "DH-" + ALPHABET[1:5]
    assert asked == [ALPHABET] * LENGTH


def test_a_thousand_real_codes_differ() -> None:
    codes = [new_code("DH", secrets.choice) for _ in range(1000)]
    assert len(set(codes)) > 950


@given(codes, st.text(" \t\n", max_size=3), st.text(" \t\n", max_size=3), st.booleans())
def test_a_code_is_read_whatever_stands_around_it(code: str, before: str, after: str, lower: bool) -> None:
    assert read_code(before + (code.lower() if lower else code) + after) == code


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "DH", "DH-", "DH-7K3", "DH-7K3M2", "D-7K3M", "DHAAG-7K3M", "DH-7K 3M", "DH-7K3O", "DH-7K31",
        "DH-7K3I", "DH-7K3L", "DH-7K3U", "DH-7K30", "12-7K3M", "DH-7K3M\nDH-7K3M", "DH-7K3é",
        "!DH-7K3M", "ＤＨ-7K3M", "DH-7Kß", "DH--7K3M",
    ],
)  # fmt: skip
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


DH = frozenset({"DH", "OB"})


@pytest.mark.parametrize(
    "text",
    [
        "dh 7k3m", "dh7k3m", "DH7K3M", "Dh 7K3m", "dh  7k3m", "DH–7K3M", "dh—7k3m", "DH‑7K3M", "DH_7K3M", "dh - 7k3m",
        "DH-7K3M.", "dh-7k3m:", " dh 7k3m ",
    ],
)  # fmt: skip
def test_a_code_is_read_as_people_type_it(text: str) -> None:
    assert read_code(text, DH) == "DH-7K3M"
    for behind in ("A3", "bellen, vandaag"):
        assert take_code(f"{text} {behind}", DH) == ("DH-7K3M", behind)


@pytest.mark.parametrize(
    "text",
    [
        "morgen", "obbema", "ob bema", "dhabcd", "dh abcd", "bas 3dec", "do 3dec", "zw 7k3m", "zw7k3m", "dh 7k3",
        "dh 7k3mx", "7k3m", "dh7k3o", "dh 7k31", "d h7k3m", "dh\n7k3m", "dh 7k 3m", "dh 24-11",
    ],
)  # fmt: skip
def test_what_may_be_words_is_not_taken_for_a_code(text: str) -> None:
    assert take_code(text, DH) == (None, text)
    assert take_code(f"{text} en meer", DH) == (None, f"{text} en meer")


def test_where_a_code_must_stand_it_may_be_without_a_digit() -> None:
    assert take_code("dh abcd A3", DH, must=True) == ("DH-ABCD", "A3")
    assert read_code("dhabcd", DH) == "DH-ABCD"
    assert take_code("dh-abcd A3", DH) == ("DH-ABCD", "A3"), "with its dash it is no word"
    assert read_code("zwabcd", DH) is None


@given(codes, st.sampled_from(["-", " ", "", " - ", "–", "_"]), st.booleans(), st.sampled_from(["", " ", ": ", ". "]))
def test_each_code_is_read_however_it_is_typed_and_is_never_another(
    code: str, dash: str, lower: bool, end: str
) -> None:
    typed = code.replace("-", dash) + end
    region = code.partition("-")[0]
    assert read_code(typed.lower() if lower else typed, {region}) == code


@given(st.text("dhobDHOB7k3m23AX -–_.:\n", max_size=12), st.booleans())
def test_no_sign_is_read_as_another(text: str, must: bool) -> None:
    code, behind = take_code(text, DH, must=must)
    if code is not None:
        signs = "".join(sign for sign in text.upper() if sign.isalnum())
        assert signs.startswith(code.replace("-", ""))
        assert text.endswith(behind)


@given(st.text())
def test_reading_any_text_gives_a_code_or_none(text: str) -> None:
    code = read_code(text)
    assert code is None or CODE.fullmatch(code)
