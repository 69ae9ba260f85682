"""A backup is one file of one moment; what is restored from it is that workspace, or nothing: whatever the file is."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import shutil
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError
from analytics.marts import build as marts
from analytics.marts.verify import verify
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.certificate_found import AGREES, find, issue
from analytics.query.database import open_mart
from analytics.register import archive, backup, recovery
from analytics.register.backup import back_up
from analytics.register.imports import imports
from analytics.register.layouts import LAYOUT
from analytics.register.ledger import Ledger
from analytics.register.recovery import RESTORED, restore
from analytics.register.workspace import Workspace
from tests.intake.desk import akomodasi
from tests.spec.harness import CLERK, PROPOSAL, Given, given

PROPOSALS = """
id | year | stage               | district    | village  | title    | cost | agency   | rank
a  | 2026 | musrenbang_district | Bontobahari | Ara      | Jalan    | 100  | Dinas PU | 1
b  | 2026 | musrenbang_district | Gantarang   | Mars     | Drainase | 200  | Dinas PU | 2
"""
LINES = """
id | year | version  | pays | amount
L1 | 2026 | apbd     | a    | 100
"""
COUNT = Question("accommodation_count", (), (("year", ("2026",)),))
Parts = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """An office with one certificate; only read."""
    made = given(tmp_path_factory.mktemp("backup"), PROPOSALS, LINES)
    issue(made.workspace, CLERK, certificate(made.mart(), COUNT))
    return made


@pytest.fixture(scope="module")
def packed(made: Given, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "cadangan.tar.gz"
    back_up(made.workspace, path)
    return path


@pytest.fixture
def office(made: Given, tmp_path: Path) -> Workspace:
    """A copy of its own, to spoil."""
    return Workspace(Path(shutil.copytree(made.workspace.path, tmp_path / "kantor")))


def parts_of(path: Path) -> Parts:
    with tarfile.open(path) as tar:
        return [(m, tar.extractfile(m).read()) for m in tar]  # type: ignore[union-attr]


def written(path: Path, parts: Parts) -> Path:
    with tarfile.open(path, "w") as tar:
        for info, data in parts:
            info.size = len(data) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(data))
    return path


def described(parts: Parts) -> Parts:
    """The same with a manifest that is true of them: whoever spoils a backup on purpose can write one."""
    body = [(i, d) for i, d in parts if i.name != archive.MANIFEST]
    files = {i.name: {"bytes": len(d), "sha256": hashlib.sha256(d).hexdigest()} for i, d in body[1:]}
    return [*body, (tarfile.TarInfo(archive.MANIFEST), json.dumps({"files": files}).encode())]


def refusal(path: Path, folder: Path) -> str:
    """Why it is not restored; nothing is left of it."""
    target = folder / "baru" / "ruang"
    with pytest.raises(AkomodasiError) as problem:
        restore(path, target, CLERK)
    assert all("\n" not in problem.value.sentence(lang) for lang in ("id", "en"))
    assert not target.exists() and (not target.parent.exists() or list(target.parent.iterdir()) == [])
    return problem.value.code


def test_what_is_restored_is_the_workspace(made: Given, packed: Path, tmp_path: Path) -> None:
    said = akomodasi("restore", packed, "--workspace", tmp_path / "baru", "--author", "wati", "--json")
    assert said.code == 0 and said.json["missing"] == []
    new, before = Workspace(tmp_path / "baru"), made.workspace.ledger.events()
    after = new.ledger.events()
    assert after[: len(before)] == before
    assert (after[len(before)].kind, after[len(before)].author) == (RESTORED, "wati")
    assert [i["name"] for i in verify(new) if not i["holds"]] == []
    assert ask(open_mart(new), COUNT).rows == ask(open_mart(made.workspace), COUNT).rows
    with sqlite3.connect(new.ledger.path) as db:
        assert db.execute("pragma journal_mode").fetchone() == ("wal",)
    assert packed.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("ending", [".tar", ".tar.gz"])
def test_a_certified_figure_is_found_again_by_another_program(
    made: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"cadangan{ending}"
    assert back_up(made.workspace, path).counts["marts"] == 1
    code = certificate(open_mart(made.workspace), COUNT).code
    monkeypatch.setattr(marts, "code_version", lambda: "another")
    restored = restore(path, tmp_path / "baru", "wati").workspace
    marts.build(restored, "wati")
    assert find(restored, code).state == AGREES


def test_who_imports_meanwhile_is_in_the_next_backup(office: Workspace, tmp_path: Path) -> None:
    busy = Given(office)
    n = len(imports(office))

    def step(room: str) -> None:
        if room == "imports":  # the ledger was copied already
            busy.bring([PROPOSAL | {"proposal_id": "z", "fiscal_year": "2025"}], "telat")

    path = tmp_path / "cadangan.tar"
    assert back_up(office, path, step).missing == ()
    found = restore(path, tmp_path / "baru", CLERK)
    assert found.missing == () and len(imports(found.workspace)) == n and len(imports(office)) == n + 1


def test_what_is_lost_or_torn_is_named_and_left_out(office: Workspace, tmp_path: Path) -> None:
    one, other = imports(office)
    office.original(one.facts["sha256"]).write_text("lain")
    rows = office.imported(other.id) / "rows.parquet"
    rows.write_bytes(rows.read_bytes()[:-9])
    shutil.rmtree(office.marts)
    said = akomodasi("backup", "--out", tmp_path / "c.tar", "--workspace", office.path, "--json")
    assert said.code == 1 and len(said.json["missing"]) == 2
    assert one.facts["file"] in said.json["missing"][0] and "rows.parquet" in said.json["missing"][1]
    again = akomodasi("restore", tmp_path / "c.tar", "--workspace", tmp_path / "baru", "--json", "--author", CLERK)
    assert again.code == 1 and again.json["missing"] == said.json["missing"] and again.json["mart"] is None


def test_a_withdrawn_import_can_be_restored_from_what_was_restored(office: Workspace, tmp_path: Path) -> None:
    one = imports(office)[0]
    where = ("--workspace", office.path, "--author", CLERK)
    assert akomodasi("imports", "--withdraw", one.id, *where).code == 0
    back_up(office, tmp_path / "c.tar")
    restore(tmp_path / "c.tar", tmp_path / "baru", CLERK)
    where = ("--workspace", tmp_path / "baru", "--author", CLERK)
    assert akomodasi("imports", "--restore", one.id, *where).code == 0
    assert akomodasi("verify", *where).code == 0


def test_nothing_is_backed_up_of_a_broken_chain(office: Workspace, tmp_path: Path) -> None:
    with sqlite3.connect(office.ledger.path) as db:
        db.execute("drop trigger event_kept_update")
        db.execute("update event set author = 'x' where seq = 2")
    said = akomodasi("backup", "--out", tmp_path / "c.tar", "--workspace", office.path)
    assert said.code == 2 and "catatan 2" in said.err
    assert not (tmp_path / "c.tar").exists()


def test_a_disk_that_fills_leaves_nothing(made: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*said: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_parts", full)
    with pytest.raises(AkomodasiError) as problem:
        back_up(made.workspace, tmp_path / "c.tar")
    assert problem.value.code == "report_unwritable" and list(tmp_path.iterdir()) == []


def test_a_restore_that_fails_at_the_end_leaves_nothing(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recovery, "open_workspace", full)
    assert refusal(packed, tmp_path) == "workspace_unwritable"


def test_no_file_is_overwritten_and_no_workspace_mixed(made: Given, packed: Path, tmp_path: Path) -> None:
    before = packed.read_bytes()
    for out, code in ((packed, "template_exists"), (tmp_path / "c.zip", "report_ending")):
        with pytest.raises(AkomodasiError) as problem:
            back_up(made.workspace, out)
        assert problem.value.code == code
    assert packed.read_bytes() == before
    (tmp_path / "berkas").write_text("x")
    for target in (made.workspace.path, tmp_path, tmp_path / "berkas"):
        with pytest.raises(AkomodasiError) as problem:
            restore(packed, target, CLERK)
        assert problem.value.code == "restore_not_empty"
    assert [p.name for p in tmp_path.iterdir()] == ["berkas"]


def test_what_a_killed_run_left_is_taken_away_a_day_later(made: Given, packed: Path, tmp_path: Path) -> None:
    old = [tmp_path / name for name in (".backup-old", ".restoring-baru-old", ".restoring-lain-old", ".backup-new")]
    for folder in old:
        (folder / "originals").mkdir(parents=True)
    for folder in old[:3]:
        os.utime(folder, (1e9, 1e9))
    back_up(made.workspace, tmp_path / "c.tar")
    restore(packed, tmp_path / "baru", CLERK)
    assert {p.name for p in tmp_path.iterdir()} == {".backup-new", ".restoring-lain-old", "c.tar", "baru"}


def test_an_empty_folder_is_as_good_as_none(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    assert restore(packed, tmp_path / "kosong", CLERK).workspace.ledger.broken_at() is None


def test_there_is_nothing_to_back_up_where_no_workspace_is(tmp_path: Path) -> None:
    said = akomodasi("backup", "--out", tmp_path / "c.tar", "--workspace", tmp_path / "tidak-ada")
    assert said.code == 2 and not (tmp_path / "tidak-ada").exists()


def named(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


HOSTILE = {
    "above": named("../originals/x"),
    "absolute": named("/tmp/akomodasi-x"),  # noqa: S108
    "inside": named("originals/ab/../../../x"),
    "folder": named("originals", tarfile.DIRTYPE),
    "link": named("originals/ab/" + "ab" * 32, tarfile.SYMTYPE),
    "hard": named("originals/ab/" + "ab" * 32, tarfile.LNKTYPE),
    "device": named("originals/ab/" + "ab" * 32, tarfile.CHRTYPE),
    "pipe": named("imports/abcdef0123456789/rows.parquet", tarfile.FIFOTYPE),
    "elsewhere": named("originals/ab/" + "cd" * 32),
    "current": named("marts/current"),
    "twice": named(archive.LEDGER),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_part_no_backup_has_is_refused(packed: Path, tmp_path: Path, how: str) -> None:
    first, *rest = parts_of(packed)
    spoiled = described([first, rest[0], (HOSTILE[how], b"x"), *rest[1:]])
    assert refusal(written(tmp_path / "c.tar", spoiled), tmp_path) == "backup_foreign"
    assert {p.name for p in tmp_path.iterdir()} <= {"c.tar", "baru"}


def edited(change: Callable[[sqlite3.Connection], object], tmp: Path) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        (tmp / "l.sqlite").write_bytes(data)
        with sqlite3.connect(tmp / "l.sqlite") as db:
            change(db)
        db.close()
        return (tmp / "l.sqlite").read_bytes()

    return edit


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (("drop trigger event_kept_update", "update event set payload = '{}' where seq = 1"), "backup_changed"),
        (
            ("drop trigger event_kept_delete", "delete from event where seq = (select max(seq) from event)"),
            "backup_changed",
        ),
        (("create trigger more after insert on event begin select 1; end",), "backup_changed"),
        ((f"pragma user_version = {LAYOUT + 1}",), "backup_newer"),
        (("drop table event",), "backup_changed"),
    ],
)
def test_a_ledger_that_is_not_the_one_is_refused(packed: Path, tmp_path: Path, statements, code: str) -> None:
    edit = edited(lambda db: [db.execute(s) for s in statements], tmp_path)
    parts = [(i, edit(d) if i.name == archive.LEDGER else d) for i, d in parts_of(packed)]
    assert refusal(written(tmp_path / "c.tar", described(parts)), tmp_path) == code


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"layout": LAYOUT + 1}, "backup_newer"),
        ({"backup": archive.FORMAT + 1}, "backup_newer"),
        ({"position": 1}, "backup_changed"),
        ({"position": None}, "backup_not_one"),
    ],
)
def test_a_backup_says_truly_what_it_is(packed: Path, tmp_path: Path, about: dict[str, int], code: str) -> None:
    (first, said), *rest = parts_of(packed)
    spoiled = written(tmp_path / "c.tar", [(first, json.dumps(json.loads(said) | about).encode()), *rest])
    assert refusal(spoiled, tmp_path) == code


def test_an_original_is_what_its_name_says(packed: Path, tmp_path: Path) -> None:
    parts = [(i, b"lain" if i.name.startswith("originals") else d) for i, d in parts_of(packed)]
    assert refusal(written(tmp_path / "c.tar", described(parts)), tmp_path) == "backup_changed"


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b", b"bukan cadangan " * 99, b"\0" * 10240, b"PK\3\4" * 300])
def test_what_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "c.tar").write_bytes(data)
    assert refusal(tmp_path / "c.tar", tmp_path) in {"backup_not_one", "backup_cut"}


@pytest.mark.parametrize("ending", [".tar", ".tar.gz"])
def test_a_spoiled_backup_is_refused_or_restores_the_very_same(made: Given, tmp_path: Path, ending: str) -> None:
    path, events = tmp_path / f"c{ending}", made.workspace.ledger.events()
    back_up(made.workspace, path)
    whole, chance, refused = path.read_bytes(), random.Random(7), 0
    for turn in range(24):
        at = chance.randrange(len(whole))
        spoiled = whole[:at] if turn % 2 else whole[:at] + bytes([whole[at] ^ 1 << turn % 8]) + whole[at + 1 :]
        path.write_bytes(spoiled)
        target = tmp_path / "baru"
        try:
            found = restore(path, target, CLERK)
        except AkomodasiError:
            refused += 1
            assert [p.name for p in tmp_path.iterdir()] == [path.name]
        else:  # a byte that means nothing: between the parts, or after the last
            assert found.workspace.ledger.events()[: len(events)] == events and found.missing == ()
            for one in imports(found.workspace):
                assert (
                    found.workspace.original(one.facts["sha256"]).read_bytes()
                    == made.workspace.original(one.facts["sha256"]).read_bytes()
                )
            shutil.rmtree(target)
    assert refused >= 12


def test_a_backup_while_others_write_is_of_one_moment(office: Workspace, tmp_path: Path) -> None:
    done = threading.Event()

    def busy() -> None:
        while not done.is_set():
            with Ledger(office.ledger.path).writing() as write:
                write.append("note", "ani", "x", {"n": 1})
                write.append("note", "ani", "x", {"n": 2})

    other = threading.Thread(target=busy)
    other.start()
    try:
        for i in range(3):
            back_up(office, tmp_path / f"{i}.tar")
    finally:
        done.set()
        other.join()
    for i in range(3):
        ledger = restore(tmp_path / f"{i}.tar", tmp_path / f"baru{i}", CLERK).workspace.ledger
        assert ledger.broken_at() is None and len(ledger.events("note")) % 2 == 0
