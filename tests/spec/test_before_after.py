"""before_after: the share proven funded before and after a dated change of policy."""

from pytest import approx

from analytics.query.answer import Question
from analytics.query.before_after import before_after
from tests.spec.harness import Spec, given


def years(shares: dict[int, tuple[int, int, int]], district: str = "Bontobahari") -> dict[str, str]:
    """Tables of proposals by year: how many are funded, proven absent, and not yet known."""
    proposals, lines, judgements = ["id | year | cost | district"], ["id | year | pays | amount"], []
    for year, counts in shares.items():
        fates = [fate for fate, n in zip("fau", counts, strict=True) for _ in range(n)]
        for i, fate in enumerate(fates):
            proposals.append(f"{year}{i} | {year} | 100 | {district}")
            if fate == "f":
                lines.append(f"L{year}{i} | {year} | {year}{i} | 100")
            elif fate == "a":
                judgements.append(f"ani | {year}{i} | apbd | absent")
        lines.append(f"K{year} | {year} | | 1")
    said = "\n".join(["by | proposal | line | verdict", *judgements]) if judgements else ""
    return {"proposals": "\n".join(proposals), "lines": "\n".join(lines), "judgements": said}


STEADY = {2017 + i: (n, 4 - n, 0) for i, n in enumerate((1, 2, 1, 2, 3, 2, 3, 2))}


def test_both_sides(spec: Spec) -> None:
    """both rates with both denominators; years from the first budget the change touches on are after"""
    spec(
        **years({2012: (1, 3, 0), 2013: (2, 2, 0), 2014: (2, 0, 0)}),
        ask="before_after",
        answer="""
        break       | at   | before_numerator | before_denominator | numerator | denominator | years_before | years_after
        integration | 2013 | 1                | 4                  | 4         | 6           | 1            | 2
        """,
    )


def test_few_years(spec: Spec) -> None:
    """with fewer than four years on a side there are the two rates and no interval"""
    spec(
        **years({2012: (1, 3, 0), 2013: (3, 1, 0)}),
        ask="before_after",
        answer={"difference": 0.5, "change": None, "change_low": None, "slope": None, "warning": "few_years"},
    )


def test_change_of_level(spec: Spec) -> None:
    """level and slope before and after are fitted to the yearly rates, with limits of Student's t"""
    spec(
        **years(STEADY),
        ask="before_after",
        answer="""
        break          | warning   | difference
        planning_rules | few_years | 0.2857142857142857
        new_codes      |           | 0.25
        """,
    )


def test_numbers_of_the_change(spec: Spec) -> None:
    """the change is that of the level at the break, not the difference of the two rates"""
    mart = given(spec.folder, **years(STEADY)).mart()
    [row] = before_after(mart, Question("accommodation_count"), "new_codes")[0]
    wanted = {"change": 0.2, "change_low": -0.451134, "change_high": 0.851134, "slope": -0.1, "df": 4}
    assert {k: row[k] for k in wanted} == {k: approx(v, abs=1e-6) for k, v in wanted.items()}


def test_more_checked_on_one_side(spec: Spec) -> None:
    """where what is not yet known differs by more than the rates, the change may come from how much was checked"""
    spec(
        **years({y: (1, 0, 3) if y < 2021 else (2, 2, 0) for y in range(2017, 2025)}),
        ask="before_after",
        answer="""
        break          | before_value | value | before_n_unknown | n_unknown | warning
        planning_rules | 0.25         | 0.39285714285714285 | 3 | 9 | few_years+unknown_differs
        new_codes      | 0.25         | 0.5   | 12               | 0         | unknown_differs
        """,
    )


def test_another_break_near(spec: Spec) -> None:
    """two changes within two years cannot be told apart"""
    spec(
        **years(dict.fromkeys(range(2009, 2018), (1, 1, 0))),
        ask="before_after",
        answer="""
        break        | at   | warning
        integration  | 2013 | break_near
        village_fund | 2015 | few_years+break_near
        """,
    )


def test_a_district_with_one_side(spec: Spec) -> None:
    """a district with years on one side only is told as such, and its rows still add up to the whole"""
    first, second = years({2012: (1, 1, 0), 2013: (1, 1, 0)}), years({2014: (2, 0, 0)}, "Gantarang")
    spec(
        proposals=first["proposals"] + "\n" + second["proposals"].split("\n", 1)[1],
        lines=first["lines"] + "\n" + second["lines"].split("\n", 1)[1],
        judgements=first["judgements"],
        ask="before_after by district",
        answer="""
        district | before_denominator | denominator | before_value | value | warning
        73.02.01 | 0                  | 2           |              | 1.0   | one_side
        73.02.03 | 2                  | 2           | 0.5          | 0.5   | few_years
        """,
    )


def test_no_year_before(spec: Spec) -> None:
    """without years on both sides of any change nothing is told, and the budget is what lacks"""
    spec(
        **years({2026: (1, 1, 0)}),
        ask="before_after",
        answer="""
        break
        """,
        lacks=["apbd"],
    )
