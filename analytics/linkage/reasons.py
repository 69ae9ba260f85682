"""Why a pair may belong together, in words a clerk would use (Bahasa Indonesia). Never a number the reader cannot check."""

from __future__ import annotations

import numpy as np

from analytics.linkage.features import LEVELS, ratio
from analytics.linkage.lexicon import lexicon
from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints

SAY: dict[str, dict[str, str]] = {
    "place": {
        "village": "desa sama", "villages": "desa sama (baris menyebut beberapa desa)", "villages_many": "desa sama (baris menyebut banyak desa)",
        "bare": "nama desa sama", "bare_several": "nama desa mungkin sama", "agency": "perangkat daerah di wilayah yang sama",
        "district": "kecamatan sama, desa tidak disebut", "nowhere": "lokasi tidak disebut", "other": "desa berbeda", "other_district": "kecamatan berbeda",
        "open": "desa usulan tidak diketahui",
    },
    "hamlet": {"same": "dusun sama", "other": "dusun berbeda", "line_only": "dusun hanya disebut di anggaran", "other_but_name": "nama tempat sebagian sama"},
    "rt": {"same_rt": "RT sama", "same_rw": "RW sama", "other": "RT/RW berbeda"},
    "number": {"same": "nomor sama", "other": "nomor berbeda"},
    "owned": {"same": "nama objek sama", "other": "nama objek berbeda"},
    "action": {"other": "jenis tindakan berbeda"},
    "volume": {"same": "volume sama", "other": "volume berbeda"},
    "lag": {"one": "tahun berikutnya", "two": "dua tahun kemudian", "three": "tiga tahun kemudian", "unknown": "tahun tidak diketahui"},
    "agency": {"same": "perangkat daerah sejenis", "other": "perangkat daerah berbeda"},
    "words": {"some": "kata khas sama", "much": "kata khas sama", "very_much": "kata khas sama"},
    "office": {"yes": "kata belanja kantor"},
}  # fmt: skip
_WORK = {
    "same": "pekerjaan sama", "some": "pekerjaan sebagian sama", "near": "pekerjaan sejenis", "other": "pekerjaan berbeda",
    "line_only_object": "objek sama, pekerjaan tidak disebut di anggaran",
    "proposal_only_object": "objek sama, usulan tidak menyebut pekerjaan",
    "by_context": "sub kegiatan sesuai", "not_by_context": "sub kegiatan lain", "proposal_unknown": "pekerjaan usulan tidak dikenali",
    "line_unknown": "pekerjaan di anggaran tidak dikenali", "unknown": "pekerjaan tidak dikenali",
}  # fmt: skip


def reasons(pairs: Pairs, p: Ints, l: Ints, answers: dict[str, Ints], among: dict[str, np.ndarray]) -> np.ndarray:
    """One text per pair: "desa sama; dusun sama; pekerjaan sama (drainase); biaya 0,9x"."""
    parts: list[list[str]] = [[] for _ in range(len(p))]
    for name in ("place", "hamlet", "rt"):
        _add(parts, name, answers)
    _work(parts, pairs, p, l, answers)
    for name in ("owned", "number", "words", "volume", "action"):
        _add(parts, name, answers)
    for at, (r, fit) in enumerate(zip(ratio(pairs, p, l).tolist(), among["fit"].tolist(), strict=True)):
        if r == r:  # a ratio there is
            parts[at].append(f"biaya {2**r:.1f}x".replace(".", ","))
        if fit == 11:
            parts[at].append("jumlah perkiraan beberapa usulan sesuai")
        elif fit == 12:
            parts[at].append("jumlah beberapa baris sesuai")
    for name in ("agency", "lag", "office"):
        _add(parts, name, answers)
    return np.array(["; ".join(each) for each in parts], dtype=object)


def _add(parts: list[list[str]], name: str, answers: dict[str, Ints]) -> None:
    words = [SAY[name].get(level, "") for level in LEVELS[name]]
    for at, answer in enumerate(answers[name].tolist()):
        if words[answer]:
            parts[at].append(words[answer])


def _work(parts: list[list[str]], pairs: Pairs, p: Ints, l: Ints, answers: dict[str, Ints]) -> None:
    lex = lexicon()
    labels = [k.label for k in (*lex.works, *lex.objects)]
    mine, theirs = pairs.proposals.kinds[p].tolist(), pairs.lines.kinds[l].tolist()
    for at, (work, thing) in enumerate(zip(answers["work"].tolist(), answers["object"].tolist(), strict=True)):
        shared = [labels[k] for k in mine[at] if k >= 0 and k in theirs[at]]
        level = LEVELS["work"][work]
        if level == "unknown" and LEVELS["object"][thing] == "same":
            parts[at].append(f"objek sama ({', '.join(shared)})")
        else:
            named = f" ({', '.join(shared)})" if shared and level in {"same", "some", "near"} else ""
            parts[at].append(_WORK[level] + named)
