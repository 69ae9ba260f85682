"""What a function found in a mart, remembered with the open mart and gone with it. A cache of its own, keyed by marts, would keep
their files open for as long as it kept an answer: a server that lives for months would hold every mart it ever served."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from analytics.query.database import Mart

P = ParamSpec("P")
R = TypeVar("R")


def with_mart(most: int) -> Callable[[Callable[Concatenate[Mart, P], R]], Callable[Concatenate[Mart, P], R]]:
    """Remembers what a function answers of a mart, the `most` last asked of each. Answers are shared: not to be changed."""

    def wrapped(find: Callable[Concatenate[Mart, P], R]) -> Callable[Concatenate[Mart, P], R]:
        @wraps(find)
        def asked(mart: Mart, /, *args: P.args, **named: P.kwargs) -> R:
            key = (args, tuple(sorted(named.items())))
            return mart.remembered(find, key, most, lambda: find(mart, *args, **named))

        return asked

    return wrapped
