"""The zip for Windows, as far as it can be held elsewhere: what libraries ask for there, whose DLLs, which commands it starts."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.test_docs import options, verbs

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / ".ci" / "windows"


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("windows_zip", ROOT / ".ci" / "windows_zip.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wheel(folder: Path, name: str, version: str, *requires: str) -> None:
    said = "".join(f"Requires-Dist: {r}\n" for r in requires)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as packed:
        packed.writestr(f"{name}-{version}.dist-info/METADATA", f"Name: {name}\nVersion: {version}\n{said}\nwords")


def test_what_is_asked_for_on_windows_alone_is_missed(builder: ModuleType, tmp_path: Path) -> None:
    only = ("warna; platform_system == 'Windows'", "gerak; sys_platform == 'linux'", "lama<2", "tambahan; extra == 'x'")
    wheel(tmp_path, "klik", "1.0", *only)
    wheel(tmp_path, "lama", "2.5")
    found = builder.missing(tmp_path)
    assert [f.split(": ")[1].split(";")[0] for f in found] == ["warna", "lama<2"]
    wheel(tmp_path, "warna", "0.4")
    assert len(builder.missing(tmp_path)) == 1


def test_a_dll_of_windows_is_not_missed_and_another_is(builder: ModuleType) -> None:
    assert all(
        builder.SYSTEM.fullmatch(n) for n in ("kernel32.dll", "vcruntime140_1.dll", "api-ms-win-crt-heap-l1-1-0.dll")
    )
    assert not any(builder.SYSTEM.fullmatch(n) for n in ("msvcp140.dll", "libiomp5md.dll", "python312.dll"))


def test_the_zip_holds_the_program_and_not_what_made_it(builder: ModuleType, tmp_path: Path) -> None:
    parts = dict(builder.program())
    assert {"mulai.bat", "buka.py", "program/dashboard.py", "program/analytics/cli.py"} <= set(parts)
    assert {"program/.streamlit/config.toml", "program/docs/panduan.md", "program/LICENSE"} <= set(parts)
    assert not [n for n in parts if re.match(r"program/(tests|bench|\.ci)/", n)]
    builder.write(tmp_path / "z.zip", [(n, f) for n, f in parts.items() if not n.startswith("program/data")])
    with zipfile.ZipFile(tmp_path / "z.zip") as packed:
        started = packed.read("akomodasi/mulai.bat")
        assert started.count(b"\r\n") == started.count(b"\n") > 20
        assert packed.read("akomodasi/program/analytics/cli.py") == (ROOT / "analytics" / "cli.py").read_bytes()


def test_a_given_python_is_told_where_program_and_libraries_are(builder: ModuleType, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "embed.zip", "w") as packed:
        packed.writestr("python.exe", b"MZ")
        packed.writestr("python311._pth", "python311.zip\n.\n")
    found = dict(builder.python_of(tmp_path / "embed.zip", tmp_path / "work"))
    assert set(found) == {"python/python.exe", "python/python311._pth"}
    assert {"..\\pustaka", "..\\program"} <= set(found["python/python311._pth"].read_text().split())
    assert list(builder.python_of(None, tmp_path)) == []


@pytest.mark.parametrize("name", ["mulai.bat", "BACA-DULU.txt"])
def test_every_command_shown_is_one(name: str) -> None:
    said = (FILES / name).read_text(encoding="utf-8")
    found = re.findall(r"(?:-m analytics|mulai\.bat) ([a-z]+) ([^\n]*)", said)
    known = verbs()
    shown = [(v, set(re.findall(r"(?<!\S)--[a-z-]+", rest))) for v, rest in found if v not in {"lagi", "again"}]
    assert shown and all(asked <= options(known[verb]) for verb, asked in shown)
