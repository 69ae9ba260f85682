"""A certificate's code survives being read aloud and typed again, and never a slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import BadQuestion
from analytics.register.codes import ALPHABET, LETTERS, code_of, read_code
from tests.property.test_always import bounded

figures = st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.integers(), st.text(max_size=8)), max_size=4)


def plain(code: str) -> str:
    return code.removeprefix("AKM-").replace("-", "")


def refused(text: str) -> str:
    with pytest.raises(BadQuestion) as problem:
        read_code(text)
    return problem.value.code


@bounded(60)
@given(figures)
def test_a_code_is_read_back_however_it_is_written(figure):
    code = code_of(figure)
    letters = plain(code)
    assert len(letters) == LETTERS and set(letters) <= set(ALPHABET)
    spoken = letters.replace("0", "o").replace("1", "l").lower()
    for text in (code, code.lower(), letters, f"akm {spoken}", " ".join(letters)):
        assert read_code(text) == code


@bounded(30)
@given(figures, st.integers(0, LETTERS - 1), st.integers(0, 31))
def test_one_wrong_letter_is_a_slip(figure, at, other):
    letters = plain(code_of(figure))
    typed = letters[:at] + ALPHABET[other] + letters[at + 1 :]
    if typed != letters:
        assert refused(typed) == "certificate_code_check"


def test_letters_that_changed_places_are_a_slip_wherever_they_stand():
    letters = plain(code_of({"n": 1}))
    for i in range(LETTERS):
        for k in range(i + 1, LETTERS):
            if letters[i] != letters[k]:
                typed = list(letters)
                typed[i], typed[k] = typed[k], typed[i]
                assert refused("".join(typed)) == "certificate_code_check"


@pytest.mark.parametrize(
    "text", ["", "AKM", "AKM-0000-0000", "AKM-UUUU-UUUU-UUUU", "x" * 999, "é" * 12, "²" * 12, "\x00"]
)
def test_what_is_no_code_is_refused_in_one_sentence(text):
    assert refused(text) == "certificate_code_form"


def test_order_of_keys_changes_nothing_and_a_digit_changes_all():
    assert code_of({"a": 1, "b": 2}) == code_of({"b": 2, "a": 1})
    assert code_of({"a": 1, "b": 2}) != code_of({"a": 1, "b": 3})
