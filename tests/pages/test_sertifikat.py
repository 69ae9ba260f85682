"""The certificate behind a picture: its address, the figure it leads to, its rows, and a code typed on a page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from analytics.measures.definitions import measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.certificate_found import issue
from analytics.query.certificate_row import parts, picks
from analytics.query.database import open_mart
from analytics.register.workspace import default_author, open_workspace
from tests.pages.conftest import Screen

Open = Callable[..., Screen]
LINK = re.compile(r'href="(sertifikat\?[^"]+)"')
CODE = re.compile(r"AKM-\w{4}-\w{4}-\w{4}")
YEAR = Question("accommodation_count", (), (("regency", ("99.01",)), ("year", ("2026",))))


def links(screen: Screen) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(unescape(a)).query) for a in LINK.findall(screen.html)]


def clicked(app: AppTest, key: str) -> Screen:
    return Screen(app.button(key=key).click().run())


def test_every_picture_of_a_page_leads_to_the_certificate_of_its_own_question(
    open_page: Open, demo_workspace: Path
) -> None:
    home = open_page(demo_workspace, regency="99.01", year="2026")
    found = links(home)
    sentences = home.html.split('class="ak-told"')[1].split("</ul>")[0].count("<li>")
    assert sentences == 5
    # the sentences have one each, and none together
    assert len(found) == home.html.count("<figure") - 1 + sentences
    assert {a["measure"][0] for a in found} > {"accommodation_count", "top_k", "answered"}
    assert "by" not in found[0] and ["district,agency"] in [a.get("by") for a in found]
    assert {a["year"][0] for a in found} == {"2026", "all"}  # of all years where the picture is of all


def test_a_link_leads_to_the_figure_the_picture_shows(open_page: Open, demo_workspace: Path) -> None:
    address = {k: v[0] for k, v in links(open_page(demo_workspace, regency="99.01", year="2026"))[0].items()}
    screen = open_page(demo_workspace, "sertifikat", **address)
    one = certificate(open_mart(open_workspace(demo_workspace)), YEAR)
    assert screen.broken == [] and screen.heading == one.label["id"]
    assert one.code in screen.words and f"{one.figure['numerator']} dari {one.figure['denominator']}" in screen.words
    assert one.documents["fingerprint"] in screen.words and "Belum diterbitkan" in screen.words


def test_a_narrowed_picture_is_certified_as_it_is(open_page: Open, demo_workspace: Path) -> None:
    villages = open_page(demo_workspace, "desa", regency="99.01", year="2026", village="99.01.01.1001")
    [address] = [a for a in links(villages) if a.get("by") == ["village"]]
    assert len(address["where"]) == 1 and address["where"][0].startswith("district=99.01.")
    screen = open_page(demo_workspace, "sertifikat", **{k: v[0] for k, v in address.items()})
    assert screen.broken == [] and address["where"][0].removeprefix("district=") in screen.words


def test_one_row_of_an_answer_is_certified_alone(open_page: Open, demo_workspace: Path) -> None:
    asked = {"measure": "accommodation_count", "by": "district", "regency": "99.01", "year": "2026"}
    whole = open_page(demo_workspace, "sertifikat", **asked)
    row = open_page(demo_workspace, "sertifikat", **asked, row="district=99.01.02")
    codes = {CODE.search(s.words)[0] for s in (whole, row)}  # type: ignore[index]
    assert len(codes) == 2 and "99.01.02" in row.words and "99.01.02" not in whole.words.partition("Definisi")[0]


def test_what_has_no_whole_opens_with_its_first_row(open_page: Open, demo_workspace: Path) -> None:
    screen = open_page(demo_workspace, "sertifikat", measure="funnel", regency="99.01", year="2026")
    assert screen.broken == [] and CODE.search(screen.words)
    parted = open_page(demo_workspace, "sertifikat", measure="top_k", regency="99.01", year="2026", piece="10")
    assert parted.heading.endswith(measures()["top_k"].parts[3].label["id"])


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "tidak_ada"},
        {"measure": "accommodation_count", "by": "x' or 1"},
        {"measure": "accommodation_count", "where": "=<b>"},
    ],
)
def test_an_address_that_asks_nonsense_gets_a_sentence(
    open_page: Open, demo_workspace: Path, asked: dict[str, str]
) -> None:
    screen = open_page(demo_workspace, "sertifikat", regency="99.01", **asked)
    assert screen.broken == [] and screen.heading == "Sertifikat angka"
    assert CODE.search(screen.words) is None and "=<b>" not in screen.html and "<b></b>" not in screen.html


def test_the_rows_of_every_measure_can_be_picked(demo_workspace: Path) -> None:
    mart = open_mart(open_workspace(demo_workspace))
    for name, m in measures().items():
        by = ("district",) if "district" in m.dimensions else ()
        answer = ask(mart, Question(name, by, (("regency", ("99.01",)),)))
        keys = picks(answer)
        assert len({tuple(k.items()) for k in keys}) == len(keys)
        assert len(keys) * max(len(parts(answer)), 1) >= len(answer.rows)
        if keys:
            told = certificate(
                mart, Question(name, by, (("regency", ("99.01",)),)), keys[-1], (parts(answer) or [None])[0]
            )
            assert told.row


@pytest.fixture
def office(demo_workspace: Path, tmp_path: Path) -> Path:
    """A copy of its own, to issue in."""
    return Path(shutil.copytree(demo_workspace, tmp_path / "workspace"))


def test_a_certificate_is_issued_by_an_office_and_found_by_its_code(
    open_page: Open, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_page(office, "sertifikat", measure="accommodation_value", regency="99.01", year="2026")
    code = CODE.search(screen.words)[0]  # type: ignore[index]
    refused = clicked(screen.app, "issue")
    assert ["kantor" in w for w in refused.broken] == [True]
    refused.app.text_input(key="certificate-office").set_value("Bappeda Rekaan")
    done = clicked(refused.app, "issue")
    assert "Diterbitkan oleh Bappeda Rekaan" in done.words
    found = open_page(office, "sertifikat", code=code.lower().replace("-", " "))
    assert [s.value.startswith(f"Sertifikat {code} cocok") for s in found.app.success] == [True]
    assert "Diterbitkan oleh Bappeda Rekaan" in found.words
    monkeypatch.setenv("AKOMODASI_AUTHOR", "orang lain")
    other = open_page(office, "sertifikat", measure="accommodation_count", regency="99.01", year="2025")
    assert not [b for b in other.app.button if b.key == "issue"]


@pytest.mark.parametrize(("code", "says"), [("AKM-0000-0000-0001", "kode"), ("halo", "halo"), ("<b>x</b>", "kode")])
def test_a_code_that_is_none_gets_a_sentence(open_page: Open, demo_workspace: Path, code: str, says: str) -> None:
    screen = open_page(demo_workspace, "sertifikat", code=code)
    assert screen.broken == [] and says in screen.words.lower() and "<b>x" not in screen.html


def test_an_issued_figure_of_invented_data_is_marked_wherever_it_is_opened(open_page: Open, office: Path) -> None:
    workspace = open_workspace(office)
    one = issue(workspace, default_author(), certificate(open_mart(workspace), YEAR))
    screen = open_page(office, "sertifikat", regency="73.02", code=one.code)
    assert "ak-invented" in screen.html and one.code in screen.words
