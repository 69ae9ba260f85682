"""One workspace with the real files for all page tests, and a way to open a page as Streamlit's own test runner does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics.cli import main
from analytics.pages import shell
from analytics.query.database import open_mart, template
from analytics.register.workspace import open_workspace
from tests.intake.maps import around_centres, feature, written

ROOT = Path(__file__).resolve().parents[2]
OURS = ("<style", "<script>document.documentElement.lang")  # the two blocks that are no words of a page
TAGS = re.compile(r"<(style|[^>]+)>[^<]*(?=</style>)|<[^>]+>")


class Screen:
    """A page after it ran: its words without the HTML around them."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        blocks = [h.proto.body for h in app.get("html") if not h.proto.body.startswith(OURS)]
        self.html = "\n".join(blocks)
        self.words = " ".join(TAGS.sub(" ", self.html).split())

    @property
    def heading(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.html)
        return found[1].replace("\u00a0", " ") if found else ""

    @property
    def broken(self) -> list[str]:
        return [e.value for e in self.app.error] + [e.value for e in self.app.exception]


@pytest.fixture(scope="session")
def real_workspace(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sukabumi's proposals, Lombok Barat's procurement plan and Bulukumba's published facts."""
    folder = tmp_path_factory.mktemp("pages") / "workspace"
    for file, more in (
        (real / "proposals" / "sukabumi_rkpd2019_semua_tahapan.csv", []),
        (real / "apbd" / "lombokbarat_rup_2026_asli.xlsx", ["--year", "2026"]),
        (ROOT / "data" / "reference" / "context" / "73.02.csv", []),
    ):
        assert main(["import", str(file), *more, "--workspace", str(folder), "--no-build"]) == 0
    assert main(["build", "--workspace", str(folder)]) == 0
    return folder


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Screen]:
    """Runs one page of a workspace with an address, e.g. open_page(folder, "perjalanan", regency="32.02")."""

    def go(folder: Path, path: str = "", **address: str) -> Screen:
        monkeypatch.setenv("AKOMODASI_WORKSPACE", str(folder))
        shell._workspace.clear()
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app._page_hash = calc_hash(path)
        return Screen(app.run())

    return go


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kabupaten Rekaan in its small size, beside Bulukumba's published facts."""
    return small_demo(tmp_path_factory.mktemp("rekaan") / "workspace")


def small_demo(folder: Path) -> Path:
    """The same, made in a folder that is not there yet."""
    assert main(["demo", "--size", "small", "--workspace", str(folder)]) == 0
    facts = ROOT / "data" / "reference" / "context" / "73.02.csv"
    assert main(["import", str(facts), "--workspace", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def mapped_workspace(demo_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kabupaten Rekaan with boundaries of its villages, each around its own centre."""
    folder = tmp_path_factory.mktemp("mapped") / "workspace"
    shutil.copytree(demo_workspace, folder)
    rings = around_centres(open_mart(open_workspace(folder)).rows(template("centres"), {"regency": "99.01"}))
    path = written(folder.parent / "batas.geojson", [feature(ring, KODE=code) for code, ring in rings.items()])
    assert main(["import", str(path), "--workspace", str(folder)]) == 0
    return folder
