"""Provinces, regencies, districts and villages by Kemendagri code. Codes are text (73.10 is not 73.1); never guesses a name.
Beside the official list there is one fictional province, 99, with Kabupaten Rekaan: found by code and name, never listed."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.vocabulary.text import clean_spaces, squeeze

REGENCY_KINDS = ("regency", "city")
VILLAGE_KINDS = ("desa", "kelurahan", "desa_adat")
LABELS = {"district": "Kec. ", "desa": "Desa ", "kelurahan": "Kel. "}  # the name of a desa adat already says what it is

_REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
_PARQUET, _ALIASES = _REFERENCE / "regions.parquet", _REFERENCE / "region_aliases.toml"
_REKAAN = _REFERENCE / "rekaan.csv"
COUNTRY, WHOLE = "00", {"nasional", "indonesia"}  # as the finance ministry's own tables write the whole country
_PROVINCE = re.compile(r"^prov(?:insi)?(?:\.\s*|\s+)", re.IGNORECASE)
FICTIONAL = "99"  # no province has this code, nor will one
_CODE = re.compile(r"(\d\d)\.?(\d\d)")
_OFFICE = re.compile(r"^(?:pemerintah(?:an)?\s+(?:daerah\s+)?|pem(?=kab|kot))", re.IGNORECASE)
# "Kab. X", "Kabupaten X", "Kota X", each perhaps "Administrasi": a blank or a dot must follow, "Kotabaru" is a name.
_TITLE = re.compile(r"^(kab|kabupaten|kota|kot)(?:\.\s*|\s+)(?:adm(?:\.\s*|inistrasi\s+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """One line of the official list; `parent` is "" for a province."""

    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True, slots=True)
class Regency:
    """A kabupaten or kota with all its districts and villages, each sorted by code."""

    region: Region
    districts: tuple[Region, ...]
    villages: tuple[Region, ...]


class UnknownRegion(KeyError):
    """A code that is not in the list; `code` holds it, the text is one sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"Kode wilayah '{code}' tidak ada dalam daftar; tulis seperti 73.02.")

    def __str__(self) -> str:
        return str(self.args[0])  # a plain KeyError would put the sentence in quotes


@cache
def _table() -> pa.Table:
    """Every official region: code, name, kind, parent. The only place that knows where they are kept."""
    # ParquetFile, not read_table: the latter imports the dataset machinery, ten times slower the first time.
    return pq.ParquetFile(_PARQUET).read(columns=["code", "name", "kind", "parent"])


def _rows(keep: pa.ChunkedArray) -> tuple[Region, ...]:
    # Filters here use patterns, never pc.equal(column, "text"): turning that text into a scalar imports pandas (0.2 s).
    columns = _table().filter(keep).to_pydict()
    found = zip(columns["code"], columns["name"], columns["kind"], columns["parent"], strict=True)
    return tuple(sorted((Region(*row) for row in found), key=lambda region: region.code))


@cache
def _invented() -> tuple[Region, ...]:
    """The fictional province and all that lies in it, by code."""
    with _REKAAN.open(encoding="utf-8", newline="") as file:
        return tuple(Region(row["code"], row["name"], row["kind"], row["parent"]) for row in csv.DictReader(file))


def fictional(code: str) -> bool:
    """True for a place that was invented: whatever is said of it speaks of no regency there is."""
    return code[:2] == FICTIONAL


@cache
def provinces() -> tuple[Region, ...]:
    """All provinces, by code."""
    return _rows(pc.match_substring_regex(_table()["code"], r"^\d\d$"))


@cache
def regencies() -> tuple[Region, ...]:
    """All kabupaten and kota, by code: what a select box offers."""
    return _rows(pc.match_substring_regex(_table()["code"], r"^\d\d\.\d\d$"))


def _all_regencies() -> tuple[Region, ...]:
    return (*regencies(), *(row for row in _invented() if row.kind in REGENCY_KINDS))


@cache
def regency(code: str) -> Regency:
    """One kabupaten or kota with what lies in it. Raises UnknownRegion."""
    if not _CODE.fullmatch(code) or "." not in code:
        raise UnknownRegion(code)
    if fictional(code):
        rows = tuple(row for row in _invented() if row.code.startswith(code))
    else:
        rows = _rows(pc.starts_with(_table()["code"], code))
    if not rows:
        raise UnknownRegion(code)
    districts = tuple(row for row in rows if row.kind == "district")
    return Regency(rows[0], districts, tuple(row for row in rows if row.kind in VILLAGE_KINDS))


@cache
def _by_code(regency_code: str) -> dict[str, Region]:
    found = regency(regency_code)
    return {row.code: row for row in (found.region, *found.districts, *found.villages)}


@cache
def _whole_areas() -> dict[str, Region]:
    """Provinces and regencies by code: asked for by name alone, what lies in them need not be read."""
    return {row.code: row for row in (*provinces(), *_invented()[:1], *_all_regencies())}


def region(code: str) -> Region:
    """The region with this code, of any kind. Raises UnknownRegion."""
    try:
        return _whole_areas()[code] if len(code) < len("73.02.") else _by_code(code[:5])[code]
    except KeyError:
        raise UnknownRegion(code) from None


def bare_name(row: Region) -> str:
    """The squeezed name of a regency without its title: "bulukumba"."""
    return squeeze(_TITLE.sub("", row.name))


@cache
def aliases(group: str) -> dict[str, str]:
    """Spelling variants -> codes: of one regency (by its code), or of the regencies themselves ("regencies")."""
    found: dict[str, str] = tomllib.loads(_ALIASES.read_text(encoding="utf-8")).get(group, {})
    return found


@cache
def _regency_names() -> dict[str, tuple[Region, ...]]:
    """Names as "title:name", both with the title ("kota:sukabumi") and without (":sukabumi")."""
    names: dict[str, list[Region]] = {}
    spelled = [(row.name, row) for row in _all_regencies()]
    by_code = {row.code: row for row in regencies()}
    spelled += [(name, by_code[code]) for name, code in aliases("regencies").items()]
    for name, row in spelled:
        bare = squeeze(_TITLE.sub("", name))
        for title in ("kota" if row.kind == "city" else "kab", ""):
            names.setdefault(f"{title}:{bare}", []).append(row)
    return {key: tuple(rows) for key, rows in names.items()}


def find_regency(text: str) -> Region | None:
    """The kabupaten or kota a text names: "32.02", "3202", "KAB. LOMBOK BARAT", "Pemerintah Kota Sukabumi".
    A bare name that both a kabupaten and a kota bear ("SUKABUMI") gives None, as does anything unknown."""
    text = clean_spaces(text)
    if code := _CODE.fullmatch(text):
        return next((row for row in _all_regencies() if row.code == f"{code[1]}.{code[2]}"), None)
    text = _OFFICE.sub("", text)
    titled = _TITLE.match(text)
    title = "" if not titled else "kab" if titled[1].lower().startswith("kab") else "kota"
    rest = text[titled.end() :] if titled else text
    found = _regency_names().get(f"{title}:{squeeze(rest)}", ())
    return found[0] if len(found) == 1 else None


@cache
def _province_names() -> dict[str, str]:
    """Squeezed names of provinces, without their title -> code."""
    named = {squeeze(row.name): row.code for row in provinces()}
    return named | {squeeze(name): code for name, code in aliases("provinces").items()}


def find_area(text: str) -> str | None:
    """The code of what a row of a national table names: a regency, a province, or the whole country ("00")."""
    text = clean_spaces(text)
    if text.lower() in WHOLE:
        return COUNTRY
    if regency_ := find_regency(text):
        return regency_.code
    return _province_names().get(squeeze(_PROVINCE.sub("", text))) if _PROVINCE.match(text) else None


def label(code: str) -> str:
    """A place for the screen: "Desa Gegelang, Kec. Lingsar". A code that is not in the list comes back as it is."""
    try:
        row = region(code)
        text = LABELS.get(row.kind, "") + row.name
        return f"{text}, {label(row.parent)}" if row.kind in VILLAGE_KINDS else text
    except UnknownRegion:
        return code


def short_label(code: str) -> str:
    """The place without what it lies in: "Desa Gegelang"."""
    return label(code).partition(",")[0]


def exists(code: str) -> bool:
    """True for the code of any province, regency, district or village there is."""
    try:
        region(code)
    except UnknownRegion:
        return False
    return True


def within(codes: list[str]) -> pa.Table:
    """The given regencies with all that lies in them and their provinces, as a table of code, name, kind, parent."""
    rows: list[Region] = []
    for province in sorted({code[:2] for code in codes}):
        rows.append(region(province))
    for code in codes:
        found = regency(code)
        rows += [found.region, *found.districts, *found.villages]
    names = ("code", "name", "kind", "parent")
    return pa.table({n: pa.array([getattr(r, n) for r in rows], pa.string()) for n in names})
