"""The plain pages: every page stands by itself, every link leads somewhere, every figure is the one `ask` gives."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from analytics.cli import main
from analytics.locale.format import share
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.database import Mart, open_mart
from analytics.query.fates import fates
from analytics.register.workspace import open_workspace
from analytics.reports.site import MOST, site
from tests.reports.site_reader import Read, read

REGENCY = ("regency", ("99.01",))
OUTSIDE = re.compile(r"https?://|^//|javascript:", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Kabupaten Rekaan and the pages the command made of it."""
    made = tmp_path_factory.mktemp("site")
    assert main(["demo", "--size", "small", "--workspace", str(made / "workspace")]) == 0
    words = ["report", "site", "--regency", "99.01", "--workspace", str(made / "workspace"), "--out", str(made / "out")]
    assert main([*words, "--publisher", "Lembaga Contoh", "--json"]) == 0
    return made


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    return folder / "out"


@pytest.fixture(scope="module")
def pages(out: Path) -> dict[str, Read]:
    return read(out)


@pytest.fixture(scope="module")
def mart(folder: Path) -> Mart:
    return open_mart(open_workspace(folder / "workspace"))


def years(mart: Mart) -> list[int]:
    return [r["year"] for r in ask(mart, Question("accommodation_count", ("year",), (REGENCY,))).rows]


def test_every_kind_of_place_has_its_pages(pages: dict[str, Read], mart: Mart) -> None:
    last = years(mart)[-1]
    for wanted in ("index.html", "REKAAN-metode.html", "REKAAN-sumber.html", f"tahun/REKAAN-{last}.html"):
        assert wanted in pages
    for folder in ("desa", "kecamatan", "opd", "dapil"):
        assert [p for p in pages if p.startswith(f"{folder}/REKAAN-")]


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place_in_it(pages: dict[str, Read], out: Path) -> None:
    files = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    ids = {path: set(p.ids) for path, p in pages.items()}
    lost = [(p.path, to, at) for p in pages.values() for to, at in p.links if to not in files]
    lost += [(p.path, to, at) for p in pages.values() for to, at in p.links if at and at not in ids.get(to, set())]
    assert lost == []


def test_every_file_can_be_reached_from_the_front(pages: dict[str, Read], out: Path) -> None:
    seen, left = {"index.html"}, ["index.html"]
    while left:
        new = {to for to, _ in pages[left.pop()].links if to not in seen}
        seen |= new
        left += [to for to in new if to in pages]
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} == seen


def test_no_page_needs_anything_from_outside_or_runs_anything(pages: dict[str, Read]) -> None:
    for p in pages.values():
        assert [a for a in p.addresses if OUTSIDE.search(a) or a.startswith("/")] == []
        scripts = [a for t, a in p.tags if t == "script"]
        assert scripts == ([{"src": "site.js", "defer": None}] if p.path == "index.html" else [])
        names = {name for _, attrs in p.tags for name in attrs}
        assert not [n for n in names if n.startswith("on") or n in ("style", "srcdoc", "action", "formaction")]
        assert not {t for t, _ in p.tags} & {"iframe", "img", "object", "embed", "base", "style"}


def test_no_page_is_larger_than_a_slow_line_carries(out: Path) -> None:
    sizes = {p.name: p.stat().st_size for p in out.rglob("*.html")}
    assert max(sizes.values()) <= MOST, max(sizes, key=lambda name: sizes[name])


def test_every_page_says_its_language_its_mart_and_that_it_is_invented(pages: dict[str, Read], mart: Mart) -> None:
    for p in pages.values():
        assert ("html", {"lang": "id"}) in p.tags and p.title.startswith("DATA REKAAN · ")
        assert f"Mart {mart.id}" in p.words and p.words.count("DATA REKAAN") >= 3
        assert "Diterbitkan oleh Lembaga Contoh" in p.words and "bukan dokumen resmi Pemda" in p.words
        assert len(p.ids) == len(set(p.ids)), p.path
        assert sum(t == "h1" for t, _ in p.tags) == 1, p.path


def test_names_of_files_say_that_the_data_is_invented(out: Path) -> None:
    shared = {"index.html", "site.css", "site.js"}
    assert [p.name for p in out.rglob("*") if p.is_file() and p.name not in shared and "REKAAN" not in p.name] == []


def test_tables_have_captions_and_charts_have_words(pages: dict[str, Read]) -> None:
    for p in pages.values():
        names = [t for t, _ in p.tags]
        assert names.count("table") == names.count("caption") and (
            "table" not in names or any(a.get("scope") == "col" for t, a in p.tags if t == "th")
        )
        for i, (tag, attrs) in enumerate(p.tags):
            if tag == "svg" and attrs.get("aria-hidden") != "true":
                assert attrs["role"] == "img" and [t for t, _ in p.tags[i + 1 : i + 3]] == ["title", "desc"]


def test_the_figures_of_every_village_of_a_year_are_those_asked(pages: dict[str, Read], mart: Mart) -> None:
    for year in years(mart):
        where = (REGENCY, ("year", (str(year),)))
        rows = [r for r in ask(mart, Question("accommodation_count", ("village",), where)).rows if r["village"]]
        assert rows
        for r in rows:
            facts = pages[f"desa/REKAAN-{r['village']}-{year}.html"].facts
            n, unknown = r["denominator"], r["n_unknown"]
            for label, k in (
                ("Terbukti didanai", r["numerator"]),
                ("Paling banyak", r["most"]),
                ("Belum dapat dipastikan", unknown),
            ):
                assert facts[label] == f"{k} dari {n} ({share(k / n).replace(chr(160), ' ')})", (r, label)


def test_the_figures_of_districts_agencies_and_the_whole_are_those_asked(pages: dict[str, Read], mart: Mart) -> None:
    last = years(mart)[-1]
    where = (REGENCY, ("year", (str(last),)))
    for dim, folder in (("district", "kecamatan"), ("agency", "opd"), ("dapil", "dapil")):
        rows = ask(mart, Question("accommodation_count", (dim,), where)).rows
        told = sorted(
            p.facts["Terbukti didanai"]
            for p in pages.values()
            if re.fullmatch(rf"{folder}/REKAAN-.*-{last}\.html", p.path)
        )
        wanted = (f"{r['numerator']} dari {r['n']} ({share(r['value']).replace(chr(160), ' ')})" for r in rows)
        assert told == sorted(wanted)
    whole = ask(mart, Question("accommodation_count", (), where)).total or {}
    assert (
        pages[f"tahun/REKAAN-{last}.html"]
        .facts["Terbukti didanai"]
        .startswith(f"{whole['numerator']} dari {whole['n']} ")
    )


def test_every_proposal_has_exactly_one_entry_whatever_list_it_stands_in(pages: dict[str, Read], mart: Mart) -> None:
    listed = fates(mart, Question("accommodation_count", (), (REGENCY,), "all"))
    entries = [i for p in pages.values() for i in p.ids if re.fullmatch("p[0-9a-f]{16}", i)]
    assert sorted(entries) == sorted(f"p{f.id}" for f in listed)


def test_an_entry_says_its_fate_its_money_and_its_row(pages: dict[str, Read], mart: Mart) -> None:
    listed = fates(mart, Question("accommodation_count", (), (REGENCY,), "all"))
    paid = next(f for f in listed if f.fate == "funded" and f.village and f.asked_years and f.asked_years > 1)
    page = pages[f"desa/REKAAN-{paid.village}-{paid.year}.html"]
    entry = page.html[page.html.index(f'id="p{paid.id}"') :].partition("</li>")[0]
    words = re.sub(r"<[^>]+>", "", entry).replace("\u00a0", " ")
    assert "DIDANAI" in words and f"diminta {paid.asked_years} kali sejak {paid.asked_since}" in words
    for place in (paid, paid.links[0]):
        assert f"{place.file} · lembar {place.sheet} · baris" in words
    replied = next(f for f in listed if f.replies and f.village and f.replies[0].text)
    answered = pages[f"desa/REKAAN-{replied.village}-{replied.year}.html"].words
    assert f"Tanggapan {replied.replies[0].office}" in answered and str(replied.replies[0].text) in answered


def test_a_need_leads_to_the_same_need_in_other_years(pages: dict[str, Read], mart: Mart) -> None:
    listed = {f.id: f for f in fates(mart, Question("accommodation_count", (), (REGENCY,), "all"))}
    ways = [
        (p.path, to, at)
        for p in pages.values()
        for to, at in p.links
        if p.path.startswith("desa/") and at.startswith("p") and to != p.path
    ]
    assert ways
    sql = "select printf('%016x', proposal_id) as id, need_id from need_member"
    need = {r["id"]: r["need_id"] for r in mart.rows(sql)}
    for path, _, at in ways:
        here = {i.removeprefix("p") for i in pages[path].ids if i.startswith("p") and i[1:] in listed}
        assert need[at[1:]] in {need[i] for i in here}


@pytest.mark.parametrize("kind", ["village", "district", "agency", "dapil", "regency"])
def test_a_printed_code_is_the_one_the_certificate_bears(pages: dict[str, Read], mart: Mart, kind: str) -> None:
    last = str(years(mart)[-1])
    where = (REGENCY, ("year", (last,)))
    rows = ask(mart, Question("accommodation_count", () if kind == "regency" else (kind,), where)).rows
    codes = {p.facts.get("Kode sertifikat angka ini", "").partition(" ")[0] for p in pages.values()}
    for r in rows[:8]:
        more = {} if kind == "regency" else {kind: r[kind]}
        if None in more.values():
            continue
        more |= {"district": r["village"][:8]} if kind == "village" else {}
        asked = Question("accommodation_count", (), (*where, *((k, (v,)) for k, v in more.items())))
        assert certificate(mart, asked).code in codes


def test_the_csv_beside_a_page_holds_its_rows(out: Path, pages: dict[str, Read], mart: Mart) -> None:
    for path, p in pages.items():
        if path.startswith("desa/") and re.search(r"-\d{4}\.html$", path):
            rows = list(csv.DictReader(io.StringIO((out / path).with_suffix(".csv").read_text("utf-8-sig"))))
            assert {f"p{r['id']}" for r in rows} == {i for i in p.ids if re.fullmatch("p[0-9a-f]{16}", i)}
            assert {(r["mart"], r["keterangan"]) for r in rows} == {(mart.id, "DATA REKAAN")}
    told = list(csv.DictReader(io.StringIO((out / "REKAAN-ringkas.csv").read_text("utf-8-sig"))))
    wanted = ask(mart, Question("accommodation_count", ("year",), (REGENCY,))).rows
    shown = [(int(r["year"]), int(r["numerator"]), int(r["n"])) for r in told if r["universe"] == "district"]
    assert shown == [(r["year"], r["numerator"], r["n"]) for r in wanted]


def test_the_sources_are_all_there_with_their_fingerprints(pages: dict[str, Read], mart: Mart) -> None:
    held = mart.rows("select distinct sha256, author from import where current and regency = '99.01'")
    words = " ".join(p.words for path, p in pages.items() if path.startswith("REKAAN-sumber"))
    assert held and [r["sha256"] for r in held if r["sha256"] not in words] == []


def test_the_same_mart_gives_the_same_bytes(folder: Path, out: Path, mart: Mart) -> None:
    workspace = open_workspace(folder / "workspace")
    again = folder / "again"
    site(workspace, mart, "99.01", again, years(mart)[-1:])
    third = folder / "third"
    site(workspace, mart, "99.01", third, years(mart)[-1:])
    files = [p.relative_to(again) for p in again.rglob("*") if p.is_file()]
    assert files and [f for f in files if (again / f).read_bytes() != (third / f).read_bytes()] == []
    assert "Penerbit belum disebut" in (again / "index.html").read_text("utf-8")


def test_in_english(folder: Path, mart: Mart) -> None:
    target = folder / "english"
    site(open_workspace(folder / "workspace"), mart, "99.01", target, years(mart)[-1:], lang="en")
    told = read(target)
    assert all(("html", {"lang": "en"}) in p.tags for p in told.values())
    last = years(mart)[-1]
    assert f"proven funded in APBD {last}" in told[f"tahun/REKAAN-{last}.html"].words.replace(
        "APBD (approved budget)", "APBD"
    )
    assert "usulan" not in told["REKAAN-metode.html"].words.lower()
