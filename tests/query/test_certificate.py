"""A certificate says everything of one figure, is the same whoever asks, and is found again by its code or not believed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError, BadQuestion, NotAllowed
from analytics.marts import build as marts
from analytics.marts.verify import verify
from analytics.measures.definitions import measures
from analytics.query import certificate as certificates
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import Certificate, certificate
from analytics.query.certificate_found import AGREES, CANNOT, DAMAGED, DIFFERS, find, issue, status
from analytics.query.certificate_row import telling
from analytics.query.database import Mart, close, open_mart
from analytics.register.certificates import ISSUED
from analytics.register.people import grant
from analytics.vocabulary import terms
from tests.spec.harness import CLERK, REGENCY, Given, given

PROPOSALS = """
id | year | stage               | district    | village  | title    | cost | agency   | rank
a  | 2026 | musrenbang_district | Bontobahari | Ara      | Jalan    | 100  | Dinas PU | 1
b  | 2026 | musrenbang_district | Bontobahari | Darubiah | Drainase | 200  | Dinas PU | 2
c  | 2026 | musrenbang_district | Gantarang   | Mars     | Perpipaan | 300 | Dinas Perkim | 1
d  | 2026 | musrenbang_district |             |          | Bibit    | 50   |          | 3
e  | 2025 | musrenbang_district | Gantarang   | Mars     | Talud    | 70   | Dinas PU | 1
"""
LINES = """
id | year | version  | pays | amount
L1 | 2026 | apbd     | a    | 100
L2 | 2026 | apbd     |      | 900
L3 | 2025 | apbd     |      | 10
L4 | 2026 | kua_ppas |      | 5
"""
PERDA = """
year | version | agency | amount | number | signed_on
2026 | apbd    |        | 1200   | Perda 9/2025 | 2025-12-20
"""
COUNT = Question("accommodation_count", (), (("year", ("2026",)),))
BY = Question("accommodation_count", ("district", "agency"), (("year", ("2026",)),))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("certificate"), PROPOSALS, LINES, perda=PERDA)


@pytest.fixture(scope="module")
def mart(made: Given) -> Mart:
    return made.mart()


@pytest.fixture(scope="module")
def one(mart: Mart) -> Certificate:
    return certificate(mart, COUNT)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Given]:
    """A workspace of its own, to write certificates in."""
    yield given(tmp_path, PROPOSALS, LINES)


def refused(mart: Mart, question: Question, row: dict[str, str] | None = None, part: str | None = None) -> str:
    with pytest.raises(BadQuestion) as problem:
        certificate(mart, question, row, part)
    for lang in terms.LANGUAGES:
        assert problem.value.sentence(lang).endswith(".")
    return problem.value.code


def test_the_figure_is_what_ask_answers(mart: Mart, one: Certificate) -> None:
    total = ask(mart, COUNT).total
    assert total is not None
    assert one.figure == {k: total[k] for k in one.figure}
    assert {
        "numerator",
        "denominator",
        "value",
        "low",
        "high",
        "n",
        "n_unknown",
        "ci_low",
        "estimate",
    } <= one.figure.keys()
    assert (one.figure["numerator"], one.figure["denominator"], one.unknown_share) == (1, 4, 0.75)


def test_it_says_in_both_languages_what_the_figure_is(one: Certificate) -> None:
    definition = measures()["accommodation_count"]
    assert (one.label, one.definition) == (definition.label, definition.definition)
    assert all(set(c["text"]) == set(terms.LANGUAGES) for c in one.caveats)
    assert {c["id"]: c["n"] for c in one.caveats}["unknown"] == 3


def test_it_names_the_perda_and_how_the_lines_add_up_to_it(one: Certificate) -> None:
    told = one.reconciliation
    assert (told["n"], told["n_published"], told["n_differ"], told["difference"]) == (1, 1, 1, -200)
    assert [(v["number"], v["signed_on"], v["amount"]) for v in told["listed"]] == [
        ("Perda 9/2025", "2025-12-20", 1000)
    ]


def test_it_rests_on_the_lists_of_its_year_and_the_lines_of_its_version(made: Given, one: Certificate) -> None:
    files = {d["file"]: d["sha256"] for d in one.documents["listed"]}
    assert set(files) == {"proposals-0.csv", "lines-0-apbd.csv", "perda.csv"}
    for name, sha in files.items():
        assert made.workspace.original(sha).read_bytes() == (made.workspace.path.parent / name).read_bytes()
    assert one.documents["n"] == len(one.documents["listed"])


def test_the_fingerprint_of_all_files_is_one_anybody_can_reckon(one: Certificate) -> None:
    import hashlib

    hashes = sorted({d["sha256"] for d in one.documents["listed"]})
    assert one.documents["fingerprint"] == hashlib.sha256("".join(f"{h}\n" for h in hashes).encode()).hexdigest()


def test_the_same_figure_has_the_same_code_however_it_is_asked(mart: Mart) -> None:
    rows = [
        certificate(mart, BY, {"district": "Bonto Bahari", "agency": "dinas pu"}),
        certificate(mart, replace(BY, by=("agency", "district")), {"agency": "Dinas PU", "district": "73.02.03"}),
    ]
    assert len({c.code for c in rows}) == 1
    assert rows[0].row == {"agency": "Dinas PU", "district": "73.02.03"}
    assert certificate(mart, BY).code == certificate(mart, COUNT).code


def test_another_figure_has_another_code(mart: Mart, one: Certificate) -> None:
    others = [
        replace(COUNT, universe="all"),
        replace(COUNT, version="kua_ppas"),
        replace(COUNT, where=()),
        replace(COUNT, measure="accommodation_value"),
    ]
    codes = {certificate(mart, q).code for q in others} | {one.code}
    codes.add(certificate(mart, BY, {"district": "73.02.03", "agency": "Dinas PU"}).code)
    assert len(codes) == 6


def test_a_row_is_told_by_its_own_caveats_and_years(mart: Mart) -> None:
    of = certificate(
        mart, Question("accommodation_count", ("year", "district")), {"year": "2025", "district": "Gantarang"}
    )
    assert of.years == [2025] and of.row == {"year": 2025, "district": "73.02.01"}
    assert {c["id"]: c["n"] for c in of.caveats}["unknown"] == 1


def test_the_row_of_what_is_not_known_can_be_certified(mart: Mart) -> None:
    of = certificate(mart, Question("accommodation_count", ("district",), COUNT.where), {"district": ""})
    assert of.row == {"district": None} and of.figure["n"] == 1


@pytest.mark.parametrize(
    ("question", "row", "part", "code"),
    [
        (BY, {"district": "73.02.03"}, None, None),
        (BY, {"district": "Bonto Bahari", "agency": "Dinas Perkim"}, None, "certificate_row_none"),
        (BY, {"warna": "biru"}, None, "certificate_row_none"),
        (BY, {"district": "Antah"}, None, "value_no_such"),
        (replace(BY, by=("village", "agency")), {"agency": "Dinas PU"}, None, "certificate_row_several"),
        (Question("funnel"), None, None, "certificate_row_several"),
        (COUNT, None, "x", "certificate_part_none"),
        (replace(COUNT, version="rkpd"), None, None, "certificate_no_figure"),
        (Question("tidak ada"), None, None, "measure_no_such"),
        (Question("accommodation_count", ("district, 1",)), {"district": "x"}, None, "dimension_no_such"),
    ],
)
def test_what_is_not_one_figure_is_refused(mart, question, row, part, code) -> None:
    if code is None:
        assert certificate(mart, question, row, part).figure["n"] == 2  # one agency only: the row is told without it
    else:
        assert refused(mart, question, row, part) == code


def test_every_measure_can_be_certified_by_the_rows_it_has(mart: Mart) -> None:
    seen = 0
    for name in measures():
        rows = ask(mart, Question(name)).rows
        for row in rows:
            names = [*telling(rows), *(d for d in terms.DIMENSIONS if d in row)]
            key = {d: "" if row[d] is None else str(row[d]) for d in names}
            told = certificate(mart, Question(name), key, row.get("part"))
            assert told.figure["numerator"] == row["numerator"]
            json.dumps(told.json(), allow_nan=False)
            seen += 1
    assert seen > 3


def test_making_one_writes_nothing(office: Given) -> None:
    seen = office.mart()
    before = office.workspace.ledger.events()
    told = status(office.workspace, certificate(seen, COUNT))
    assert told.issued is None and office.workspace.ledger.events() == before


def test_only_a_publisher_issues(office: Given) -> None:
    told = certificate(office.mart(), COUNT)
    grant(office.workspace, CLERK, "wati", "importer", REGENCY)
    with pytest.raises(NotAllowed):
        issue(office.workspace, "wati", told)
    with pytest.raises(NotAllowed):
        issue(office.workspace, "orang lain", told)
    assert office.workspace.ledger.events(ISSUED) == []
    grant(office.workspace, CLERK, "wati", "publisher", REGENCY)
    issued = issue(office.workspace, "wati", told)
    assert issued.issued is not None and issued.issued["by"] == "wati" and issued.code == told.code


def test_the_same_certificate_is_issued_once(office: Given) -> None:
    told = certificate(office.mart(), COUNT)
    first, again = issue(office.workspace, CLERK, told), issue(office.workspace, CLERK, told)
    assert first == again == status(office.workspace, told)
    assert len(office.workspace.ledger.events(ISSUED)) == 1


def test_one_is_found_by_its_code_and_agrees(office: Given) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    found = find(office.workspace, told.code.lower().replace("-", " "))
    assert (found.state, found.differences, found.newer_definition) == (AGREES, (), False)
    assert found.certificate == told
    for lang in terms.LANGUAGES:
        assert told.code in found.sentence(lang)


def test_it_is_asked_of_the_mart_of_that_day_though_the_data_went_on(office: Given) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    office.judgement("ani", "b", "apbd", "absent")
    later = certificate(office.mart(), COUNT)
    assert later.code != told.code and later.figure["n_unknown"] == 2
    assert find(office.workspace, told.code).state == AGREES


def test_a_mart_that_expired_is_built_again(office: Given) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    path = marts.mart_path(office.workspace, told.mart)
    office.judgement("ani", "b", "apbd", "absent")
    office.mart()
    close(path)
    path.unlink()
    before = office.workspace.ledger.events()
    assert find(office.workspace, told.code).state == AGREES
    assert path.exists() and office.workspace.ledger.events() == before


def test_a_mart_behind_a_certificate_never_expires(office: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marts, "KEPT", 1)
    plain = office.mart().id
    office.judgement("ani", "b", "apbd", "absent")
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    for proposal in ("c", "d"):
        office.judgement("ani", proposal, "apbd", "absent")
        office.mart()
    there = {p.name for p in office.workspace.marts.glob("mart-*.duckdb")}
    assert f"mart-{told.mart}.duckdb" in there and f"mart-{plain}.duckdb" not in there


def test_without_the_mart_or_its_program_the_figure_stands_as_issued(
    office: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    path = marts.mart_path(office.workspace, told.mart)
    close(path)
    path.unlink()
    monkeypatch.setattr(marts, "code_version", lambda: "another")
    found = find(office.workspace, told.code)
    assert (found.state, found.certificate.figure) == (CANNOT, told.figure)
    assert told.mart in found.sentence("id")


def test_a_newer_program_that_answers_otherwise_is_told(office: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    definition = measures()["accommodation_count"]
    other = replace(definition, sql={**definition.sql, "numerator": "count(*)"})
    monkeypatch.setitem(measures(), "accommodation_count", other)
    monkeypatch.setattr(certificates, "fingerprint", lambda name: "another")
    found = find(office.workspace, told.code)
    assert found.state == DIFFERS and found.newer_definition
    assert {"name": "numerator", "issued": 1, "now": 4} in found.differences
    assert found.certificate.figure["numerator"] == 1


def tampered(office: Given, change: str) -> None:
    """Somebody with a tool changes the ledger's file."""
    with sqlite3.connect(office.workspace.ledger.path) as db:
        db.execute("drop trigger event_kept_update")
        db.execute(f"update event set {change} where kind = 'certificate.issued'")


@pytest.mark.parametrize(
    "change",
    [
        """payload = replace(payload, '"numerator": 1', '"numerator": 3')""",
        """payload = replace(payload, 'apbd', 'rkpd')""",
        "author = 'orang lain'",
        "at = '2020-01-01T00:00:00'",
        "payload = '{}'",
    ],
)
def test_a_changed_ledger_is_not_believed(office: Given, change: str) -> None:
    told = issue(office.workspace, CLERK, certificate(office.mart(), COUNT))
    tampered(office, change)
    found = find(office.workspace, told.code)
    assert found.state == DAMAGED and found.sentence("en").startswith("The record of certificate")
    held = {i["name"]: i["holds"] for i in verify(office.workspace)}
    assert not held["the ledger's chain is whole"]
    assert held["certificates bear the code of their figures"] == (not change.startswith("payload"))


def test_a_code_nobody_issued_here_is_told_from_a_slip(office: Given) -> None:
    told = certificate(office.mart(), COUNT)
    slip = told.code[:-1] + ("0" if told.code[-1] != "0" else "1")
    for text, code in (
        (told.code, "certificate_not_issued"),
        (slip, "certificate_code_check"),
        ("AKM", "certificate_code_form"),
    ):
        with pytest.raises(BadQuestion) as problem:
            find(office.workspace, text)
        assert problem.value.code == code


def test_another_figure_under_the_same_code_is_refused(office: Given) -> None:
    told = certificate(office.mart(), COUNT)
    issue(office.workspace, CLERK, told)
    with sqlite3.connect(office.workspace.ledger.path) as db:
        db.execute("drop trigger event_kept_update")
        db.execute("update event set payload = replace(payload, 'apbd', 'rkpd') where kind = 'certificate.issued'")
    with pytest.raises(AkomodasiError) as problem:
        issue(office.workspace, CLERK, told)
    assert problem.value.code == "certificate_code_taken"


def test_a_figure_of_several_regencies_needs_the_role_for_all(office: Given) -> None:
    office.bring(
        [{"regency_code": "73.01", "proposal_id": "z", "fiscal_year": "2026", "title": "Jalan", "estimated_cost": "9"}],
        "lain",
    )
    line = {"regency_code": "73.01", "line_id": "z1", "fiscal_year": "2026", "description": "x", "amount": "5"}
    office.bring([line], "anggaran-lain", "apbd")
    told = certificate(office.mart(), COUNT)
    assert told.regencies == ["73.01", REGENCY]
    grant(office.workspace, CLERK, "wati", "publisher", REGENCY)
    with pytest.raises(NotAllowed):
        issue(office.workspace, "wati", told)
    issue(
        office.workspace,
        "wati",
        certificate(open_mart(office.workspace), replace(COUNT, where=(("regency", ("73.02",)),))),
    )
