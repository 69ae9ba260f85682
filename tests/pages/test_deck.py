"""The file says what the page says: numbers as `ask` gives them, titles, certificates, what is not known or was left out."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from analytics.errors import BadQuestion
from analytics.pages.deck import Made, deck_of
from analytics.pages.outside import outside
from analytics.pages.pictures import PICTURES, PLENARY, draw, plenary, set_of
from analytics.pages.slides import Slide, slide_of
from analytics.pages.view import View
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.vocabulary import regions

REGENCY, YEAR = "99.01", 2026


def view_of(folder: Path, lang: str = "id", regency: str = REGENCY, **more: Any) -> View:
    workspace = open_workspace(folder)
    return outside(workspace, open_mart(workspace), lang, regency, YEAR, "apbd", more.pop("where", ()))


@pytest.fixture(scope="module")
def view(demo_workspace: Path) -> View:
    return view_of(demo_workspace)


@pytest.fixture(scope="module")
def set_made(view: View) -> Made:
    return deck_of(view, set_of(view, "plenary"), "plenary")


@pytest.fixture(scope="module")
def everything(view: View) -> tuple[list[Slide], Made]:
    """Every picture there is, those of a village in a village."""
    village = (("district", "99.01.03"), ("village", "99.01.03.2001"))
    slides = [slide_of(replace(view, where=village) if name.startswith("village") else view, name) for name in PICTURES]
    there = [s for s in slides if draw(view, s)]
    return there, deck_of(view, there, "custom")


def opened(made: Made) -> list[Any]:
    return list(Presentation(io.BytesIO(made.file)).slides)


def charts(slide: Any) -> list[Any]:
    return [s.chart for s in slide.shapes if s.has_chart]


def told(slide: Any) -> str:
    """Every word on a slide, also those of tables and maps."""
    words = []
    for shape in shapes(slide.shapes):
        words += [shape.text_frame.text] if shape.has_text_frame else []
        words += [c.text_frame.text for row in shape.table.rows for c in row.cells] if shape.has_table else []
    return "\n".join(words).replace("\u00a0", " ")


def shapes(found: Any) -> Iterator[Any]:
    for shape in found:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def test_the_set_of_the_button_is_the_set_of_the_file(view: View, set_made: Made) -> None:
    assert len(PLENARY) == 10, "with a cover and an end twelve slides"
    assert set_made.pictures == tuple(s.picture for s in plenary(view))
    assert len(opened(set_made)) == set_made.n == len(set_made.pictures) + 2


def test_every_slide_bears_the_title_its_picture_computes(view: View, set_made: Made) -> None:
    for slide, name in zip(opened(set_made)[1:-1], set_made.pictures, strict=True):
        found = draw(view, slide_of(view, name))
        words = slide.shapes.title.text_frame.text.replace("\u00a0", " ").removesuffix(" …")
        assert found and found.title.replace("\u00a0", " ").startswith(words) and len(words) > 10


def test_the_years_are_read_back_as_ask_gives_them(view: View, set_made: Made) -> None:
    slide = opened(set_made)[1 + set_made.pictures.index("home.trend")]
    most, proven = charts(slide)[0].plots[0].series
    answer = ask(view.mart, replace(view, year=None).question("accommodation_count", ("year",)))
    rows = sorted(answer.rows, key=lambda r: r["year"])
    assert len(rows) >= 3 and list(proven.values) == [r["value"] for r in rows]
    assert list(most.values) == [r["high"] for r in rows]
    names = [c.split("\n") for c in charts(slide)[0].plots[0].categories]
    assert [(n[0], n[-1]) for n in names] == [(str(r["year"]), f"{r['numerator']}/{r['n']}") for r in rows]


def test_the_stages_are_read_back_as_ask_gives_them(view: View, set_made: Made) -> None:
    slide = opened(set_made)[1 + set_made.pictures.index("journey.stages")]
    plot = charts(slide)[0].plots[0]
    rows = ask(view.mart, view.question("funnel")).rows
    assert list(plot.series[-1].values) == [r["value"] for r in rows]
    assert list(plot.categories) == [view.term("stage", r["stage"]) for r in rows]


def test_the_matrix_is_read_back_as_ask_gives_it(view: View, set_made: Made) -> None:
    slide = opened(set_made)[1 + set_made.pictures.index("home.matrix")]
    table = next(s.table for s in slide.shapes if s.has_table)
    whole = ask(view.mart, view.question("accommodation_count", ("district",)))
    assert whole.total is not None
    last = [c.text_frame.text for c in table.rows[len(table.rows) - 1].cells]
    assert f"{whole.total['numerator']}/{whole.total['n']}" in last[1]
    shown = {
        row.cells[0].text_frame.text.split(" Dapil")[0]: row.cells[1].text_frame.text for row in list(table.rows)[1:-1]
    }
    asked = {regions.region(r["district"]).name: f"{r['numerator']}/{r['n']}" for r in whole.rows if r["district"]}
    assert len(shown) >= 5 and all(asked[name] in words for name, words in shown.items())


def test_every_picture_gives_a_slide_worth_showing(everything: tuple[list[Slide], Made]) -> None:
    slides, made = everything
    assert len(slides) > 35 and made.pictures == tuple(s.picture for s in slides) and made.left == ()
    for slide, name in zip(opened(made)[1:-1], made.pictures, strict=True):
        drawn = [s for s in slide.shapes if s.has_chart or s.has_table or s.shape_type == 6]
        sentences = [p for s in slide.shapes if s.has_text_frame for p in s.text_frame.paragraphs if p.text]
        assert drawn or len(sentences) > 4, name
        sizes = [
            r.font.size
            for s in shapes(slide.shapes)
            if s.has_text_frame
            for p in s.text_frame.paragraphs
            for r in p.runs
        ]
        assert min(sizes) >= Pt(12), name
        assert slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size >= Pt(28), name


def test_every_workbook_holds_the_numbers_of_its_chart(everything: tuple[list[Slide], Made]) -> None:
    n = 0
    for slide in opened(everything[1]):
        for chart in charts(slide):
            sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
            for series in chart._chartSpace.iter("{*}ser"):
                reference = (
                    next(series.iter("{*}val", "{*}yVal")).find(".//{*}f").text.removeprefix("Sheet1!").replace("$", "")
                )
                cells = [c.value for (c,) in sheet[reference]]
                cached = {
                    int(p.get("idx")): float(p[0].text) for p in next(series.iter("{*}val", "{*}yVal")).iter("{*}pt")
                }
                assert {i: c for i, c in enumerate(cells) if c is not None} == pytest.approx(cached, rel=1e-12)
                n += len(cached)
    assert n > 300


def test_the_foot_bears_the_code_of_the_first_figure(view: View, set_made: Made) -> None:
    slides = opened(set_made)
    first = certificate(view.mart, view.question("accommodation_count"))
    assert set_made.code == first.code and first.code in told(slides[1]) and first.code in told(slides[-1])
    for slide in slides:
        assert view.mart.id in told(slide) and "bukan dokumen resmi Pemda" in told(slide)
    assert all("AKM-" in told(s) for s in slides[1:])


def test_the_speaker_has_definition_n_question_sources_and_proof(view: View, set_made: Made) -> None:
    answer = ask(view.mart, view.question("accommodation_count"))
    assert answer.total is not None
    words = notes(opened(set_made)[1])
    assert answer.definition in words and f"{answer.total['n']} usulan" in words
    assert f"Mengapa {answer.total['n_unknown']} dari {answer.total['n']}" in words
    assert "akomodasi report certificate --measure accommodation_count" in words and "rekaan_" in words
    for slide in opened(set_made)[1:-1]:
        assert "Tanya:" in notes(slide) and "Jawab:" in notes(slide) and "sidik jari" in notes(slide)


def test_replies_of_offices_stand_word_for_word(view: View, demo_workspace: Path) -> None:
    listed = view.fates({})
    replies = [r for f in listed for r in f.replies if r.on and r.text]
    newest = max(r.on for r in replies if r.on)
    words = notes(opened(deck_of(view, [slide_of(view, "fate.head")], "custom"))[1])
    assert any(r.text in words for r in replies if r.text and r.on == newest)
    assert "tanggapan lagi" in words or len(replies) <= 3


def test_invented_data_says_so_on_every_slide(everything: tuple[list[Slide], Made]) -> None:
    for slide in opened(everything[1]):
        marks = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text == "DATA REKAAN"]
        assert marks and marks[0].text_frame.paragraphs[0].runs[0].font.size >= Pt(18)


def test_the_estimate_of_the_program_is_on_no_slide(everything: tuple[list[Slide], Made]) -> None:
    for slide in opened(everything[1])[:-1]:
        assert "≈" not in told(slide) and "Perkiraan (bukan bukti)" not in notes(slide)


def test_what_the_data_cannot_carry_is_named_at_the_end(view: View) -> None:
    there, gone = slide_of(view, "home.strip"), Slide("order.top", "00.00", YEAR, "district", "apbd")
    lost = replace(slide_of(view, "origin.years"), where=(("district", "00.00.00"),))
    made = deck_of(view, [there, gone, lost], "custom")
    assert made.pictures == ("home.strip",) and [x.name for x in made.left] == ["urutan prioritas", "asal belanja"]
    assert "Tidak ikut ditampilkan: urutan prioritas" in told(opened(made)[-1])
    assert "tidak ada yang ditinggalkan" not in told(opened(made)[-1])


def test_nothing_to_show_is_a_sentence(demo_workspace: Path) -> None:
    facts = view_of(demo_workspace, regency="73.02")
    with pytest.raises(BadQuestion, match="satu pun salindia"):
        deck_of(facts, set_of(facts, "plenary"), "plenary")
    with pytest.raises(BadQuestion, match=r"11\.01"):
        view_of(demo_workspace, regency="11.01")


def test_a_title_of_ones_own_stands_on_the_slide(view: View) -> None:
    made = deck_of(view, [replace(slide_of(view, "home.trend"), title="=1+1 <b>judul</b>")], "custom")
    assert opened(made)[1].shapes.title.text_frame.text == "=1+1 <b>judul</b>"


def test_making_a_file_asks_no_reader_anything(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a page Streamlit complains of every look at the address: five hundred lines of log for one file."""
    log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    said: list[str] = []
    monkeypatch.setattr(log, "handle", lambda record: said.append(record.getMessage()))
    deck_of(view, set_of(view, "plenary"), "plenary")
    assert said == []


def test_in_english_too(demo_workspace: Path) -> None:
    view = view_of(demo_workspace, "en")
    made = deck_of(view, set_of(view, "plenary")[:3], "plenary")
    assert "How to check" in told(opened(made)[-1]) and "Q: " in notes(opened(made)[1])


def test_libreoffice_opens_it_and_shows_every_slide(set_made: Made, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this computer.")
    file = tmp_path / "paparan.pptx"
    file.write_bytes(set_made.file)
    words = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    run = subprocess.run(
        [*words, "--outdir", str(tmp_path), str(file)], capture_output=True, text=True, timeout=120, check=False
    )
    pdf = file.with_suffix(".pdf")
    if not pdf.exists() and not _impress(words, tmp_path):
        pytest.skip("LibreOffice is here without Impress.")
    assert pdf.exists(), run.stderr
    assert len(pypdfium2.PdfDocument(pdf)) == set_made.n


def _impress(words: list[str], folder: Path) -> bool:
    """It opens the plainest slide there is."""
    plain = folder / "kosong.pptx"
    Presentation().save(str(plain))
    subprocess.run([*words, "--outdir", str(folder), str(plain)], capture_output=True, timeout=120, check=False)
    return plain.with_suffix(".pdf").exists()
