"""What the server does once for everybody: imports, a frozen start, sweeping in place of Streamlit's own after every run."""

from __future__ import annotations

import asyncio
import gc
import sys
import tomllib
from pathlib import Path

import pytest

from analytics import serve


def test_the_server_begins_with_everything_imported_and_frozen_and_sweeps_by_itself(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    config = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["postScriptGC"] is False
    swept = asyncio.Event()
    plain = gc.collect
    monkeypatch.setattr(serve, "SWEEP", 0)

    async def live() -> None:
        async with serve.lifespan(None):
            assert set(serve.LATE) <= set(sys.modules)
            assert gc.get_freeze_count() > 0
            monkeypatch.setattr(gc, "collect", lambda: swept.set() or plain())
            await asyncio.wait_for(swept.wait(), 60)

    asyncio.run(live())
    assert gc.get_freeze_count() == 0
