"""Damage as the published acts show it, case by case: a piece of a dump and the text that was printed.

Every case stands alone in a small act and goes through reading and restoration. Cases of single
steps are in the tests beside this one: letter-spacing in `test_letter_spacing.py`, links on one line
in `test_links.py`, line ends, headers and scripts in `test_blocks.py`.
"""

from __future__ import annotations

import pytest
from simulator.small_act import restored

# What the publisher's engine and the text extractor do, in the words of real acts.
PUBLISHED = [
    pytest.param(
        "      1) жүрг і зуге  аккредиттеу  туралы куәл ік .\n",
        "1) жүргізуге аккредиттеу туралы куәлік.",
        id="a line is stretched in part",
    ),
    pytest.param(
        "\nж а у а п т ы  \nо р ы н д а у ш ы  \n",
        "жауапты орындаушы",
        id="a cell is stretched too",
    ),
    pytest.param(
        "      Ескерту. Күшi жойылды - ҚР Үкіметінің 2014 жылғы 13 наурыздағы № 235 \n\n"
        " бекітілген «Тұтынушыларды қосу» мемлекеттік көрсетілетін қызмет қаулысымен\n"
        "стандартына сай.\n",
        "Ескерту. Күші жойылды - ҚР Үкіметінің 2014 жылғы 13 наурыздағы № 235 қаулысымен бекітілген "
        "«Тұтынушыларды қосу» мемлекеттік көрсетілетін қызмет стандартына сай.",
        id="a link stood first on its line, below an empty line",
    ),
    pytest.param(
        "      2. «Мемлекеттік көрсетілетін қызметтер туралы» Заңының  210-бабының\n"
        "-тармағына сәйкес Шығыс Қазақстан облысының әкімдігі ҚАУЛЫ ЕТЕДІ:\n",
        "2. «Мемлекеттік көрсетілетін қызметтер туралы» Заңының 10-бабының 2-тармағына сәйкес Шығыс Қазақстан "
        "облысының әкімдігі ҚАУЛЫ ЕТЕДІ:",
        id="two numbers are glued to one, the second torn from its noun",
    ),
    pytest.param(
        "      4. Рәсімді бастауға стандартының (бұдан әрі – Стандарт) 9-\n\n"
        " көрсетілген тізбе бойынша ұсынылған құжаттардың және тармағында\n"
        "өтініштің болуы негіз болады.\n",
        "4. Рәсімді бастауға стандартының (бұдан әрі – Стандарт) 9-тармағында көрсетілген тізбе бойынша "
        "ұсынылған құжаттардың және өтініштің болуы негіз болады.",
        id="a link is broken behind its hyphen",
    ),
    pytest.param(
        "      2. Қазақстан Республикасы 2013 жылғы 15 сәуірдегі Заңының 16 бабының  және  сәйкес 1 3 тармақтарына\n"
        "Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n",
        "2. Қазақстан Республикасы 2013 жылғы 15 сәуірдегі Заңының 16 бабының 1 және 3 тармақтарына сәйкес "
        "Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:",
        id="two links of one line are moved in order",
    ),
    pytest.param(
        "      2. Паспортын беру мемлекеттік көрсетілетін қызмет  регламенті\n"
        "осы қаулының  сәйкес бекітілсін.қосымшасына\n",
        "2. Паспортын беру мемлекеттік көрсетілетін қызмет регламенті осы қаулының қосымшасына сәйкес бекітілсін.",
        id="a double blank before the last word is no hole",
    ),
    pytest.param(
        "      1) Қазақстан Республикасы Энергетика министрінің 2014 жылғы 7 сәуірдегі бұйрығымен (\n"
        "Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 12866 болып \nтіркелген);\n",
        "1) Қазақстан Республикасы Энергетика министрінің 2014 жылғы 7 сәуірдегі бұйрығымен (Нормативтік құқықтық "
        "актілерді мемлекеттік тіркеу тізілімінде № 12866 болып тіркелген);",
        id="a line ends behind an opening bracket",
    ),
    pytest.param(
        "      1) көрсетілетін қызметті берушінің кеңсесі құжаттарды алады және оларды тіркейді\n"
        ", содан кейін басшыға береді;\n",
        "1) көрсетілетін қызметті берушінің кеңсесі құжаттарды алады және оларды тіркейді, содан кейін басшыға береді;",
        id="a line begins with a comma",
    ),
    pytest.param(
        "      1) «электрондық үкіметтің» веб-порталы (бұдан әрі – көрсетілетін қызмет порталы\n) арқылы жүзеге "
        "асырылады.\n",
        "1) «электрондық үкіметтің» веб-порталы (бұдан әрі – көрсетілетін қызмет порталы) арқылы жүзеге асырылады.",
        id="a line begins with a closing bracket",
    ),
    pytest.param(
        "      1) өтінішті бір жұмыс күні ішінде қарайды және жауапты орындаушыны айқындайды»\n; ол нәтижесін береді.\n",
        "1) өтінішті бір жұмыс күні ішінде қарайды және жауапты орындаушыны айқындайды»; ол нәтижесін береді.",
        id="a line begins with a semicolon",
    ),
    pytest.param(
        "      2. Бұл стандартты «Егемен Қазақстан\n» газетінде жарияласын.\n",
        "2. Бұл стандартты «Егемен Қазақстан» газетінде жарияласын.",
        id="a line begins with a closing quotation mark",
    ),
    pytest.param(
        "      2. Рәсімнің және іс-\nқимылдың нәтижесі тіркеледі.\n",
        "2. Рәсімнің және іс-қимылдың нәтижесі тіркеледі.",
        id="a hyphen at a line end is always a real one",
    ),
    pytest.param(
        "      2. Бақылау жөніндегі комиссия 2013 жылғы 17 тамыздағы шешімді қабылдағанын\nескере отырып таратылсын.\n",
        "2. Бақылау жөніндегі комиссия 2013 жылғы 17 тамыздағы шешімді қабылдағанын ескере отырып таратылсын.",
        id="a line had no room for its blank",
    ),
    pytest.param(
        "      2. Бақылау жөніндегі комиссия (бұдан әрі – \n\n\n\nкомиссия) таратылсын.\n",
        "2. Бақылау жөніндегі комиссия (бұдан әрі – комиссия) таратылсын.",
        id="a page breaks inside a bracket",
    ),
    pytest.param(
        "      2. Құжаттарды қарау мерзімі 15 \n\n\n\n(он бес) минуттан аспайды.\n",
        "2. Құжаттарды қарау мерзімі 15 (он бес) минуттан аспайды.",
        id="a term is broken over a page",
    ),
    pytest.param(
        "      2. Бірінші тармақ \n\n\n\nорындалсын.\n      3. Екінші тармақ \n\n\n\nорындалсын.\n",
        "2. Бірінші тармақ орындалсын. ¶ 3. Екінші тармақ орындалсын.",
        id="only the indent begins a paragraph",
    ),
    pytest.param(
        "15 минут 1 жұмыс күні 12 жұмыс күні\n",
        "15 минут 1 жұмыс күні 12 жұмыс күні",
        id="short cells of a row share a line",
    ),
    pytest.param(
        "1 2 3 4 5\n",
        "1 2 3 4 5",
        id="a row of column numbers is not letter-spaced",
    ),
    pytest.param(
        "      Бизнес-процестердің анықтамалығы\n\n\n\n      Шартты белгілер:\n",
        "Бизнес-процестердің анықтамалығы ¶ Шартты белгілер:",
        id="a lost picture leaves a title and a legend",
    ),
    pytest.param(
        "      ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ПРЕЗИДЕНТIНIҢ жарлығы\n",
        "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ПРЕЗИДЕНТІНІҢ жарлығы",
        id="Latin letters stand for Kazakh ones",
    ),
    pytest.param(
        "      ЭЦК күәлігі занды түрде өндеу үшін құнтізбелік күні ішінде беріледі.\n",
        "ЭЦК күәлігі занды түрде өндеу үшін құнтізбелік күні ішінде беріледі.",
        id="the typist's own mistakes stay",
    ),
    pytest.param(
        '      "6) "Көмірсутектер саласындағы рұқсат" осы бұйрыққа 6-қосымшаға сәйкес;";\n',
        '"6) "Көмірсутектер саласындағы рұқсат" осы бұйрыққа 6-қосымшаға сәйкес;";',
        id="equal quotation marks are nested",
    ),
    pytest.param(
        "      5- үдеріс – өтінішті тіркеу (бұдан әрі – тіркеу) 10-15 сек;\n",
        "5- үдеріс – өтінішті тіркеу (бұдан әрі – тіркеу) 10-15 сек;",
        id="the author's own blanks beside a hyphen stay",
    ),
]
# Optical recognition and Markdown copies: blanks that part words are lost.
RECOGNISED = [
    pytest.param("З а ң д ы т ұ л ғ а .", "Заңды тұлға.", id="two words without a boundary"),
    pytest.param(
        "Қызмет берушінің н ы с а н ы н д а ;", "Қызмет берушінің нысанында;", id="a spaced word beside clean ones"
    ),
    pytest.param("Қ ы з м е т б े р у ш і н і ң .", "Қызмет берушінің.", id="a Devanagari sign stands for a letter"),
    pytest.param("1 ) өтініш;", "1) өтініш;", id="a list mark is torn"),
    pytest.param("4 ) өтініш;\t", "4) өтініш;", id="a list mark is torn and a tab follows"),
    pytest.param("- 1) өтініш;", "1) өтініш;", id="a list mark stands behind the dash of a list"),
]
MARKDOWN_HEAD = (
    "# Мемлекеттік қызмет регламенті\n\n## 1. Жалпы ережелер\n\nШымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 "
    "қаулысы.\n\n1. Жеке тұлға және заңды тұлға қызметті берушінің нысанында лицензия алады.\n\n"
    "т о л т ы р ы л ғ а н ө т і н і ш б е р і л е д і .\n\nл и ц е н з и я б е р і л е д і ж ә н е ж і б е р і л е д і .\n\n"
    "қ ы з м е т б е р у ш і ж ә н е қ ы з м е т а л у ш ы .\n\n"
)


@pytest.mark.parametrize(("piece", "clean"), PUBLISHED)
def test_published_damage_is_mended(piece: str, clean: str) -> None:
    assert restored(piece) == clean


@pytest.mark.parametrize(("piece", "clean"), RECOGNISED)
def test_damage_of_optical_recognition_is_mended(piece: str, clean: str) -> None:
    assert restored(piece + "\n\n", head=MARKDOWN_HEAD, name="act.md") == clean
