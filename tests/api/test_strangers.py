"""A server that cannot tell people apart serves its own machine alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.desk import akomodasi


@pytest.mark.parametrize(
    ("options", "env"),
    [
        (("--address", "0.0.0.0"), {}),  # noqa: S104
        ((), {"AKOMODASI_HOSTS": "musrenbang.example.go.id"}),
        (("--address", "0.0.0.0"), {"AKOMODASI_SIGN_IN": "proxy", "AKOMODASI_PROXY_SECRET": "pendek"}),  # noqa: S104
        ((), {"AKOMODASI_SIGN_IN": "oidc"}),
        ((), {"AKOMODASI_SIGN_IN": "siapa"}),
    ],
)
def test_no_sign_in_no_strangers(
    options: tuple[str, ...], env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    said = akomodasi("serve", "--port", "8999", *options, "--workspace", tmp_path / "w")
    assert said.code == 2 and len(said.err.splitlines()) == 1
    assert "SIGN_IN" in said.err or "PROXY_SECRET" in said.err or "secrets.toml" in said.err
    assert not (tmp_path / "w").exists()
