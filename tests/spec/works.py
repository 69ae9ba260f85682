"""Wishes of villages and lines that answer some of them, worded so that the linking engine thinks of pairs."""

WORKS = ("Drainase", "Rabat beton", "Talud", "Jembatan", "Posyandu", "Sumur bor", "Pagar SDN 1", "Lampu jalan")
HAMLETS = ("Mawar", "Melati", "Kenanga", "Dahlia", "Teratai", "Flamboyan", "Cempaka", "Anggrek")
VILLAGES = ("Ara", "Darubiah", "Bira", "Lembanna")
HEADINGS = ("id | stage | district | village | title | cost", "id | amount | text")


def tables(villages: int = 1, answered: int = 6, twice: int = 0) -> tuple[str, str]:
    """Proposals P0, P1, ...: eight in each of some villages of Bontobahari; lines L0, L1, ... for the first ones of each, and for
    some of the first village a second line."""
    proposals, lines = [HEADINGS[0]], [HEADINGS[1]]
    for v, village in enumerate(VILLAGES[:villages]):
        for i, (work, hamlet) in enumerate(zip(WORKS, HAMLETS, strict=True)):
            name, cost = 8 * v + i, 100_000_000 + 10_000_000 * i
            title = f"{work} Dusun {hamlet}"
            proposals.append(f"P{name} | musrenbang_village | Bontobahari | {village} | {title} | {cost}")
            if i < answered:
                lines.append(f"L{name} | {cost - 10_000_000} | {title} Desa {village} Kec. Bontobahari")
    second = (f"X{i} | 95_000_000 | Lanjutan {lines[1 + i].split(' | ')[2]}" for i in range(twice))
    lines.extend(second)
    return "\n".join(proposals), "\n".join(lines)


PROPOSALS, LINES = tables()
