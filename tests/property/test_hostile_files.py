"""Spoiled and hostile files: each is read or refused in one sentence; the worst ones within seconds and a gigabyte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.fuzz import seeds, spoiled, verdict
from bench.hostile import BOMBS, LARGE
from tests.intake.desk import Office, csv_file, proposal

FEW = 150
MEMORY_KB = 1_000_000


@pytest.mark.parametrize("kind", seeds())
def test_the_files_that_are_spoiled_are_sound_before(kind: str) -> None:
    assert verdict(seeds()[kind], kind) == "read"


@pytest.mark.parametrize("first", range(0, FEW, 50))
def test_a_spoiled_file_is_read_or_refused_and_nothing_else(first: int) -> None:
    said = [verdict(raw, kind) for kind, raw in map(spoiled, range(first, first + 50))]
    assert "internal" not in said
    assert len(set(said)) > 3  # not all of them fail at the same door


def test_a_parquet_whose_pages_hold_fewer_values_than_it_says_is_damaged() -> None:
    """Each byte of the first columns' pages once changed: their heads say how many values follow."""
    raw, said = seeds()["parquet"], set()
    for at in range(4, 260):
        changed = bytearray(raw)
        changed[at] = (changed[at] + 2) % 256
        said.add(verdict(bytes(changed)))
    assert "file_damaged" in said and "internal" not in said


def test_a_spoiled_file_changes_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path / "workspace")
    assert office.brings(csv_file(tmp_path / "awal.csv", map(proposal, range(1, 4)))).code == 0
    before = office.everything()
    path = tmp_path / "berkas.xlsx"
    for number in range(40):
        path.write_bytes(spoiled(number)[1])
        if office.brings(path, "--dry-run").code == 2:
            assert office.brings(path).code == 2
    assert office.everything() == before


# VmHWM, not ru_maxrss: that one also counts what the process it was started from held
READ = """
import sys, time
from pathlib import Path
from bench.fuzz import verdict_of
begun = time.process_time()
said = verdict_of(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text().split()
print(said, round(time.process_time() - begun, 1), status[status.index("VmHWM:") + 1])
"""


@pytest.mark.parametrize(
    "name", [name for name in BOMBS if name not in LARGE]
)  # the others: python -m bench --only fuzz
def test_a_hostile_file_is_refused_in_little_memory(name: str, root: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(BOMBS[name]())
    answer = subprocess.run(
        [sys.executable, "-c", READ, tmp_path / "berkas"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    said, _, most = answer.stdout.split()
    assert said not in {"read", "nothing", "internal"}
    assert int(most) < MEMORY_KB
