"""The letter that asks an office for what is missing."""

from __future__ import annotations

import datetime as dt
import io

from docx import Document

from analytics.reports.letter import Gap, letter
from analytics.vocabulary import terms

TODAY = dt.date(2026, 11, 24)


def words_of(made: bytes) -> str:
    doc = Document(io.BytesIO(made))
    cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in doc.paragraphs), *cells])


def test_the_letter_names_document_years_holder_and_what_it_unlocks() -> None:
    words = words_of(letter("73.02", [Gap("apbd", (2024, 2025, 2026))], "abc123", TODAY))
    source = terms.load("sources")["source"]["apbd"]
    assert "Pemerintah Kabupaten Bulukumba" in words
    assert source["name_id"] in words and source["holder_id"] in words and "2024-2026" in words.replace("–", "-")
    assert source["unlocks_id"][1:] in words
    assert "mart abc123" in words


def test_several_gaps_are_one_letter_with_a_row_each() -> None:
    made = letter("73.02", [Gap("apbd", (2026,)), Gap("rkpd", (2025, 2026))], "abc123", TODAY)
    asked = Document(io.BytesIO(made)).tables[1]
    assert [row.cells[0].text for row in asked.rows] == ["No", "1", "2"]


def test_a_legal_basis_comes_with_its_source_and_the_day_somebody_looked() -> None:
    words = words_of(letter("73.02", [Gap("apbd", (2026,))], "abc123", TODAY))
    basis = next(line for line in words.splitlines() if line.startswith("Dasar:"))
    assert "https://" in basis and "diperiksa 24 November 2026" in basis


def test_nobody_is_filled_in_and_an_invented_regency_says_so() -> None:
    real, invented = (words_of(letter(code, [Gap("apbd", (2026,))], "m", TODAY)) for code in ("73.02", "99.01"))
    assert "Nama pemohon" in real and "................" in real
    assert "DATA REKAAN" in invented and "DATA REKAAN" not in real
