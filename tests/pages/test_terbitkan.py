"""Terbitkan: the steps a year takes, seen on every page; figures reckoned anew are never called published."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.marts.build import build
from analytics.query.database import open_mart
from analytics.query.publication import basis_of
from analytics.register.imports import imports, withdraw
from analytics.register.publication import DRAFT, PUBLISHED, RESPONSE, Standing, state, trail
from analytics.register.workspace import default_author, open_workspace
from analytics.reports.standing import standing_words
from tests.pages.conftest import Screen

Open = Callable[..., Screen]
OFFICE = "Bappeda Kabupaten Rekaan"
LONG_AGO = dt.date(2026, 1, 5)


@pytest.fixture
def office(demo_workspace: Path, tmp_path: Path) -> Path:
    """A copy of its own: what is stated in it is seen on every page."""
    return Path(shutil.copytree(demo_workspace, tmp_path / "workspace"))


def published(folder: Path, year: int = 2026) -> str:
    workspace = open_workspace(folder)
    basis = basis_of(open_mart(workspace))
    who = default_author()
    state(workspace, who, "99.01", year, RESPONSE, OFFICE, basis, until=LONG_AGO, today=LONG_AGO)
    state(workspace, who, "99.01", year, PUBLISHED, OFFICE, basis, today=LONG_AGO + dt.timedelta(1))
    return basis.mart


def test_a_year_nobody_stated_is_a_draft_on_every_page(open_page: Open, demo_workspace: Path) -> None:
    for path in ("", "kecamatan", "perjalanan"):
        screen = open_page(demo_workspace, path, regency="99.01", year="2026")
        assert "· draf</p>" in screen.html and 'ak-foot">draf ·' in screen.html, path
    assert "draf" not in open_page(demo_workspace, "", regency="99.01", year="all").words.partition("Perjalanan")[0]


def test_the_response_period_is_opened_in_the_form_and_seen_beside_the_kicker(open_page: Open, office: Path) -> None:
    screen = open_page(office, "terbitkan", regency="99.01", year="2026")
    assert screen.broken == [] and "0 terbit" in screen.heading
    refused = Screen(screen.app.button(key="publication-do").click().run())
    assert ["kantor" in w for w in refused.broken] == [True]
    refused.app.text_input(key="publication-office").set_value(OFFICE)
    done = Screen(refused.app.button(key="publication-do").click().run())
    assert "1 dalam masa tanggapan" in done.heading and OFFICE in done.words
    assert [s.state for _, s in trail(open_workspace(office), "99.01")] == [RESPONSE]
    assert "masa tanggapan sampai" in open_page(office, regency="99.01", year="2026").html.partition("<h1")[0]
    assert default_author() not in done.words


def test_published_figures_name_the_office_and_the_day(open_page: Open, office: Path) -> None:
    published(office)
    for path in ("", "kecamatan"):
        screen = open_page(office, path, regency="99.01", year="2026")
        assert f"oleh {OFFICE}" in screen.html.partition("<h1")[0], path
    other = open_page(office, regency="99.01", year="2025")
    assert OFFICE not in other.words and "draf" in other.words


def test_figures_reckoned_anew_are_not_called_published_and_lead_to_those(open_page: Open, office: Path) -> None:
    mart = published(office)
    workspace = open_workspace(office)
    one = next(i for i in imports(workspace) if "asmas_2026" in i.facts["file"])
    withdraw(workspace, one.id, default_author())
    build(workspace, default_author())
    screen = open_page(office, regency="99.01", year="2026")
    assert "dihitung ulang sejak terbit" in screen.words and OFFICE not in screen.words
    [link] = [x.proto for x in screen.app.get("page_link") if "Lihat angka yang terbit" in x.proto.label]
    assert f"mart={mart}" in link.query_string
    then = open_page(office, regency="99.01", year="2026", mart=mart)
    assert f"oleh {OFFICE}" in then.html.partition("<h1")[0]


def test_a_withdrawal_stays_on_the_page(open_page: Open, office: Path) -> None:
    published(office)
    workspace = open_workspace(office)
    note = "angka <b>kecamatan</b> keliru"
    state(workspace, default_author(), "99.01", 2026, DRAFT, OFFICE, basis_of(open_mart(workspace)), note)
    screen = open_page(office, "terbitkan", regency="99.01", year="2026")
    assert "draf (ditarik" in screen.words and "<b>kecamatan" not in screen.html and "kecamatan" in screen.words
    assert screen.words.count("masa tanggapan sampai") == 1 and screen.broken == []


def test_who_may_not_sees_the_states_without_the_form(
    open_page: Open, demo_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKOMODASI_AUTHOR", "orang lain")
    screen = open_page(demo_workspace, "terbitkan", regency="99.01")
    assert not screen.app.button and "publisher" in screen.app.info[0].value
    assert open_page(demo_workspace, "terbitkan", regency="73.02").broken == []


@pytest.mark.parametrize(
    ("now", "same", "says"),
    [
        (Standing(), True, "draf"),
        (Standing(DRAFT, at="2026-12-05T01:00:00"), True, "draf (ditarik 5 Des 2026)"),
        (Standing(RESPONSE, until="2026-12-12", at="2026-12-01"), True, "masa tanggapan sampai 12 Des 2026"),
        (Standing(RESPONSE, until="2026-12-02", at="2026-12-01"), True, "masa tanggapan berakhir 2 Des 2026"),
        (Standing(PUBLISHED, "Bappeda", at="2026-12-03"), True, "terbit 3 Des 2026 oleh Bappeda"),
        (Standing(PUBLISHED, "Bappeda", at="2026-12-03"), False, "dihitung ulang sejak terbit 3 Des 2026"),
    ],
)
def test_how_a_state_is_said(now: Standing, same: bool, says: str) -> None:
    assert standing_words(now, same=same, lang="id", today=dt.date(2026, 12, 3)) == says
    assert standing_words(now, same=same, lang="en", today=dt.date(2026, 12, 3))
