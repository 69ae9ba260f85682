"""What each page says, for the data each regency has."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.util import calc_hash

from analytics.cli import main
from analytics.intake.forms import forms
from analytics.marts.build import current
from analytics.register.workspace import open_workspace
from tests.pages.conftest import Screen

Open = Callable[..., object]
PAGES = ("", "perjalanan", "telusur", "tahun-ini", "kelengkapan")
REGENCIES = ("32.02", "52.01", "73.02")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("regency", REGENCIES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_every_regency_in_both_languages(real_workspace, open_page, path, regency, lang):
    screen = open_page(real_workspace, path, regency=regency, lang=lang)
    assert screen.broken == []
    assert screen.heading
    assert "{" not in screen.words


def test_home_says_how_far_village_proposals_came(real_workspace, open_page):
    screen = open_page(real_workspace, regency="32.02")
    assert screen.heading.startswith(
        "Dari 6.021 usulan yang berawal di desa/kelurahan, 5.193 sampai ke musrenbang kecamatan"
    )
    assert "belum ada angka akomodasi" in screen.words


def test_proposals_without_rank_are_never_called_priorities(real_workspace, open_page):
    for path in ("", "perjalanan"):
        words = open_page(real_workspace, path, regency="32.02").words.lower()
        assert words.replace("bukan prioritas", "").count("prioritas") == 0


def test_a_snapshot_says_so_and_shows_no_apbd_rate(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02")
    assert "Potret saat proses masih berjalan" in screen.words
    for number in ("6.021", "5.193", "437", "9"):
        assert f'<td class="num">{number}<small>' in screen.html
    assert "terbukti didanai" not in screen.words


def test_what_is_not_yet_known_is_drawn_and_told(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02")
    assert "5.584 belum ditemukan di tahap ini dan belum ada keputusan" in screen.words
    assert screen.html.count("<u style=") >= 3


def test_pokir_stand_beside_musrenbang(real_workspace, open_page):
    words = open_page(real_workspace, "perjalanan", regency="32.02").words
    assert "Pokir DPRD (hasil reses): 2.177" in words
    assert "Sumber berbeda, jadi jalurnya berdampingan dan tidak dijumlahkan." in words


def test_the_procurement_plan_is_never_called_apbd(real_workspace, open_page):
    screen = open_page(real_workspace, regency="52.01")
    assert screen.heading.startswith("Rencana pengadaan (SiRUP) 2026 memuat Rp")
    assert "SiRUP adalah rencana pengadaan, bukan APBD" in screen.words
    assert "9.866 paket" in screen.words


def test_bulukumba_says_what_to_bring_before_anything_else(real_workspace, open_page):
    screen = open_page(real_workspace, regency="73.02")
    assert "belum ada usulan dan rincian APBD" in screen.heading
    assert screen.words.index("Mulai dari satu berkas") < screen.words.index(
        "Angka terbitan tentang Kabupaten Bulukumba"
    )
    assert "Sumber: BPS" in screen.words


def test_completeness_names_file_holder_and_use_of_every_gap(real_workspace, open_page):
    screen = open_page(real_workspace, "kelengkapan", regency="73.02")
    gaps = screen.html.count('<details class="ak-gap"')
    assert gaps >= 20
    for heading in ("Berkas", "Biasanya di", "Membuka"):
        assert screen.html.count(f"<dt>{heading}</dt>") == gaps


def test_completeness_hands_out_an_empty_form_for_every_source_that_has_one(real_workspace, open_page):
    screen = open_page(real_workspace, "kelengkapan", regency="73.02")
    names = [button.label for button in screen.app.get("download_button")]
    known = {form.name["id"]: form for form in forms().values()}
    offered = [known[name] for name in names if name in known]
    assert len(offered) == len(set(names) & set(known)) and len(offered) > 12
    assert {"rpjmdes", "t_d4", "sipd_rincian", "tanggapan", "perda"} <= {form.kind for form in offered}
    assert offered[0].kind == "rpjmdes", "in the order of the sources"


def test_completeness_says_why_a_source_is_partial(real_workspace, open_page):
    words = open_page(real_workspace, "kelengkapan", regency="32.02").words
    assert "potret saat proses berjalan, 321 dari 386 desa/kelurahan, tanpa peringkat, tanpa perkiraan biaya" in words


def test_a_search_everywhere_names_the_regency_and_says_how_many_there_are(real_workspace, open_page):
    here = open_page(real_workspace, "telusur", regency="32.02", q="irigasi sirnasari").words
    everywhere = open_page(real_workspace, "telusur", regency="32.02", q="irigasi sirnasari", anywhere="true").words
    assert everywhere.count("Kabupaten Sukabumi") > here.count("Kabupaten Sukabumi")
    many = open_page(real_workspace, "telusur", regency="32.02", q="jalan").words
    assert "ditemukan, 25 ditampilkan" in many
    assert "sedang dihitung" not in many
    nothing = open_page(real_workspace, "telusur", regency="32.02", q="xyzzy", anywhere="true").words
    assert "di kabupaten/kota mana pun" in nothing


def test_trace_goes_down_to_file_sheet_and_row(real_workspace, open_page):
    screen = open_page(real_workspace, "telusur", id="34")
    assert "sukabumi_rkpd2019_semua_tahapan.csv · lembar CSV · baris 2.181" in screen.words
    assert "Ini bukan berarti tidak didanai" in screen.words


def test_search_finds_by_words_in_any_order(real_workspace, open_page):
    one = open_page(real_workspace, "telusur", regency="32.02", q="irigasi sirnasari")
    two = open_page(real_workspace, "telusur", regency="32.02", q="Sirnasari IRIGASI")
    assert one.words == two.words
    assert "ditemukan" in one.words


def test_an_unknown_id_is_told_in_a_sentence(real_workspace, open_page):
    assert (
        "tidak ada usulan atau baris anggaran dengan nomor itu"
        in open_page(real_workspace, "telusur", id="nihil<b>").words
    )


def test_an_address_with_nonsense_opens_the_default_view(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="99.99", universe="x", year="abc", lang="zz")
    assert screen.broken == []
    assert screen.heading.startswith("Dari 6.021")


def test_what_a_link_names_and_is_not_here_is_told_once(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02", year="1999", universe="<b>foo", by="![x](y)")
    assert "Tautan menyebut tahun 1999, yang tidak ada di sini; ditampilkan 2019." in screen.words
    assert "kelompok usulan &lt;b&gt;foo, yang tidak ada di sini; ditampilkan usulan yang berawal" in screen.words
    assert "pilihan ![x](y), yang tidak ada di sini; ditampilkan pilihan yang biasa." in screen.words
    screen.app.run()
    assert "Tautan menyebut" not in Screen(screen.app).words


def test_a_choice_that_is_here_is_not_told(real_workspace, open_page):
    assert "Tautan menyebut" not in open_page(real_workspace, "perjalanan", regency="32.02", universe="all").words


def test_an_unknown_mart_is_told_in_a_sentence_that_leads_to_the_newest(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", mart="deadbeef")
    assert screen.broken == ["Mart deadbeef tidak ada dalam catatan ruang kerja ini."]
    assert [link.proto.label for link in screen.app.get("page_link")] == ["Lihat angka terbaru"]


def test_a_step_back_takes_a_choice_away_again(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02")
    screen.app.selectbox(key="choice-universe").select("all").run()
    assert "all" in screen.app.query_params["universe"]
    del screen.app.query_params["universe"]  # what the browser does
    screen.app.run()
    assert screen.app.selectbox(key="choice-universe").value == "village"
    assert "universe" not in screen.app.query_params


def test_a_link_that_says_a_default_is_left_as_it_came(real_workspace, open_page):
    default = open_page(real_workspace, "perjalanan").app.selectbox(key="choice-regency").value
    screen = open_page(real_workspace, "perjalanan", regency=default, universe="village")
    kept = dict(screen.app.query_params)
    assert {k: v if isinstance(v, str) else v[-1] for k, v in kept.items()} == {
        "regency": default,
        "universe": "village",
    }
    screen.app.selectbox(key="choice-universe").select("all").run()
    assert "all" in screen.app.query_params["universe"]
    screen.app.selectbox(key="choice-universe").select("village").run()
    assert "universe" not in screen.app.query_params
    assert screen.app.selectbox(key="choice-universe").value == "village"


def test_the_menu_keeps_the_choices_and_the_mart(real_workspace, open_page):
    mart = current(open_workspace(real_workspace))
    screen = open_page(real_workspace, "perjalanan", regency="32.02", universe="all", mart=mart)
    screen.app.query_params.clear()
    screen.app._page_hash = calc_hash("kelengkapan")
    screen.app.run()
    assert screen.app.query_params == {"regency": "32.02", "universe": "all", "mart": mart}
    assert screen.app.selectbox(key="choice-universe").value == "all"


def test_a_step_back_to_another_page_says_its_own_address(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02", universe="all")
    screen.app.query_params.clear()
    screen.app.query_params["universe"] = "district"
    screen.app._page_hash = calc_hash("kelengkapan")
    screen.app.run()
    assert screen.app.selectbox(key="choice-universe").value == "district"


def test_a_new_workspace_opens_the_invented_regency_beside_the_published_facts(tmp_path: Path, open_page, monkeypatch):
    monkeypatch.setenv("AKOMODASI_DEMO", "small")
    screen = open_page(tmp_path / "new")
    assert screen.broken == []
    assert "terbukti didanai dalam APBD 2026" in screen.heading
    assert "DATA REKAAN" in screen.words
    assert screen.app.selectbox(key="choice-regency").options == ["Kabupaten Rekaan", "Kabupaten Bulukumba"]


def test_an_office_may_start_without_the_invented_regency(tmp_path: Path, open_page, monkeypatch):
    monkeypatch.setenv("AKOMODASI_DEMO", "off")
    screen = open_page(tmp_path / "new")
    assert screen.broken == []
    assert "Kabupaten Bulukumba" in screen.heading
    assert "DATA REKAAN" not in screen.words


def test_choices_stay_in_the_address_by_code(real_workspace, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02", universe="district", lang="en")
    assert "district" in screen.app.query_params["universe"]
    screen.app.selectbox(key="choice-universe").select("all").run()
    assert "all" in screen.app.query_params["universe"]


def test_a_link_to_an_earlier_mart_shows_its_figures_and_says_so(tmp_path: Path, open_page):
    heading = "regency_code,proposal_id,fiscal_year,district,village,title,estimated_cost\n"
    rows = [f"73.02,P{i},2026,Gantarang,Bontomacinna,Jalan tani {i},1000\n" for i in range(3)]
    file, folder = tmp_path / "usulan.csv", tmp_path / "workspace"
    marts = []
    for n in (2, 3):
        file.write_text(heading + "".join(rows[:n]), encoding="utf-8")
        assert main(["import", str(file), "--workspace", str(folder)]) == 0
        marts.append(current(open_workspace(folder)))
    screen = open_page(folder, "perjalanan", universe="district", mart=marts[0])
    assert screen.heading.startswith("2 usulan dalam daftar")
    assert "Datanya sudah berubah sejak itu" in screen.app.info[0].value
    assert open_page(folder, "perjalanan", universe="district").heading.startswith("3 usulan dalam daftar")


PROPOSALS = """regency_code,proposal_id,fiscal_year,district,village,title,estimated_cost,agency,rank
73.02,P1,2026,Gantarang,Bontomacinna,Jalan tani,350000000,Dinas PU,1
73.02,P2,2026,Gantarang,Bontomacinna,Drainase,180000000,Dinas PU,2
73.02,P3,2026,Kajang,Pattiroang,Posyandu,95000000,Dinkes,1
"""
LINES = """regency_code,line_id,fiscal_year,agency,description,amount,fund_source,proposal_id
73.02,L1,2026,Dinas PU,Pembangunan jalan tani Desa Bontomacinna,350000000,PAD,P1
73.02,L2,2026,Dinas PU,Alat tulis,50000000,PAD,
"""


def imported(folder: Path, **files: str) -> Path:
    """A workspace with these canonical files in it."""
    for name, text in files.items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        assert main(["import", str(file), "--workspace", str(folder / "workspace")]) == 0
    return folder / "workspace"


def test_home_says_what_is_proven_and_at_most(tmp_path: Path, open_page):
    screen = open_page(imported(tmp_path, p=PROPOSALS, lines=LINES), universe="district")
    assert screen.heading == (
        "Dari 3 prioritas dalam daftar musrenbang kecamatan, 1 terbukti didanai dalam APBD 2026; paling banyak 3"
    )
    assert "33,3–100,0 %" in screen.words
    assert "Nilainya Rp 350 jt dari Rp 625 jt (56,0 %)." in screen.words
    assert "2 belum dapat dipastikan" in screen.words
    assert screen.broken == []


def test_budget_lines_alone_never_give_a_rate(tmp_path: Path, open_page):
    screen = open_page(imported(tmp_path, lines=LINES))
    assert screen.heading.startswith("APBD 2026 memuat Rp 400 jt; 87,5 % menyebut desa atau kelurahan")
    assert "n = 2 baris" in screen.words
    assert "terbukti didanai" not in screen.words


def test_a_proposal_and_its_money_lead_to_each_other(tmp_path: Path, open_page):
    folder = imported(tmp_path, p=PROPOSALS, lines=LINES)
    there = open_page(folder, "telusur", id="P1")
    assert "nomor usulan pada baris anggaran" in there.words
    assert "lines.csv · lembar CSV · baris 2" in there.words
    back = open_page(folder, "telusur", id="L1")
    assert "Usulan yang terkait" in back.words
    assert "p.csv" in open_page(folder, "telusur", id="P1").words


def test_a_ranked_district_list_is_what_the_pages_open_with(tmp_path: Path, open_page):
    screen = open_page(imported(tmp_path, p=PROPOSALS, lines=LINES))
    assert screen.heading.startswith("Dari 3 prioritas dalam daftar musrenbang kecamatan, 1 terbukti")


def test_another_regency_opens_with_its_own_list_unless_the_reader_chose_one(real_workspace, tmp_path: Path, open_page):
    screen = open_page(real_workspace, "perjalanan", regency="32.02")
    assert screen.app.selectbox(key="choice-universe").value == "village"
    screen.app.selectbox(key="choice-universe").select("all").run()
    screen.app.selectbox(key="choice-regency").select("52.01").run()
    assert screen.app.selectbox(key="choice-universe").value == "all"
    assert screen.app.selectbox(key="choice-year").value == "2026"


def test_a_budget_nobody_has_linked_yet_is_no_rate_of_zero(tmp_path: Path, open_page):
    unlinked = "\n".join(line.rsplit(",", 1)[0] + "," for line in LINES.strip().splitlines()[1:])
    lines = LINES.splitlines()[0] + "\n" + unlinked + "\n"
    screen = open_page(imported(tmp_path, p=PROPOSALS, lines=lines))
    assert "terbukti didanai" not in screen.heading
    assert "belum satu pun kaitannya dengan usulan dipastikan" in screen.words


def test_a_rate_tells_its_definitions_version_and_unknown_share(tmp_path: Path, open_page):
    words = open_page(imported(tmp_path, p=PROPOSALS, lines=LINES)).words
    assert "Usulan yang terbukti didanai (jumlah)" in words
    assert "Nilai usulan yang terbukti didanai (rupiah)" in words
    assert "Versi anggaran APBD" in words
    assert "Belum dapat dipastikan 2 / 3 · 66,7 %" in words


FACTS = "region_code,year,period,indicator,value,unit,precision,source,source_url,note\n" + "".join(
    f"73.02.01.200{i},2026,,idm,0.8,indeks,persis,BPS,https://example.org,{note}\n"
    for i, note in enumerate(("MAJU", "Mandiri", "MAJU", "angka ciptaan"), 2)
)


def test_only_a_status_is_counted_as_a_status_of_villages(tmp_path: Path, open_page):
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    assert main(["import", str(tmp_path / "facts.csv"), "--workspace", str(tmp_path / "w")]) == 0
    screen = open_page(tmp_path / "w", regency="73.02")
    assert "Angka ciptaan" not in screen.words
    assert "Angka terbitan tentang Kabupaten Bulukumba · 0" not in [e.label for e in screen.app.expander]


def test_a_unit_is_a_word_of_the_language(real_workspace, open_page):
    assert " orang" in open_page(real_workspace, regency="73.02").words
    words = open_page(real_workspace, regency="73.02", lang="en").words
    assert " people" in words
    assert not re.search(r"[0-9] orang", words)


def test_the_year_says_what_is_due_who_holds_it_and_what_is_here(demo_workspace, open_page):
    screen = open_page(demo_workspace, "tahun-ini", regency="99.01", year="2026")
    assert re.search(r"\w+ \d{4}: \d+ berkas biasanya sedang disusun", screen.heading)
    assert "Rangkaian APBD 2026" in screen.words and "biasanya di Bappeda" in screen.words
    assert "bukan tenggat peraturan" in screen.words


def test_every_gap_can_be_asked_for_by_letter(real_workspace, open_page):
    screen = open_page(real_workspace, "kelengkapan", regency="73.02")
    [pick] = [m for m in screen.app.multiselect if m.label == "Berkas yang diminta"]
    assert len(pick.options) == screen.html.count('<details class="ak-gap"')
    assert pick.value, "those the headline needs are chosen at first"


def test_one_line_says_all_choices_for_a_phone(demo_workspace, open_page):
    address = {"regency": "99.01", "year": "2025", "district": "99.01.02", "agency": "Dinas PUPR"}
    screen = open_page(demo_workspace, "kecamatan", **address)
    agencies = [b.value for b in screen.app.selectbox if b.label == "Perangkat daerah"]
    said = re.search(r'<div class="ak ak-chosen"><p>([^<]*)</p>', screen.html)[1]
    parts = ["Rekaan", "2025", "APBD", "Kec. Lembangan", *(a for a in agencies if a != "all"), "daftar kecamatan"]
    assert said == " · ".join(parts)
    everything = open_page(demo_workspace, "", regency="99.01", year="all", lang="en", universe="village")
    assert "<p>Rekaan · All years · village list</p>" in everything.html
    openers = re.findall(r'<details class="ak-opener">.*?</details>', screen.html)
    again = re.findall(r'<details class="ak-opener">.*?</details>', open_page(demo_workspace, "", regency="99.01").html)
    assert openers == again, "it never changes with the choices, so an open line stays open"
