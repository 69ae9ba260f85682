"""The committed configuration of nginx, made to run in a folder: other ports, a certificate of its own, nothing else changed."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from analytics.register import reader

SERVER = Path(__file__).resolve().parent.parent / "docs" / "server"
PUBLIC, STAFF = "musrenbang.example.go.id", "kerja.musrenbang.example.go.id"


def site(folder: Path, secret: str, https: str, http: str, upstream: str = "127.0.0.1:8501") -> Path:
    """Writes the site and a main file around it, which it returns. `https`, `http`: what to listen on in place of 443 and 80."""
    places = {"/etc/nginx/akomodasi": f"{folder}/akomodasi", "/etc/ssl/": f"{folder}/", "/var/log/nginx": str(folder)}
    places |= {"listen 443": f"listen {https}", "listen 80": f"listen {http}", "127.0.0.1:8501": upstream}
    for name in ("nginx.conf", "akomodasi-proxy.conf"):
        said = re.sub(r"\n *listen \[::\][^\n]*", "", (SERVER / name).read_text(encoding="utf-8"))
        for before, after in places.items():
            said = said.replace(before, after)
        (folder / name).write_text(said, encoding="utf-8")
    (folder / "akomodasi-secret.conf").write_text(f'proxy_set_header {reader.PROOF} "{secret}";\n', "utf-8")
    hashed = subprocess.run(("openssl", "passwd", "-apr1", "sandi"), capture_output=True, text=True, check=True).stdout
    (folder / "akomodasi.htpasswd").write_text(f"wati:{hashed.strip()}\ntamu:{hashed.strip()}\n", encoding="utf-8")
    (folder / "akomodasi.htpasswd").chmod(0o644)
    keys = ["-keyout", folder / "akomodasi.key", "-out", folder / "akomodasi.pem", "-subj", "/CN=example"]
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *keys]
    subprocess.run(new, check=True, capture_output=True)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    who = "user root;" if os.geteuid() == 0 else ""  # its workers read the folder of this test
    first = f"{who} pid {folder}/pid; error_log stderr; daemon off; events {{}}"
    main = f"{first} http {{ access_log off; {temporary} include nginx.conf; }}"
    (folder / "main.conf").write_text(main, encoding="utf-8")
    return folder / "main.conf"
