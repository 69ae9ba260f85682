"""Priorities not found in the drafts of a coming budget: what is proven, refused or not yet known, and how long is left."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from analytics.errors import BadQuestion
from analytics.query.database import Mart
from analytics.query.rates import Rate
from analytics.query.warning import warning
from analytics.query.warning_answer import Warning
from analytics.query.warning_words import headline, later, parts, question, records, short, time_left
from analytics.reports.questions import csv, workbook
from tests.spec.harness import Given, given

PROPOSALS = """
id | year | stage               | parent | district    | village  | title      | cost | rank | agency   | decision  | reason
d1 | 2026 | musrenbang_district |        | Bontobahari | Ara      | Jalan tani | 100  | 1    | Dinas PU |           |
d2 | 2026 | musrenbang_district |        | Bontobahari | Darubiah | =SUM(A1)   | 200  | 2    | Dinas PU |           |
d3 | 2026 | musrenbang_district |        | Bontobahari | Darubiah | Air bersih |      | 3    | Dinas PU |           |
d4 | 2026 | musrenbang_district |        | Gantarang   |          | Balai      | 300  | 1    |          |           |
d5 | 2026 | musrenbang_district |        | Gantarang   |          | Bibit      | 400  | 2    | Dinas TP |           |
f1 | 2026 | agency_forum        | d1     | Bontobahari | Ara      | Jalan tani | 100  |      | Dinas PU | forwarded |
f2 | 2026 | agency_forum        | d2     | Bontobahari | Darubiah | =SUM(A1)   | 200  |      | Dinas PU | rejected  | ceiling
f5 | 2026 | agency_forum        | d5     | Gantarang   |          | Bibit      | 400  |      | Dinas TP | rejected  | land
e1 | 2025 | musrenbang_district |        | Gantarang   |          | Bibit      | 5    |      |          |           |
"""
LINES = """
id | year | version  | pays | amount | text
K1 | 2026 | kua_ppas | d1   | 100    | Jalan
K2 | 2026 | kua_ppas | d3   | 100    | Air
R1 | 2026 | rapbd    | d1   | 60     | Jalan
R5 | 2026 | rapbd    | d5   | 400    | Bibit
"""
JUDGEMENTS = """
by  | proposal | line  | verdict
ani | d3       | rapbd | absent
"""
DAPIL = """
district_text | from_year | dapil
Bontobahari   | 2024      | Dapil 1
Gantarang     | 2024      | Dapil 2
"""
OCTOBER = dt.date(2025, 10, 2)


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("warning"), PROPOSALS, LINES, JUDGEMENTS, DAPIL)


@pytest.fixture(scope="module")
def held(brought: Given) -> Mart:
    return brought.mart()


@pytest.fixture(scope="module")
def found(held: Mart) -> Warning:
    return warning(held, "73.02", 2026, today=OCTOBER)


def states(brought: Given, found: Warning, draft: str) -> dict[str, str]:
    by_id = {v: k for k, v in brought.ids.items()}
    return {by_id[i.id]: i.states[draft] for i in found.items}


def test_the_newest_draft_that_is_here_counts_and_all_are_shown(brought: Given, found: Warning) -> None:
    assert (found.draft, list(found.drafts), found.decided) == ("rapbd", ["renja_draft", "kua_ppas", "rapbd"], False)
    assert states(brought, found, "renja_draft") == {
        "d1": "found", "d2": "refused", "d3": "unknown", "d4": "unknown", "d5": "refused"
    }  # fmt: skip
    assert states(brought, found, "kua_ppas") == {
        "d1": "found", "d2": "refused", "d3": "found", "d4": "unknown", "d5": "refused"
    }  # fmt: skip


def test_money_and_a_persons_word_come_before_a_refusal(brought: Given, found: Warning) -> None:
    assert states(brought, found, "rapbd") == {
        "d1": "found", "d2": "refused", "d3": "absent", "d4": "unknown", "d5": "found"
    }  # fmt: skip


def test_answers_make_the_whole_with_their_rupiah(found: Warning) -> None:
    t = found.tally
    assert (t.n, t.found, t.absent, t.refused, t.unknown) == (5, 2, 1, 1, 1)
    assert (t.not_found, t.open) == (2, 3)
    assert (t.rupiah_found, t.rupiah_not_found, t.rupiah_unknown, t.n_unpriced) == (500, 200, 300, 1)
    for tally in found.drafts.values():
        assert tally.found + tally.not_found + tally.unknown == tally.n == 5


def test_groups_add_up_and_name_the_best_ranks(brought: Given, found: Warning) -> None:
    for by, groups in found.groups.items():
        assert sum(g.tally.open for g in groups) == found.tally.open, by
    first = found.groups["dapil"][0]
    assert (first.key, first.tally.open) == ("Dapil 1", 2)
    assert [i.id for i in first.top] == [brought.ids["d2"], brought.ids["d3"]]
    assert [g.key for g in found.groups["agency"]] == ["Dinas PU", None, "Dinas TP"]


def test_the_list_may_be_narrowed(held: Mart) -> None:
    for where, n in ((("dapil", ("Dapil 2",)), 2), (("agency", ("Dinas PU",)), 3), (("district", ("Gantarang",)), 2)):
        assert warning(held, "73.02", 2026, (where,), today=OCTOBER).tally.n == n
    with pytest.raises(BadQuestion):
        warning(held, "73.02", 2026, (("dapil", ("Dapil 9",)),))


def test_the_headline_tells_what_is_proven_apart_from_what_is_not_known(found: Warning) -> None:
    assert headline(found) == (
        "RAPBD 2026: 3 prioritas belum ditemukan (2 terbukti belum dimuat atau ditolak, 1 belum dapat dipastikan), "
        "Rp 500; 1 tanpa perkiraan biaya."
    )
    assert headline(found, "en").startswith("RAPBD 2026: 3 priorities not found so far (2 proven absent")


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (dt.date(2025, 10, 2), "APBD 2026 biasanya disusun mulai Desember 2025: 60 hari lagi."),
        (dt.date(2025, 12, 1), "APBD 2026 biasanya disusun mulai Desember 2025: hari ini."),
        (dt.date(2026, 1, 1), "APBD 2026 biasanya sedang disusun sampai Januari 2026: 30 hari lagi."),
        (dt.date(2026, 1, 31), "APBD 2026 biasanya sedang disusun sampai Januari 2026: hari terakhir."),
    ],
)
def test_days_left_are_told_as_practice(held: Mart, today: dt.date, says: str) -> None:
    words = time_left(warning(held, "73.02", 2026, today=today))
    assert words == f"Masih bisa dibahas sampai persetujuan bersama. {says} Bulan itu kebiasaan, bukan batas hukum."


def test_after_the_usual_months_nothing_is_promised(held: Mart) -> None:
    words = time_left(warning(held, "73.02", 2026, today=dt.date(2026, 2, 1)), "en")
    assert words.startswith("APBD 2026 is usually finished by January 2026.") and "still" not in words


def test_a_question_is_neutral_and_names_the_next_step(found: Warning) -> None:
    asked = {i.title: question(found, i) for i in found.open}
    assert asked["Air bersih"] == (
        'Apakah usulan nomor 3 Kec. Bonto Bahari, "Air bersih" (Desa Darubiah), akan dimuat dalam APBD 2026?'
    )
    assert question(found, found.open[0], "en").startswith("Will proposal number")


def test_the_sheet_of_questions_goes_by_agency_and_rank_and_runs_nothing(found: Warning) -> None:
    rows = records(found)
    assert [(r["agency"], r["rank"]) for r in rows] == [
        ("Dinas PU", 2),
        ("Dinas PU", 3),
        ("perangkat daerah tidak disebut", 1),
    ]
    assert [r["reason"] for r in rows][:2] == ["pagu tidak cukup", "belum ada alasan tertulis"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found))).worksheets[0]
    cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    assert any(c.value == "=SUM(A1)" and c.data_type == "s" for c in cells) and not any(
        c.data_type == "f" for c in cells
    )
    assert ",'=SUM(A1)," in csv(found)


def test_without_a_draft_nothing_is_called_missing_from_it(held: Mart) -> None:
    found = warning(held, "73.02", 2025, today=OCTOBER)
    assert (found.draft, found.open, found.groups) == (None, (), {})
    assert [m.source for m in found.missing] == ["renja_draft", "kua_ppas", "rapbd"]
    assert headline(found) == (
        "Belum ada rancangan Renja, KUA-PPAS, atau RAPBD 2025 di sini: belum ada yang dapat dicocokkan dengan 1 usulan."
    )
    assert workbook(found)


def test_an_empty_list_names_the_list(tmp_path: Path) -> None:
    found = warning(given(tmp_path).mart(), "73.02", 2030, today=OCTOBER)
    assert found.tally.n == 0 and found.missing[0].source == "musrenbang_district"
    assert headline(found) == "Belum ada daftar usulan 2030 di sini."


def test_a_budget_that_is_here_ends_the_warning(tmp_path: Path) -> None:
    lines = LINES + "A1 | 2026 | apbd | d1 | 60 | Jalan\n"
    found = warning(given(tmp_path, PROPOSALS, lines).mart(), "73.02", 2026, today=OCTOBER)
    assert found.decided and time_left(found).startswith("APBD 2026 sudah ada di sini")
    assert question(found, found.open[0]).endswith("APBD perubahan 2026?")


def test_the_head_of_a_page_names_its_scope_and_only_promises_what_may_still_be(held: Mart, found: Warning) -> None:
    assert short(found, "Dapil 1") == (
        "RAPBD 2026: 3 dari 5 prioritas Dapil 1 belum ditemukan, Rp 500; masih bisa dibahas sampai persetujuan bersama"
    )
    assert parts(found) == (
        "1 sudah diperiksa dan belum dimuat, 1 ditolak, ditunda, dikembalikan, atau dialihkan pada suatu tahap "
        "(masih mungkin termuat), 1 belum dapat dipastikan. 1 tanpa perkiraan biaya, jadi rupiahnya belum lengkap."
    )
    after = warning(held, "73.02", 2026, today=dt.date(2026, 2, 1))
    assert short(after, lang="en") == "RAPBD 2026: 3 of 5 priorities not found so far, Rp 500"
    assert short(warning(held, "73.02", 2025, today=OCTOBER)).endswith("dengan 1 usulan")


def test_what_was_not_found_is_followed_into_the_budget(tmp_path: Path) -> None:
    brought = given(tmp_path, PROPOSALS, LINES + "A2 | 2026 | apbd | d3 | 60 | Air\n", JUDGEMENTS)
    found = warning(brought.mart(), "73.02", 2026, today=OCTOBER)
    assert found.later == Rate(1, 3, 2), "d3 is proven; d2 was refused, which proves nothing, and nobody looked for d4"
    assert later(found) == (
        "Dari 3 yang belum ditemukan dalam RAPBD itu, 1 kemudian terbukti termuat dalam APBD 2026; paling banyak 3."
    )
    assert found.budget is not None and (found.budget.found, found.budget.n) == (1, 5)
    assert short(found).endswith("; APBD 2026 sudah ada")


def test_before_the_budget_nothing_is_followed(found: Warning) -> None:
    assert (found.later, found.budget, later(found)) == (None, None, "")
