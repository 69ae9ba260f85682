"""Print the path of a usable Chromium; get one if there is none.

In this order: $CHROMIUM; chromium, chromium-browser or google-chrome on PATH; one that Playwright has downloaded
before; Debian's package, when root; Playwright's download. Installers talk on stderr: stdout is the path alone.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def downloaded() -> str | None:
    """The one Playwright keeps in its own cache."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def run(*command: str) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with contextlib.suppress(OSError):
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=env, check=False).returncode == 0
        )
    return False


def from_debian() -> str | None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get") and run("apt-get", "-qq", "update"):
        run("apt-get", "-qq", "install", "-y", "chromium")
    return on_path()


def from_playwright() -> str | None:
    return downloaded() if run(sys.executable, "-m", "playwright", "install", "chromium") else None


def get() -> str | None:
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return shutil.which(wanted)
    return on_path() or downloaded() or from_debian() or from_playwright()


def main() -> int:
    path = get()
    if path:
        print(path)
        return 0
    if wanted := os.environ.get("CHROMIUM"):
        print(f"CHROMIUM names {wanted}, which is not a program that can be started.", file=sys.stderr)
    else:
        print(
            "The browser tests need a Chromium and none could be installed: install the package `chromium`, "
            "or set CHROMIUM to the path of one.",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(main())
