"""An unknown table in the browser: its first rows, what its columns may mean, and the mapping a person confirms."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

TAGS = re.compile(r"<[^>]+>")


def screen() -> None:
    """The form for one sheet, as the page of imports shows it."""
    import streamlit as st

    from analytics.intake.tables import RawTable
    from analytics.pages.impor_mapping import mapping_form
    from analytics.pages.view import View

    rows = [
        ["DAFTAR USULAN <b>MASYARAKAT</b>"],
        ["No", "Desa", "Usulan Kegiatan", "Perkiraan Anggaran (Rp)", "Nama Pengusul", "Zzz"],
        [1, "Ara", "Rabat <script>beton</script> jalan tani", "150.000.000", "SITI ORANG", "Bira"],
        [2, "Bira", "Drainase dusun", "75.000.000", "BUDI ORANG", "Bira"],
    ]
    view = View(None, None, "id", None, None, "district")  # type: ignore[arg-type]
    found = mapping_form(view, "usulan warga 2026.xlsx", RawTable("Data", rows))
    st.session_state["found"] = found


def opened() -> AppTest:
    app = AppTest.from_function(screen, default_timeout=30).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(h.proto.body for h in app.get("html"))


def meaning(app: AppTest, heading: str) -> object:
    """The choice of one column."""
    return next(box for box in app.selectbox if box.label.replace("\\", "").startswith(heading))


def confirm(app: AppTest) -> AppTest:
    return next(b for b in app.button if b.label == "Setujui arti kolom").click().run()


def test_the_rows_are_shown_as_words_and_nobody_is_named() -> None:
    app = opened()
    assert "<script>" not in words(app) and "&lt;script&gt;beton" in words(app)
    assert "ORANG" not in words(app) and app.number_input[0].value == 2
    assert meaning(app, "Desa (yakin").value == "village_text"
    assert meaning(app, "Nama Pengusul").value == ""
    assert app.session_state["found"] is None


def test_a_confirmed_mapping_says_what_the_person_chose() -> None:
    app = opened()
    meaning(app, "Zzz").set_value("location_text")
    found = confirm(app).session_state["found"]
    assert (found.name, found.table, found.stage) == ("usulan-warga-2026", "proposal", "musrenbang_district")
    assert dict(found.columns) == {
        "No": "",
        "Desa": "village_text",
        "Usulan Kegiatan": "title",
        "Perkiraan Anggaran (Rp)": "estimated_cost",
        "Nama Pengusul": "",
        "Zzz": "location_text",
    }


def test_an_incomplete_mapping_is_not_taken_and_says_what_lacks() -> None:
    app = opened()
    meaning(app, "Usulan Kegiatan").set_value("")
    app = confirm(app)
    assert app.session_state["found"] is None
    assert "Belum lengkap: pilih kolom untuk apa yang diusulkan." in TAGS.sub("", words(app))


def test_budget_lines_need_their_rupiah_and_what_they_pay_for() -> None:
    app = opened()
    next(box for box in app.selectbox if box.label == "Isi tabel").set_value("line")
    app.run()
    for box in app.selectbox:
        if "\\(" in box.label:
            box.set_value("")
    app = confirm(app)
    said = TAGS.sub("", words(app))
    assert "pilih kolom untuk rupiah." in said and "uraian" in said and " atau sub kegiatan." in said


def test_one_meaning_for_two_columns_is_refused_in_a_sentence() -> None:
    app = opened()
    meaning(app, "Zzz").set_value("title")
    app = confirm(app)
    assert app.session_state["found"] is None and "satu arti untuk satu kolom" in words(app)


def test_another_row_may_hold_the_headings() -> None:
    app = opened()
    app.number_input[0].set_value(1).run()
    assert "Baris 1 tidak berisi judul kolom" in words(app)
