"""The page Desa gives its village's sheet along, and a sheet's code leads back to the page; both say the same numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from analytics.query.database import open_mart
from analytics.query.sheet import sheets
from analytics.register.workspace import open_workspace
from analytics.reports import sheet_print
from analytics.reports.carried import carried
from analytics.reports.sheet import papers
from analytics.reports.sheet_publisher import Publisher

REKAAN, YEAR = "99.01", 2025


@pytest.fixture(scope="module")
def printed(demo_workspace: Path) -> dict[str, str]:
    """The words of every village's page, as an independent reader sees them."""
    workspace = open_workspace(demo_workspace, "petugas")
    mart = open_mart(workspace)
    found, _ = sheets(mart, REKAAN, YEAR)
    made = papers(mart, carried(workspace, mart, REKAAN, YEAR, "id"), found, Publisher())
    book = pypdfium2.PdfDocument(sheet_print.document(made))
    assert len(book) == len(found) > 0
    return {p.village: " ".join(book[i].get_textpage().get_text_range().split()) for i, p in enumerate(made)}


@pytest.mark.parametrize("nth", [0, 1, 5])
def test_the_page_and_its_sheet_say_the_same(demo_workspace, open_page, printed, nth: int) -> None:
    village = sorted(printed)[nth]
    screen = open_page(demo_workspace, "desa", regency=REKAAN, year=str(YEAR), village=village)
    assert screen.broken == []
    words = printed[village]
    place, finding = screen.heading.split(": ", 1)
    assert place in words and finding in words
    verdicts = re.findall(r"<b><i aria-hidden=\"true\">.</i> ([^<]+)</b>", screen.html)
    listed = {v: sum(w == v for w in verdicts) for v in verdicts}
    assert listed and all(words.count(v) >= n for v, n in listed.items())
    whole = re.search(r"(?:dari )?(\d+) (?:prioritas|usulan)", finding)
    assert whole and sum(listed.values()) == int(whole[1])
    for line in re.findall(r'<p class="ak-line">([^<]+)</p>', screen.html):
        assert line.replace("\u00a0", " ") in words


def test_a_readers_copy_names_no_office_and_says_it_is_invented(printed) -> None:
    for words in printed.values():
        assert "tanpa penerbit · bukan dokumen resmi Pemda" in words and "jawaban" not in words.lower()
        assert words.count("DATA REKAAN") >= 3


def test_the_village_can_be_taken_along_in_three_ways(demo_workspace, open_page, printed) -> None:
    screen = open_page(demo_workspace, "desa", regency=REKAAN, year=str(YEAR), village=sorted(printed)[1])
    labels = [b.proto.label for b in screen.app.get("download_button")]
    assert {"Lembar A4 (PDF)", "Gambar lembar (PNG)", "Teks untuk WhatsApp"} <= set(labels)


def test_the_code_of_a_sheet_leads_to_its_page(demo_workspace, open_page, printed) -> None:
    village = sorted(printed)[1]
    app = open_page(demo_workspace, "", regency=REKAAN, year="2024").app
    app.text_input(key="search-box").set_value(f"{village}-{YEAR}").run()
    assert {k: app.query_params[k] for k in ("regency", "village")} == {"regency": REKAAN, "village": village}
    assert app.query_params.get("year", str(YEAR)) == str(YEAR)
    assert any("ak-next" in h.proto.body for h in app.get("html"))
