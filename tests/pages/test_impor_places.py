"""The list of unknown places as a clerk uses it: nothing is written for what is not known, the rest is settled and shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.register.aliases import known, settle
from analytics.register.workspace import open_workspace
from tests.intake.desk import CLERK, Office, csv_file, proposal

BULUKUMBA, DISTRICT, ARA = "73.02", "73.02.03", "73.02.03.2006"
HERE = f"place-{BULUKUMBA}|kampungtengah|{DISTRICT}"


def script() -> None:
    import os
    from pathlib import Path

    from analytics.pages.impor_places import unknown_places
    from analytics.pages.view import View
    from analytics.query.database import open_mart
    from analytics.query.facts import regencies
    from analytics.register.workspace import open_workspace

    workspace = open_workspace(Path(os.environ["AKOMODASI_WORKSPACE"]))
    mart = open_mart(workspace)
    unknown_places(View(workspace, mart, os.environ["AKOMODASI_LANG"], regencies(mart)[0], 2026, "district"))


@pytest.fixture
def page(tmp_path: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    office = Office(workspace)
    rows = [proposal(1), proposal(2, village="Kampung [Tengah]"), proposal(3, village="Tugu Batas")]
    office.brings(csv_file(tmp_path / "usulan.csv", rows), build=True)
    for name, value in {"WORKSPACE": str(workspace), "LANG": "id", "AUTHOR": CLERK}.items():
        monkeypatch.setenv(f"AKOMODASI_{name}", value)
    return AppTest.from_function(script, default_timeout=60)


def words(app: AppTest) -> str:
    assert [e.value for e in app.exception] == []
    return "\n".join(h.proto.body for h in app.get("html"))


def test_open_places_stand_with_their_rows_and_three_suggestions(page: AppTest) -> None:
    shown = page.run()
    assert "2 sebutan tempat pada 2 baris" in words(shown)
    assert "usulan.csv" in words(shown) and "Rp" in words(shown)
    assert len(shown.radio) == 2
    assert shown.radio(key=HERE).label == "**Kampung \\[Tengah\\]**, Kec\\. Bonto Bahari"
    assert len(shown.radio(key=HERE).options) == 5
    assert shown.radio(key=HERE).value == "later"


def test_what_is_not_known_writes_nothing(page: AppTest, workspace: Path) -> None:
    shown = page.run().button[0].click().run()
    assert "tidak ada yang ditulis" in shown.info[0].value
    assert known(open_workspace(workspace), BULUKUMBA) == {}


def test_a_choice_is_settled_and_the_list_grows_shorter(page: AppTest, workspace: Path) -> None:
    shown = page.run()
    shown.selectbox(key=f"place-other-{HERE.removeprefix('place-')}").select(ARA)
    shown = shown.button[0].click().run()
    assert "1 ketetapan disimpan" in shown.success[0].value
    assert len(shown.radio) == 1
    alias = known(open_workspace(workspace), BULUKUMBA)["kampungtengah", DISTRICT]
    assert (alias.code, alias.author) == (ARA, CLERK)
    shown.radio[0].set_value("no_place")
    shown = shown.button[0].click().run()
    assert "sudah dikenali atau sudah ditetapkan" in words(shown)
    assert len(shown.radio) == 0
    assert "Kampung [Tengah], Kec. Bonto Bahari → Desa Ara" in words(shown)


def test_what_was_settled_can_be_taken_back(page: AppTest, workspace: Path) -> None:
    book = open_workspace(workspace)
    settle(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT, ARA)
    settle(book, CLERK, BULUKUMBA, "Tugu Batas", DISTRICT, None)
    shown = page.run()
    shown = shown.button(key=f"withdraw-kampungtengah|{DISTRICT}").click().run()
    assert "Kampung Tengah ditarik" in shown.success[0].value
    assert set(known(book, BULUKUMBA)) == {("tugubatas", DISTRICT)}
    assert shown.radio(key=HERE).value == "later"


def test_somebody_who_may_not_import_is_told_so(
    page: AppTest, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKOMODASI_AUTHOR", "pembaca")
    shown = page.run()
    shown.radio(key=HERE).set_value("no_place")
    shown = shown.button[0].click().run()
    assert "importer" in shown.error[0].value
    assert known(open_workspace(workspace), BULUKUMBA) == {}


def test_the_list_speaks_english_too(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_LANG", "en")
    assert "2 names of places in 2 rows" in words(page.run())
