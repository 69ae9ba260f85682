"""Builds reference/regions.parquet from an unpacked copy of the package idn-area-data: `python data/build_regions.py FOLDER`.
Never downloads anything and never corrects a name: spelling variants belong in reference/region_aliases.toml."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

TARGET = Path(__file__).parent / "reference" / "regions.parquet"
SCHEMA = pa.schema([(name, pa.string()) for name in ("code", "name", "kind", "parent")])
# First digit of a village code's fourth part. 3 occurs 14 times in 4.0.1, all named "Desa Adat ..." (Kabupaten Jayapura).
VILLAGE_KINDS = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
FILES = {"provinces": "", "regencies": "province_code", "districts": "regency_code", "villages": "district_code"}

Row = tuple[str, str, str, str]


def kind(level: str, code: str, name: str) -> str:
    """What a region is; an unforeseen village code stops the build rather than being guessed."""
    if level == "provinces":
        return "province"
    if level == "regencies":
        return "city" if name.startswith("Kota ") else "regency"
    if level == "districts":
        return "district"
    return VILLAGE_KINDS[code.split(".")[3][0]]


def rows(package: Path) -> list[Row]:
    """All regions, sorted by code; codes stay text because 73.10 is not 73.1."""
    folder = package / "data" if (package / "data").is_dir() else package
    found: list[Row] = []
    for level, parent in FILES.items():
        with (folder / f"{level}.csv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                code, name = line["code"].strip(), " ".join(line["name"].split())
                found.append((code, name, kind(level, code, name), line[parent] if parent else ""))
    found.sort()
    check(found)
    return found


def check(found: list[Row]) -> None:
    """Codes are unique, every parent exists and is the code's own beginning."""
    codes = {code for code, *_ in found}
    if len(codes) != len(found):
        raise SystemExit("Ada kode wilayah yang muncul dua kali.")
    for code, _, _, parent in found:
        if parent != code.rpartition(".")[0] or (parent and parent not in codes):
            raise SystemExit(f"Induk {parent!r} tidak cocok untuk kode wilayah {code}.")


def write(found: list[Row], target: Path = TARGET) -> None:
    """Same rows, same pyarrow: same bytes.."""
    columns = [pa.array(column, pa.string()) for column in zip(*found, strict=True)]
    table = pa.Table.from_arrays(columns, schema=SCHEMA)
    pq.write_table(
        table, target, compression="zstd", compression_level=19, row_group_size=1 << 17, store_schema=False,
        use_dictionary=["kind", "parent"], column_encoding={"code": "DELTA_BYTE_ARRAY", "name": "DELTA_LENGTH_BYTE_ARRAY"},
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Pakai: python data/build_regions.py FOLDER_PAKET_IDN_AREA_DATA", file=sys.stderr)
        return 2
    found = rows(Path(arguments[0]))
    write(found)
    print(dict(sorted(Counter(row[2] for row in found).items())), f"-> {TARGET.name} {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
