"""What the program did, told to the log as one fixed word and a few facts. Never a cell, a question or a name of a person:
`FACTS` are the only facts a line can hold."""

from __future__ import annotations

import logging
from typing import Any

LOG = logging.getLogger("akomodasi")
FACTS = (
    *("method", "path", "status", "ms", "mart", "request", "refused"),  # of a request
    *("page", "kind", "position", "regency"),  # of a page that was drawn, of an entry of the ledger
    *("step", "port", "version"),  # of the server's own life
)


def tell(event: str, **facts: Any) -> None:
    """Something that was meant to happen."""
    LOG.info(event, extra={"facts": facts})


def warn(event: str, **facts: Any) -> None:
    """Something somebody should know of, though the program went on."""
    LOG.warning(event, extra={"facts": facts})


def trouble(event: str, **facts: Any) -> None:
    """The error that is being handled just now, with its trace."""
    LOG.exception(event, extra={"facts": facts})
