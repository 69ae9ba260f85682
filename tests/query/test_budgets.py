"""Two budgets compared: what each word of it means, on tables of a few lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import BadQuestion
from analytics.query.budgets import Budgets, budgets
from analytics.query.budgets_match import recoded
from analytics.query.budgets_rows import named, turned
from tests.intake.desk import akomodasi
from tests.spec.harness import REGENCY, Given, given

PAGE = "id | version | amount | agency | text | pays\n"


def compared(
    folder: Path, lines: str, proposals: str = "", judgements: str = "", **choices: Any
) -> tuple[Given, Budgets]:
    made = given(folder, proposals, PAGE + lines, judgements)
    choices = {"year": 2026, "version": "apbd", "against": "apbd_p"} | choices
    return made, budgets(made.mart(), REGENCY, **choices)


def kinds(found: Budgets) -> dict[str, tuple[int, int]]:
    """Lines and change in rupiah of each kind."""
    return {k: (c.n, c.change) for k, c in found.whole.changes.items()}


def test_a_line_with_the_same_id_is_the_same_line(tmp_path: Path) -> None:
    """by its amount it is the same, more or less; at another agency it has moved; without its like it is new or gone"""
    _, found = compared(
        tmp_path,
        """
        1 | apbd   | 100 | Dinas A | Jalan   |
        2 | apbd   | 100 | Dinas A | Talud   |
        3 | apbd   | 100 | Dinas A | Irigasi |
        4 | apbd   | 100 | Dinas A | Posyandu |
        5 | apbd   | 100 | Dinas A | Pasar   |
        1 | apbd_p | 100 | Dinas A | Jln. tani |
        2 | apbd_p | 130 | Dinas A | Talud   |
        3 | apbd_p | 60  | Dinas A | Irigasi |
        4 | apbd_p | 110 | Dinas B | Posyandu |
        6 | apbd_p | 500 | Dinas A | Lampu   |
        """,
    )
    assert kinds(found) == {
        "same": (1, 0), "up": (1, 30), "down": (1, -40), "moved": (1, 10), "gone": (1, -100), "added": (1, 500),
    }  # fmt: skip
    assert found.how == {"id": 4} and (found.whole.whole.before, found.whole.whole.after) == (500, 900)


def test_an_id_used_anew_is_no_evidence(tmp_path: Path) -> None:
    """the same number at another agency with other words numbers another line"""
    lines = "1 | apbd | 100 | Dinas A | Jalan |\n1 | apbd_p | 100 | Dinas B | Posyandu |"
    assert kinds(compared(tmp_path, lines)[1]) == {"gone": (1, -100), "added": (1, 100)}


def test_true_duplicates_are_counted(tmp_path: Path) -> None:
    """three equal lines against two: two are the same and one is gone, none is paired twice"""
    lines = "\n".join(f"a{i} | apbd | 100 | Dinas A | ATK |" for i in range(3))
    lines += "\n" + "\n".join(f"b{i} | apbd_p | 100 | Dinas A | ATK |" for i in range(2))
    _, found = compared(tmp_path, lines)
    assert kinds(found) == {"same": (2, 0), "gone": (1, -100)} and found.how == {"words": 2}


def test_equal_amounts_find_each_other_first(tmp_path: Path) -> None:
    """of lines with the same words those with the same rupiah are the same, the rest are paired by size"""
    lines = "a | apbd | 500 | Dinas A | ATK |\nb | apbd | 300 | Dinas A | ATK |\nc | apbd | 200 | Dinas A | ATK |"
    lines += "\nd | apbd_p | 300 | Dinas A | ATK |\ne | apbd_p | 450 | Dinas A | ATK |"
    assert kinds(compared(tmp_path, lines)[1]) == {"same": (1, 0), "down": (1, -50), "gone": (1, -200)}


def test_spelling_is_no_difference_and_numbers_are(tmp_path: Path) -> None:
    """case, spaces and signs do not tell lines apart; RT 1/2 is not RT 12"""
    lines = "a | apbd | 100 | Dinas A | Jalan  RT 1/2 |\nb | apbd | 100 | Dinas A | Talud RT 1/2 |"
    lines += "\nc | apbd_p | 100 | DINAS A. | JALAN RT 1-2 |\nd | apbd_p | 100 | Dinas A | Talud RT 12 |"
    assert kinds(compared(tmp_path, lines)[1]) == {"same": (1, 0), "gone": (1, -100), "added": (1, 100)}


def test_moved_is_only_said_of_words_that_stand_once(tmp_path: Path) -> None:
    """one posyandu at another agency has moved; office supplies that stand there twice are gone and new"""
    lines = (
        "a | apbd | 100 | Dinas A | Posyandu Melati |\nb | apbd | 50 | Dinas A | ATK |\nx | apbd | 9 | Dinas C | ATK |"
    )
    lines += "\nc | apbd_p | 120 | Dinas B | Posyandu Melati |\nd | apbd_p | 50 | Dinas B | ATK |"
    lines += "\ny | apbd_p | 9 | Dinas C | ATK |"
    made, found = compared(tmp_path, lines, by="agency")
    assert kinds(found) == {"moved": (1, 20), "gone": (1, -50), "added": (1, 50), "same": (1, 0)}
    assert found.how == {"once": 1, "words": 1}
    parts = {s.key: {k: (c.n, c.change) for k, c in s.changes.items()} for s in found.slices}
    assert parts["Dinas A"] == {"moved_out": (1, -100), "gone": (1, -50)}
    assert parts["Dinas B"] == {"moved_in": (1, 120), "added": (1, 50)}
    only = budgets(made.mart(), REGENCY, 2026, "apbd", "apbd_p", where=(("agency", ("Dinas A",)),))
    assert kinds(only) == {"moved_out": (1, -100), "gone": (1, -50)}
    assert [x.title for x in named(made.mart(), only, "moved", 9)] == ["Posyandu Melati"]


def test_the_origin_is_what_either_budget_shows(tmp_path: Path) -> None:
    """a line whose proposal is named in one budget only keeps that origin in the other"""
    proposals = "id | stage | title\nP | musrenbang_district | Jalan\nQ | pokir | Talud"
    lines = "1 | apbd | 100 | Dinas A | Jalan | P\n2 | apbd | 100 | Dinas A | Talud | Q\n3 | apbd | 5 | Dinas A | ATK |"
    lines += "\n1 | apbd_p | 100 | Dinas A | Jalan |\n2 | apbd_p | 90 | Dinas A | Talud | P\n4 | apbd_p | 7 | Dinas A | Pasar |"
    _, found = compared(tmp_path, lines, proposals, by="origin")
    parts = {s.key: {k: (c.n, c.change) for k, c in s.changes.items()} for s in found.slices}
    assert parts == {
        "musrenbang": {"same": (1, 0)},
        "musrenbang+pokir": {"down": (1, -10)},
        "untraced": {"gone": (1, -5), "added": (1, 7)},
    }


def test_a_proposal_not_found_again_is_not_yet_removed(tmp_path: Path) -> None:
    """a line that is still there without its link says more than a missing id; only somebody who looked proves an absence"""
    proposals = "id | title | cost\nP | Jalan | 100\nQ | Talud | 100\nR | Pasar | 100"
    lines = "1 | apbd | 100 | Dinas A | Jalan | P\n2 | apbd | 80 | Dinas A | Talud | Q\n9 | apbd | 1 | Dinas A | ATK |"
    lines += "\n1 | apbd_p | 100 | Dinas A | Jalan |\n3 | apbd_p | 70 | Dinas A | Pasar | R"
    checked = "by | proposal | line | verdict\nani | Q | apbd_p | absent\nani | R | apbd | absent"
    made, found = compared(tmp_path, lines, proposals, checked)
    told = {x.title: (x.first, x.before, x.after, x.lines, x.proven) for x in turned(made.mart(), found)}
    assert told == {
        "Jalan": (True, "funded", "unknown", ("same",), False),
        "Talud": (True, "funded", "unfunded", ("gone",), True),
        "Pasar": (False, "unfunded", "partial", ("added",), True),
    }


def test_codes_are_no_words_across_the_year_they_changed(tmp_path: Path) -> None:
    """2020 and 2021 have other codes: lines are told by agency and words alone"""
    assert recoded(2020, 2021) and recoded(2022, 2019) and not recoded(2021, 2026) and not recoded(2019, 2020)
    text = "id | year | amount | agency | text | account_code\na | {0} | 100 | Dinas A | Jalan | {1}"
    made = given(
        tmp_path, "", [text.format(2020, "5.2.3.01"), text.format(2021, "5.2.04.01"), text.format(2022, "5.1.02")]
    )
    found = budgets(made.mart(), REGENCY, 2020, "apbd", "apbd", 2021)
    assert kinds(found) == {"same": (1, 0)} and found.pairing.columns == ("agency", "description")
    later = budgets(made.mart(), REGENCY, 2021, "apbd", "apbd", 2022)
    assert later.pairing.columns == ("agency", "account_code", "description") and later.how == {"once": 1}


def test_an_id_of_another_year_is_no_evidence(tmp_path: Path) -> None:
    """systems number a new year's lines anew"""
    text = "id | year | amount | agency | text\n1 | {} | 100 | Dinas A | {}"
    made = given(tmp_path, "", [text.format(2025, "Jalan"), text.format(2026, "Talud")])
    assert kinds(budgets(made.mart(), REGENCY, 2025, "apbd", "apbd", 2026)) == {"gone": (1, -100), "added": (1, 100)}


def test_a_version_that_is_not_here_names_the_file_that_would_bring_it(tmp_path: Path) -> None:
    made, found = compared(tmp_path, "1 | apbd | 100 | Dinas A | Jalan |")
    assert [m.source for m in found.missing] == ["apbd_p"] and not found.whole.changes
    assert named(made.mart(), found, "added", 9) == () and turned(made.mart(), found) == ()


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"against": "apbd"}, "budgets_same"),
        ({"against": "perda"}, "version_no_such"),
        ({"by": "village"}, "dimension_no_such"),
        ({"where": (("origin", ("pokir",)),)}, "dimension_no_such"),
        ({"where": (("agency", ("Dinas Z",)),)}, "value_no_such"),
    ],
)
def test_what_is_no_comparison_is_one_sentence(tmp_path: Path, choices: dict[str, Any], code: str) -> None:
    with pytest.raises(BadQuestion) as refusal:
        compared(tmp_path, "1 | apbd | 100 | Dinas A | Jalan |", **choices)
    assert refusal.value.code == code


def test_the_command_tells_the_same_as_table_csv_and_json(tmp_path: Path) -> None:
    lines = (
        "1 | apbd | 100 | Dinas A | Jalan |\n2 | apbd | 50 | Dinas A | =Talud |\n1 | apbd_p | 130 | Dinas A | Jalan |"
    )
    made, found = compared(tmp_path, lines, by="agency")
    words = ("budgets", "--regency", REGENCY, "--year", 2026, "--by", "agency", "--workspace", made.workspace.path)
    told = akomodasi(*words, "--list", "gone", "--json").json
    assert {k: told[k] for k in found.json()} == found.json() and [x["title"] for x in told["lines"]] == ["=Talud"]
    assert (told["first"]["amount"], told["second"]["amount"]) == (150, 130)
    rows = list(csv.DictReader(io.StringIO(akomodasi(*words, "--format", "csv").out)))
    assert {r["kind"]: (r["n"], r["change"]) for r in rows} == {"up": ("1", "30"), "gone": ("1", "-50")}
    listed = akomodasi(*words, "--list", "gone", "--format", "csv").out
    assert "'=Talud" in listed and "tidak ada lagi: 1, −Rp 50" in akomodasi(*words).out
    assert akomodasi(*words, "--against", "rapbd").out.startswith("RAPBD")
    assert akomodasi(*words, "--against", "apbd").code == 2
