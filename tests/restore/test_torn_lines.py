"""Lines that recognition tore into one word a paragraph: one block, its conjunction in place, or doubted."""

from __future__ import annotations

import pytest

from kzreg_parse.pipeline import parse_bytes
from kzreg_parse.read import read
from kzreg_parse.restore import Restored, restore
from kzreg_parse.trace import rebuild

HEAD = (
    "## Регламентті бекіту туралы\n\nАтырау облысы әкімдігінің 2013 жылғы 8 мамырдағы № 77 қаулысы\n\n"
    "Атырау облысы әкімдігі **ҚАУЛЫ ЕТЕДІ:**\n\n## 1. Регламент бекітілсін.\n\n"
)
KNOWN = (
    "Қазақстан Республикасы Энергетика министрлігі және Атырау облысы әкімдігі, сондай-ақ Шымкент қаласы әкімдігі "
    "бірлесіп, тарифтер мен алымдар туралы шешім шығарады.\n\n"
)


def markdown(words: str, *, known: str = KNOWN) -> bytes:
    torn = "\n\n".join(words.split())
    return (
        f"{HEAD}{known}Төраға\n\nМ. Оспанов\n\n«КЕЛІСІЛДІ»\n\n{torn}\n\nА. Сериков\n\n2012 жылғы 19 қыркүйек\n".encode()
    )


def blocks(data: bytes) -> tuple[Restored, list[str]]:
    made = restore(read(data, "a.md"))
    return made, [block.text.text for block in made.blocks]


def told(words: str) -> tuple[str, bool]:
    """The office as restored, and whether its order is doubted; the ledger makes it from the source."""
    data = markdown(words)
    made, texts = blocks(data)
    place = texts.index("«КЕЛІСІЛДІ»")
    assert texts[place + 2] == "А. Сериков"
    act = parse_bytes(data, "a.md")
    again = rebuild(act, data.decode())
    assert not again.unmatched
    assert all(again.rebuild(printed) == printed.text for printed in again.texts)
    assert act.act.agreed_by[0].position == texts[place + 1]
    return texts[place + 1], any(found.code == "KZN07" for found in made.diagnostics)


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (  # act 003
            "Қазақстан және Республикасы Көлік коммуникация министрінің міндетін атқарушы",
            "Қазақстан Республикасы Көлік және коммуникация министрінің міндетін атқарушы",
        ),
        (
            "Қазақстан Республикасы Денсаулық сақтау әлеуметтік даму және министрінің орынбасары",
            None,  # `даму министрінің` stands nowhere else, so nothing says that the conjunction is out of place
        ),
        (
            "және Қазақстан Республикасы Экономика бюджеттік жоспарлау министрінің бірінші орынбасары",
            "Қазақстан Республикасы Экономика және бюджеттік жоспарлау министрінің бірінші орынбасары",
        ),
        (
            "Атырау және облысы Энергетика коммуналдық шаруашылық басқармасының басшысы",
            "Атырау облысы Энергетика және коммуналдық шаруашылық басқармасының басшысы",
        ),
        (
            "Қазақстан Республикасы Білім ғылым министрінің міндетін атқарушы және",
            "Қазақстан Республикасы Білім және ғылым министрінің міндетін атқарушы",
        ),
        (  # the document itself has `тарифтер мен алымдар`
            "Шымкент мен қаласы тарифтер алымдар басқармасының басшысы",
            "Шымкент қаласы тарифтер мен алымдар басқармасының басшысы",
        ),
    ],
)
def test_a_conjunction_goes_where_the_name_lacks_it(torn: str, whole: str | None) -> None:
    assert told(torn) == ((whole, False) if whole else (torn, True))


@pytest.mark.parametrize(
    "torn",
    [
        "Қазақстан және Республикасы Қаржы кеден министрінің міндетін атқарушы",  # no such name is known
        "Қазақстан Республикасы Қаржы және кеден министрінің міндетін атқарушы",  # it may stand right
        "Қазақстан Қаржы министрінің Республикасы міндетін атқарушы",
        "Қазақстан және Республикасы Білім ғылым министрінің Мәдениет спорт министрінің өкілі",  # two names lack one
    ],
)
def test_words_whose_order_is_not_shown_stay_and_are_doubted(torn: str) -> None:
    assert told(torn) == (torn, True)


def test_a_name_in_its_order_is_not_doubted() -> None:
    name = "Қазақстан Республикасы Білім және ғылым министрінің міндетін атқарушы"
    assert told(name) == (name, False)
    assert told("Қазақстан Республикасы Энергетика министрінің міндетін атқарушы")[1] is False


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (["Қате", "Үрдіс", "Шарт", "Басталуы"], ["Қате", "Үрдіс", "Шарт", "Басталуы"]),
        (["Төраға", "Қатысушы", "Хатшы", "Мүше"], ["Төраға", "Қатысушы", "Хатшы", "Мүше"]),
        (["Ақпарат.", "Жүйе.", "Ол.", "Бар."], ["Ақпарат.", "Жүйе.", "Ол.", "Бар."]),
        (["Төраға", "Қазақстан", "Республикасы", "мүше", "мемлекеттің", "өкілі"], ["Төраға", None]),
    ],
)
def test_short_paragraphs_that_are_whole_stay_apart(words: list[str], whole: list[str | None]) -> None:
    paragraphs = "\n\n".join(words)
    _, texts = blocks(f"{HEAD}{KNOWN}Шартты белгілер:\n\n{paragraphs}\n".encode())
    assert texts[texts.index("Шартты белгілер:") + 1 :] == [text or " ".join(words[1:]) for text in whole]
