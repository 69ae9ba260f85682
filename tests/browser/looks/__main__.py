"""`python -m tests.browser.looks`: photographs every picture anew and writes docs/gallery.md.

Look at what changed before you commit it. With names after it (`python -m tests.browser.looks strip bridge`) only those.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import get_chromium
from tests.browser.conftest import FLAGS, WORKSPACE_STEPS, free_port, start_server, wait_until_healthy
from tests.browser.looks import LARGEST, LOOKS, WIDTHS, opened, reference, taken
from tests.browser.looks.gallery import PAGE, written

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    wanted = set(sys.argv[1:]) or {look.name for look in LOOKS}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace, log, port = Path(folder) / "workspace", Path(folder) / "log.txt", free_port()
        command = [sys.executable, "-m", "analytics", *WORKSPACE_STEPS[0], "--workspace", str(workspace)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with log.open("w") as out:
            process = start_server(ROOT, workspace, port, out)
            try:
                wait_until_healthy(f"http://localhost:{port}", process, log)
                path = os.environ.get("CHROMIUM") or get_chromium.get()
                browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
                large = _renew(browser, f"http://localhost:{port}", wanted)
                browser.close()
            finally:
                process.terminate()
                process.wait(30)
    PAGE.write_text(written(), encoding="utf-8")
    return int(large)


def _renew(browser: Browser, server: str, wanted: set[str]) -> bool:
    """Writes the pictures; True where one is larger than a reference may be."""
    large = False
    for path in dict.fromkeys(look.path for look in LOOKS if look.name in wanted):
        for width in WIDTHS:
            page = opened(browser, server, path, width)
            for look in (k for k in LOOKS if k.path == path and k.name in wanted):
                file = reference(look, width)
                taken(page, look).save(file, optimize=True)
                size = file.stat().st_size
                large |= size > LARGEST
                print(f"{file.name}: {size} bytes{', too large' if size > LARGEST else ''}")
            page.context.close()
    return large


if __name__ == "__main__":
    sys.exit(main())
