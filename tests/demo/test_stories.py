"""The planted stories can be seen in the numbers."""

from collections.abc import Iterable

from analytics.demo.asking import QUITTER
from analytics.demo.model import Wish, World
from analytics.demo.stories import elsewhere, funded, told


def share(wishes: Iterable[Wish]) -> float:
    listed = list(wishes)
    return sum(map(funded, listed)) / len(listed)


def test_integration_makes_the_lists_longer_and_pnpm_pays_some(full: World) -> None:
    assert not any(w.need.small for year in (2011, 2012) for w in full.listed(year))
    assert any(w.need.small for w in full.listed(2013))
    assert len(full.listed(2013)) > 1.1 * len(full.listed(2012))
    assert sum(map(elsewhere, full.listed(2013))) >= 10


def test_village_money_changes_its_name_in_2015(full: World) -> None:
    for year in full.years:
        versions = {v for x in full.lines[year] if x.village for v in x.amounts}
        assert versions == ({"pnpm"} if year < 2015 else {"village_fund"})


def test_codes_change_in_2021(full: World) -> None:
    old = {x.account[0] for x in full.lines[2020] if x.account[0]}
    new = {x.account[0] for x in full.lines[2021] if x.account[0]}
    assert not old & new


def test_2025_is_a_squeeze(full: World) -> None:
    usual = [share(full.listed(year)) for year in range(2021, 2025)]
    assert share(full.listed(2025)) < 0.75 * min(usual)


def test_one_district_asks_for_less_and_less_after_years_of_little(full: World) -> None:
    mine = {y: [w for w in full.listed(y) if w.need.village.district.code == QUITTER] for y in full.years}
    others = [w for y in range(2011, 2016) for w in full.listed(y) if w.need.village.district.code != QUITTER]
    assert share([w for y in range(2011, 2016) for w in mine[y]]) < 0.6 * share(others)
    assert len(mine[2026]) < 0.5 * len(mine[2015])


def inversions(world: World, agency: str) -> tuple[int, int]:
    """Pairs in one district's list where only one was funded: how many, and in how many it was the lower one."""
    wrong = pairs = 0
    for year in world.years:
        lists: dict[str, list[Wish]] = {}
        for w in world.listed(year):
            if w.need.kind.agency == agency:
                lists.setdefault(w.need.village.district.code, []).append(w)
        for mine in lists.values():
            paid = sorted((w.rank, funded(w)) for w in mine)
            split = [(a, b) for i, (_, a) in enumerate(paid) for _, b in paid[i + 1 :] if a != b]
            pairs += len(split)
            wrong += sum(b for _, b in split)
    return wrong, pairs


def test_one_office_keeps_the_order_and_one_does_not(full: World) -> None:
    wrong, pairs = inversions(full, "dinkes")
    assert pairs > 50
    assert wrong == 0
    wrong, pairs = inversions(full, "perkim")
    assert 0.35 < wrong / pairs < 0.6


def test_some_are_paid_late_some_twice_asked_some_in_parts(full: World) -> None:
    kinds = {k for y in full.years for x in full.lines[y] for *_, k in x.parts}
    assert kinds >= {"exact", "bundle", "split", "partial", "late", "elsewhere", "pokir", "both", "planning", "dropped"}


def test_a_fifth_of_the_unpaid_get_a_dated_answer_with_a_reason(full: World) -> None:
    unpaid = [w for y in range(2021, 2027) for w in full.listed(y) if not funded(w)]
    answered = [w for w in unpaid if w.answered]
    assert 0.15 < len(answered) / len(unpaid) < 0.25
    assert all(w.reason for w in answered)


def test_the_stories_are_told_with_their_numbers(full: World) -> None:
    text = told(full)
    assert "DATA REKAAN" in text
    assert f"| 2025 | {len(full.listed(2025))} |" in text
