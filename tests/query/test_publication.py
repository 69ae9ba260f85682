"""A reader is told whether the figures in sight are those an office stated, and their mart stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from analytics.marts import build as marts
from analytics.marts.kept import kept
from analytics.query import publication
from analytics.query.answer import Question
from analytics.query.certificate import certificate
from analytics.query.certificate_found import find, issue, may_issue
from analytics.query.database import Mart, close
from analytics.query.publication import basis_of, same
from analytics.register.people import grant
from analytics.register.publication import PUBLISHED, RESPONSE, Standing, standings, state
from tests.spec.harness import CLERK, LINE, REGENCY, Given, given

PROPOSALS = "id | cost\na | 100\nb | 200"
LINES = "id | pays | amount\nL1 | a | 100"
OFFICE, OTHER = "Bappeda", "32.02"
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def office(tmp_path: Path) -> Given:
    return given(tmp_path, PROPOSALS, LINES)


def publish(office: Given, mart: Mart, regency: str = REGENCY) -> Standing:
    basis = basis_of(mart)
    state(office.workspace, CLERK, regency, 2026, RESPONSE, OFFICE, basis, until=TODAY, today=TODAY)
    return state(office.workspace, CLERK, regency, 2026, PUBLISHED, OFFICE, basis, today=TODAY + dt.timedelta(1))


def test_figures_are_the_published_ones_until_something_is_written_of_the_regency(office: Given) -> None:
    first = office.mart()
    now = publish(office, first)
    assert standings(office.workspace)[REGENCY, 2026] == now and now.basis.mart == first.id
    assert same(office.workspace, first, now, REGENCY)
    office.judgement("ani", "b", "apbd", "absent")
    second = office.mart()
    assert second.id != first.id and not same(office.workspace, second, now, REGENCY)
    assert same(office.workspace, first, now, REGENCY)  # the mart that was published still shows them


def test_what_is_written_of_another_regency_changes_nothing_here(office: Given) -> None:
    now = publish(office, office.mart())
    row = LINE | {"line_id": "L9", "regency_code": OTHER, "amount": "5"}
    office.bring([row], "lines-lain", "apbd")
    later = office.mart()
    assert later.id != now.basis.mart and same(office.workspace, later, now, REGENCY)
    assert not same(office.workspace, later, now, OTHER)


def test_another_program_reckons_anew(office: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    now = publish(office, office.mart())
    office.bring([LINE | {"line_id": "L9", "regency_code": OTHER, "amount": "5"}], "lines-lain", "apbd")
    later = office.mart()
    said = basis_of(later)
    monkeypatch.setattr(publication, "basis_of", lambda mart: publication.Basis(said.mart, said.position, "another"))
    assert not same(office.workspace, later, now, REGENCY)


def test_a_draft_is_what_it_is(office: Given) -> None:
    assert same(office.workspace, office.mart(), Standing(), REGENCY)


def test_a_mart_behind_a_published_figure_never_expires(office: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marts, "KEPT", 1)
    plain = office.mart().id
    office.judgement("ani", "b", "apbd", "absent")
    shown = publish(office, office.mart()).basis.mart
    for verdict in ("unsure", "absent"):
        office.judgement("ani", "b", "apbd", verdict)
        office.mart()
    there = {p.name for p in office.workspace.marts.glob("mart-*.duckdb")}
    assert f"mart-{shown}.duckdb" in there and f"mart-{plain}.duckdb" not in there
    told = {k.mart: k for k in kept(office.workspace)}
    assert told[shown].published and told[shown].here and not told[shown].serving
    assert not told[plain].here and told[plain].again and not told[plain].published


def test_marts_are_listed_from_the_newest_position_and_say_what_keeps_them(office: Given) -> None:
    first = office.mart()
    issue(office.workspace, CLERK, certificate(first, Question("accommodation_count")))
    office.judgement("ani", "b", "apbd", "absent")
    second = office.mart()
    listed = kept(office.workspace)
    assert [(k.mart, k.serving, k.certified) for k in listed] == [(second.id, True, False), (first.id, False, True)]
    assert listed[0].position > listed[1].position and all(k.here and k.again for k in listed)


def test_a_certificate_names_the_office_in_place_of_the_account(office: Given) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), Question("accommodation_count")), " Bappeda  Kab ")
    assert told.issued is not None and told.issued["by"] == "Bappeda Kab"
    close(marts.mart_path(office.workspace, told.mart))
    found = find(office.workspace, told.code).certificate
    assert found.issued == told.issued


def test_issuing_is_offered_to_who_may(office: Given) -> None:
    one = certificate(office.mart(), Question("accommodation_count"))
    grant(office.workspace, CLERK, "wati", "importer", REGENCY)
    grant(office.workspace, CLERK, "rahmat", "publisher", REGENCY)
    assert [may_issue(office.workspace, who, one) for who in (CLERK, "wati", "rahmat", "orang")] == [
        True,
        False,
        True,
        False,
    ]
