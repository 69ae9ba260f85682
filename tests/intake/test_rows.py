"""Who a row is: its id where the source gave one, else its words and how often they came before."""

from __future__ import annotations

import datetime as dt
from typing import Any

from analytics.intake.rows import SEPARATOR, id_numbers, number, pack, row_ids

HERE = "canonical_proposals:73.02:2026::"
U1 = 5355722766108625784  # judgements name rows by these numbers: they may never change
CONTENT = 9939750397971702102


def wish(*titles: str, **more: list[str | None]) -> dict[str, list[str | None]]:
    return {"title": list(titles), **more}


def test_a_source_s_id_makes_the_row_whatever_else_changes() -> None:
    first = row_ids(HERE, "proposal", wish("Jalan", external_id=["U1"]), 1)
    assert row_ids(HERE, "proposal", wish("Jalan tani", external_id=["U1"]), 1) == first


def test_the_same_id_in_another_dataset_is_another_row() -> None:
    fields = wish("Jalan", external_id=["U1"])
    assert row_ids(HERE, "proposal", fields, 1) != row_ids(HERE.replace("2026", "2025"), "proposal", fields, 1)


def test_true_duplicates_are_both_kept() -> None:
    ids = row_ids(HERE, "proposal", wish("Jalan", "Jalan", "Jembatan"), 3)
    assert len(set(ids)) == 3
    assert row_ids(HERE, "proposal", wish("Jembatan", "Jalan", "Jalan"), 3) == [ids[2], ids[0], ids[1]]


def test_spaces_and_case_do_not_make_another_row() -> None:
    assert row_ids(HERE, "proposal", wish("Jalan Tani"), 1) == row_ids(HERE, "proposal", wish(" jalan  tani"), 1)


def test_the_same_words_for_another_village_are_another_row() -> None:
    ids = row_ids(HERE, "proposal", wish("Jalan", "Jalan", village_text=["Ara", "Lembanna"]), 2)
    assert len(set(ids)) == 2


def test_ids_are_the_same_on_every_machine() -> None:
    assert row_ids(HERE, "proposal", wish("Jalan", external_id=["U1"]), 1) == [U1]


def test_many_ids_at_once_are_numbered_as_one_is() -> None:
    given = ["U1", "", "Usulan Ará 7", "U1" * 200]
    many = id_numbers(HERE, [one.encode() for one in given]).tolist()
    assert many == [number(f"{HERE}{SEPARATOR}{one}") for one in given] and many[0] == U1


def test_a_row_without_a_number_among_numbered_ones_is_known_by_its_words() -> None:
    fields = {"external_id": ["7", None, None], "title": ["Jalan", "Jalan", "Jalan"]}
    ids = row_ids("d", "proposal", fields, 3)
    assert len(set(ids)) == 3
    assert ids[0] == row_ids("d", "proposal", {"external_id": ["7"], "title": ["Drainase"]}, 1)[0]
    assert ids[1:] == row_ids("d", "proposal", {"title": ["Jalan", "Jalan"]}, 2)


def contents(**fields: list[Any]) -> list[int]:
    """The content numbers of rows with these fields."""
    n = len(next(iter(fields.values())))
    found: list[int] = pack(HERE, "i", "proposal", ["CSV"] * n, list(range(n)), fields).column("content").to_pylist()
    return found


def test_content_changes_with_any_value_and_with_where_it_stands() -> None:
    titles = ["Jalan", "Jalan ", "jalan", "nalaJ", "", None, "é" * 9000]
    assert len(set(contents(title=titles))) == len(titles)
    assert contents(title=["Jalan"]) != contents(description=["Jalan"])
    assert len(set(contents(estimated_cost=[0, 1, 2**40, None]))) == 4


def test_an_empty_column_changes_no_content() -> None:
    assert contents(title=["Jalan", "Talud"], unit=[None, None]) == contents(title=["Jalan", "Talud"])


def test_content_is_the_same_on_every_machine() -> None:
    found = contents(
        title=["Jalan tani"], estimated_cost=[350_000_000], volume=[1.5], submitted_on=[dt.date(2025, 1, 31)]
    )
    assert found == [CONTENT]
