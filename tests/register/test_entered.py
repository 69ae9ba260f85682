"""Totals read off a printed Perda: a file like any other, read back to the rupiah, replaced and withdrawn by year and version."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError, NotAllowed
from analytics.intake.entered import whole_rupiah
from analytics.intake.forms import form
from analytics.intake.parse import Options, parse
from analytics.intake.values import Unreadable
from analytics.intake.write import Sheet, write
from analytics.marts.build import build
from analytics.marts.verify import verify
from analytics.query.database import open_mart
from analytics.query.published import AgencySum, agency_sums, line_agencies, published, stays
from analytics.register.entered import Totals, enter, file_name, held, versions
from analytics.register.imports import imports, publish, withdraw
from analytics.register.workspace import Workspace
from tests.intake.desk import CLERK, Office, csv_file, line

APBD = ("73.02", 2026, "apbd")
SAID = Totals(
    *APBD,
    total=1_574_480_000_000,
    agencies=(("Dinas PUPR", 1_000_000_000_000), ('=1+1 "Kantor", Ujung', 7)),
    number="8 Tahun 2025",
    signed_on=dt.date(2025, 12, 30),
    source="Lembaran Daerah",
)


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("Rp 1.574.480.000.000,00", 1_574_480_000_000),
        ("1,574,480,000,000.00", 1_574_480_000_000),
        ("Rp. 1.000.000,-", 1_000_000),
        ("207500", 207_500),
        ("0", 0),
        ("", None),
        ("-", None),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, rupiah: int | None) -> None:
    assert whole_rupiah(typed) == rupiah


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1,57 T", "amount_not_exact"),
        ("Rp 350 jt", "amount_not_exact"),
        ("1.574", "amount_ambiguous"),
        ("1.574.480,50", "amount_not_whole"),
        ("(1.000.000)", "amount_negative"),
        ("99.000.000.000.000", "amount_absurd"),
        ("lima", "not_an_amount"),
    ],
)
def test_what_is_not_whole_rupiah_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        whole_rupiah(typed)
    assert refused.value.reason == reason


def test_what_is_typed_is_kept_as_a_file_of_the_form_and_read_back_the_same(book: Workspace, tmp_path: Path) -> None:
    receipt = enter(book, CLERK, SAID)
    assert (receipt["file"], receipt["accepted"], receipt["rejected"]) == ("angka-perda-2026-apbd.csv", 3, 0)
    kept = held(book, *APBD)
    assert kept is not None and kept[1] == SAID and kept[0].author == CLERK
    again = tmp_path / receipt["file"]
    again.write_bytes(book.original(receipt["sha256"]).read_bytes())
    read = parse(again, Options())[0]  # the file says itself what it is and whose
    assert (read.form.kind, read.dataset.regency, read.rows.column("amount").to_pylist()[0]) == (
        "perda",
        "73.02",
        SAID.total,
    )


@pytest.mark.parametrize("version", versions())
def test_every_version_that_is_offered_can_be_typed(book: Workspace, version: str) -> None:
    enter(book, CLERK, replace(SAID, version=version))
    kept = held(book, "73.02", 2026, version)
    assert kept is not None and kept[1].version == version


@pytest.mark.parametrize("regency", ["73.71", "99.01"])
def test_a_city_and_an_invented_regency_can_be_typed_too(book: Workspace, regency: str) -> None:
    receipt = enter(book, CLERK, replace(SAID, regency=regency))
    assert receipt["dataset"]["regency"] == regency
    first = book.original(receipt["sha256"]).read_text(encoding="utf-8").splitlines()[0]
    assert (
        ("DATA REKAAN" in first)
        == file_name(replace(SAID, regency=regency)).startswith("REKAAN-")
        == (regency == "99.01")
    )


def test_typing_again_replaces_this_year_and_version_and_no_other(book: Workspace) -> None:
    for other in (SAID, replace(SAID, year=2025), replace(SAID, version="apbd_p")):
        enter(book, CLERK, other)
    assert enter(book, CLERK, SAID)["duplicate_of"] is not None
    receipt = enter(book, CLERK, replace(SAID, total=5, agencies=()))
    assert receipt["changes"] == {"new": 0, "changed": 1, "same": 0, "gone": 2}
    assert sum(i.current for i in imports(book)) == 3
    withdraw(book, receipt["import_id"], CLERK)
    kept = held(book, *APBD)
    assert kept is not None and kept[1] == SAID


def test_the_whole_and_the_agencies_stand_beside_the_lines_to_the_rupiah(book: Workspace, tmp_path: Path) -> None:
    lines = [line(1, agency="DINAS PUPR", amount=1_000_000_000_000), line(2, agency="Kecamatan", amount=3)]
    lines += [line(3, agency="Dinas P.U.P.R", amount=1), line(4, amount=9)]
    Office(book.path).brings(csv_file(tmp_path / "apbd.csv", lines))
    enter(book, CLERK, SAID)
    build(book, CLERK)
    mart = open_mart(book)
    assert line_agencies(mart, "73.02", 2026) == ("DINAS PUPR", "Dinas P.U.P.R", "Kecamatan")
    found = published(mart, *APBD)
    assert (found[0].agency, found[0].amount, found[0].counts, found[0].row) == (None, SAID.total, True, 5)
    sums = agency_sums(mart, *APBD)
    assert [(s.agency, s.lines, s.published, s.difference) for s in sums] == [
        ("DINAS PUPR", 1_000_000_000_001, 1_000_000_000_000, 1),
        ("Kecamatan", 3, None, None),
        (None, 9, None, None),
        ('=1+1 "Kantor", Ujung', None, 7, None),
    ]
    assert AgencySum(None, 0, 1, 0).difference == 0
    told = {c["name"]: c for c in verify(book)}
    assert not told["a version's lines make the total of the Perda (050_line)"]["holds"]
    assert told["the Perda publishes one total for a version (048_perda_fact)"]["holds"]


def test_a_total_signed_later_counts_and_the_other_is_still_told(book: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "perda.csv"
    record = {"year": 2026, "version": "apbd", "amount": 9, "signed_on": dt.date(2026, 1, 2), "number": "1"}
    write(form("perda"), path, [Sheet("Perda", [record], {"Kabupaten": "Kabupaten Bulukumba"})])
    publish(book, parse(path, Options()), path, CLERK)
    enter(book, CLERK, SAID)
    build(book, CLERK)
    figures = published(open_mart(book), *APBD)
    found = [f for f in figures if f.agency is None]
    assert [(f.amount, f.counts, f.file) for f in found] == [
        (9, True, "perda.csv"),
        (SAID.total, False, "angka-perda-2026-apbd.csv"),
    ]
    own = found[1].import_id
    for day, counts in (
        (None, True),
        (dt.date(2026, 1, 1), True),
        (dt.date(2026, 1, 2), False),
        (dt.date(2026, 1, 3), False),
    ):
        assert stays(figures, day, own) == (found[0] if counts else None)
    assert stays(figures, None, found[0].import_id) == found[1]
    assert stays([replace(found[0], signed_on=None)], None, own) is None


def test_a_filled_form_brought_by_the_command_under_the_same_scope_is_what_is_held(
    book: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "perda.xlsx"
    record = {"year": 2026, "version": "apbd", "amount": 9}
    write(form("perda"), path, [Sheet("Perda", [record], {"Kabupaten": "Kabupaten Bulukumba"})])
    Office(book.path).brings(path, "--scope", "2026 apbd")
    kept = held(book, *APBD)
    assert kept is not None and kept[1] == Totals(*APBD, total=9)
    assert enter(book, CLERK, SAID)["supersedes"] == kept[0].id


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"agencies": (("Dinas A", 1), ("DINAS a.", 2))}, "entered_twice"),
        ({"version": "procurement"}, "version_no_such"),
        ({"number": "#REF!"}, "entered_unreadable"),
        ({"agencies": (("x" * 40_000, 1),)}, "entered_unreadable"),
    ],
)
def test_what_would_not_read_back_the_same_is_refused_whole(book: Workspace, wrong: dict, code: str) -> None:
    with pytest.raises(AkomodasiError) as refused:
        enter(book, CLERK, replace(SAID, **wrong))
    assert refused.value.code == code
    assert imports(book) == []


def test_only_an_importer_may_type_them(book: Workspace) -> None:
    with pytest.raises(NotAllowed):
        enter(book, "pembaca", SAID)
    assert imports(book) == []
