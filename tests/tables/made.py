"""Made-up tables: heads with spans, numbered rows, names, figures, terms, dashes, empty cells, totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

NAMES: Final = (
    "Сарыөзек ауылдық округі",
    "Көктал ауылы",
    "Бозтал ауданының білім бөлімі",
    "жалпы білім беретін мектептер",
    "Жаңажол елді мекенінің су құбыры",
    "автомобиль жолдарын жөндеу",
    "ауыл шаруашылығы мақсатындағы жерлер",
    "мүгедектерді әлеуметтік қолдау",
    "Ақтоғай",
    "мемлекеттік тұрғын үй қорының тұрғын үйін сақтау",
    "балабақшалар",
    "Қарасу ауданы әкімінің аппараты",
)
HEADS: Final = (
    "Атауы",
    "Барлығы",
    "2023 жыл",
    "2024 жыл",
    "2025 жыл",
    "Өлшем бірлігі",
    "Көлемі, мың теңге",
    "Жауапты орындаушы",
    "Іске асыру мерзімі",
    "Жер учаскесінің жалпы алаңы, гектар",
    "Саны",
    "Ескертпе",
    "Орналасқан жері",
)
GROUPS: Final = ("оның ішінде", "Жылдар бойынша көлемі", "Қаржыландыру көздері")
TERMS: Final = ("15 минут", "3 жұмыс күні", "бір ай", "2 сағат")
UNITS: Final = ("дана", "шаршы метр", "мың теңге", "адам", "гектар")
KINDS: Final = ("name", "money", "decimal", "count", "unit", "term", "percent", "dash")
FIGURES: Final = frozenset({"money", "decimal", "count", "percent"})


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table as printed. `rows`: the text of a span in its first cell, None in those it covers; `spans`: row, column,
    rows, columns."""

    rows: tuple[tuple[str | None, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...]
    kinds: tuple[str, ...]
    head: int

    def shown(self, row: int, column: int) -> str:
        """Return the text that a reader sees at a place: that of the span which covers it."""
        for top, left, rows, columns in self.spans:
            if top <= row < top + rows and left <= column < left + columns:
                return self.rows[top][left] or ""
        return self.rows[row][column] or ""


def tables(
    seed: int, count: int, *, columns: tuple[int, int] = (2, 15), rows: tuple[int, int] = (2, 30)
) -> Iterator[MadeTable]:
    """Yield made-up tables, always the same for a seed."""
    for number in range(count):
        yield made_table(Random(seed * 1_000_003 + number), columns, rows)


def made_table(random: Random, columns: tuple[int, int], rows: tuple[int, int]) -> MadeTable:
    """Return one table."""
    width = random.randint(*columns)
    numbered = width > 2 and random.random() < 0.7
    kinds = ["ordinal", "name"] if numbered else ["name"]
    kinds += [random.choice(KINDS[1:] if width > 6 else KINDS) for _ in range(width - len(kinds))]
    if not FIGURES & set(kinds):
        kinds[-1] = "count"
    head, spans = _head(random, kinds)
    made = [*head]
    if width > 3 and random.random() < 0.25:
        made.append([str(column + 1) for column in range(width)])
    for number in range(random.randint(*rows)):
        made.append([_cell(random, kind, number + 1) for kind in kinds])
    if random.random() < 0.3:
        total = [_cell(random, kind, 0) if kind in FIGURES else None for kind in kinds]
        total[1 if numbered else 0] = "Барлығы"
        made.append(total)
    return MadeTable(tuple(map(tuple, made)), tuple(spans), tuple(kinds), len(head))


def _head(random: Random, kinds: list[str]) -> tuple[list[list[str | None]], list[tuple[int, int, int, int]]]:
    names: list[str | None] = [random.choice(HEADS) for _ in kinds]
    if kinds[0] == "ordinal":
        names[0] = random.choice(("Р/с №", "№", "№ р/с"))
    if len(kinds) < 5 or random.random() < 0.6:
        return [names], []
    start = random.randint(2, len(kinds) - 2)
    length = random.randint(2, min(4, len(kinds) - start))
    upper: list[str | None] = [None if start < i < start + length else name for i, name in enumerate(names)]
    upper[start] = random.choice(GROUPS)
    inside = range(start, start + length)
    lower: list[str | None] = [random.choice(HEADS) if column in inside else None for column in range(len(kinds))]
    spans = [(0, column, 2, 1) for column in range(len(kinds)) if column not in inside]
    return [upper, lower], [(0, start, 1, length), *spans]


def _cell(random: Random, kind: str, number: int) -> str | None:
    if kind == "ordinal":
        return str(number)
    if kind == "name":
        name = random.choice(NAMES)
        return name[:1].upper() + name[1:]
    if random.random() < 0.06:
        return None
    if random.random() < 0.06 or kind == "dash":
        return "-"
    if kind == "money":
        return f"{random.randint(1, 9_999_999):,}".replace(",", " ")
    if kind == "decimal":
        return f"{random.randint(1, 99_999):,}".replace(",", " ") + f",{random.randint(0, 9)}"
    if kind == "count":
        return str(random.randint(1, 999))
    if kind == "percent":
        return f"{random.randint(1, 100)}%"
    return random.choice(UNITS if kind == "unit" else TERMS)
