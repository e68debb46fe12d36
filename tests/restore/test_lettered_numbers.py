"""Numbers that begin with letters, or stand on the line above their word."""

from __future__ import annotations

import pytest

from kzreg_parse import parse

HEAD = (
    "\nҚызметтік көлікті пайдалану туралы\n\nҚазақстан Республикасы Энергетика министрінің 2018 жылғы 21 қарашадағы № \n"
    "{number} бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2018 \nжылғы 5 желтоқсанда № 17884 болып тіркелді.\n"
)


@pytest.mark.parametrize("number", ["ҚР ДСМ-101", "С-45/2", "А-2/35", "243-НҚ", "457"])
def test_a_number_below_its_sign_stays_where_it_is(number: str) -> None:
    act = parse((HEAD.format(number=number) + "      1. Көлік бөлінсін.\n").encode(), name="act.txt")
    assert act.act.number == number
    assert act.preface[1].text is not None and f"№ {number} бұйрығы" in act.preface[1].text


def test_a_header_whose_number_ends_the_line_above_its_word_is_one() -> None:
    text = (
        HEAD.format(number="457")
        + "      1. Қоса беріліп отырған көлік регламенті бекітілсін.\n      Министр Қ. Дүйсенов\n\n\n"
        "Қызметтік көлікті \nпайдалану \nрегламентіне 1\n-қосымша\n\n\n\nКөліктердің тізбесі\n\n      1. Автобус.\n"
    )
    (appendix,) = parse(text.encode(), name="act.txt").appendices
    assert (appendix.num, appendix.title) == ("1", "Көліктердің тізбесі")
    assert appendix.header == "Қызметтік көлікті пайдалану регламентіне 1-қосымша"
