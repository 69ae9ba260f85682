"""What was brought stays in sight; what was withdrawn or replaced can be made current again, and the ledger says who did."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import AkomodasiError, Damaged, NotAllowed
from analytics.register.imports import imports, withdraw
from analytics.register.restoring import entries, restore
from tests.intake.desk import CLERK, Office, akomodasi, csv_file, proposal

FIRST = [proposal(n) for n in (1, 2, 3)]
SECOND = [proposal(1), proposal(4)]


@pytest.fixture
def two(office: Office, tmp_path: Path) -> tuple[str, str]:
    """A list and the newer one that replaced it."""
    ids = [
        office.brings(csv_file(tmp_path / f"{k}.csv", rows)).files[0]["import_id"]
        for k, rows in enumerate((FIRST, SECOND))
    ]
    return ids[0], ids[1]


def states(office: Office) -> dict[str, str]:
    return {e.one.id: e.state for e in entries(office.workspace)}


def current(office: Office) -> list[str]:
    return [i.id for i in imports(office.workspace) if i.current]


def test_every_import_stands_in_the_history_with_its_state(office: Office, two: tuple[str, str]) -> None:
    old, new = two
    assert states(office) == {new: "current", old: "replaced"}
    withdraw(office.workspace, new, CLERK)
    assert states(office) == {new: "withdrawn", old: "current"}
    [gone] = [e for e in entries(office.workspace) if e.state == "withdrawn"]
    assert gone.ended is not None and gone.ended.author == CLERK


def test_a_withdrawn_import_comes_back_as_it_was(office: Office, two: tuple[str, str]) -> None:
    old, new = two
    withdraw(office.workspace, new, CLERK)
    restore(office.workspace, new, CLERK)
    assert current(office) == [new] and states(office) == {new: "current", old: "replaced"}
    [facts] = [i.facts for i in imports(office.workspace) if i.current]
    assert facts["supersedes"] == old and facts["changes"] == {"new": 1, "changed": 0, "same": 1, "gone": 2}
    assert akomodasi("verify", "--workspace", office.path).code == 0


def test_an_older_file_can_count_again(office: Office, two: tuple[str, str]) -> None:
    old, new = two
    restore(office.workspace, old, CLERK)
    assert current(office) == [old] and states(office) == {old: "current", new: "replaced"}


def test_what_is_current_needs_no_restoring(office: Office, two: tuple[str, str]) -> None:
    events = len(office.workspace.ledger.events())
    with pytest.raises(AkomodasiError) as refusal:
        restore(office.workspace, two[1], CLERK)
    assert refusal.value.code == "import_is_current"
    with pytest.raises(AkomodasiError) as unknown:
        restore(office.workspace, "0" * 16, CLERK)
    assert unknown.value.code == "import_no_such"
    assert len(office.workspace.ledger.events()) == events


def test_only_an_importer_restores(office: Office, two: tuple[str, str]) -> None:
    with pytest.raises(NotAllowed):
        restore(office.workspace, two[0], "tamu")
    assert current(office) == [two[1]]


def test_rows_that_are_gone_are_named_and_nothing_changes(office: Office, two: tuple[str, str]) -> None:
    (office.workspace.imported(two[0]) / "rows.parquet").unlink()
    with pytest.raises(Damaged):
        restore(office.workspace, two[0], CLERK)
    assert current(office) == [two[1]]


def test_the_command_withdraws_restores_and_lists(office: Office, two: tuple[str, str]) -> None:
    def says(*words: str) -> dict[str, str]:
        said = akomodasi("imports", "--workspace", office.path, "--json", *words)
        assert said.code == 0, said.err
        return {i["import_id"]: i["state"] for i in said.json["imports"]}

    assert says("--withdraw", two[1]) == {two[1]: "withdrawn", two[0]: "current"}
    assert says("--restore", two[1]) == {two[1]: "current", two[0]: "replaced"}
    assert says("--regency", "52.01") == {}
    both = akomodasi("imports", "--workspace", office.path, "--withdraw", two[1], "--restore", two[0])
    assert both.code == 2 and "satu saja" in both.err
