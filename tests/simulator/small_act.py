"""A piece of a dump alone in a small act, and what becomes of it."""

from __future__ import annotations

from typing import Final

from kzreg_parse.read import read
from kzreg_parse.restore import restore

HEAD: Final = (
    "\nЖер салығын түзету туралы\n\n"
    "Маңғыстау облысы әкімдігінің 2012 жылғы 3 мамырдағы № 77 қаулысы. Маңғыстау \n"
    "облысының Әділет департаментінде 2012 жылы 9 маусымда № 2211 тіркелді.\n"
    "      1. Облыс аумағында тұрмыстық қалдықтарды жинау, тасымалдау және өңдеу \n"
    "жұмыстарын ұйымдастыру мақсатында жұмыс тобының құрамы айқындалсын, мүшелері \n"
    "тоқсан сайын отырыс өткізсін.\n"
)
TAIL: Final = (
    "      9. Бақылау облыс әкімінің орынбасарына жүктелсін, ол жыл сайын есеп \n"
    "берсін және оны сайтта жарияласын.\n"
    "      Облыс әкімі А. Айдарбаев\n"
)


def restored(piece: str, *, before: str = "", head: str = HEAD, name: str = "act.txt") -> str:
    """The blocks that the piece becomes, ` ¶ ` between them; `before` stands between it and the act's head."""
    above = head + before
    made = restore(read((above + piece + TAIL).encode(), name))
    start, end = len(above), len(above) + len(piece)
    return " ¶ ".join(block.text.text for block in made.blocks if block.text and start <= block.text.span[0] < end)
