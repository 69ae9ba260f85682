"""A reply written down is a file like any other: beside its item, traced, replaced by its office, taken back with a trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError, NotAllowed
from analytics.query.list_replies import list_replies
from analytics.query.trace import trace
from analytics.register.people import grant
from analytics.register.replies import About, Written, enter, take_back, written
from analytics.reports.own_reply import one_record, record, whole_list
from tests.spec.harness import CLERK, REGENCY, Given, given

PROPOSALS = """
id | stage               | district    | title      | rank | agency
A  | musrenbang_district | Bontobahari | Jalan tani | 1    | Dinas PU
B  | musrenbang_district | Bontobahari | Sumur      | 2    | Dinas Air
"""
LINES = "id | text | amount | agency\nL1 | Jalan tani | 100 | Dinas PU\nL2 | Sumur | 100 | Dinas Air"
DAY = dt.date(2026, 3, 1)
WORDS = "Lahan belum dibebaskan; \n diusulkan kembali."


@pytest.fixture
def made(tmp_path: Path) -> Given:
    return given(tmp_path, PROPOSALS, LINES)


def answer(made: Given, **more: str) -> Written:
    about = About(REGENCY, 2026, **(more or {"proposal": made.ids["A"]}), title="Jalan tani")
    return Written(about, " Dinas  PU ", DAY, WORDS, "land", "600/12")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(AkomodasiError) as why:
        act()
    return why.value.code


def texts(made: Given, name: str) -> list[str]:
    return [r["text"] for r in trace(made.mart(), made.ids[name])["replies"]]


def test_a_reply_stands_with_its_proposal_word_for_word_and_leads_to_its_file(made: Given) -> None:
    receipt = enter(made.workspace, CLERK, answer(made))
    [told] = trace(made.mart(), made.ids["A"])["replies"]
    kept = (told["office"], told["reason"], told["text"], told["source"], str(told["replied_on"]))
    assert kept == ("Dinas PU", "land", "Lahan belum dibebaskan; diusulkan kembali.", "600/12", "2026-03-01")
    original = made.workspace.original(receipt["sha256"]).read_text(encoding="utf-8").splitlines()
    assert "Dinas PU" in original[told["row"] - 1] and told["file"] == receipt["file"]
    assert texts(made, "B") == []


def test_a_reply_to_a_line_stands_with_that_line_alone(made: Given) -> None:
    enter(made.workspace, CLERK, answer(made, line=made.ids["L1"]))
    assert len(texts(made, "L1")) == 1
    assert [texts(made, name) for name in ("L2", "A")] == [[], []]


def test_a_reply_to_a_list_is_found_by_district_and_agency(made: Given) -> None:
    district = made.mart().rows("select district from proposal_fact limit 1")[0]["district"]
    enter(made.workspace, CLERK, answer(made, district=district))
    enter(made.workspace, CLERK, answer(made, agency="Dinas PU"))
    enter(made.workspace, CLERK, answer(made, district=district, agency="Dinas Air"))
    mart = made.mart()

    def found(district: str = "", agency: str = "") -> set[tuple[bool, str]]:
        return {(bool(r.district), r.agency) for r in list_replies(mart, REGENCY, 2026, district, agency)}

    assert found() == {(True, ""), (False, "Dinas PU"), (True, "Dinas Air")}
    assert found(agency="Dinas PU") == {(True, ""), (False, "Dinas PU")}
    assert found(district="73.02.01") == {(False, "Dinas PU")}
    assert list_replies(mart, REGENCY, 2025) == []
    assert mart.rows("select note from reply_fact where note is not null") == []


def test_only_the_same_office_on_the_same_day_replaces_what_it_wrote(made: Given) -> None:
    first = answer(made)
    for reply in (first, replace(first, office="Bappeda"), replace(first, on=DAY + dt.timedelta(1))):
        enter(made.workspace, CLERK, reply)
    enter(made.workspace, CLERK, replace(first, text="Diperbaiki."))
    assert sorted(texts(made, "A")) == ["Diperbaiki.", *["Lahan belum dibebaskan; diusulkan kembali."] * 2]
    assert sorted(h.entry.state for h in written(made.workspace, REGENCY)) == ["current"] * 3 + ["replaced"]


def test_a_withdrawn_reply_is_shown_no_more_and_its_history_says_who(made: Given) -> None:
    receipt = enter(made.workspace, CLERK, answer(made))
    take_back(made.workspace, CLERK, receipt["import_id"])
    assert texts(made, "A") == []
    [held] = written(made.workspace, REGENCY)
    assert (held.entry.state, held.entry.ended and held.entry.ended.author) == ("withdrawn", CLERK)
    assert held.written.text.startswith("Lahan") and made.workspace.original(receipt["sha256"]).exists()


def test_what_is_no_written_reply_is_not_withdrawn_as_one(made: Given) -> None:
    other = made.workspace.ledger.events("import.published")[0].payload["import_id"]
    for wanted in (other, "tidak-ada"):
        assert refused(partial(take_back, made.workspace, CLERK, wanted)) == "reply_no_such"


def test_who_may_not_import_writes_no_reply(made: Given) -> None:
    grant(made.workspace, CLERK, "wati", "reviewer", REGENCY)
    receipt = enter(made.workspace, CLERK, answer(made))
    with pytest.raises(NotAllowed):
        enter(made.workspace, "wati", replace(answer(made), text="lain"))
    with pytest.raises(NotAllowed):
        take_back(made.workspace, "wati", receipt["import_id"])


def test_one_reply_written_down_does_not_make_a_year_count_as_answered(made: Given) -> None:
    before = made.mart().rows("select external_id, replies_here, answer_open from proposal_fact order by 1")
    enter(made.workspace, CLERK, replace(answer(made), on=dt.date(2026, 11, 1)))
    mart = made.mart()
    assert mart.rows("select external_id, replies_here, answer_open from proposal_fact order by 1") == before
    assert {r["replies_here"] for r in before} == {False}
    assert mart.rows("select answered_on from proposal_fact where external_id = 'A'")[0]["answered_on"] is not None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"office": " "}, "reply_office"),
        ({"text": ""}, "reply_empty"),
        ({"text": "a" * 1001}, "reply_long"),
        ({"office": "a" * 121}, "reply_long"),
        ({"on": dt.date.today() + dt.timedelta(1)}, "reply_date"),
        ({"reason": "none"}, "reply_reason"),
        ({"about": About(REGENCY, 2026)}, "reply_about"),
        ({"about": About(REGENCY, 2026, proposal="a" * 16, agency="Dinas PU")}, "reply_about"),
        ({"text": "Menurut Bapak Suparwoto lahan belum siap"}, "reply_person"),
        ({"office": "Kades H. Wirasangka"}, "reply_person"),
        ({"number": "HP 081234567890"}, "reply_person"),
    ],
)
def test_a_reply_that_cannot_be_kept_leaves_nothing(made: Given, changed: dict[str, object], code: str) -> None:
    before = len(made.workspace.ledger.events())
    reply = replace(answer(made), **changed)  # type: ignore[arg-type]
    assert refused(lambda: record(made.workspace, CLERK, reply)) == code
    assert len(made.workspace.ledger.events()) == before


@pytest.mark.parametrize(
    "text", ["=1+1", "-", "'kutip", 'kata "dalam" kutip; titik koma', "Rp 1.000,-", "ya", "@besok"]
)
def test_odd_words_are_kept_to_the_letter_or_refused(made: Given, text: str) -> None:
    try:
        record(made.workspace, CLERK, replace(answer(made), text=text))
    except AkomodasiError as why:
        assert why.code == "reply_unreadable" and written(made.workspace, REGENCY) == []
    else:
        assert [h.written.text for h in written(made.workspace, REGENCY)] == [text]


def test_what_is_answered_is_looked_up_in_its_regency(made: Given) -> None:
    mart = made.mart()
    assert one_record(mart, "proposal", "A", REGENCY).proposal == made.ids["A"]
    assert one_record(mart, "line", made.ids["L1"], REGENCY).line == made.ids["L1"]
    for kind, wanted, regency in (("proposal", "L1", REGENCY), ("line", "A", REGENCY), ("proposal", "A", "73.03")):
        assert refused(partial(one_record, mart, kind, wanted, regency)) == "id_no_such"
    for more in ({"district": "73.03.01"}, {"agency": "Dinas Antah"}):
        assert refused(partial(whole_list, mart, REGENCY, 2026, **more)) == "value_no_such"
