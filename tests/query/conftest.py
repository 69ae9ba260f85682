"""One workspace that every query test reads: a bit of everything, all of it in one regency."""

from pathlib import Path

import pytest

from analytics.query.database import Mart
from tests.spec.harness import Given, given

PROPOSALS = """
id | stage               | parent | district    | village   | title                    | cost | agency         | rank | decision
v1 | musrenbang_village  |        | Bontobahari | Ara       | Rabat beton jalan tani   | 100  | Dinas PU       |      |
d1 | musrenbang_district | v1     | Bontobahari | Ara       | Rabat beton jalan tani   | 100  | Dinas PU       | 1    |
d2 | musrenbang_district |        | Bontobahari | Darubiah  | Drainase 100% "O'Neill"  | 200  | Dinas PU       | 2    | rejected
d3 | musrenbang_district |        | Gantarang   | Mars      | Perpipaan air_bersih     | 300  | Dinas Perkim   |      |
p4 | pokir               |        |             |           | Bantuan bibit; drop table | 50   | Dinas Pertanian |      |
"""
LINES = """
id | pays | amount | agency   | text
L1 | d1   | 100    | Dinas PU | Rabat beton jalan tani Desa Ara Kec. Bontobahari
L2 |      | 500    | Dinas PU | Belanja alat tulis
L3 | zz   | 10     | Dinas PU | Belanja cetak
d3 |      | 1      | Dinas PU | Belanja materai
"""
JUDGEMENTS = """
by   | proposal | line | verdict
ani  | d2       | L2   | match
budi | d2       | L2   | no
"""


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("query"), PROPOSALS, LINES, JUDGEMENTS)


@pytest.fixture(scope="package")
def mart(made: Given) -> Mart:
    return made.mart()


@pytest.fixture
def nothing(tmp_path: Path) -> Mart:
    """The mart of a workspace nobody has brought anything to."""
    return given(tmp_path).mart()
