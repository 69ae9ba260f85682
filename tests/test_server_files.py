"""The files for a server in docs/server: what they name is there, systemd and nginx take them, no header of a visitor passes."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from analytics.register import reader
from tests import nginx
from tests.test_docs import options, says, text, verbs

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT / "docs" / "server"
UNITS = sorted([*SERVER.glob("*.service"), *SERVER.glob("*.timer")])
COMMAND = "/srv/akomodasi/app/.venv/bin/akomodasi"


def words(name: str) -> str:
    return (SERVER / name).read_text(encoding="utf-8")


def test_every_command_in_a_unit_is_one_and_every_variable_is_read() -> None:
    known, found = verbs(), 0
    code = "".join(f.read_text("utf-8") for f in (ROOT / "analytics").rglob("*.py"))
    for unit in UNITS:
        said = words(unit.name)
        for verb, rest in re.findall(rf"{re.escape(COMMAND)} ([a-z]+)([^\n]*)", said):
            found += 1
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options(known[verb]), f"{unit.name}: {verb}"
        assert [v for v in re.findall(r"\bAKOMODASI_[A-Z_]+", said) if not says(code, v)] == []
    assert found == 4


def test_every_file_for_a_server_is_told() -> None:
    told = text("operations.md")
    assert [f.name for f in SERVER.iterdir() if f"server/{f.name}" not in told] == []


def test_every_timer_has_its_service() -> None:
    for timer in SERVER.glob("*.timer"):
        assert (SERVER / f"{timer.stem}.service").is_file()
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read(timer, encoding="utf-8")
        assert unit["Timer"]["Persistent"] == "yes" and unit["Install"]["WantedBy"] == "timers.target"


def test_the_proxy_names_the_reader_itself_whatever_a_visitor_sent() -> None:
    public, staff = words("nginx.conf").split("# The public")[1].split("# People with a role")
    assert "auth_basic" not in re.sub(r"#.*", "", public) and "$remote_user" not in re.sub(r"#.*", "", public)
    for header in (reader.NAME, reader.PROOF):
        assert re.search(rf'proxy_set_header {header}\s+"";', public, re.IGNORECASE), header
    assert re.search(rf"proxy_set_header {reader.NAME}\s+\$remote_user;", staff, re.IGNORECASE)
    assert "akomodasi-secret.conf" in staff and "auth_basic_user_file" in staff
    for server in (public, staff):  # a location with headers of its own would inherit none of the server's
        inside = re.findall(r"location[^{]*\{([^}]*)\}", server)
        assert len(inside) == 3 and not [x for x in inside if "proxy_set_header" in x or "auth_basic" in x]


def test_the_proxy_takes_files_as_large_as_the_program_does() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert f"client_max_body_size  {config['server']['maxUploadSize']}m;" in words("akomodasi-proxy.conf")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name).write_text(words(unit.name).replace(COMMAND, "/bin/true"), encoding="utf-8")
    made = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *made], capture_output=True, text=True, check=False)
    mine = [line for line in done.stderr.splitlines() if "akomodasi" in line]
    assert mine == [] and done.returncode == 0, done.stderr


@pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx is not here")
def test_nginx_accepts_the_site(tmp_path: Path) -> None:
    main = nginx.site(tmp_path, "x" * 32, f"unix:{tmp_path}/443", f"unix:{tmp_path}/80")
    done = subprocess.run(["nginx", "-t", "-p", tmp_path, "-c", main], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
