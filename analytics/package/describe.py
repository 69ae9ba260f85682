"""What a package says of itself: datapackage.json, README and licence in both languages, hashes. Pure functions of what
was made."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from analytics import __version__
from analytics.locale.format import count, date
from analytics.locale.words import t
from analytics.marts.inputs import bounds
from analytics.package.spec import FORMAT, HERE, HIDDEN, NOTE, SHARE, Column, Resource, resources
from analytics.reports.carried import Carried
from analytics.vocabulary import regions, terms

WORDS: dict[str, dict[str, str]] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
READMES = {"id": "BACA-SAYA.md", "en": "README.md"}
LICENCES = {"id": "LISENSI.md", "en": "LICENCE.md"}
ODBL = {
    "name": "ODbL-1.0",
    "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    "title": "Open Data Commons Open Database License 1.0: idn-area-data, Kemendagri codes",
}
TAXONOMY = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"


@dataclass(frozen=True)
class About:
    """What holds for the whole package. `years`: those asked for, None for all; `span`: those there are; `code`: the
    program that made the mart; `standing` by language."""

    carried: Carried
    years: tuple[int, ...] | None
    span: tuple[int, ...]
    code: str
    position: int
    licence: str
    standing: Mapping[str, str]

    @property
    def name(self) -> str:
        """Lower case, hyphens: of invented data it begins with rekaan."""
        return f"{'rekaan' if self.carried.fictional else 'akomodasi'}-{self.carried.regency.replace('.', '-')}"

    @property
    def note(self) -> str:
        return t("app.fictional_short", "id") if self.carried.fictional else ""

    def title(self, lang: str) -> str:
        words = WORDS[lang]["title"].format(place=regions.region(self.carried.regency).name)
        return f"{self.note}: {words}" if self.note else words


def dictionary(about: About) -> pa.Table:
    """Every column of every table, as a table."""
    rows = [
        {
            "resource": r.name,
            "column": c.name,
            "type": c.schema,
            "meaning": c.meaning,
            "fiscal": c.fiscal or None,
        }
        for r in resources().values()
        for c in (*r.columns, *_note(about))
    ]
    return pa.Table.from_pylist(rows, resources()["columns"].shape())


def descriptor(about: About, written: Mapping[str, bytes], rows: Mapping[str, int]) -> dict[str, Any]:
    """datapackage.json; `written`: the files by their path, `rows` by table."""
    c = about.carried
    given = about.licence or WORDS["en"]["not_given"]
    return {
        "profile": "tabular-data-package",
        "name": about.name,
        "id": f"akomodasi:{c.regency}:{c.mart}",
        "title": about.title("id"),
        "title_en": about.title("en"),
        "description": WORDS["id"]["about"] + (f" {about.note}." if about.note else ""),
        "version": __version__,
        "created": f"{c.made.isoformat()}T00:00:00Z",
        "keywords": ["musrenbang", "APBD", "usulan", "budget", "participation", "Indonesia"],
        "licenses": [{"name": "notspecified", "title": given}] if not about.licence else [_licence(about.licence)],
        "countryCode": "ID",
        "regionCode": c.regency,
        "fiscalPeriod": {"start": f"{about.span[0]}-01-01", "end": f"{about.span[-1]}-12-31"} if about.span else {},
        "columnTypes": [TAXONOMY],
        **({NOTE: about.note} if about.note else {}),
        "akomodasi": {
            "package": FORMAT,
            "regency": c.regency,
            "mart": c.mart,
            "position": about.position,
            "code": about.code,
            "years": list(about.years) if about.years else None,
            "thresholds": bounds().thresholds,
            "standing": dict(about.standing),
        },
        "resources": [_resource(r, about, written, rows[r.name]) for r in resources().values()],
    }


def _licence(words: str) -> dict[str, str]:
    return {"path": words} if words.startswith("https://") else {"name": words}


def _resource(r: Resource, about: About, written: Mapping[str, bytes], rows: int) -> dict[str, Any]:
    """One table; its Parquet stands inside: readers that know CSV only would take it for another table without a schema."""
    schema: dict[str, Any] = {"fields": [_field(c, c.name in r.key) for c in (*r.columns, *_note(about))]}
    if r.key:
        schema["primaryKey"] = list(r.key)
    schema["missingValues"] = [""]
    schema["foreignKeys"] = [
        {"fields": [c], "reference": {"resource": to, "fields": [column]}} for c, (to, column) in r.refers.items()
    ]
    if any(c.fiscal for c in r.columns):
        schema["extraFields"] = [
            {"name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "IDR"},
            {"name": "direction", "type": "string", "columnType": "direction", "constant": "expenditure"},
        ]
    return {
        "profile": "tabular-data-resource",
        "name": r.name,
        "path": r.csv,
        "title": r.title["id"],
        "description": r.title["en"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_weight(written[r.csv]),
        "rows": rows,
        "parquet": {"path": r.parquet, "mediatype": "application/vnd.apache.parquet", **_weight(written[r.parquet])},
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "lineTerminator": "\n"},
        "schema": schema,
        **({"licenses": [ODBL]} if r.name == "regions" else {}),
    }


def _weight(raw: bytes) -> dict[str, Any]:
    return {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}


def _field(c: Column, key: bool) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if key else {}
    if c.terms:
        limits["enum"] = list(c.terms)
    if c.arrow == SHARE:
        limits |= {"minimum": 0, "maximum": 1}
    found: dict[str, Any] = {"name": c.name, "type": c.schema, "description": c.meaning}
    if limits:
        found["constraints"] = limits
    if c.fiscal:
        found["columnType"] = c.fiscal
    return found


def _note(about: About) -> list[Column]:
    return [Column(NOTE, "code", "says that the data is invented")] if about.note else []


def words(about: About, tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """README and licence in both languages, by file."""
    found = {}
    for lang in terms.LANGUAGES:
        found[LICENCES[lang]] = f"# {about.title(lang)}\n\n{_licence_words(about, lang)}"
        found[READMES[lang]] = _readme(about, tables, lang)
    return found


def _readme(about: About, tables: Mapping[str, pa.Table], lang: str) -> str:
    said, c = WORDS[lang], about.carried
    span = f"{about.span[0]}-{about.span[-1]}" if about.span else "-"
    listed = "\n".join(
        said["table"].format(name=r.name, rows=count(tables[r.name].num_rows, lang), title=r.title[lang])
        for r in resources().values()
    )
    hidden = sum(sum(table.column(HIDDEN).to_pylist()) for table in tables.values() if HIDDEN in table.column_names)
    return said["readme"].format(
        title=about.title(lang),
        about=said["about"],
        place=regions.region(c.regency).name,
        regency=c.regency,
        years=span,
        mart=t("app.mart", lang, mart=c.mart),
        made=date(c.made.isoformat(), lang),
        standing=about.standing[lang],
        unofficial=t("app.unofficial", lang),
        tables=listed,
        hidden=count(hidden, lang),
        limits=said["filtered"].format(years=", ".join(map(str, about.years))) if about.years else "",
        licence=_licence_words(about, lang),
    )


def _licence_words(about: About, lang: str) -> str:
    said = WORDS[lang]
    given = said["given"].format(licence=about.licence) if about.licence else said["not_given"]
    return said["licence"].format(given=said["invented"] if about.note and not about.licence else given)


def sums(written: Mapping[str, bytes]) -> bytes:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    lines: Iterable[str] = (f"{hashlib.sha256(raw).hexdigest()}  {path}\n" for path, raw in sorted(written.items()))
    return "".join(lines).encode()


def json_bytes(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
