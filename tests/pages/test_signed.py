"""What pages show to somebody who may not see all: the public, and those who hold a role."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.marts.build import build
from analytics.pages import shell
from analytics.pages.doors import DOORS
from analytics.register.imports import imports, withdraw
from analytics.register.people import grant
from analytics.register.reader import Reader
from analytics.register.workspace import default_author, open_workspace
from tests.pages.conftest import Screen
from tests.pages.test_terbitkan import published

Open = Callable[..., Screen]
CLOSED = {"impor", "periksa", "terbitkan"}  # pages that change something


@pytest.fixture
def office(demo_workspace: Path, tmp_path: Path) -> Path:
    """A copy of its own: what is stated in it is seen on every page."""
    return Path(shutil.copytree(demo_workspace, tmp_path / "workspace"))


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that knows people by its proxy; nobody has signed in."""
    monkeypatch.setenv("AKOMODASI_SIGN_IN", "proxy")
    monkeypatch.setenv("AKOMODASI_PROXY_SECRET", "rahasia-yang-panjang")


def test_the_public_is_told_that_nothing_is_published_yet(open_page: Open, office: Path, public: None) -> None:
    screen = open_page(office)
    assert screen.broken == [] and "Belum ada angka yang diterbitkan" in screen.app.info[0].value
    assert "DATA" not in screen.words


@pytest.mark.parametrize("path", sorted({d.path for d in DOORS.values()} - CLOSED))
def test_every_page_shows_the_public_the_published_year_alone(
    open_page: Open, office: Path, public: None, path: str
) -> None:
    published(office)
    screen = open_page(office, path)
    assert screen.broken == []
    assert screen.app.selectbox(key="choice-year").options == ["2026", "Semua tahun"]


@pytest.mark.parametrize("path", sorted(CLOSED))
def test_a_page_that_changes_something_is_not_there_for_the_public(
    open_page: Open, office: Path, public: None, path: str
) -> None:
    published(office)
    screen = open_page(office, path)
    assert not screen.app.get("file_uploader") and not screen.app.text_area
    assert not [b for b in screen.app.button if b.key and b.key.startswith(("state-", "say-", "publish"))]


def test_who_holds_the_role_is_offered_the_page(
    open_page: Open, office: Path, public: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(open_workspace(office), default_author(), "wati", "importer", "99.01")
    monkeypatch.setattr("analytics.pages.person.reader_of", lambda headers: Reader("wati"))
    screen = open_page(office, "impor")
    assert screen.broken == [] and screen.app.get("file_uploader")
    assert shell.DOORS["import"].role == "importer"


def test_the_public_is_told_nothing_of_what_was_reckoned_since(
    open_page: Open, office: Path, public: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mart = published(office)
    workspace = open_workspace(office)
    withdraw(workspace, next(i.id for i in imports(workspace) if i.facts["kind"] != "context"), default_author())
    newest = build(workspace, default_author())
    assert newest != mart
    for path in ("", "mutu"):
        screen = open_page(office, path)
        assert screen.broken == [] and mart in screen.words and newest not in screen.words
        assert not screen.app.info and not screen.app.warning
    assert {"difference", "identities"}.isdisjoint(screen.app.button_group[0].options)


def test_the_record_names_people_only_to_those_who_may_see_drafts(
    open_page: Open, office: Path, public: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(office)
    me = default_author()
    screen = open_page(office, "mutu", topic="record")
    assert screen.broken == [] and "rantainya utuh" in screen.heading
    assert "periksa-1" not in screen.words and "Tautan dinilai" not in screen.words
    grant(open_workspace(office), me, "rina", "reviewer", "99.01")
    monkeypatch.setattr("analytics.pages.person.reader_of", lambda headers: Reader("rina"))
    screen = open_page(office, "mutu", topic="record")
    assert screen.broken == [] and "Tautan dinilai" in screen.words and "Mart mulai melayani" not in screen.words
    assert "periksa-" in screen.words
