"""A reply is written down where the item stands, shown beside it and taken back there; how to answer stands in every foot."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.marts.build import build
from analytics.query.database import open_mart
from analytics.query.publication import basis_of
from analytics.query.replies_on import line_replies, proposal_replies
from analytics.register.publication import RESPONSE, state
from analytics.register.replies import About, Written, enter, written
from analytics.register.workspace import default_author, open_workspace
from tests.pages.conftest import Screen
from tests.spec.harness import CLERK, given

Open = Callable[..., Screen]
WHO, CODE = "Bappeda Kabupaten Rekaan", "99.01"
ASK = """select printf('%016x', proposal_id) as id, title, village, district from proposal_fact
where regency = '99.01' and year = 2026 and village is not null and rank is not null order by proposal_id limit 1"""

LINES_OF = "select version, printf('%016x', line_id) as id from line_fact where description like 'Talud%'"


@pytest.fixture
def office(demo_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_workspace, tmp_path / "workspace"))


def one(folder: Path) -> dict[str, str]:
    return dict(open_mart(open_workspace(folder)).rows(ASK)[0])


def press(screen: Screen, end: str) -> Screen:
    button = next(b for b in screen.app.button if b.key and b.key.startswith("reply-") and end in b.key)
    return Screen(button.click().run())


def fill(app: AppTest, office: str, text: str) -> None:
    next(x for x in app.text_input if x.key.startswith("reply-") and x.key.endswith("-office")).input(office)
    next(x for x in app.text_area if x.key.endswith("-text")).input(text)


def test_a_reply_is_written_on_telusur_and_stands_on_the_pages_of_the_list(open_page: Open, office: Path) -> None:
    item = one(office)
    screen = open_page(office, "telusur", regency=CODE, year="2026", id=item["id"])
    fill(screen.app, "Dinas PUPR", "Bapak Suparwoto menolak.")
    assert "tampak menyebut orang" in press(screen, "-save").broken[0]
    fill(screen.app, "Dinas PUPR", "Lahan belum siap, kata kantor.")
    screen = press(screen, "-save")
    assert screen.broken == [] and "Lahan belum siap, kata kantor." in screen.words
    address = {"regency": CODE, "year": "2026", "district": item["district"]}
    for path, more in (("kecamatan", {}), ("desa", {"village": item["village"]})):
        words = open_page(office, path, **address, **more).words
        assert "Tanggapan Dinas PUPR" in words and "Lahan belum siap, kata kantor." in words, path
    again = press(open_page(office, "telusur", regency=CODE, year="2026", id=item["id"]), "-withdraw")
    assert again.broken == [] and "Lahan belum siap, kata kantor." not in again.words
    assert [h.entry.state for h in written(open_workspace(office), CODE)] == ["withdrawn"]


def test_items_and_the_whole_list_can_be_answered_where_the_list_is(open_page: Open, office: Path) -> None:
    item = one(office)
    screen = open_page(office, "kecamatan", regency=CODE, year="2026", district=item["district"])
    box = next(b for b in screen.app.selectbox if b.key == f"reply-about-{CODE}")
    assert any(item["id"] in option for option in box.options)
    assert [o for o in box.options if o.startswith("Seluruh daftar")]


def test_who_may_not_import_is_offered_no_form(open_page: Open, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.pages.reply_form.may", lambda *_: False)
    screen = open_page(office, "telusur", regency=CODE, year="2026", id=one(office)["id"])
    assert screen.broken == [] and not screen.app.text_area


def test_every_foot_says_how_to_answer_while_the_period_runs(
    open_page: Open, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = {"regency": CODE, "year": "2026"}
    wanted = f"menanggapi secara tertulis kepada {WHO}"
    assert wanted not in open_page(office, "", **address).words
    workspace = open_workspace(office)
    basis = basis_of(open_mart(workspace))
    until = dt.date.today() + dt.timedelta(14)
    state(workspace, default_author(), CODE, 2026, RESPONSE, WHO, basis, until=until)
    for path in ("", "perjalanan", "telusur", "kecamatan"):
        assert wanted in open_page(office, path, **address).words, path
    assert wanted not in open_page(office, "", regency=CODE, year="2025").words
    monkeypatch.setenv("AKOMODASI_SIGN_IN", "proxy")
    monkeypatch.setenv("AKOMODASI_PROXY_SECRET", "rahasia-yang-panjang")
    outside = open_page(office)
    assert outside.broken == [] and "Belum ada angka yang diterbitkan" in outside.app.info[0].value
    assert wanted in outside.words and "APBD 2026" in outside.words


def test_what_was_answered_on_a_list_stands_below_it(open_page: Open, office: Path) -> None:
    item = one(office)
    workspace, who = open_workspace(office), default_author()
    about = About(CODE, 2026, district=item["district"])
    enter(workspace, who, Written(about, "Bappeda", dt.date(2026, 1, 5), "Pagu kecamatan turun."))
    build(workspace, who)
    address = {"regency": CODE, "year": "2026", "district": item["district"]}
    for path, more in (("kecamatan", {}), ("desa", {"village": item["village"]})):
        assert "Pagu kecamatan turun." in open_page(office, path, **address, **more).words, path


def test_a_reply_to_a_line_stands_where_lines_are_listed(open_page: Open, tmp_path: Path) -> None:
    proposals = "id | cost | rank | agency | title\nP | 100 | 1 | Dinas A | Jalan tani"
    lines = """
    id | version | amount    | agency  | text | account_code | pays
    1  | apbd    | 100000000 | Dinas A | Jalan tani Desa Ara Kec. Bonto Bahari | 5.2.04 | P
    2  | apbd    | 50000000  | Dinas A | Talud Desa Ara Kec. Bonto Bahari | 5.2.04 |
    2  | apbd_p  | 70000000  | Dinas A | Talud Desa Ara Kec. Bonto Bahari | 5.2.04 |
    """
    made = given(tmp_path, proposals, lines)
    mart = made.mart()
    here = {r["version"]: r["id"] for r in mart.rows(LINES_OF)}
    asked = mart.rows("select printf('%016x', proposal_id) as id from proposal_fact")[0]["id"]
    for about, words in (
        (About("73.02", 2026, line=here["apbd"]), "Talud diusulkan kecamatan."),
        (About("73.02", 2026, line=here["apbd_p"]), "Talud ditambah karena <i>longsor</i>."),
        (About("73.02", 2026, proposal=asked), "Jalan tani masih ada."),
    ):
        enter(made.workspace, CLERK, Written(about, "Dinas A", dt.date(2026, 2, 1), words))
    build(made.workspace, CLERK)
    folder = made.workspace.path
    two = open_page(folder, "dua-anggaran", regency="73.02", kind="up")
    assert two.broken == []
    shown = re.findall(r'class="ak-reply">([^<]*)<', two.html)
    head = "Tanggapan Dinas A, 1 Februari 2026: "
    assert [s.replace("\u00a0", " ") for s in shown] == [
        f"{head}Jalan tani masih ada.",
        f"{head}Talud ditambah karena &lt;i&gt;longsor&lt;/i&gt;.",
        f"{head}Talud diusulkan kecamatan.",
    ]
    origin = open_page(folder, "asal", regency="73.02", year="2026")
    assert origin.broken == [] and "Talud diusulkan kecamatan." in origin.words
    assert "Jalan tani masih ada." not in origin.words


def test_replies_are_asked_for_once_for_a_whole_list(office: Path) -> None:
    mart = open_mart(open_workspace(office))
    about = "select distinct printf('%016x', proposal_id) as id from reply_fact where proposal_id is not null"
    answered = {r["id"] for r in mart.rows(about)}
    assert answered
    some = [*sorted(answered)[:5], "0" * 16, None, "'; drop table reply_fact; --"]
    assert set(proposal_replies(mart, some)) == set(sorted(answered)[:5])
    assert proposal_replies(mart, []) == {} and line_replies(mart, sorted(answered)) == {}
