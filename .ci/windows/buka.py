"""Opens the browser once the server beside it answers: `buka.py PORT`. Gives up after two minutes."""

import sys
import time
import urllib.request
import webbrowser

PAGE = f"http://localhost:{sys.argv[1]}"
for _ in range(240):
    try:
        with urllib.request.urlopen(f"{PAGE}/api/v1/health", timeout=5):
            webbrowser.open(PAGE)
            break
    except OSError:
        time.sleep(0.5)
