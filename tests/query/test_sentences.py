"""The sentences the dashboard says: right numbers, right words for none, one and many, and the question behind each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from analytics.errors import BadQuestion
from analytics.locale.said import sentences as words_of
from analytics.measures.definitions import measures
from analytics.query import sentences_made, sentences_scope
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.sentences import Sentences, sentences
from analytics.query.sentences_scope import LeftOut, Scoped
from tests.locale.test_words import NEVER
from tests.spec.harness import Given, given

PROPOSALS = """
id | year | stage               | district    | village  | title   | cost | rank | agency
d1 | 2026 | musrenbang_district | Bontobahari | Ara      | Satu    | 100  | 1    | Dinas PU
d2 | 2026 | musrenbang_district | Bontobahari | Darubiah | Dua     | 200  | 2    | Dinas PU
d3 | 2026 | musrenbang_district | Gantarang   |          | Tiga    | 300  | 1    | Dinas TP
d4 | 2026 | musrenbang_district | Gantarang   |          | Empat   | 400  | 2    | Dinas TP
d5 | 2026 | musrenbang_district | Gantarang   |          | Lima    | 500  | 3    | Dinas TP
d6 | 2026 | musrenbang_district | Gantarang   |          | Enam    | 600  | 4    | Dinas TP
p1 | 2026 | pokir               | Gantarang   |          | Pokir   | 700  |      | Dinas TP
e1 | 2027 | musrenbang_district | Gantarang   |          | Tujuh   | 900  | 1    | Dinas TP
u1 | 2025 | musrenbang_district | Gantarang   |          | Tanpa   | 10   |      | Dinas TP
"""
LINES = """
id | year | version  | pays | amount | account_code | text
A1 | 2026 | apbd     | d1   | 100    | 5.2.04       | Satu
A3 | 2026 | apbd     | d3   | 100    | 5.2.04       | Tiga
A9 | 2026 | apbd     |      | 220    | 5.2.04       | Lain
P1 | 2026 | kua_ppas | d1   | 100    |              | Satu
P3 | 2026 | kua_ppas | d3   | 100    |              | Tiga
P4 | 2026 | kua_ppas | d4   | 100    |              | Empat
R1 | 2026 | rkpd     | d1   | 100    |              | Satu
R3 | 2026 | rkpd     | d3   | 100    |              | Tiga
R4 | 2026 | rkpd     | d4   | 100    |              | Empat
R5 | 2026 | rkpd     | d5   | 100    |              | Lima
B9 | 2027 | rapbd    |      | 5      |              | Lain
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | d2       | apbd | absent
"""
OCTOBER = dt.date(2026, 10, 2)


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("sentences"), PROPOSALS, LINES, JUDGEMENTS)


@pytest.fixture(scope="module")
def held(brought: Given) -> Mart:
    return brought.mart()


def said(mart: Mart, year: int = 2026, lang: str = "id", **scope: Any) -> dict[str, str]:
    found = sentences(mart, "73.02", year, lang=lang, today=OCTOBER, **scope)
    return {s.id: s.text for s in found.said}


def test_a_list_its_value_and_what_could_be_reached(held: Mart) -> None:
    found = said(held)
    assert found["fate"] == "Dari 6 prioritas Kabupaten Bulukumba, 1 terbukti masuk APBD 2026; paling banyak 4."
    assert (
        found["value"]
        == "Nilainya Rp 200 dari Rp 2.100 (paling banyak Rp 1.700); lima usulan terbesar memegang 95,2 %."
    )
    assert found["attainable"] == (
        "Belanja yang masih bisa diarahkan paling jauh membiayai 20,0 %; terbukti tercapai 9,5 %."
    )
    assert found["stages"] == (
        "RKPD terbukti memuat 4 usulan, APBD 2 (yang sebagian ikut dihitung); berkurang 1 pada PPAS dan 1 sesudahnya. "
        "Pada APBD, 3 belum dapat dipastikan."
    )


def test_the_same_in_english(held: Mart) -> None:
    found = said(held, lang="en")
    assert found["fate"] == "Of 6 priorities of Kabupaten Bulukumba, 1 is proven in the APBD of 2026; at most 4."
    assert "the five largest proposals hold 95.2%." in found["value"]


def test_one_and_none_have_words_of_their_own(held: Mart) -> None:
    where = (("district", ("Bontobahari",)), ("village", ("Darubiah",)))
    assert said(held, narrow=where)["fate"] == (
        "Dari 1 prioritas Desa Darubiah, tidak satu pun masuk APBD 2026; semuanya sudah dipastikan."
    )
    assert said(held, narrow=where, lang="en")["fate"].startswith("Of 1 priority of Desa Darubiah, none is in the APBD")
    assert said(held, narrow=where, lang="en")["value"] == (
        "Its value is Rp 0 of Rp 200 (at most Rp 0), in 1 proposal that states an estimate."
    )
    assert said(held, version="rkpd", narrow=where)["fate"] == (
        "Dari 1 prioritas Desa Darubiah, belum ada yang terbukti dimuat dalam RKPD 2026; paling banyak 1."
    )


def test_the_place_is_the_narrowest_and_the_agency_is_named(held: Mart) -> None:
    assert said(held, narrow=(("agency", ("dinas pu",)),))["fate"].startswith(
        "Dari 2 prioritas Kabupaten Bulukumba untuk Dinas PU, 1 terbukti"
    )
    assert said(held, narrow=(("district", ("Gantarang",)),))["fate"].startswith("Dari 4 prioritas Kec. Gantarang,")


def test_only_lists_with_ranks_hold_priorities(held: Mart) -> None:
    assert said(held, universe="all")["fate"].startswith("Dari 7 usulan")
    found = sentences(held, "73.02", 2026, "all", today=OCTOBER)
    assert found.left["first_ranks"] == "daftar ini tidak memuat peringkat: disebut usulan, bukan prioritas"


def test_the_warning_speaks_of_the_next_budget_that_is_open(held: Mart) -> None:
    text = said(held)["early"]
    assert text.startswith("RAPBD 2027: 1 prioritas belum ditemukan (0 terbukti belum dimuat atau ditolak, 1 belum")
    assert "Masih bisa dibahas sampai persetujuan bersama. APBD 2027 biasanya disusun mulai Desember 2026" in text
    assert sentences(held, "73.02", 2025, today=OCTOBER).left["early"].startswith("APBD tahun itu sudah ada")


def test_numbers_are_those_of_the_questions_behind_them(held: Mart) -> None:
    found = sentences(held, "73.02", 2026, today=OCTOBER)
    for sentence in found.said:
        for asked in sentence.questions:
            answer = ask(held, asked.question)
            rows = answer.totals if not asked.row else answer.rows
            row = next(r for r in rows if r.get("part") == asked.part and asked.row.items() <= r.items())
            assert {"fate": "proven", "value": "proven", "attainable": "proven"}.get(sentence.id) is None or (
                sentence.numbers["proven"] == row["numerator"]
            )
            if sentence.id == "stages":
                assert sentence.numbers[asked.row["stage"]] == row["numerator"]
    json.dumps(found.json(), allow_nan=False)


def test_what_cannot_be_said_is_left_out_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mart = given(tmp_path, "id | stage | district | rank\nA | musrenbang_district | Gantarang | 1").mart()
    found = sentences(mart, "73.02", 2026, today=OCTOBER)
    assert found.said == () and set(found.left) == set(sentences_made.MADE)
    assert found.left["fate"].startswith("belum ada: ")
    known = {k: v for k, v in measures().items() if k in {"accommodation_count", "accommodation_value", "funnel"}}
    monkeypatch.setattr(sentences_scope, "measures", lambda: known)
    left = sentences(mart, "73.02", 2026, lang="en", today=OCTOBER).left
    assert left["reasons"] == "this program has no measure answered yet"


def test_a_scope_that_is_none_is_refused(held: Mart) -> None:
    for scope in ({"universe": "x"}, {"version": "x"}, {"narrow": (("district", ("Antah",)),)}):
        with pytest.raises(BadQuestion):
            said(held, **scope)


ROWS = {
    ("top_k", "1"): {"denominator": 10, "numerator": 4, "most": 6},
    ("priority_inversion", None): {"denominator": 17, "numerator": 3, "most": 5, "reasoned": 2},
    ("repeat_and_gave_up", "repeated_3"): {"denominator": 90, "numerator": 12, "most": 20},
    ("repeat_and_gave_up", "not_asked_any_more"): {"denominator": 90, "numerator": 9, "most": 30},
    ("answered", "unfunded_with_reason"): {"denominator": 27, "numerator": 5, "most": 5},
}
TOLD = {
    "first_ranks": "Dari 10 prioritas nomor satu, 4 terbukti didanai; paling banyak 6.",
    "order": "Pada Dinas PU, urutan tidak sejalan pada 3 dari 17 pasangan; 2 beralasan tertulis.",
    "not_asked_any_more": "9 usulan tidak diusulkan lagi, padahal pendanaannya belum pernah ditemukan; paling banyak 30.",
    "reasons": "Dari 27 yang sudah diperiksa dan belum ditemukan, 22 belum mempunyai alasan tertulis.",
}


@pytest.fixture
def scoped(held: Mart, monkeypatch: pytest.MonkeyPatch) -> Scoped:
    """A scope whose measures answer what ROWS says."""
    monkeypatch.setattr(Scoped, "whole", lambda self, question, part=None: ROWS[question.measure, part])
    need = dataclasses.replace(measures()["accommodation_count"], fact="need", columns={"year": "last_asked"})
    monkeypatch.setattr(sentences_made, "measure", lambda name: need)
    return Scoped(held, "73.02", 2026, "district", "apbd", (("agency", ("Dinas PU",)),), "id")


@pytest.mark.parametrize("name", TOLD)
def test_sentences_of_measures_by_their_rows(scoped: Scoped, name: str) -> None:
    sentence = sentences_made.MADE[name](scoped)
    assert sentence.text == TOLD[name]
    assert all(asked.question.where[0] == ("regency", ("73.02",)) for asked in sentence.questions)


def test_the_oldest_of_those_repeated_is_named_by_its_year(scoped: Scoped) -> None:
    sentence = sentences_made.repeated(scoped)
    assert sentence.numbers == {"n": 12, "most": 20, "since": None}  # nothing in this register was asked three times
    assert sentence.text.startswith("12 usulan yang pendanaannya belum ditemukan sudah diajukan tiga kali atau lebih")


@pytest.mark.parametrize(
    ("part", "row", "text"),
    [
        (
            "1",
            {"denominator": 10, "numerator": 0, "most": 3},
            "Of 10 first priorities, none is proven funded so far; at most 3.",
        ),
        ("1", {"denominator": 1, "numerator": 1, "most": 1}, "The first priority is proven funded."),
        (
            "1",
            {"denominator": 1, "numerator": 0, "most": 1},
            "The first priority is not proven funded so far; at most 1.",
        ),
    ],
)
def test_first_ranks_of_none_and_one(
    held: Mart, monkeypatch: pytest.MonkeyPatch, part: str, row: dict[str, int], text: str
) -> None:
    monkeypatch.setattr(Scoped, "whole", lambda self, question, asked=None: row if asked == part else {})
    assert sentences_made.first_ranks(Scoped(held, "73.02", 2026, "district", "apbd", (), "en")).text == text


def test_a_reason_to_leave_out_is_words(scoped: Scoped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with pytest.raises(LeftOut, match="daftar ini tidak memuat peringkat"):
        sentences_made.order(dataclasses.replace(scoped, universe="all"))


@pytest.mark.parametrize("room", ["sentences", "warning", "recap", "whatif"])
def test_every_sentence_has_both_languages_the_same_facts_and_no_word_that_accuses(room: str) -> None:
    for key, forms in words_of(room).items():
        assert {"id", "en"} <= forms.keys() <= {f"{lang}{n}" for lang in ("id", "en") for n in ("", "_0", "_1")}, key
        facts = {n: {f for _, f, _, _ in Formatter().parse(w) if f} for n, w in forms.items()}
        assert facts["id"] == facts["en"], key
        assert all(facts[f"id_{n}"] == facts[f"en_{n}"] for n in (0, 1) if {f"id_{n}", f"en_{n}"} <= forms.keys()), key
        assert not any(re.search(p, w.lower()) for p in NEVER for n, w in forms.items() if n.startswith("id")), key


def test_every_sentence_is_used() -> None:
    root = Path(sentences_made.__file__).resolve().parents[1]
    code = "\n".join(
        p.read_text(encoding="utf-8") for f in ("query", "reports", "pages") for p in (root / f).glob("*.py")
    )
    begun = {"why_", "open_", "col_", "within_", "verb_", "question_", "about_", "at_", "order_", "key_"}
    for room in ("sentences", "warning", "recap", "whatif"):
        left = [k for k in words_of(room) if f'"{k}"' not in code and not any(k.startswith(b) for b in begun)]
        assert left == [], room


def test_two_askings_say_the_same(held: Mart) -> None:
    first, second = (sentences(held, "Bulukumba", 2026, today=OCTOBER) for _ in range(2))
    assert isinstance(first, Sentences) and first == second


def test_a_page_asks_only_for_the_sentences_it_says(held: Mart) -> None:
    asked: list[str] = []

    def answers(question: Question) -> Answer:
        asked.append(question.measure)
        return ask(held, question)

    found = sentences(
        held, "73.02", 2026, today=OCTOBER, only=("stages", "first_ranks", "order"), most=2, answers=answers
    )
    assert [s.id for s in found.said] == ["stages", "first_ranks"]
    assert asked == ["accommodation_count", "funnel", "top_k"]
