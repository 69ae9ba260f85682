"""Who may do what: roles per regency, granted by an admin, checked where something changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import AkomodasiError
from analytics.register.judgements import WHOLE, judge
from analytics.register.people import grant
from analytics.register.workspace import Workspace
from tests.intake.desk import CLERK, Office, akomodasi, csv_file, proposal

A, B = "0" * 16, "f" * 16


def code(refusal: pytest.ExceptionInfo[AkomodasiError]) -> str:
    return refusal.value.code


def test_a_person_without_a_role_cannot_import_until_an_admin_grants_it(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "u.csv", [proposal(1)])
    office.workspace.ledger.events()
    before = office.everything()
    refused = office.brings(path, "--author", "ani")
    assert refused.code == 2 and "ani" in refused.err and "importer" in refused.err and "73.02" in refused.err
    assert office.everything() == before
    assert akomodasi("role", "ani", "importer", "--regency", "73.02", "--workspace", office.path).code == 0
    assert office.brings(path, "--author", "ani").code == 0
    revoked = akomodasi("role", "ani", "importer", "--regency", "73.02", "--revoke", "--workspace", office.path)
    assert revoked.code == 0
    assert office.brings(csv_file(path, [proposal(2)]), "--author", "ani").code == 2


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        ("importer", "*", True),
        ("publisher", "73.02", True),
        ("admin", "73.02", True),
        ("reviewer", "73.02", False),
        ("viewer", "*", False),
        ("admin", "32.02", False),
    ],
)
def test_a_role_holds_where_it_was_granted_and_above(
    office: Office, tmp_path: Path, role: str, where: str, may: bool
) -> None:
    grant(office.workspace, CLERK, "ani", role, where)
    said = office.brings(csv_file(tmp_path / "u.csv", [proposal(1)]), "--author", "ani")
    assert said.code == (0 if may else 2)


def test_only_an_admin_grants(book: Workspace) -> None:
    grant(book, CLERK, "ani", "publisher")
    with pytest.raises(AkomodasiError) as refusal:
        grant(book, "ani", "ani", "admin")
    assert code(refusal) == "not_allowed"


def test_an_admin_of_one_regency_grants_only_there(book: Workspace) -> None:
    grant(book, CLERK, "ani", "admin", "73.02")
    assert grant(book, "ani", "budi", "importer", "73.02") > 0
    for where in ("32.02", "*"):
        with pytest.raises(AkomodasiError) as refusal:
            grant(book, "ani", "budi", "importer", where)
        assert code(refusal) == "not_allowed"


@pytest.mark.parametrize(
    ("person", "role", "where", "why"),
    [
        ("ani", "raja", "*", "role_no_such"),
        (" ", "viewer", "*", "author_needed"),
        ("ani", "viewer", "99.99", "regency_unknown"),
        ("ani", "viewer", "73.02.03", "regency_unknown"),
    ],
)
def test_a_role_that_cannot_be_is_refused(book: Workspace, person: str, role: str, where: str, why: str) -> None:
    before = book.ledger.events()
    with pytest.raises(AkomodasiError) as refusal:
        grant(book, CLERK, person, role, where)
    assert code(refusal) == why and book.ledger.events() == before


def test_what_was_not_granted_cannot_be_revoked(book: Workspace) -> None:
    grant(book, CLERK, "ani", "importer", "73.02")
    with pytest.raises(AkomodasiError) as refusal:
        grant(book, CLERK, "ani", "importer", "*", revoke=True)
    assert code(refusal) == "role_not_held"


def test_an_admin_of_the_workspace_always_remains(book: Workspace) -> None:
    with pytest.raises(AkomodasiError) as refusal:
        grant(book, CLERK, CLERK, "admin", revoke=True)
    assert code(refusal) == "role_last_admin"
    grant(book, CLERK, "ani", "admin")
    grant(book, "ani", CLERK, "admin", revoke=True)
    with pytest.raises(AkomodasiError):
        grant(book, CLERK, "budi", "viewer")


def test_an_empty_author_is_refused_before_anything_else(office: Office, tmp_path: Path) -> None:
    office.workspace.ledger.events()
    before = office.everything()
    said = office.brings(csv_file(tmp_path / "u.csv", [proposal(1)]), "--author", "")
    assert said.code == 2 and said.json["error"] == "author_needed"
    assert office.everything() == before


def test_a_judgement_names_its_author_and_needs_a_reviewer(book: Workspace) -> None:
    judge(book, CLERK, "73.02", A, B, "match", WHOLE // 2)
    [event] = book.ledger.events("judgement.made")
    assert (event.author, event.regency, event.payload["weight"]) == (CLERK, "73.02", 500_000)
    grant(book, CLERK, "ani", "viewer")
    with pytest.raises(AkomodasiError) as refusal:
        judge(book, "ani", "73.02", A, B, "no")
    assert code(refusal) == "not_allowed"


@pytest.mark.parametrize(
    ("proposal_id", "line_id", "verdict", "weight", "why"),
    [
        (A, B, "ya", None, "judgement_no_such"),
        ("U1", B, "match", None, "judgement_id"),
        (A, "B1", "match", None, "judgement_id"),
        (A, "dpa", "absent", None, "judgement_id"),
        ("apbd", B, "no", None, "judgement_id"),
        (A, B, "match", 0, "judgement_weight"),
        (A, B, "match", WHOLE + 1, "judgement_weight"),
    ],
)
def test_a_judgement_that_says_nothing_is_refused(
    book: Workspace, proposal_id: str, line_id: str, verdict: str, weight: int | None, why: str
) -> None:
    with pytest.raises(AkomodasiError) as refusal:
        judge(book, CLERK, "73.02", proposal_id, line_id, verdict, weight)
    assert code(refusal) == why and book.ledger.events("judgement.made") == []
