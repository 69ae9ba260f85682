"""Makes one zip that runs on Windows without a network: the program, the libraries for Windows, Kabupaten Rekaan, `mulai.bat`.

`make windows`, or `python .ci/windows_zip.py --out FILE.zip [--python python-3.11.x-embed-amd64.zip] [--size small]`.
Libraries are unpacked, not installed: nothing runs on the other machine before the program does. What is checked here: every
library has a build for Windows, what they ask for on Windows is there, every DLL they load is in the zip or is Windows' own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from email.parser import BytesParser
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).parent
PYTHON = "3.11"
WINDOWS = {
    **default_environment(),
    **{"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
    **{"python_version": PYTHON, "python_full_version": f"{PYTHON}.9", "extra": ""},
}
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet")
FOR_WINDOWS = ("--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp")
BUILDS = ("--only-binary=:all:", *FOR_WINDOWS)
# what a server does when it first starts on an empty workspace
SEED = """import pathlib, sys
from analytics.register.workspace import open_workspace
from analytics.seed import seed
seed(open_workspace(pathlib.Path(sys.argv[1]), sys.argv[2]), sys.argv[2])"""
AWAY = re.compile(
    r"(^|/)(tests|bin|share|__pycache__)/"
)  # of the libraries: their own tests, scripts for other systems
LEFT = re.compile(r"(tests|bench|\.ci)/|docs/(img|server)/|Makefile|\.git")  # of the program
CRLF = ("mulai.bat", "BACA-DULU.txt")
LONGEST = 200  # characters of a path in the zip: Windows takes 260 with the folder it is unpacked in
# Windows' own, and what comes with Python
SYSTEM = re.compile(
    r"(api-ms-win-.*|python3(11)?|vcruntime140(_1)?|msvcrt|ntdll|kernel32|advapi32|user32|gdi32|shell32|ole32|combase|ws2_32|wsock32"
    r"|bcrypt|bcryptprimitives|ncrypt|crypt32|secur32|winhttp|wininet|webservices|iphlpapi|version|userenv|rstrtmgr|psapi|dbghelp)\.dll"
)


def main() -> int:
    """0: the zip was made; 1: something is missing for Windows, and nothing was written."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, default=Path("akomodasi-windows.zip"))
    asked.add_argument(
        "--python", type=Path, help="the embeddable Python 3.11 for Windows (64 bit) as python.org gives it"
    )
    asked.add_argument("--size", choices=("small", "full"), default="full", help="how much of Kabupaten Rekaan")
    asked.add_argument("--wheels", type=Path, help="a folder of wheels fetched before; then nothing is fetched")
    o = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheels = o.wheels or fetched(work / "wheels")
        if lacks := missing(wheels):
            print("\n".join(lacks), file=sys.stderr)
            return 1
        library = work / "pustaka"
        whls = [str(w) for w in sorted(wheels.glob("*.whl"))]
        run(*PIP, "install", "--target", str(library), "--no-deps", "--no-index", "--no-compile", *BUILDS, *whls)
        if lacks := unknown_dlls(library):
            print("\n".join(lacks), file=sys.stderr)
            return 1
        space = work / "ruang-kerja"
        run(sys.executable, "-c", SEED, str(space), "pemilik", AKOMODASI_DEMO=o.size)
        shutil.rmtree(space / "rekaan")  # its files are kept as originals; this is what is true of them
        parts = [*program(), *tree(library, "pustaka", AWAY), *tree(space, "ruang-kerja"), *python_of(o.python, work)]
        write(o.out, parts)
    print(f"{o.out}: {o.out.stat().st_size / 1e6:.0f} MB, {len(parts):,} files")
    return 0


def run(*command: str, **environment: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})


def fetched(folder: Path) -> Path:
    """The Windows builds of everything the program needs, at the pinned versions."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    run(*PIP, "download", "--dest", str(folder), "-c", "constraints.txt", *BUILDS, *wanted)
    return folder


def missing(wheels: Path) -> list[str]:
    """What libraries ask for on Windows and is not there: pip decides by the machine it runs on."""
    held: dict[str, str] = {}
    asked = []
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as packed:
            name = next(n for n in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
            said = BytesParser().parsebytes(packed.read(name), headersonly=True)
        held[canonicalize_name(said["Name"])] = said["Version"]
        asked += [(wheel.name, Requirement(text)) for text in said.get_all("Requires-Dist", [])]
    needed = [(who, r) for who, r in asked if r.marker is None or r.marker.evaluate(WINDOWS)]
    return [f"{who}: {r}" for who, r in needed if not _is_held(r, held)]


def _is_held(wanted: Requirement, held: dict[str, str]) -> bool:
    version = held.get(canonicalize_name(wanted.name))
    return version is not None and version in wanted.specifier


def unknown_dlls(library: Path) -> list[str]:
    """DLLs that are loaded, in no library and not of Windows. Without objdump nothing is looked at, and that is said."""
    binaries = [f for f in library.rglob("*") if f.suffix.lower() in {".pyd", ".dll"}]
    if shutil.which("objdump") is None:
        print(f"objdump is not here: the DLLs of {len(binaries)} files were not looked at", file=sys.stderr)
        return []
    held, lacks = {f.name.lower() for f in binaries}, []
    for file in binaries:
        said = subprocess.run(("objdump", "-p", file), capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"DLL Name: (\S+)", said):
            if name.lower() not in held and not SYSTEM.fullmatch(name.lower()):
                lacks.append(f"{file.name}: {name}")
    return lacks


def program() -> Iterator[tuple[str, Path]]:
    """The program's own files, as git knows them, and how to start it."""
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if not LEFT.match(name):
            yield f"program/{name}", ROOT / name
    for name in ("mulai.bat", "buka.py", "BACA-DULU.txt"):
        yield name, HERE / "windows" / name


def tree(folder: Path, name: str, away: re.Pattern[str] | None = None) -> Iterator[tuple[str, Path]]:
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        inside = file.relative_to(folder).as_posix()
        if away is None or not away.search(inside):
            yield f"{name}/{inside}", file


def python_of(packed: Path | None, work: Path) -> Iterable[tuple[str, Path]]:
    """The embeddable Python, told where program and libraries are; nothing where it was not given."""
    if packed is None:
        return ()
    folder = work / "python"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    [paths] = folder.glob("python311._pth")  # its own list of places: it reads no PYTHONPATH
    paths.write_text("python311.zip\n.\n..\\pustaka\n..\\program\n", encoding="ascii")
    return tree(folder, "python")


def write(target: Path, parts: Iterable[tuple[str, Path]]) -> None:
    """Whole or not at all."""
    temporary = target.with_name(f".{target.name}.tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, file in parts:
            if len(name) > LONGEST:
                raise SystemExit(f"too long a path for Windows: {name}")
            body = file.read_bytes()
            if name in CRLF:
                body = body.replace(b"\n", b"\r\n")
            packed.writestr(zipfile.ZipInfo(f"akomodasi/{name}", (2026, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    temporary.replace(target)


if __name__ == "__main__":
    raise SystemExit(main())
