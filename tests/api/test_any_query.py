"""Whatever stands behind the question mark: an answer or one sentence, never an unforeseen error."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from analytics.api.table import PREFIX, ROUTES
from bench.fuzz_api import address, verdict

NAMES = sorted({p.name for route in ROUTES for p in route.parameters})
SHARED = [HealthCheck.function_scoped_fixture]
anything = st.text(max_size=30) | st.sampled_from(
    ["2026", "99.01", "year=2026", "district", "true", "accommodation_count"]
)


@settings(max_examples=60, suppress_health_check=SHARED)
@given(
    path=st.sampled_from([route.path for route in ROUTES]),
    filled=anything,
    query=st.lists(st.tuples(st.sampled_from(NAMES) | anything, anything), max_size=6),
)
def test_any_text_is_answered_or_refused_in_one_sentence(
    rekaan: TestClient, path: str, filled: str, query: list[tuple[str, str]]
) -> None:
    place = path.replace("{id}", quote(filled, safe="")).replace("{code}", quote(filled, safe=""))
    verdict(rekaan, f"{PREFIX}/{place}?" + "&".join(f"{quote(n)}={quote(v)}" for n, v in query))


@settings(max_examples=30, suppress_health_check=SHARED)
@given(raw=st.binary(max_size=60), accept=st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_any_bytes_of_an_address_or_a_header_are_no_error(rekaan: TestClient, raw: bytes, accept: str) -> None:
    said = quote(raw, safe="&=;+%")
    verdict(rekaan, f"{PREFIX}/ask?measure=funnel&{said}", accept=accept.strip(), **{"if-none-match": accept.strip()})


@settings(max_examples=60, suppress_health_check=SHARED)
@given(number=st.integers(0, 10**9))
def test_questions_that_are_nearly_right_are_answered_or_refused(rekaan: TestClient, number: int) -> None:
    verdict(rekaan, address(number))
