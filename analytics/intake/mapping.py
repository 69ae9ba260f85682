"""A mapping: what the columns of an unknown table mean, as a person said, and the form the engine reads it by. Never guesses."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analytics.errors import BadFile
from analytics.intake.forms import Form, built, form
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import clean_spaces, squeeze

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIELDS: dict[str, dict[str, str]] = WORDS["field"]
KEYS = ("name", "table", "stage", "version", "regency", "year", "columns")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
PREFIX = "mapping."


@dataclass(frozen=True)
class Mapping:
    """`columns` are (heading, field) in the order of the table; field "" is a column that is not read.

    `stage` is that of proposals, `version` that of budget lines. `regency` (a code) and `year` hold only for a file the mapping
    is named with: a later file that is found by its headings must say its own.
    """

    name: str
    table: str
    columns: tuple[tuple[str, str], ...]
    stage: str = ""
    version: str = ""
    regency: str = ""
    year: int | None = None

    @property
    def kind(self) -> str:
        """What datasets of this mapping are called; the same for every file of its shape."""
        return f"{PREFIX}{self.name}"

    @cached_property
    def shape(self) -> frozenset[str]:
        """The squeezed headings a table must have to be read by this mapping."""
        return frozenset(squeeze(heading) for heading, field in self.columns if field)

    def lacks(self) -> list[tuple[str, ...]]:
        """The groups of fields of which one at least must have a column and none has."""
        given = {field for _, field in self.columns}
        return [tuple(group) for group in WORDS["needs"][self.table] if given.isdisjoint(group)]

    def toml(self) -> str:
        """The mapping as its file says it."""
        said = [(k, getattr(self, k)) for k in KEYS[:-1] if getattr(self, k) not in ("", None)]
        lines = [f"{key} = {_quoted(value)}" for key, value in said]
        lines += ["", "[columns]", *(f"{_quoted(heading)} = {_quoted(field)}" for heading, field in self.columns)]
        return "\n".join(lines) + "\n"

    def write(self, path: Path, comment: str = "") -> None:
        """Writes the file; `comment` stands above it, each line behind a #."""
        above = "".join(f"# {clean_spaces(line)}".rstrip() + "\n" for line in comment.splitlines())
        path.write_text(above + self.toml(), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Mapping:
        """The mapping of a file. Raises BadFile with one sentence for what is unknown, twice or missing in it."""
        try:
            words = path.read_text(encoding="utf-8")
        except FileNotFoundError as problem:
            raise BadFile("file_absent", file=path.name) from problem
        except (OSError, UnicodeDecodeError) as problem:
            raise BadFile("mapping_damaged", file=path.name, detail=problem) from problem
        return cls.from_toml(words, path.name)

    @classmethod
    def from_toml(cls, words: str, file: str) -> Mapping:
        """The mapping `words` say; `file` is named in sentences."""
        try:
            said = tomllib.loads(words)
        except RecursionError:
            raise BadFile("mapping_damaged", file=file, detail="terlalu dalam (nested too deeply)") from None
        except tomllib.TOMLDecodeError as problem:
            raise BadFile("mapping_damaged", file=file, detail=problem) from problem
        if odd := [key for key in said if key not in KEYS]:
            raise BadFile("mapping_key", file=file, key=odd[0], keys=", ".join(KEYS))
        columns = said.pop("columns", {})
        if not isinstance(columns, dict) or not all(isinstance(field, str) for field in columns.values()):
            raise BadFile("mapping_value", file=file, key="columns", value=columns, choices='"judul" = "arti"')
        for key, value in said.items():
            if not isinstance(value, int if key == "year" else str) or isinstance(value, bool):
                raise BadFile(
                    "mapping_value", file=file, key=key, value=value, choices="2026" if key == "year" else "teks"
                )
        mapping = cls(**{"name": "", "table": "", **said}, columns=tuple(columns.items()))
        mapping.check(file)
        return mapping

    def check(self, file: str) -> None:
        """Raises BadFile, with one sentence, for a mapping nothing could be read by."""
        stages = form("canonical_proposals").spec["origin_of_stage"]
        choices = {
            "name": (NAME.fullmatch(self.name) is not None, "huruf kecil, angka, - dan _ (a-z 0-9 - _)"),
            "table": (self.table in FIELDS, ", ".join(FIELDS)),
            "stage": (self.stage in stages if self.table == "proposal" else not self.stage, ", ".join(stages)),
            "version": (
                self.version in terms.VERSIONS if self.table == "line" else not self.version,
                ", ".join(terms.VERSIONS),
            ),
            "regency": (not self.regency or (len(self.regency) == 5 and regions.exists(self.regency)), "73.02"),
        }
        for key, (holds, possible) in choices.items():
            if not holds:
                raise BadFile("mapping_value", file=file, key=key, value=getattr(self, key), choices=possible)
        seen: dict[str, str] = {}
        for heading, field in self.columns:
            if not squeeze(heading):
                raise BadFile("mapping_value", file=file, key="columns", value=heading, choices="judul kolom")
            if field and field not in FIELDS[self.table]:
                raise BadFile(
                    "mapping_value", file=file, key=heading, value=field, choices=", ".join(FIELDS[self.table])
                )
            for key, what in ((f"heading {squeeze(heading)}", heading), (f"field {field}", field)):
                if what and key in seen:
                    raise BadFile("mapping_twice", file=file, what=what, one=seen[key], other=heading)
                seen[key] = heading
        if lacks := self.lacks():
            raise BadFile("mapping_lacks", file=file, lacks=" / ".join(lacks[0]))


def _quoted(value: str | int) -> str:
    """A TOML string or number."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@lru_cache(maxsize=256)
def form_of(mapping: Mapping) -> Form:
    """The form by which the engine reads a mapped table: labels, totals and signatures around it as in an official list.

    Its parser number is made of the mapping: a corrected mapping reads the same file anew.
    """
    official = form("t_d4" if mapping.table == "proposal" else "rkpd").spec
    headings = {field: heading for heading, field in mapping.columns if field}
    parses = FIELDS[mapping.table]
    columns: dict[str, dict[str, Any]] = {}
    for field, heading in headings.items():
        parse = "number" if field == "volume" and "unit" in headings else parses[field]
        columns[heading] = {"field": field, "parse": parse}
        if field in {"decision", "reason"}:
            columns[heading] |= {"map": field, "loose": True}
        if any(headings.keys() & group == {field} for group in WORDS["needs"][mapping.table]):
            columns[heading]["required"] = True
    volume = headings.get("volume")
    units = [{"from": volume, "field": "unit", "parse": "unit"}] if volume and "unit" not in headings else []
    places = {"mode": "within", "text": ["location_text"]}
    if mapping.table == "line":
        places = {"mode": "scan", "text": ["description", "sub_activity", "location_text"]}
    content = hashlib.sha256(mapping.toml().encode()).digest()
    return built(
        {
            "kind": mapping.kind,
            "table": mapping.table,
            "version": mapping.version,
            "version_free": True,
            "default_stage": mapping.stage,
            "origin_of_stage": form("canonical_proposals").spec["origin_of_stage"],
            "parser": int.from_bytes(content[:4], "big"),
            "process": "closed",
            "name": {"id": f"Tabel dengan pemetaan {mapping.name}", "en": f"Table read by the mapping {mapping.name}"},
            "recognise": {"columns": list(columns)},
            "regency": {"mode": "head"},
            "layout": {"sheet": mapping.name, "end": official["layout"]["end"], "total": official["layout"]["total"]},
            "head": _labels(mapping.table),
            "column": columns,
            "extra": units,
            "ignore": {heading: "not read, as the mapping says" for heading, field in mapping.columns if not field},
            "map": {name: dict(form("renja").maps[name]) for name in ("decision", "reason")},
            "places": places,
        }
    )


def _labels(table: str) -> dict[str, dict[str, Any]]:
    """Labels above the table that say whose it is; none must be there."""
    labels = {k: v for f in ("t_d4", "du_rkpdes") for k, v in form(f).spec["head"].items()}
    wanted = {"regency_text", "year"} | ({"district_text", "village_text"} if table == "proposal" else set())
    return {k: {**v, "required": False} for k, v in labels.items() if v["field"] in wanted}
