"""Whatever a list holds and however it was damaged: every row is accounted for, and CSV and workbook say the same."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import BadFile
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.values import ERRORS
from tests.intake.desk import LINES, csv_file, line, workbook
from tests.intake.desk import table as cells

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30).map(str.strip)
FILLED = WORDS.filter(lambda w: any(c.isalpha() for c in w) and w not in ERRORS)
AMOUNT = st.integers(0, 20_000_000_000_000)
ROW = st.fixed_dictionaries({"description": FILLED, "agency": WORDS, "location_text": WORDS, "amount": AMOUNT})
SPOILED = st.sampled_from(["-1", "1.234", "x", "", "2019", "99.99", " ", "9" * 30])
DAMAGE = st.lists(st.tuples(st.integers(0, 19), st.sampled_from(LINES), SPOILED), max_size=12)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows_of(parsed: list[Parsed]) -> list[dict[str, Any]]:
    """What was read, without where it stood."""
    kept = [r for p in parsed for r in p.rows.to_pylist()]
    return [{k: v for k, v in r.items() if k not in {"import_id", "sheet", "row"}} for r in kept]


@quick
@given(st.lists(ROW, min_size=1, max_size=20))
def test_a_table_says_the_same_as_csv_and_as_workbook(made: list[dict[str, Any]]) -> None:
    rows = [line(n, **row) for n, row in enumerate(made, 1)]
    with tempfile.TemporaryDirectory() as folder:
        as_csv = parse(csv_file(Path(folder) / "b.csv", rows), Options())
        as_workbook = parse(workbook(Path(folder) / "b.xlsx", {"Belanja": cells(rows)}), Options())
    assert rows_of(as_csv) == rows_of(as_workbook)
    assert [p.accepted_amount for p in as_csv] == [sum(row["amount"] for row in made)]
    # an export puts a quote before words that a spreadsheet would run: reading takes that one quote off again
    words = [re.sub(r"^'(?=[=+\-@])", "", " ".join(row["description"].split())) for row in made]
    assert [r["description"] for r in rows_of(as_csv)] == words


@quick
@given(st.lists(ROW, min_size=1, max_size=20), DAMAGE, st.lists(st.integers(0, 19), max_size=3))
def test_every_row_is_accepted_rejected_blank_or_structure(
    made: list[dict[str, Any]], damage: list[tuple[int, str, str]], cut: list[int]
) -> None:
    rows = [line(n, **row) for n, row in enumerate(made, 1)]
    for at, column, value in damage:
        rows[at % len(rows)][column] = value
    with tempfile.TemporaryDirectory() as folder:
        path = csv_file(Path(folder) / "b.csv", rows)
        words = path.read_text(encoding="utf-8").split("\n")
        for at in cut:
            words.insert(1 + at % len(rows), ["", "cut,short", words[0]][at % 3])
        path.write_text("\n".join(words), encoding="utf-8")
        try:
            parsed = parse(path, Options())
        except BadFile as refusal:
            assert refusal.code == "all_rejected"
            return
    assert sum(p.rows_read for p in parsed) == len(rows) + len(cut)
    for p in parsed:
        assert p.rows_read == p.rows.num_rows + len(p.rejects) + p.blank + p.structure
    numbers = [n for p in parsed for n in p.rows.column("row").to_pylist()] + [r.row for p in parsed for r in p.rejects]
    assert len(numbers) == len(set(numbers)), "no row stands both among the accepted and the rejected, or twice"
    kept = [v for p in parsed for v in p.rows.column("amount").to_pylist()]
    assert sum(p.accepted_amount or 0 for p in parsed) == sum(kept)
