"""What a person types from paper, one figure at a time: whole rupiah as printed, or the reason why not. Never guesses."""

from __future__ import annotations

from analytics.intake.values import Unreadable, bare_amount, rupiah


def whole_rupiah(words: str) -> int | None:
    """The rupiah that `Rp 1.234.567.890,00` states; None where nothing stands there (blank, or a dash).

    Raises Unreadable as the reading of files does, and for a shortened amount (`1,57 T`): whoever prints that has rounded.
    """
    if bare_amount(words)[1]:
        raise Unreadable("amount_not_exact")
    return rupiah(words)
