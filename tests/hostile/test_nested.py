"""What is nested without end, wherever a file or an address may bring it: one sentence, never an unforeseen error."""

from __future__ import annotations

import base64
import io
import tarfile
import zlib
from pathlib import Path

import pytest

from analytics.errors import BadFile
from analytics.intake.mapping import Mapping
from analytics.intake.parse import Options, parse
from analytics.package.take import is_package, take
from analytics.pages.slides import read
from analytics.register import archive
from analytics.register.recovery import restore

DEEP = "[" * 20_000 + "]" * 20_000


def test_slides_of_an_address_are_none() -> None:
    assert read(base64.urlsafe_b64encode(zlib.compress(DEEP.encode())).decode().rstrip("=")) == ()


def test_a_mapping_is_refused() -> None:
    with pytest.raises(BadFile) as refused:
        Mapping.from_toml(f"name = {DEEP}", "arti.toml")
    assert refused.value.code == "mapping_damaged"


def test_a_list_a_map_and_a_package_are_refused(tmp_path: Path) -> None:
    for text in (DEEP, f'{{"type": "FeatureCollection", "features": {DEEP}}}', f'{{"akomodasi": {DEEP}}}'):
        path = tmp_path / "datapackage.json"
        path.write_text(text, encoding="utf-8")
        assert not is_package(path)
        with pytest.raises(BadFile) as refused:
            parse(path, Options())
        assert refused.value.code == "json_damaged"
        with pytest.raises(BadFile) as refused:
            take(path)
        assert refused.value.code == "package_not_one"


def test_a_backup_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cadangan.tar"
    with tarfile.open(path, "w") as tar:
        about = tarfile.TarInfo(archive.ABOUT)
        about.size = len(DEEP)
        tar.addfile(about, io.BytesIO(DEEP.encode()))
    with pytest.raises(BadFile) as refused:
        restore(path, tmp_path / "baru", "ani")
    assert refused.value.code == "backup_not_one"
