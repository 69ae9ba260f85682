"""What is written fits what it is about: the place, the state of the thing, the day, the office's own name."""

import datetime as dt
import re
from collections.abc import Iterator

import pyarrow as pa
import pytest

from analytics.demo import dates, wording, words
from analytics.demo.deciding import PNPM_YEARS
from analytics.demo.files import write_files
from analytics.demo.made import Made
from analytics.demo.model import Kind, Need, Wish, World
from analytics.demo.places import kinds
from analytics.demo.world import make
from analytics.intake.parse import parse

YEARS = range(2021, 2027)
OF_DESA = re.compile(r"\b(desa|ds\.|dusun|dsn\.|poskesdes|apb desa|bidan desa)(?!\w)", re.I)
OF_KELURAHAN = re.compile(r"\b(kelurahan|kel\.|poskeskel|lurah)(?!\w)|\b(lingkungan|lingk\.) \w+(lamun|khayal)", re.I)
REPAIR = re.compile(r"rehab|perbaikan|peningkatan|penggantian|perkerasan|hotmix|bedah|rtlh|rekonstruksi", re.I)
BUILD = re.compile(r"pembangunan|pemb\.|pembuatan|pembukaan|penambahan", re.I)
BROKEN = re.compile(r"rusak|lapuk|bocor|terkelupas|berlubang|longsor di|tidak layak", re.I)
LACKING = re.compile(r"belum ada|belum punya|menumpang|tidak ada|masih tanah", re.I)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return write_files(make(4, YEARS, "small"), tmp_path_factory.mktemp("words") / "files")


@pytest.fixture(scope="module")
def rows(written: list[Made]) -> dict[str, list[pa.Table]]:
    found: dict[str, list[pa.Table]] = {}
    for made in written:
        for parsed in parse(made.path, made.options):
            found.setdefault(made.kind, []).append(parsed.rows)
    return found


def wishes(world: World) -> Iterator[Wish]:
    return (w for year in world.years for w in world.wishes[year])


def column(rows: dict[str, list[pa.Table]], kind: str, name: str) -> set[object]:
    return {value for table in rows[kind] for value in table.column(name).to_pylist()}


def test_every_list_calls_an_office_by_its_full_name(rows: dict[str, list[pa.Table]], full: World) -> None:
    names = {a.name for a in full.agencies.values()}
    names |= {name.upper() for name in names}  # SiRUP writes capitals
    seen = set()
    for kind, tables in rows.items():
        for table in tables:
            for name in {"agency", "office"} & set(table.column_names):
                found = set(table.column(name).to_pylist()) - {None}
                assert found <= names, (kind, found - names)
                seen |= {kind} if found else set()
    assert {
        "t_d4",
        "sipd_asmas",
        "sipd_pokir",
        "sipd_usulan",
        "du_rkpdes",
        "renja",
        "rkpd",
        "sipd_rincian",
        "tanggapan",
    } <= seen


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_a_repair_speaks_of_what_is_there_and_a_new_thing_of_what_is_not(kind: Kind) -> None:
    assert bool(kind.ask) == bool(kind.line) == bool(kind.problem)
    assert bool(kind.mend_ask) == bool(kind.mend_line) == bool(kind.mend_problem)
    assert kind.ask or kind.mend_ask
    handed = kind.account[0].startswith(("5.1", "5.2.02")) or kind.id in {"mebel", "sampah"}
    assert not [t for t in (*kind.ask, *kind.line) if REPAIR.search(t) and kind.id != "jalan_kab"]
    assert handed or not [t for t in kind.problem if BROKEN.search(t)]
    assert not [t for t in (*kind.mend_ask, *kind.mend_line) if BUILD.search(t)]
    assert not [t for t in kind.mend_problem if LACKING.search(t)]
    assert all(BROKEN.search(t) for t in kind.mend_problem)


def test_what_is_asked_for_stays_a_repair_or_a_new_thing_all_years(full: World) -> None:
    for w in wishes(full):
        need = w.need
        wrong = BUILD if need.mends else re.compile(r"\b(rehab|perbaikan|penggantian)", re.I)
        texts = [w.title, w.listed, *(x.text for x, weight, kind in w.lines if weight and kind != "bundle")]
        assert not [t for t in texts if wrong.search(t)], (need.kind.id, texts)
        assert wording.problem(need) in {wording.say(need, t) for t in need.problems}
    assert len({w.need.mends for w in wishes(full)}) == 2


def test_a_kelurahan_is_not_spoken_of_as_a_desa_nor_the_other_way(full: World) -> None:
    seen = {"desa": 0, "kelurahan": 0}
    for w in wishes(full):
        other = OF_DESA if w.need.village.kind == "kelurahan" else OF_KELURAHAN
        texts = [w.title, w.location, w.listed, w.listed_at, wording.problem(w.need)]
        texts += [words.reply(w)] if w.answered else []
        for line, weight, kind in w.lines:
            texts += [line.text, line.plan_text, line.place] if weight and kind != "bundle" else []
        assert not [t for t in texts if other.search(t)], texts
        seen[w.need.village.kind] += len(texts)
    assert min(seen.values()) > 1_000
    for kind in kinds():
        for text in (*kind.ask, *kind.line, *kind.problem, *kind.mend_ask, *kind.mend_line, *kind.mend_problem):
            assert not OF_DESA.search(text) and not OF_KELURAHAN.search(text)


def test_a_package_of_desa_and_kelurahan_names_each_as_what_it_is(full: World) -> None:
    mixed = 0
    for line in (x for y in full.years for x in full.lines[y]):
        villages = {w.need.village for w, weight, kind in line.parts if weight and kind == "bundle"}
        if len(villages) > 1 and " serta " in line.text:
            desa, kelurahan = line.text.split(" serta ")
            assert all(v.name in (desa if v.kind == "desa" else kelurahan) for v in villages)
            assert "Desa " in desa and kelurahan.startswith("Kel. ")
            mixed += 1
    assert mixed > 10


def test_pnpm_perdesaan_and_village_money_are_for_desa_only(full: World) -> None:
    lines = [x for y in full.years for x in full.lines[y] if x.village]
    assert {v for x in lines for v in x.amounts} == {"pnpm", "village_fund"}
    assert all(x.village and x.village.kind == "desa" for x in lines)
    assert any(x.year in PNPM_YEARS and x.parts for x in lines)


def test_only_a_desa_is_sent_to_its_own_budget(full: World) -> None:
    left = [w for w in wishes(full) if w.reason == "authority" or w.decision == "redirected"]
    assert len(left) > 50
    assert {w.need.village.kind for w in left} == {"desa"}


@pytest.mark.parametrize("seed", range(1, 30))
def test_perda_numbers_rise_with_the_date_inside_a_calendar_year(seed: int) -> None:
    found: dict[int, list[tuple[dt.date, int]]] = {}
    for year in range(2011, 2027):
        for version in ("apbd", "apbd_p"):
            day, n = dates.perda(seed, year, version)
            assert day.weekday() < 5
            found.setdefault(day.year, []).append((day, n))
    for signed in found.values():
        numbers = [n for _, n in sorted(signed)]
        assert numbers == sorted(set(numbers))


def test_the_perda_file_holds_those_days_and_numbers(rows: dict[str, list[pa.Table]]) -> None:
    table = pa.concat_tables(rows["perda"]).select(["year", "version", "number", "signed_on"])
    found = {(r["year"], r["version"]): (r["signed_on"], r["number"]) for r in table.to_pylist()}
    for (year, version), (day, number) in found.items():
        said, n = dates.perda(4, year, version)
        assert (day, number) == (said, f"Perda Nomor {n} Tahun {said.year} (REKAAN)")
    assert len(found) == 2 * len(YEARS)


def test_every_step_comes_on_a_working_day_and_after_the_one_before(
    written: list[Made], rows: dict[str, list[pa.Table]], full: World
) -> None:
    entered: dict[int, list[dt.date]] = {}
    for kind in ("sipd_asmas", "sipd_pokir", "sipd_usulan"):
        for table in rows[kind]:
            for r in table.select(["year", "submitted_on"]).to_pylist():
                entered.setdefault(r["year"], []).append(r["submitted_on"])
    assert set(entered) == set(YEARS)
    for year in full.years:
        signed = [dates.signed(seed, year, d.code) for seed in range(1, 9) for d in full.districts]
        answered = [w.answered for w in full.listed(year) if w.answered]
        assert all(day.weekday() < 5 for day in (*signed, *answered))
        assert {day.year for day in signed} == {year - 1}
        assert max(entered.get(year, [dt.date.min])) < min(signed)
        assert max(signed) < min(answered, default=dt.date.max)
    codes = {d.name: d.code for d in full.districts}
    listed = [r for t in rows["t_d4"] for r in t.select(["year", "signed_on", "district_text"]).to_pylist()]
    assert all(r["signed_on"] == dates.signed(4, r["year"], codes[r["district_text"]]) for r in listed)
    assert listed
    for r in (r for table in rows["tanggapan"] for r in table.select(["year", "replied_on"]).to_pylist()):
        assert r["replied_on"].weekday() < 5
        assert r["replied_on"] > max(dates.signed(4, r["year"], d.code) for d in full.districts)


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-11-20", 20), ("2026-11-21", 20), ("2026-11-22", 20), ("2026-11-23", 23)]
)
def test_a_weekend_is_worked_on_friday(day: str, expected: int) -> None:
    assert dates.workday(dt.date.fromisoformat(day)).day == expected


def test_a_reply_to_a_kelurahan_names_the_lurah() -> None:
    world = make(2, range(2021, 2027), "small")
    replies = {(w.need.village.kind, w.reason): words.reply(w) for w in wishes(world) if w.answered}
    assert replies["desa", "recipient"] != replies["kelurahan", "recipient"]


def test_a_need_says_one_problem_as_long_as_it_is_open(full: World) -> None:
    said: dict[Need, set[str]] = {}
    for w in wishes(full):
        said.setdefault(w.need, set()).add(wording.problem(w.need))
    assert {len(s) for s in said.values()} == {1}
