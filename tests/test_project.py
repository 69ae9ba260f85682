"""Guards on the repository itself."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Written so that this file does not match itself.
HOSTS = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(org|com)", "deb" + r"\.debian"]), re.I
)
MACHINE_PATHS = re.compile(r"(?<![\w.:/-])/(?:work|root|home|Users)/\w|\b[A-Z]:\\Users\\")


def made_by_a_tool(name: str) -> bool:
    made = {".git", ".venv", ".hypothesis", "workspace", "build", "dist", "test-output"}
    return name in made or name.endswith(("cache", "cache__", ".egg-info"))


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """What is, or would be, committed; without git, everything that is not made by a tool."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
        found = [root / name for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [f for f in root.rglob("*") if not any(made_by_a_tool(part) for part in f.relative_to(root).parts)]
    found = [f for f in found if f.is_file()]
    assert root / "pyproject.toml" in found
    return found


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def pinned(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.!+]*", line)]
    assert not wrong, "constraints.txt holds only `name==version`"
    pairs = [line.split("==") for line in lines]
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.parametrize("pattern", [HOSTS, MACHINE_PATHS], ids=["registry hosts", "machine paths"])
def test_no_file_names_a_place_of_one_computer(files: list[Path], root: Path, pattern: re.Pattern) -> None:
    hits = []
    for file in files:
        content = file.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if pattern.search(line):
                hits.append(f"{file.relative_to(root)}:{number}: {line.strip()[:100]}")
    assert not hits


def test_the_patterns_find_what_they_are_for() -> None:
    assert HOSTS.search("https://" + "pypi" + ".org/simple")
    assert MACHINE_PATHS.search("see " + "/home" + "/ani/usulan.xlsx")
    assert not MACHINE_PATHS.search("https://example.id/home/page, data/home/x, /usr/bin/chromium")


def test_no_large_file(files: list[Path], root: Path) -> None:
    assert not [f"{f.relative_to(root)}: {f.stat().st_size}" for f in files if f.stat().st_size > 2_000_000]


def test_every_runtime_dependency_has_an_upper_bound(project: dict) -> None:
    wanted = [Requirement(text) for text in project["dependencies"]]
    assert wanted
    assert not [str(r) for r in wanted if not any(s.operator in {"<", "<=", "==", "~="} for s in r.specifier)]


def test_every_dependency_is_pinned_within_its_bounds(project: dict, pinned: dict[str, str]) -> None:
    wanted = [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    wrong = [str(r) for r in wanted if not r.specifier.contains(pinned.get(canonicalize_name(r.name), "0"))]
    assert not wrong
    assert "akomodasi" not in pinned


def test_no_pages_folder_beside_the_script(root: Path) -> None:
    # Streamlit would serve every file in it at its own address, past the sign-in in dashboard.py.
    assert not (root / "pages").exists()
