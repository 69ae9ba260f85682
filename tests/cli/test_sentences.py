"""Every refusal has its sentence in both languages, with the facts the code gives it and no others."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError, language, say
from analytics.intake.rejects import Reject, sentence

ROOT = Path(__file__).resolve().parents[2]
ANALYTICS = ROOT / "analytics"
ERRORS = tomllib.loads((ANALYTICS / "errors.toml").read_text(encoding="utf-8"))
REASONS = tomllib.loads((ANALYTICS / "intake" / "reasons.toml").read_text(encoding="utf-8"))
RAISING = {
    "AkomodasiError",
    "Gone",
    "Absent",
    "refused",
    "BadFile",
    "BadQuestion",
    "NotAllowed",
    "Damaged",
    "say",
    "sentence",
    "refusal",
}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the program whose first argument is a text, with the file and line it stands in."""
    for path in sorted(ANALYTICS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node


def name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


SITES = [
    (where, str(call.args[0].value), {k.arg for k in call.keywords if k.arg}, all(k.arg for k in call.keywords))
    for where, call in calls()
    if name(call) in RAISING and isinstance(call.args[0], ast.Constant) and call.args[0].value in ERRORS
]
UNREADABLE = {
    str(c.args[0].value) for _, c in calls() if name(c) == "Unreadable" and isinstance(c.args[0], ast.Constant)
}


def facts(words: str) -> set[str]:
    return {part for _, part, _, _ in string.Formatter().parse(words) if part}


def test_the_places_that_refuse_were_found() -> None:
    assert len(SITES) > 40 and len(UNREADABLE) > 10


@pytest.mark.parametrize(("where", "code", "given", "whole"), SITES, ids=[f"{s[1]} {s[0]}" for s in SITES])
def test_a_sentence_has_the_facts_it_is_given(where: str, code: str, given: set[str], whole: bool) -> None:
    for lang in ("id", "en"):
        wanted = facts(ERRORS[code][lang])
        assert wanted <= given or not whole, f"{where}: {lang} wants {wanted - given}"
        filled = AkomodasiError(code, **dict.fromkeys(given | wanted, "x")).sentence(lang)
        assert "{" not in filled and "\n" not in filled
    assert facts(ERRORS[code]["id"]) == facts(ERRORS[code]["en"])


@pytest.mark.parametrize("code", ERRORS)
def test_a_sentence_ends_as_one_and_says_what_to_do(code: str) -> None:
    for lang in ("id", "en"):
        words = ERRORS[code][lang]
        assert words == "{detail}" or words.endswith("."), words
        assert ERRORS[code].keys() == {"id", "en"}


def test_no_sentence_is_left_over() -> None:
    assert sorted(ERRORS.keys() - {code for _, code, _, _ in SITES}) == []


def test_every_reason_a_cell_can_be_refused_for_has_its_sentence() -> None:
    rows = {"row_cut_short", "row_shifted", "row_shape", "id_twice", "formula_without_value"}
    rows |= {"district_unknown", "figure_twice"}
    maps = [
        ast.parse((ANALYTICS / "intake" / f"{m}.py").read_text("utf-8"))
        for m in ("boundary", "boundary_codes", "geojson", "shapes")
    ]
    rows |= {str(n.value) for tree in maps for n in ast.walk(tree) if isinstance(n, ast.Constant)} & REASONS.keys()
    assert UNREADABLE | rows | {"regency_unknown", "region_unknown"} == REASONS.keys()


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize(("lang", "where"), [("id", "Usulan, baris 7: "), ("en", "Usulan, row 7: ")])
def test_a_reason_is_one_sentence_with_its_row_column_and_value(reason: str, lang: str, where: str) -> None:
    words = sentence(Reject("Usulan", 7, reason, "pagu", "1.234", "[]"), lang)
    assert words.startswith(where) and "{" not in words and "\n" not in words
    assert "pagu" in words or "1.234" in words
    assert ";" in words, "what is wrong; what to do"


def test_no_fact_can_break_its_sentence() -> None:
    nasty = "a\nb\x00c\u2028d\udcff{file}" + "x" * 1000
    words = say("file_absent", "id", file=nasty)
    assert len(words.splitlines()) == 1 and "{file}" in words and len(words) < 400
    words.encode("utf-8")


def test_a_fact_may_be_called_code_or_lang() -> None:
    assert "99.99" in AkomodasiError("regency_unknown", code="99.99").sentence("en")


@pytest.mark.parametrize(("asked", "said"), [("en", "en"), ("id", "id"), ("fr", "id"), ("", "id")])
def test_a_language_there_is_not_becomes_bahasa_indonesia(
    monkeypatch: pytest.MonkeyPatch, asked: str, said: str
) -> None:
    monkeypatch.setenv("AKOMODASI_LANG", asked)
    assert language() == said
