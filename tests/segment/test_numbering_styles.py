"""Parts, chapters, sections, articles, clauses, points and their numbers, in every style of print."""

from __future__ import annotations

import pytest
from small_acts import act_of, annexed, codes, order, outline

CODE = """Салық және бюджетке төленетін басқа да міндетті төлемдер туралы

Қазақстан Республикасының Кодексі 2017 жылғы 25 желтоқсандағы № 120-VІ ҚРЗ.

ЖАЛПЫ БӨЛІК

1-БӨЛІМ. ЖАЛПЫ ЕРЕЖЕЛЕР

1-тарау. НЕГІЗГІ ЕРЕЖЕЛЕР

1-бап. Осы Кодексте пайдаланылатын негізгі ұғымдар

      1. Осы Кодексте пайдаланылатын негізгі ұғымдар:
      1) бақыланатын тұлға – өзі туралы ақпаратты ұсынуға тиіс тұлға;
      2) дивидендтер – кіріс:
      акционерлерге төленетін;
      қатысушыларға төленетін.
      2. Өзге ұғымдар заңнамадағы мағынада пайдаланылады.

2-тарау. САЛЫҚ ТӨЛЕУШІНІҢ ҚҰҚЫҚТАРЫ

1-параграф. Жалпы құқықтар

2-бап. Салық төлеушінің құқықтары
      Салық төлеушінің:
      1) ақпарат алуға;
      2) шағымдануға құқығы бар.
2-1-бап. Өкілдік
      Салық төлеуші өкіл арқылы қатысуға құқылы.

2-параграф. Міндеттер

3-бап. Салық төлеушінің міндеттері

      1. Салық төлеуші салықты уақтылы төлеуге міндетті.

ЕРЕКШЕ БӨЛІК

2-БӨЛІМ. САЛЫҚТЫҚ ӘКІМШІЛЕНДІРУ

3-тарау. САЛЫҚТЫҚ БАҚЫЛАУ

4-бап. Салықтық бақылау ұғымы

      1. Салықтық бақылау – мемлекеттік бақылау.

      Қазақстан Республикасының
      Президенті Н. Назарбаев
"""


def test_a_code_has_all_seven_levels() -> None:
    act = act_of(CODE)
    assert act.act.kind == "code"
    assert act.preamble is None
    assert outline(act.body) == [
        ["part", ["part 1",
            ["chapter 1", ["article 1", ["clause 1", "point 1", ["point 2", "alinea", "alinea"]], "clause 2"]],
            ["chapter 2",
                ["section 1", ["article 2", "alinea", "point 1", "point 2"], ["article 2-1", "alinea"]],
                ["section 2", ["article 3", "clause 1"]]]]],
        ["part", ["part 2", ["chapter 3", ["article 4", "clause 1"]]]],
    ]  # fmt: skip
    assert [part.label for part in act.body] == ["ЖАЛПЫ БӨЛІК", "ЕРЕКШЕ БӨЛІК"]
    assert codes(act) == []


def test_points_counted_by_letters_stand_below_those_counted_by_numbers() -> None:
    act = order(
        "      1. Мыналар бекітілсін:\n      1) тәртіп:\n      а) өтінішті қабылдау;\n      ә) тіркеу;\n      б) қарау;\n"
        "      2) тізбе:\n      а) құжаттар;\n      б) нысандар.\n      2. Бақылау жүктелсін.\n"
    )
    assert outline(act.body) == [
        ["clause 1", ["point 1", "point а", "point ә", "point б"], ["point 2", "point а", "point б"]],
        "clause 2",
    ]
    assert codes(act) == []


def test_numbers_may_stand_below_letters_too() -> None:
    act = order(
        "      1. Мыналар бекітілсін:\n      а) тәртіп:\n      1) қабылдау;\n      2) тіркеу;\n      б) тізбе.\n      2. Жүктелсін.\n"
    )
    assert outline(act.body) == [["clause 1", ["point а", "point 1", "point 2"], "point б"], "clause 2"]


def test_letters_alone_are_the_points_of_their_clause() -> None:
    act = order("      1. Мыналар бекітілсін:\n      а) тәртіп;\n      б) тізбе;\n      в) нысан.\n")
    assert outline(act.body) == [["clause 1", "point а", "point б", "point в"]]


def test_dotted_numbers_stand_in_what_they_repeat() -> None:
    appendix = annexed(
        "Үлгілік шарт\n\n1. Шарттың мәні\n\n      1.1. Орындаушы қызмет көрсетеді.\n      1.2. Тапсырыс беруші:\n"
        "      1) қабылдайды;\n      2) төлейді.\n\n2. Тараптардың міндеттері\n\n      2.1. Орындаушы міндеттенеді:\n"
        "      2.1.1. сапаны қамтамасыз етуге.\n      2.1.2. мерзімді сақтауға.\n      2.2. Тапсырыс беруші төлейді.\n"
    )
    assert outline(appendix.body) == [
        ["chapter 1", "clause 1.1", ["clause 1.2", "point 1", "point 2"]],
        ["chapter 2", ["clause 2.1", "point 2.1.1", "point 2.1.2"], "clause 2.2"],
    ]
    assert appendix.body[0].children[0].label == "1.1."


def test_dotted_numbers_below_a_clause_are_its_points() -> None:
    act = order(
        "      1. Мыналар белгіленсін:\n      1.1. Бірінші мөлшер.\n      1.2. Екінші мөлшер.\n      2. Жүктелсін.\n"
    )
    assert outline(act.body) == [["clause 1", "point 1.1", "point 1.2"], "clause 2"]


def test_a_decimal_number_or_a_date_at_a_paragraphs_start_is_no_mark() -> None:
    act = order(
        "      1. Белгіленсін:\n      2.5 метрден кем емес ені;\n      05.05.2021 жылғы жағдай бойынша.\n      2. Жүктелсін.\n"
    )
    assert outline(act.body) == [["clause 1", "alinea", "alinea"], "clause 2"]


def test_words_below_a_mark_that_stands_alone_are_its_heading() -> None:
    appendix = annexed(
        "Мекеме туралы ереже\n\n1-тарау.\nЖалпы ережелер\n\n      1. Мекеме мемлекеттік орган болып табылады.\n\n"
        "2-тарау\n\nМЕКЕМЕНІҢ МҮЛКІ\n\n      2. Мүлікті әкімдік бекітеді.\n"
    )
    assert [(chapter.num, chapter.heading) for chapter in appendix.body] == [
        ("1", "Жалпы ережелер"),
        ("2", "МЕКЕМЕНІҢ МҮЛКІ"),
    ]
    assert outline(appendix.body) == [["chapter 1", "clause 1"], ["chapter 2", "clause 2"]]


def test_headings_run_over_several_lines() -> None:
    appendix = annexed(
        "Мекеме туралы ереже\n\n1-тарау. Мемлекеттік қызметтер көрсету процесінде\nқұрылымдық бөлімшелердің "
        "(қызметкерлердің)\nіс-қимылы тәртібінің сипаттамасы\n\n      1. Мекеме қызмет көрсетеді.\n"
    )
    assert appendix.body[0].heading == (
        "Мемлекеттік қызметтер көрсету процесінде құрылымдық бөлімшелердің (қызметкерлердің) іс-қимылы тәртібінің сипаттамасы"
    )


def test_sections_counted_by_numbers_stand_below_roman_chapters() -> None:
    appendix = annexed(
        "Мекеме туралы ереже\n\nI. Жалпы ережелер\n\n1. Негізгі ұғымдар\n\n      1. Мекеме құрылады.\n\n2. Қағидаттар\n\n"
        "      2. Мекеме дербес.\n\nII. Басқару\n\n1. Басшы\n\n      3. Басшы басқарады.\n"
    )
    assert outline(appendix.body) == [
        ["chapter I", ["section 1", "clause 1"], ["section 2", "clause 2"]],
        ["chapter II", ["section 1", "clause 3"]],
    ]


def test_one_chapter_heading_before_clause_one_is_told_by_the_repeated_number() -> None:
    appendix = annexed("Регламент\n\n      1. Жалпы ережелер\n      1. Қызмет көрсетіледі.\n      2. Нысаны қағаз.\n")
    assert outline(appendix.body) == [["chapter 1", "clause 1", "clause 2"]]


def test_a_list_of_words_without_stops_is_no_row_of_empty_chapters() -> None:
    appendix = annexed("Өтініш\n\n1. Ұйымның атауы\n2. БСН\n3. Мекенжайы\n")
    assert outline(appendix.body) == ["clause 1", "clause 2", "clause 3"]


def test_chapters_at_clause_indent_are_found_by_the_sequence() -> None:
    act = order(
        "      1. Регламент бекітілсін.\n",
        "\n\n\nАқмола облысы әкімдігінің\n2021 жылғы 5 мамырдағы\n№ А-5/214 қаулысына\nқосымша\n\nРегламент\n\n"
        "      1. Жалпы ережелер\n      1. Қызметті көрсетеді.\n      2. Нысаны қағаз.\n      2. Тәртіптің сипаттамасы\n"
        "      3. Негіз өтініш.\n      4. Мазмұны:\n      1) қабылдау;\n      2) қарау.\n      3. Портал\n      5. Жүгіну.\n",
    )
    assert outline(act.appendices[0].body) == [
        ["chapter 1", "clause 1", "clause 2"],
        ["chapter 2", "clause 3", ["clause 4", "point 1", "point 2"]],
        ["chapter 3", "clause 5"],
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("      1. Бірі.\n      2. Екінші.\n      4. Төртінші.\n", ["Clause 4 follows clause 2."]),
        ("      1. Бірі.\n      2. Екінші.\n      2. Және тағы.\n", ["Clause 2 follows clause 2."]),
        ("      1. Мыналар:\n      1) бір;\n      2) екі;\n      4) төрт.\n", ["Point 4 follows point 2."]),
        ("      1. Мыналар:\n      1) бір;\n      1) бір.\n", ["Point 1 follows point 1."]),
        ("      1. Мыналар:\n      1) бір;\n      2) екі.\n      2. Олар:\n      1) үш;\n      1-1) төрт;\n      2) бес.\n", []),
        ("      1. Бірі.\n      1-1. Арасы.\n      1-2. Тағы.\n      2. Екінші.\n", []),
    ],
)  # fmt: skip
def test_gaps_and_repeats_are_said(body: str, said: list[str]) -> None:
    act = order(body)
    assert [found.message for found in act.diagnostics if found.code in ("KZS03", "KZS14")] == said


def test_gaps_between_chapters_and_between_articles_are_said() -> None:
    act = act_of(CODE.replace("3-тарау.", "5-тарау.").replace("4-бап.", "6-бап."))
    assert [found.message for found in act.diagnostics if found.code in ("KZS11", "KZS13")] == [
        "Chapter 5 follows chapter 2.",
        "Article 6 follows article 3.",
    ]


def test_clauses_counted_from_one_in_every_chapter_are_no_gap() -> None:
    text = "Қағидалар\n\n1-тарау. Жалпы\n\n      1. Бір.\n      2. Екі.\n\n2-тарау. Тәртіп\n\n      {}. Үш.\n\n3-тарау. Соңы\n\n      {}. Төрт.\n"
    body = "      1. Бекітілсін.\n"
    assert codes(order(body, "\n\n\nҚаулыға\n1-қосымша\n\n" + text.format(1, 1))) == []
    assert codes(order(body, "\n\n\nҚаулыға\n1-қосымша\n\n" + text.format(3, 1))) == ["KZS03"]


def test_where_two_outlines_are_as_good_it_is_said() -> None:
    act = order("      1. Бекітілсін.\n", "\n\n\nҚаулыға\n1-қосымша\n\nӨтініш\n\n1. Ұйымның атауы\n2. БСН\n")
    unsure = [found.message for found in act.diagnostics if found.code == "KZS15"]
    assert unsure[:1] == ["Read as clause 1; it may be chapter 1 as well."]


NOTES = """Байланыс туралы

Қазақстан Республикасының 2004 жылғы 5 шілдедегі N 567 Заңы

1-тарау. ЖАЛПЫ ЕРЕЖЕЛЕР

      Ескерту. 1-тараудың тақырыбы жаңа редакцияда – ҚР 29.12.2014 № 269-V Заңымен.

1-бап. Негізгі ұғымдар

      1. Мынадай ұғымдар пайдаланылады:
      1) абонент – тұлға;
      ЗҚАИ-ның ескертпесі!
      2) тармақшаға өзгеріс енгізу көзделген – ҚР 30.06.2025 № 202-VIII Заңымен.
      2) байланыс – қабылдау.
      Ескерту. 1-бапқа өзгерістер енгізілді – ҚР 30.06.2025 № 202-VIII Заңымен.

2-бап. Заңнама

      1. Заңнама Конституцияға негізделеді.
      2. Халықаралық шарт басым.
      Ескерту. 2-тармақ жаңа редакцияда – ҚР 30.06.2025 № 202-VIII Заңымен.
"""


def test_a_note_belongs_to_the_part_it_speaks_of() -> None:
    act = act_of(NOTES)
    assert outline(act.body) == [
        [
            "chapter 1",
            "note",
            ["article 1", ["clause 1", "point 1", "note", "note", "point 2"], "note"],
            ["article 2", "clause 1", ["clause 2", "note"]],
        ]
    ]


@pytest.mark.parametrize("letters", ["АБВ", "АӘБ", "АВС"])
def test_headings_counted_by_letters_of_either_alphabet(letters: str) -> None:
    first, second, third = letters
    appendix = order(
        "      1. Бекітілсін.\n",
        f"\n\n\nҚаулыға\n1-қосымша\n\nАнықтамалық\n\n{first}. Кеңсе арқылы көрсету\n\n      1. Бір.\n\n"
        f"{second}. Портал арқылы көрсету\n\n      2. Екі.\n\n{third}. Орталық арқылы көрсету\n\n      3. Үш.\n",
    )
    assert outline(appendix.appendices[0].body) == [
        [f"chapter {letter}", f"clause {number}"] for number, letter in enumerate(letters, 1)
    ]
    assert codes(appendix) == []
