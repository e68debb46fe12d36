"""Words that no repair has brought back are said to stand in the wrong place."""

from __future__ import annotations

import pytest

from kzreg_parse.read import read
from kzreg_parse.restore import restore
from kzreg_parse.restore.links.remaining_damage import brackets_cross, is_misplaced

OUT_OF_ORDER = (
    "Бұл талап Қағидалардың 31-тармағы мақсаттары үшін 6) тармақшасының қолданылмайды.",
    "Осы бұйрықтың 4 және тармақтарына өзгерістер мен толықтырулар енгізу туралы ұсыныс жолданады.",
    "Сақтандыру төлемі Заңның 20-бабы 2) және 3) 1-тармағының тармақшаларында көзделген.",
    "Еңбек кодексінің 52-бабы 1-тармағының бойынша 8) тармақшасы еңбек шарты бұзылады.",
    "Министрдің № 907 бұйрығымен бекітілген бойынша медициналық карта жүргізіледі.",
    "Осы шешім мемлекеттік тіркелген күннен Әділет департаментінде бастап күшіне енеді.",
    "Жер учаскесін беру туралы жарияланған күннен бастап күшіне қаулы енеді.",
    "Кәсіпкерлік кодекстің 141-бабының 143-бабының 3-тармағына және 1-тармағына сәйкес.",
    "Ақтөбе қаласы әкімінің № 1 құрылғаншешіміне сай сайлау учаскелері өзгертілсін.",
)
IN_ORDER = (
    "Осы қаулының қосымшасына сәйкес регламент бекітілсін.",
    "Осы шешім Әділет департаментінде мемлекеттік тіркелген күннен бастап күшіне енеді.",
    "Кодекстің 141-бабының 3-тармағына және 143-бабының 1-тармағына сәйкес бірлескен бұйрық шығарылды.",
    "«Мемлекеттік мекемелердің есептілік нысандарын бекіту туралы» бұйрығына (№ 143) толықтыру енгізілсін.",
    "1-бап. Осы Заңда пайдаланылатын негізгі ұғымдар",
    "Көшелер: Абай, Қ. Сәтбаев, 1-ықшам аудан, 2А, 4/1 және 6 үйлер.",
    "Заңның 2) және 3) тармақшаларының талаптары қолданылмайды.",
    "www.egov.kz порталында, kgd.mf@mail.kz поштасында;қағаз жеткізгіште",
)


@pytest.mark.parametrize("text", OUT_OF_ORDER)
def test_words_out_of_order_are_found(text: str) -> None:
    assert is_misplaced(text)


@pytest.mark.parametrize("text", IN_ORDER[:-1])
def test_words_in_order_are_passed_over(text: str) -> None:
    assert not is_misplaced(text)


def test_a_blank_left_out_by_the_author_behind_a_stop_is_doubtful_too() -> None:
    assert is_misplaced(IN_ORDER[-1])


@pytest.mark.parametrize(
    ("text", "crossed"),
    [
        ("№ 8/99 «бюджет (Құқықтық актілерді туралы» тізілімінде № 2763 тіркелген) шешіміне", True),
        ("«Бюджет туралы» (тізілімде № 2763 болып тіркелген) шешіміне", False),
        ("1) бірінші; 2) екінші (үшінші) «төртінші»", False),
        ("«Қала «Нұр» ЖШС (бұдан әрі – «Серіктестік»)", False),
    ],
)
def test_a_quotation_that_ends_inside_a_bracket_is_found(text: str, *, crossed: bool) -> None:
    assert brackets_cross(text) is crossed


def test_the_diagnostic_names_the_text_and_its_place(text_of) -> None:  # type: ignore[no-untyped-def]
    line = "      5) Бұл талап Қағидалардың 31-тармағы мақсаттары үшін 6) тармақшасының \nқолданылмайды.\n"
    source = read(text_of(line), "act.txt")
    found = [one for one in restore(source).diagnostics if one.code == "KZN07"]
    assert len(found) == 1
    assert found[0].span is not None
    assert source.text[slice(*found[0].span)].startswith("5) Бұл талап")
