"""Lists and tables of steps: what belongs to them, what is passed down, and two tellings of one procedure."""

from __future__ import annotations

from itertools import chain

import pytest
from conftest import source_of

from kzreg_parse.extract.duration.durations import durations_in
from kzreg_parse.extract.procedure.participants import participants_of
from kzreg_parse.extract.procedure.procedures import procedures_of
from kzreg_parse.extract.procedure.tables import next_steps
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Participants, Procedure, Step
from kzreg_parse.read import read
from kzreg_parse.restore import restore
from kzreg_parse.segment import segment

SOURCE = source_of("text/000.txt")
CONTENT = (
    "Мемлекеттік қызмет көрсету процесінің құрамына кіретін әрбір рәсімнің (іс-қимылдың) мазмұны, орындалу ұзақтығы:"
)
ORDER = "Әрбір рәсімнің (іс-қимылдың) ұзақтығын көрсете отырып, рәсімдердің (іс-қимылдардың) ретінің сипаттамасы:"
RESULT = "Келесі рәсімді (іс-қимылды) орындауды бастау үшін негіз болатын рәсімнің (іс-қимылдың) нәтижелері:"


class Regulation:
    """A regulation annexed to a small act, read from its text as a dump would hold it."""

    def __init__(self, *lines: str) -> None:
        head = (
            "Паспорт беру регламентін бекіту туралы",
            "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.",
            "Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:",
            "1. Паспорт беру регламенті осы қаулының қосымшасына сәйкес бекітілсін.",
            "2. Осы қаулы алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
        )
        appendix = (
            "\n \n\nШымкент қаласы әкімдігінің\n2019 жылғы 28 қазандағы\n\n№ 816 қаулысына\nқосымша\n\n"
            "Паспорт беру регламенті\n"
        )
        act, regulation = ("".join(f"      {line}\n" for line in part) for part in (head, lines))
        text = f"{act}{appendix}{regulation}"
        self.source = read(text.encode(), "act.txt")
        self.segmented = segment(restore(self.source), self.source)
        self.log = DiagnosticLog(self.source)
        self.participants: tuple[Participants, ...] = participants_of(self.segmented.draft)
        nodes = {}
        waiting = [node for appendix in self.segmented.draft.appendices for node in appendix.body]
        while waiting:
            node = waiting.pop()
            nodes[node.id] = node
            waiting += node.children
        durations = [
            found.at(name)
            for name, node in nodes.items()
            if node.text is not None
            for found in durations_in(node.text, DiagnosticLog(self.source))
        ]
        self.procedures: tuple[Procedure, ...] = procedures_of(self.segmented.draft, durations, self.log)

    @property
    def steps(self) -> list[Step]:
        return [step for procedure in self.procedures for step in procedure.steps]

    def rows(self) -> list[tuple[str | None, str | None, list[tuple[float, str, bool]]]]:
        return [
            (step.label, step.actor, [(found.value, found.unit, found.inherited) for found in step.durations])
            for step in self.steps
        ]


@pytest.mark.parametrize(
    ("first", "second", "labels"),
    [
        ("1-рәсім – ", "2-рәсім –", ["1-рәсім", "2-рәсім"]),
        ("1 процесс – ", "2 процесс – ", ["1 процесс", "2 процесс"]),
        ("1-іс-қимыл - ", "2-іс-қимыл - ", ["1-іс-қимыл", "2-іс-қимыл"]),
        ("1- үдеріс – ", "2- үдеріс – ", ["1- үдеріс", "2- үдеріс"]),
        ("1-қадам: ", "2-қадам: ", ["1-қадам", "2-қадам"]),
        ("1-әрекеттену – ", "2-әрекеттену – ", ["1-әрекеттену", "2-әрекеттену"]),
        ("1) ", "2) ", ["1)", "2)"]),
        ("1) 1-рәсім – ", "2) 2-рәсім – ", ["1-рәсім", "2-рәсім"]),
        ("1-ші рәсім – ", "2-ші рәсім – ", ["1-ші рәсім", "2-ші рәсім"]),
        ("бірінші кезең – ", "екінші кезең – ", ["бірінші кезең", "екінші кезең"]),
        ("1-рәсім (қабылдау): ", "2-рәсім (қарау): ", ["1-рәсім (қабылдау)", "2-рәсім (қарау)"]),
        ("- ", "- ", [None, None]),
    ],
)
def test_steps_keep_their_label_as_printed(first: str, second: str, labels: list[str | None]) -> None:
    made = Regulation(
        f"1. {CONTENT}",
        f"{first}кеңсе маманы 15 минут ішінде құжаттарды қабылдайды;",
        f"{second}бөлім басшысы 2 (екі) сағат ішінде орындаушыны айқындайды.",
    )
    assert [step.label for step in made.steps] == labels
    assert [step.actor for step in made.steps] == ["кеңсе маманы", "бөлім басшысы"]
    assert made.steps[1].text == "бөлім басшысы 2 (екі) сағат ішінде орындаушыны айқындайды."
    assert [[found.value for found in step.durations] for step in made.steps] == [[15], [2]]


def test_a_condition_is_told_from_an_action() -> None:
    made = Regulation(
        "1. Портал арқылы мемлекеттік қызметті көрсету тәртібінің және рәсімдерінің ретінің сипаттамасы:",
        "1-рәсім – қызмет алушының порталда парольді енгізуі;",
        "1-шарт – логин мен пароль арқылы деректердің түпнұсқалығын тексеру;",
        "2-рәсім – хабарламаны порталмен қалыптастыру.",
        "Портал арқылы көрсету диаграммасы осы регламентке 1-қосымшада көрсетіледі.",
    )
    assert [(step.label, step.kind, step.actor) for step in made.steps] == [
        ("1-рәсім", "action", "қызмет алушы"),
        ("1-шарт", "condition", None),
        ("2-рәсім", "action", "портал"),
    ]
    assert made.procedures[0].kind == "portal"


def test_an_unlabelled_item_before_the_first_label_is_a_step() -> None:
    made = Regulation(
        "1. Портал арқылы рәсімдердің (іс-қимылдардың) ретінің сипаттамасы:",
        "қызмет алушы порталда тіркелуді жүзеге асырады;",
        "1 процесс – қызмет алушының порталда парольді енгізуі;",
        "2 процесс – қызмет алушының қызметті таңдауы.",
    )
    assert [(step.label, step.actor) for step in made.steps] == [
        (None, "қызмет алушы"),
        ("1 процесс", "қызмет алушы"),
        ("2 процесс", "қызмет алушы"),
    ]


def test_a_point_that_states_only_a_term_passes_it_on() -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "1) кеңсе маманы өтінішті тіркейді;",
        "2) алты сағат ішінде:",
        "қызмет беруші басшылығы бұрыштама қояды;",
        "басқарма басшысының орындаушыны анықтауы;",
        "3) орындаушы он екі сағаттың ішінде құжаттардың толықтығын тексереді.",
    )
    assert made.rows() == [
        ("1)", "кеңсе маманы", []),
        (None, "қызмет беруші басшылығы", [(6, "hour", True)]),
        (None, "басқарма басшысы", [(6, "hour", True)]),
        ("3)", "орындаушы", [(12, "hour", False)]),
    ]


def test_a_header_passes_on_its_case_and_its_actor_and_a_term_is_pointed_back_at() -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "1) орындаушы он екі сағаттың ішінде құжаттардың толықтығын тексереді;",
        "ұсынылған құжаттар толық болмаған жағдайда:",
        "орындаушы осы тармақшаның бірінші абзацында көрсетілген мерзімнің ішінде бас тарту жобасын дайындайды;",
        "алты сағаттың ішінде:",
        "басшылық бас тартуға қол қояды.",
        "2) ұсынылған құжаттар толық ұсынылған жағдайда орындаушы келесі алты жұмыс күнінің ішінде:",
        "ұсынылған мәліметтердің анықтығын тексереді.",
    )
    assert made.rows() == [
        ("1)", "орындаушы", [(12, "hour", False)]),
        (None, "орындаушы", [(12, "hour", True)]),
        (None, "басшылық", [(6, "hour", True)]),
        (None, "орындаушы", [(6, "working_day", True)]),
    ]
    assert [step.condition for step in made.steps] == [
        None,
        "ұсынылған құжаттар толық болмаған жағдайда",
        "ұсынылған құжаттар толық болмаған жағдайда",
        "ұсынылған құжаттар толық ұсынылған жағдайда",
    ]


@pytest.mark.parametrize(
    ("first", "second", "term"),
    [
        ("1) ", "2) ", "Орындау мерзімі"),
        ("1) ", "2) ", "Ұзақтығы"),
        ("1-қадам – ", "2-қадам – ", "Мерзімі"),
        ("- ", "- ", "Рәсімнің ұзақтығы"),
    ],
)
def test_a_paragraph_that_only_says_how_long_belongs_to_the_step_above(first: str, second: str, term: str) -> None:
    made = Regulation(
        f"1. {CONTENT}",
        f"{first}кеңсе маманы өтінішті тіркейді.",
        f"{term} – 15 минут;",
        f"{second}бөлім басшысы орындаушыны айқындайды.",
        f"{term} – 2 жұмыс күні.",
    )
    assert [row[1:] for row in made.rows()] == [
        ("кеңсе маманы", [(15, "minute", False)]),
        ("бөлім басшысы", [(2, "working_day", False)]),
    ]


def test_each_case_is_a_procedure_of_its_own_and_totals_are_no_steps() -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "лицензия беру кезінде:",
        "1-рәсім – кеңсе маманы құжаттарды 15 минут ішінде тіркейді;",
        "2-рәсім – басшы лицензияға бір сағат ішінде қол қояды;",
        "лицензияның телнұсқасын беру кезінде:",
        "1-рәсім – кеңсе маманы өтінішті 15 минут ішінде тіркейді;",
        "2-рәсім – басшы телнұсқаға екі сағат ішінде қол қояды.",
        "Осы тармақтағы рәсімдердің орындалу ұзақтығы жүгінген сәттен бастап екі жұмыс күнінен аспайды.",
    )
    assert [(one.variant, len(one.steps)) for one in made.procedures] == [
        ("лицензия беру кезінде", 2),
        ("лицензияның телнұсқасын беру кезінде", 2),
    ]


@pytest.mark.parametrize(
    "intro",
    [
        RESULT,
        "Мемлекеттік қызметті көрсетуге қажетті құжаттар тізбесі:",
        "Тұтынушыларға қызмет көрсету процесіне қойылатын талаптар:",
    ],
)
def test_lists_of_results_papers_and_demands_are_no_steps(intro: str) -> None:
    made = Regulation(f"1. {intro}", "1) құжаттарды қабылдау және тіркеу;", "2) жауапты орындаушыны анықтау.")
    assert made.procedures == ()


def test_results_told_in_another_clause_go_to_their_steps() -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "1-рәсім – кеңсе маманы құжаттарды тіркейді;",
        "2-рәсім – басшы лицензияға қол қояды.",
        "2. Рәсімдердің (іс-қимылдардың) нәтижесі:",
        "осы Регламенттің 1-тармағында көрсетілген 1-рәсімнің нәтижесі журналда тіркеу болып табылады;",
        "осы Регламенттің 1-тармағында көрсетілген 2-рәсімнің нәтижесі лицензия беру болып табылады.",
    )
    assert [step.result for step in made.steps] == ["журналда тіркеу", "лицензия беру"]


def test_two_tellings_are_linked_and_their_contradiction_is_told_with_its_place() -> None:
    made = Regulation(
        "1-тарау. Рәсімдердің мазмұны",
        f"1. {CONTENT}",
        "1) кеңсе маманы 15 минут ішінде құжаттарды қабылдайды және тіркейді;",
        "2) орындаушы 5 жұмыс күні ішінде бас тарту туралы жауапты дайындайды.",
        "2-тарау. Өзара іс-қимыл",
        f"2. {ORDER}",
        "1) кеңсе маманы құжаттарды қабылдауды және тіркеуді жүзеге асырады – 15 минут;",
        "2) орындаушының бас тарту туралы жауапты дайындауы – 1 жұмыс күні.",
    )
    first, second = made.procedures
    assert (first.same_as, second.same_as) == ((second.id,), (first.id,))
    assert [step.same_as for step in second.steps] == [(step.id,) for step in first.steps]
    (told,) = [found for found in made.log.diagnostics if found.code == "KZE24"]
    assert "«5 жұмыс күні ішінде»" in told.message
    assert "«1 жұмыс күні»" in told.message
    assert told.span is not None
    assert made.source.text[slice(*told.span)].startswith("орындаушының бас тарту")


def test_two_different_procedures_are_not_linked() -> None:
    made = Regulation(
        "1-тарау. Беру",
        f"1. {CONTENT}",
        "1) кеңсе маманы 15 минут ішінде құжаттарды қабылдайды;",
        "2) орындаушы 5 жұмыс күні ішінде қорытынды дайындайды.",
        "2-тарау. Қайтару",
        f"2. {ORDER}",
        "1) қоймашы жүкті үш сағат ішінде өлшейді;",
        "2) зертхана сынаманы бір күн ішінде зерттейді.",
    )
    assert [one.same_as for one in made.procedures] == [(), ()]


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("2", [("2", None)]),
        ("4/5", [("4", None), ("5", None)]),
        ("–", [(None, None)]),
        (
            "2-егер алушының деректерінде бұзушылықтар болса; 3 - егер авторизациялау сәтті өтсе",
            [("2", "егер алушының деректерінде бұзушылықтар болса"), ("3", "егер авторизациялау сәтті өтсе")],
        ),
        ("5 – егер ақы төлемесе, 6 – егер төлесе", [("5", "егер ақы төлемесе"), ("6", "егер төлесе")]),
    ],
)
def test_a_cell_names_the_next_steps_and_their_conditions(
    cell: str, steps: list[tuple[str | None, str | None]]
) -> None:
    log = DiagnosticLog(SOURCE)
    assert next_steps(Traced.cut(cell, 0, len(cell)), log) == steps
    assert not log.diagnostics


def test_a_cell_that_names_no_step_is_reported() -> None:
    log = DiagnosticLog(SOURCE)
    assert next_steps(Traced.cut("келесі", 0, 6), log) == []
    assert [found.code for found in log.diagnostics] == ["KZE23"]


def test_participants_are_named_in_the_nominative() -> None:
    made = Regulation(
        "1. Мемлекеттік қызмет көрсету процесіне қатысатын құрылымдық бөлімшелердің (қызметкерлердің) тізбесі:",
        "1) көрсетілетін қызметті берушінің кеңсе қызметкері;",
        "2) басқарма басшысының;",
        "3) орындаушы.",
        "2. Мемлекеттік қызметті көрсетуге қажетті құжаттар тізбесі:",
        "1) өтініш;",
        "2) куәлік.",
    )
    (found,) = made.participants
    assert [name.name for name in found.names] == [
        "көрсетілетін қызметті берушінің кеңсе қызметкері",
        "басқарма басшысы",
        "орындаушы",
    ]
    start, end = found.names[1].span
    assert made.source.text[start:end] == "басқарма басшысы"


@pytest.mark.parametrize(
    "intro",
    [
        "Мемлекеттік қызметті көрсету процесіне мынадай құрылымдық бөлімшелер (қызметкерлер) қатысады:",
        "Мемлекеттік қызмет көрсету үдерісіне келесі құрылымдық бірліктер (бұдан әрі – ҚФБ) қатысады:",
        "Мемлекеттік қызмет көрсету процесінде мыналар қатысады:",
        "Мемлекеттік қызметті көрсету процесіне қатысатын құрылымдық бөлімшелер (қызметкерлер):",
        "Рәсімге қатысатын лауазымды адамдардың тізімі:",
    ],
)
def test_participants_are_announced_in_several_ways(intro: str) -> None:
    made = Regulation(f"1. {intro}", "1) сот кеңсесінің маманы;", "2) сот төрағасы;", "3) судья.")
    assert [[name.name for name in found.names] for found in made.participants] == [
        ["сот кеңсесінің маманы", "сот төрағасы", "судья"]
    ]
    assert made.procedures == ()


def test_spans_cover_label_and_text() -> None:
    made = Regulation(f"1. {CONTENT}", "1-рәсім – кеңсе маманы құжаттарды тіркейді;", "2-рәсім – басшы қол қояды.")
    start, end = made.steps[0].span
    assert made.source.text[start:end] == "1-рәсім – кеңсе маманы құжаттарды тіркейді;"


def pointing_back(*lines: str) -> tuple[list[tuple[float, str, bool]], list[str]]:
    """The terms of the last step of a point, and the codes noted."""
    made = Regulation(f"1. {CONTENT}", "1) кеңсе маманы өтінішті тіркейді;", *lines)
    return made.rows()[-1][2], [found.code for found in made.log.diagnostics]


CHECKS = "2) сарапшы үш жұмыс күні ішінде жобаның толықтығын тексереді;"
POINTS_BACK = "сарапшы белгіленген мерзім ішінде қорытынды дайындайды;"


def test_a_term_pointed_back_at_is_that_of_the_same_actor_not_of_the_nearest_header() -> None:
    assert pointing_back(
        CHECKS,
        "құжаттар толық болмаған жағдайда:",
        "бес сағаттың ішінде:",
        "бөлім басшысы бас тарту жобасын келіседі.",
        "құжаттар толық болған жағдайда:",
        POINTS_BACK,
    ) == ([(3, "working_day", True)], [])


@pytest.mark.parametrize(
    "lines",
    [
        (CHECKS, "бес сағаттың ішінде:", POINTS_BACK),
        (
            CHECKS,
            "сарапшы екі сағат ішінде тізімді жасайды;",
            POINTS_BACK,
        ),
        (
            "2) бөлім басшысы екі сағат ішінде сарапшыны анықтайды;",
            "бас маман бір күн ішінде істі жинайды;",
            POINTS_BACK,
        ),
        (CHECKS, "сарапшы хабарламада көрсетілген мерзім ішінде қорытынды дайындайды;"),
        (CHECKS, "сарапшы осы Қағиданың 7-тармағында белгіленген мерзімде қорытынды дайындайды;"),
        ("2) сарапшы көрсетілген мерзім ішінде қорытынды дайындайды;",),
    ],
    ids=["another header above", "two of his own", "two of others", "in a paper", "in another clause", "none stated"],
)
def test_a_term_pointed_back_at_that_is_not_certain_is_not_given_and_told(lines: tuple[str, ...]) -> None:
    assert pointing_back(*lines) == ([], ["KZE26"])


def test_a_step_that_states_a_term_of_its_own_needs_none_from_elsewhere() -> None:
    assert pointing_back(CHECKS, "сарапшы көрсетілген мерзім ішінде, екі сағатта, хат жібереді;")[1] == []


def test_cases_listed_under_a_point_are_no_steps() -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "1) кеңсе маманы өтінішті тіркейді;",
        "2) мынадай жағдайларда:",
        "дара кәсіпкердің атауы немесе тұратын жері өзгергенде;",
        "басқа ұйымның атауы және мекенжайы ауысқан;",
        "заңды тұлғалардың қосылуы немесе бөлінуі кезінде;",
        "сарапшы үш жұмыс күні ішінде құжаттарды тексереді;",
        "бөлім басшысы куәлікке қол қояды.",
    )
    assert [step.actor for step in made.steps] == ["кеңсе маманы", "сарапшы", "бөлім басшысы"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1) кеңсе маманы өтінішті 15 минут ішінде тіркейді. Нәтижесі – тіркелген өтініш;",
            "2) бөлім басшысы өтінішті 1 сағат ішінде қарайды. Рәсімнің нәтижесі: басшының бұрыштамасы.",
        ),
        (
            "1-қадам – кеңсе маманы өтінішті 15 минут ішінде тіркейді.",
            "Нәтижесі – тіркелген өтініш;",
            "2-қадам – бөлім басшысы өтінішті 1 сағат ішінде қарайды.",
            "Қадамның нәтижесі – басшының бұрыштамасы.",
        ),
    ],
    ids=["sentences", "paragraphs"],
)
def test_a_step_may_say_itself_what_it_ends_in(lines: tuple[str, ...]) -> None:
    made = Regulation(f"1. {CONTENT}", *lines)
    assert [(step.actor, step.result) for step in made.steps] == [
        ("кеңсе маманы", "тіркелген өтініш"),
        ("бөлім басшысы", "басшының бұрыштамасы"),
    ]


def test_a_labelled_header_passes_its_term_and_its_actor_to_the_paragraphs_below() -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "1-іс-қимыл – кадастр бюросының қызметкері құжаттарды жиырма минут ішінде тіркейді;",
        "2-іс-қимыл – бас маман он жұмыс күні ішінде:",
        "жер учаскесінің шекараларын зерделейді;",
        "актіні дайындайды;",
        "3-іс-қимыл – бюро басшысы актіге қол қояды – бір сағат.",
    )
    assert made.rows() == [
        ("1-іс-қимыл", "кадастр бюросының қызметкері", [(20, "minute", False)]),
        (None, "бас маман", [(10, "working_day", True)]),
        (None, "бас маман", [(10, "working_day", True)]),
        ("3-іс-қимыл", "бюро басшысы", [(1, "hour", False)]),
    ]


def test_chapters_of_two_cases_do_not_tell_one_procedure() -> None:
    made = Regulation(
        "1-тарау. Рұқсат беру тәртібі",
        f"1. {CONTENT}",
        "1) кеңсе маманы 15 минут ішінде өтінішті қабылдайды және тіркейді;",
        "2) жауапты орындаушы 10 жұмыс күні ішінде рұқсатты дайындайды;",
        "3) кеңсе маманы 15 минут ішінде рұқсатты береді.",
        "2-тарау. Рұқсатты қайта ресімдеу тәртібі",
        f"2. {CONTENT}",
        "1) кеңсе маманы 15 минут ішінде өтінішті қабылдайды және тіркейді;",
        "2) жауапты орындаушы 3 жұмыс күні ішінде рұқсатты қайта ресімдейді;",
        "3) кеңсе маманы 15 минут ішінде рұқсатты береді.",
    )
    assert [one.same_as for one in made.procedures] == [(), ()]
    assert not made.log.diagnostics


def test_of_two_cases_told_twice_each_is_linked_with_its_own_telling() -> None:
    cases = ("лицензия беру кезінде:", "лицензияның телнұсқасын беру кезінде:")
    told = [
        [case, "1) кеңсе маманы өтінішті 20 минут ішінде тіркейді;", f"2) сарапшы өтінішті {days} күн ішінде қарайды;"]
        for case, days in zip(cases, (5, 1), strict=True)
    ]
    again = [
        [case, "1) кеңсе маманының өтінішті тіркеуі – 20 минут;", f"2) сарапшының өтінішті қарауы – {days} күн."]
        for case, days in zip(cases, (5, 1), strict=True)
    ]
    made = Regulation(
        "2-тарау. Рәсімдердің мазмұны",
        f"4. {CONTENT}",
        *chain.from_iterable(told),
        "3-тарау. Өзара іс-қимыл",
        f"7. {ORDER}",
        *chain.from_iterable(again),
    )
    assert [one.same_as for one in made.procedures] == [
        ("procedure_3",),
        ("procedure_4",),
        ("procedure_1",),
        ("procedure_2",),
    ]
    assert not made.log.diagnostics
