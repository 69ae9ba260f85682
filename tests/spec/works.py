"""Eight wishes of one village and lines for six of them, worded so that the linking engine thinks of pairs."""

WORKS = ("Drainase", "Rabat beton", "Talud", "Jembatan", "Posyandu", "Sumur bor", "Pagar SDN 1", "Lampu jalan")
HAMLETS = ("Mawar", "Melati", "Kenanga", "Dahlia", "Teratai", "Flamboyan", "Cempaka", "Anggrek")
PROPOSALS = "id | stage | district | village | title | cost\n" + "\n".join(
    f"P{i} | musrenbang_village | Bontobahari | Ara | {w} Dusun {h} | {100_000_000 + 10_000_000 * i}"
    for i, (w, h) in enumerate(zip(WORKS, HAMLETS, strict=True))
)
LINES = "id | amount | text\n" + "\n".join(
    f"L{i} | {90_000_000 + 10_000_000 * i} | {w} Dusun {h} Desa Ara Kec. Bontobahari"
    for i, (w, h) in enumerate(zip(WORKS[:6], HAMLETS[:6], strict=True))
)
