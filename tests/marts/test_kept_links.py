"""Pairs of the same rows are compared once, whatever people did in between; other rows are compared anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analytics.marts import pairs
from analytics.marts.build import build, current, mart_path
from analytics.marts.crew import Work
from analytics.register.aliases import settle, withdraw
from analytics.register.imports import imports, withdraw_all
from analytics.register.restoring import restore
from tests.marts.same import differ
from tests.spec.harness import CLERK, HEADINGS, LINE, PROPOSAL, REGENCY, Given, _named, given, table

PROPOSALS = "id | village       | title\nA | Ara            | Talud Dusun Bontona\nB | Tempat Rekaan  | Jalan tani"
NEWER = PROPOSALS.replace("Jalan tani", "Jembatan gantung")
LINES = "id | text | amount\n1 | Pembangunan talud Dusun Bontona Desa Ara | 100\n2 | Jalan tani | 200"
ARA = "73.02.03.2006"
Compared = Callable[[], list[str]]


@pytest.fixture
def made(tmp_path: Path) -> Given:
    """One list and one budget, built."""
    found = given(tmp_path, PROPOSALS, LINES)
    build(found.workspace, CLERK)
    return found


@pytest.fixture
def compared(made: Given, monkeypatch: pytest.MonkeyPatch) -> Compared:
    """Builds, and tells what was compared for it."""
    said: list[str] = []
    here = pairs._here

    def heard(work: Work, *tables: pd.DataFrame) -> pd.DataFrame:
        said.append(work.__name__)
        return here(work, *tables)

    monkeypatch.setattr(pairs, "_here", heard)

    def told() -> list[str]:
        said.clear()
        build(made.workspace, CLERK)
        return sorted(said)

    return told


def newer(made: Given) -> None:
    """Another list of the same proposals."""
    made.bring([PROPOSAL | _named(row, HEADINGS) for row in table(NEWER)], "usulan-baru")


def serving(made: Given) -> Path:
    return mart_path(made.workspace, str(current(made.workspace)))


def test_a_list_that_is_taken_back_is_not_compared_again(made: Given, compared: Compared) -> None:
    before = serving(made)
    newer(made)
    assert compared() == ["links", "needs"]
    withdraw_all(made.workspace, [imports(made.workspace)[-1].id], CLERK)
    assert compared() == []
    assert differ(before, serving(made)) == []


def test_a_list_that_is_made_the_current_one_again_is_not_compared_again(made: Given, compared: Compared) -> None:
    old = next(i.id for i in imports(made.workspace) if i.facts["table"] == "proposal")
    newer(made)
    assert compared() == ["links", "needs"]
    restore(made.workspace, old, CLERK)
    assert compared() == []


def test_a_word_that_is_settled_and_unsettled_leaves_the_same_rows(made: Given, compared: Compared) -> None:
    settle(made.workspace, CLERK, REGENCY, "Tempat Rekaan", None, ARA)
    assert compared() == ["links", "needs"]  # the village now has a name
    withdraw(made.workspace, CLERK, REGENCY, "Tempat Rekaan", None)
    assert compared() == []


def test_rows_of_another_engine_are_compared_anew(
    made: Given, compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "engine_version", lambda: "another")
    newer(made)  # the mart is another one
    assert compared() == ["links", "needs"]
    withdraw_all(made.workspace, [imports(made.workspace)[-1].id], CLERK)
    assert compared() == ["links", "needs"]


def test_what_an_older_program_kept_and_a_damaged_file(made: Given, compared: Compared) -> None:
    """An older program named files by what the ledger says; a file that cannot be read is found anew."""
    folder = made.workspace.path / "links"
    for note in folder.glob("*.rows"):
        path = folder / f"{note.read_text(encoding='ascii')}.parquet"
        path.rename(note.with_suffix(".parquet"))
        note.unlink()
    change(made, "Kantor")
    assert compared() == ["links"]
    for path in folder.glob("*.parquet"):
        path.write_bytes(b"PAR1")
    change(made, "Gedung")
    assert compared() == ["links", "links", "needs"]
    change(made, "Pagar")
    assert compared() == ["links"]


def change(made: Given, words: str) -> None:
    """Lines of a version nobody asks for: the mart is another one."""
    made.bring([LINE | {"line_id": "1", "description": words, "amount": "5"}], words, "rkpd")


def test_the_shape_of_what_is_found_is_the_engines() -> None:
    from analytics.linkage.engine import no_links
    from analytics.linkage.needs import no_needs

    for shape, empty in ((pairs.LINKS, no_links()), (pairs.NEED, no_needs())):
        assert shape.names == list(empty.columns)
        numbers = {f.name for f in shape if str(f.type) == "int64"}
        assert numbers == {name for name, kind in empty.dtypes.items() if str(kind).lower() == "int64"}
