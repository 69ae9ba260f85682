"""A package comes in whole or not at all, beside nothing of the same regency; a newer one takes the place of the one before."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError, BadFile, NotAllowed
from analytics.marts.build import build
from analytics.marts.verify import verify
from analytics.package.make import make
from analytics.package.take import is_package, take
from analytics.query.database import open_mart
from analytics.register import packages
from analytics.register.aliases import known, withdraw
from analytics.register.imports import imports
from analytics.register.judgements import judge
from analytics.register.packages import bring, preview
from analytics.register.workspace import Workspace, open_workspace
from tests.package.conftest import Parcel, received
from tests.spec.harness import CLERK, REGENCY, given

RECEIVER = "penerima"


@pytest.fixture
def copy(awkward: Parcel, tmp_path: Path) -> Path:
    """A copy of the package that may be damaged."""
    return Path(shutil.copytree(awkward.folder, tmp_path / "salinan"))


@pytest.fixture
def empty(workspace: Path) -> Workspace:
    return open_workspace(workspace, RECEIVER)


def untouched(workspace: Workspace) -> bool:
    return (
        imports(workspace) == [] and not list(workspace.imports.iterdir()) and not list(workspace.originals.iterdir())
    )


def rewritten(folder: Path, name: str, change: dict[str, str]) -> None:
    """Words of a table changed, and its hash with them: as somebody would who wants it to be believed."""
    path = folder / "data" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    at = folder / "datapackage.json"
    said = json.loads(at.read_text(encoding="utf-8"))
    one = next(r for r in said["resources"] if r["name"] == name)
    one["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    at.write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize("name", ["stages", "imports", "regions", "answers"])
def test_one_changed_byte_anywhere_refuses_all_of_it(copy: Path, name: str) -> None:
    path = copy / "data" / f"{name}.csv"
    raw = bytearray(path.read_bytes())
    raw[-2] ^= 1
    path.write_bytes(bytes(raw))
    with pytest.raises(BadFile) as refused:
        take(copy)
    assert refused.value.code == "package_file" and name in refused.value.sentence()


def test_a_missing_file_refuses_all_of_it(copy: Path) -> None:
    (copy / "data" / "links.csv").unlink()
    with pytest.raises(BadFile) as refused:
        take(copy / "datapackage.json")
    assert refused.value.code == "package_file"


@pytest.mark.parametrize("path", ["../lain/stages.csv", "/etc/hostname", "data\\stages.csv", "data"])
def test_a_path_out_of_the_folder_is_not_followed(copy: Path, path: str) -> None:
    at = copy / "datapackage.json"
    said = json.loads(at.read_text(encoding="utf-8"))
    next(r for r in said["resources"] if r["name"] == "stages")["path"] = path
    at.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        take(copy)
    assert refused.value.code == "package_file"


@pytest.mark.parametrize(
    ("table", "change", "code"),
    [
        ("stages", {"musrenbang_village": "musrenbang_rt"}, "package_value"),
        ("stages", {"73.02.03": "32.02.03"}, "package_value"),
        ("stages", {"external_id": "nomor"}, "package_column"),
        ("budget_lines", {"90000000": "sembilan"}, "package_cell"),
        ("budget_lines", {'"apbd"': '"apbn"'}, "package_value"),
        ("judgements", {"absent": "benar"}, "package_value"),
        ("imports", {'"proposal"': '"usulan"'}, "package_value"),
    ],
)
def test_what_cannot_stand_in_a_column_refuses_all_of_it(
    copy: Path, table: str, change: dict[str, str], code: str
) -> None:
    rewritten(copy, table, change)
    with pytest.raises(BadFile) as refused:
        take(copy)
    assert refused.value.code == code and ("stages" if table == "imports" else table) in refused.value.sentence("en")


@pytest.mark.parametrize("text", ["{}", '{"akomodasi": {}}', '{"akomodasi": {"package": 2}, "resources": []}', "[1"])
def test_what_is_no_package_is_told_apart(tmp_path: Path, text: str) -> None:
    path = tmp_path / "datapackage.json"
    path.write_text(text)
    assert is_package(path) == ("akomodasi" in text) and not is_package(tmp_path / "lain.json")
    with pytest.raises(BadFile) as refused:
        take(path)
    assert refused.value.code == "package_not_one"


def test_it_is_not_mixed_with_files_of_the_same_regency(awkward: Parcel, tmp_path: Path) -> None:
    other = given(tmp_path, "id | title\nx | Jalan lain").workspace
    before = other.ledger.events()
    with pytest.raises(AkomodasiError) as refused:
        bring(other, take(awkward.folder)[0], CLERK)
    assert refused.value.code == "package_not_empty" and other.ledger.events() == before


def test_twice_changes_nothing(awkward: Parcel, tmp_path: Path) -> None:
    workspace, _ = received(awkward.folder, tmp_path / "ruang")
    before = workspace.ledger.events()
    assert all(r["duplicate_of"] for r in bring(workspace, take(awkward.folder)[0], RECEIVER))
    assert workspace.ledger.events() == before


def test_in_the_workspace_it_was_made_of_nothing_changes(awkward: Parcel) -> None:
    before = awkward.workspace.ledger.events()
    assert all(r["duplicate_of"] for r in bring(awkward.workspace, take(awkward.folder)[0], CLERK))
    assert awkward.workspace.ledger.events() == before


def test_a_preview_says_what_would_come_and_writes_nothing(awkward: Parcel, empty: Workspace) -> None:
    receipts = preview(empty, take(awkward.folder)[0])
    assert untouched(empty)
    assert [r["import_id"] for r in bring(empty, take(awkward.folder)[0], RECEIVER)] == [
        r["import_id"] for r in receipts
    ]
    assert all(r["rows_read"] == r["accepted"] and r["rejected"] == 0 for r in receipts)


def test_whoever_may_not_import_brings_nothing(awkward: Parcel, empty: Workspace) -> None:
    with pytest.raises(NotAllowed):
        bring(empty, take(awkward.folder)[0], "tamu")
    assert untouched(empty)


def test_a_stop_on_the_way_leaves_no_import(awkward: Parcel, empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(packages, "_judge", stop)
    with pytest.raises(KeyboardInterrupt):
        bring(empty, take(awkward.folder)[0], RECEIVER)
    assert imports(empty) == [] and known(empty, REGENCY) == {}
    monkeypatch.undo()
    assert len(bring(empty, take(awkward.folder)[0], RECEIVER)) == len(imports(empty))


def test_a_newer_package_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    judged = "by | proposal | line | verdict\nani | a | L1 | match"
    made = given(tmp_path, "id | title\na | Jalan\nb | Drainase", "id | amount\nL1 | 100", judged)
    first, second = tmp_path / "satu", tmp_path / "dua"
    make(made.workspace, made.mart(), REGENCY, first)
    workspace, _ = received(first, tmp_path / "penerima")
    judge(made.workspace, "ani", REGENCY, made.ids["a"], made.ids["L1"], "withdrawn")
    judge(made.workspace, "ani", REGENCY, made.ids["b"], "apbd", "absent")
    make(made.workspace, made.mart(), REGENCY, second)
    bring(workspace, take(second)[0], RECEIVER)
    mart = open_mart(workspace, build(workspace, RECEIVER))
    fates = {r["external_id"]: r["apbd_class"] for r in mart.rows("select * from proposal_fact")}
    assert fates == made.classes("apbd") == {"a": "unknown", "b": "unfunded"}
    assert {i.facts["package"]["sha256"] for i in imports(workspace)} == {take(second)[0].sha256}


def test_judgements_stand_under_no_account_and_say_who_brought_them(awkward: Parcel, tmp_path: Path) -> None:
    workspace, _ = received(awkward.folder, tmp_path / "ruang")
    made = workspace.ledger.events("judgement.made")
    assert {e.author for e in made} == {"peninjau-1 (paket 73.02)", "peninjau-2 (paket 73.02)"}
    assert {e.payload["brought_by"] for e in made} == {RECEIVER}


def test_links_are_found_anew_once_something_else_was_said(awkward: Parcel, tmp_path: Path) -> None:
    """Links came for these very rows: what is settled otherwise makes them others."""
    workspace, mart = received(awkward.folder, tmp_path / "ruang")
    assert not list((workspace.path / "links").glob("*.parquet"))
    withdraw(workspace, RECEIVER, REGENCY, "Antahberantah", "73.02.01")
    build(workspace, RECEIVER)
    assert list((workspace.path / "links").glob("*.parquet"))
    assert mart.rows("select count(*) as n from link_candidate")[0]["n"]


def test_damaged_links_stop_a_build_and_are_told(awkward: Parcel, tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ruang", RECEIVER)
    bring(workspace, take(awkward.folder)[0], RECEIVER)
    for link in imports(workspace)[-1].facts["links"]:
        workspace.original(link["sha256"]).write_bytes(b"PAR1")
    with pytest.raises(AkomodasiError) as refused:
        build(workspace, RECEIVER)
    assert refused.value.code == "original_damaged"
    assert [v["name"] for v in verify(workspace) if not v["holds"]] == ["kept originals are what was imported"]
