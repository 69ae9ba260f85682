"""How far the lists carried a proposal, and what need it belongs to: for many proposals in one question."""

from __future__ import annotations

from pathlib import Path

from analytics.query.answer import Question
from analytics.query.chains import Step, chains
from tests.spec.harness import given

PROPOSALS = """
id | year | stage               | parent | district    | village | title      | decision | reason
v1 | 2025 | musrenbang_village  |        | Bontobahari | Ara     | Jalan tani |          |
d1 | 2025 | musrenbang_district | v1     | Bontobahari | Ara     | Jalan tani | rejected | ceiling
v2 | 2026 | musrenbang_village  |        | Bontobahari | Ara     | Jalan tani |          |
p1 | 2026 | pokir               |        | Bontobahari | Ara     | Bibit jati |          |
"""


def test_stages_stand_in_their_order_with_what_was_decided(tmp_path: Path) -> None:
    made = given(tmp_path, PROPOSALS)
    found = chains(made.mart(), Question("accommodation_count", (), (("year", ("2025",)),), "all"))
    assert list(found) == [made.ids["v1"]]
    village, district = found[made.ids["v1"]].steps
    assert (village.stage, village.listed) == ("musrenbang_village", True)
    assert district == Step("musrenbang_district", "rejected", "ceiling", listed=True)


def test_proposals_of_one_need_share_its_id_and_others_do_not(tmp_path: Path) -> None:
    made = given(tmp_path, PROPOSALS)
    found = chains(made.mart(), Question("accommodation_count", (), (), "all"))
    assert found[made.ids["v1"]].need == found[made.ids["v2"]].need != found[made.ids["p1"]].need
    assert [found[made.ids[i]].origin for i in ("v1", "p1")] == ["musrenbang", "pokir"]
    assert [s.stage for s in found[made.ids["p1"]].steps] == ["pokir"]
