"""Packages the tests read: of the small invented regency, and of a small list with everything that is awkward in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from analytics.demo.run import demo
from analytics.marts.build import build
from analytics.package.make import make
from analytics.package.take import take
from analytics.query.database import Mart, open_mart
from analytics.register.aliases import settle
from analytics.register.packages import bring
from analytics.register.workspace import Workspace, open_workspace
from tests.spec.harness import CLERK, REGENCY, given

NAMES = ("Suparwoto", "Rekamala", "Citrawati", "Wirasangka", "Panjimega")  # nobody's: they stand in the lists below
NUMBERS = ("081234567890", "0812-3456-7891", "7302031503900001", "7302035503900002")
HEADING = """
id | stage | parent | district | village | title | cost | agency | rank | decision
"""
ROWS = """
v1 | musrenbang_village |  | Bontobahari | Ara | Rabat beton depan rumah Pak Suparwoto | 100000000 | Dinas PU |  |
v2 | musrenbang_village |  | Bontobahari | Lembanna | Talud an. Rekamala, HP 081234567890 | 50000000 | Dinas PU |  |
d1 | musrenbang_district | v1 | Bontobahari | Ara | Rabat beton depan rumah Pak Suparwoto | 100000000 | Dinas PU | 1 |
d2 | musrenbang_district | v2 | Bontobahari | Lembanna | =HYPERLINK("x";"Talud") | 50000000 | Dinas PU | 2 | rejected
d3 | musrenbang_district |  | Gantarang | Antahberantah | @bantuan Ibu Citrawati NIK 7302031503900001 | 70000000 | Dinsos | 1 |
d5 | musrenbang_district |  | Bontobahari | Pak Rekamala | Sumur bor | 20000000 | Dinas PU | 3 |
"""
GONE = """
d4 | musrenbang_district |  | Gantarang | Mario Rennu | Drainase H. Wirasangka | 30000000 | Dinas PU | 2 |
"""
LATER = """
id | year | stage | district | village | title | cost | agency | rank
e1 | 2027 | musrenbang_district | Bontobahari | Ara | Rabat beton depan rumah Pak Suparwoto | 100000000 | Dinas PU | 1
"""
PROPOSALS = [HEADING + ROWS + GONE, HEADING + ROWS, LATER]  # the second file of the list no longer holds d4
LINES = """
id | version | pays | amount | agency | text | account_code | account_name
L1 | apbd |  | 90000000 | Dinas PU | Rabat beton depan rumah Pak Suparwoto Desa Ara | 5.2.04 | Belanja Modal Jalan
L2 | apbd | d2 | 50000000 | Dinas PU | -Talud Desa Lembanna | 5.2.04 | Belanja Modal Jalan
L3 | apbd |  | 10000000 | Dinas Sosial | Hibah kepada Panjimega Desa Ara hubungi 0812-3456-7891 | 5.1.05.05 | Belanja Hibah Uang
L4 | apbd |  | 20000000 | Dinas PU | Belanja jalan NIK 7302035503900002 | 5.2.04 | Belanja Modal Jalan
M1 | rkpd | d1 | 100000000 | Dinas PU | Rabat beton |  |
"""
JUDGEMENTS = """
by | proposal | line | verdict | weight
ani | v1 | L1 | match | 0.5
budi | v1 | L1 | no |
ani | d3 | apbd | absent |
"""
REPLY = """
external_id | year | district    | rank | title | office   | replied_on | reason | text                            | source
d3 | 2026 |  |  |  | Dinas PU | 2025-04-01 | land | Lahan Bapak Rekamala belum siap | surat
"""
CONTEXT = """
region_code | year | indicator       | value  | unit | precision | source
73.02       | 2026 | jumlah_penduduk | 480672 | jiwa | tepat     | BPS
"""
PERDA = """
year | version | agency | number  | signed_on  | amount    | source
2026 | apbd    |        | 12/2025 | 2025-12-01 | 170000000 | Perda
"""


@dataclass(frozen=True)
class Parcel:
    """A workspace, its mart, and the package made of it."""

    workspace: Workspace
    mart: Mart
    folder: Path
    regency: str


def sent(workspace: Workspace, regency: str, folder: Path) -> Parcel:
    mart = open_mart(workspace)
    make(workspace, mart, regency, folder)
    return Parcel(workspace, mart, folder, regency)


def received(folder: Path, where: Path, author: str = "penerima") -> tuple[Workspace, Mart]:
    """An empty workspace into which the package was imported."""
    workspace = open_workspace(where, author)
    bring(workspace, take(folder)[0], author)
    return workspace, open_mart(workspace, build(workspace, author))


@pytest.fixture(scope="session")
def rekaan(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    """Four years of the small demonstration, over a change of codes, and their package."""
    folder = tmp_path_factory.mktemp("paket")
    workspace = open_workspace(folder / "ruang", "pengurus")
    demo(workspace, "pengurus", range(2020, 2024), size="small")
    return sent(workspace, "99.01", folder / "paket")


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    """Names in free text, cells that look like formulas, rows that are gone, people who disagree, a settled place."""
    folder = tmp_path_factory.mktemp("awkward")
    made = given(folder, PROPOSALS, LINES, JUDGEMENTS, perda=PERDA, reply=REPLY, context=CONTEXT)
    settle(made.workspace, CLERK, REGENCY, "Antahberantah", "73.02.01", "73.02.01.2004")
    settle(made.workspace, CLERK, REGENCY, "Pak Rekamala", "73.02.03", "73.02.03.2008")
    made.mart()
    return sent(made.workspace, REGENCY, folder / "paket")
