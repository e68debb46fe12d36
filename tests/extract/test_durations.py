"""Lengths of time: every way they are written, every number that is none, and their places."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from conftest import TEXTS, source_of, stages
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.extract.duration.durations import FoundDuration, durations_in, iso8601
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk_nodes

SOURCE = source_of("text/000.txt")
Case = tuple[str, float, float | None, str, str]


def read(text: str) -> tuple[list[FoundDuration], list[str]]:
    log = DiagnosticLog(SOURCE)
    found = durations_in(Traced.cut(text, 0, len(text)), log)
    return found, [diagnostic.code for diagnostic in log.diagnostics]


def told(found: list[FoundDuration]) -> list[Case]:
    return [(one.text, one.value, one.max, one.unit, one.bound) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "bound"),
    [
        ("беруді жүзеге асыруы – 15 (он бес) минут;", "15 (он бес) минут", 15, "minute", "exact"),
        ("маманы 15 минут ішінде құжаттарды тіркейді", "15 минут ішінде", 15, "minute", "within"),
        ("басшылығы 1 жұмыс күнінің ішінде қарайды", "1 жұмыс күнінің ішінде", 1, "working_day", "within"),
        ("орындаушы 12 жұмыс күннің ішінде", "12 жұмыс күннің ішінде", 12, "working_day", "within"),
        ("орындаушы күнтізбелік 22 күннің ішінде", "күнтізбелік 22 күннің ішінде", 22, "calendar_day", "within"),
        ("бас тартады – 16 (он алты) күнтізбелік күні;", "16 (он алты) күнтізбелік күні", 16, "calendar_day", "exact"),
        ("3) орындаушы он екі сағаттың ішінде Стандарттың", "он екі сағаттың ішінде", 12, "hour", "within"),
        ("алты сағаттың ішіде:", "алты сағаттың ішіде", 6, "hour", "within"),
        ("ұзақтығы – отыз минуттан артық емес;", "отыз минуттан артық емес", 30, "minute", "at_most"),
        ("бастап екі жұмыс күнінен аспайды;", "екі жұмыс күнінен аспайды", 2, "working_day", "at_most"),
        ("маманы 1 жұмыс күнінен кешіктірмей тіркейді", "1 жұмыс күнінен кешіктірмей", 1, "working_day", "at_most"),
        ("10 (он) жұмыс күнінен кеш емес;", "10 (он) жұмыс күнінен кеш емес", 10, "working_day", "at_most"),
        ("үш жұмыс күніне дейінгі мерзімде", "үш жұмыс күніне дейінгі", 3, "working_day", "at_most"),
        ("күтудің ең ұзақ уақыты – 20 (жиырма) минут", "20 (жиырма) минут", 20, "minute", "at_most"),
        ("Орындалу мерзімдері 1,5 мин", "1,5 мин", 1.5, "minute", "exact"),
        ("нәтижесі жарты сағат ішінде беріледі", "жарты сағат ішінде", 0.5, "hour", "within"),
        ("бір жарым ай ішінде", "бір жарым ай ішінде", 1.5, "month", "within"),
        ("1,5 (бір жарым) сағат", "1,5 (бір жарым) сағат", 1.5, "hour", "exact"),
        ("2 тәулік ішінде", "2 тәулік ішінде", 2, "day", "within"),
        ("жиырма төрт сағат", "жиырма төрт сағат", 24, "hour", "exact"),
        ("үш күндік мерзімде хабарлайды", "үш күндік мерзімде", 3, "day", "within"),
        ("он күндік мерзім ішінде", "он күндік мерзім ішінде", 10, "day", "within"),
        ("5 (бес) жыл мерзімге беріледі", "5 (бес) жыл", 5, "year", "exact"),
        ("бір жылдан аспайтын мерзімге", "бір жылдан аспайтын", 1, "year", "at_most"),
        ("тоқсан күн ішінде", "тоқсан күн ішінде", 90, "day", "within"),
        ("1 095 күн", "1 095 күн", 1095, "day", "exact"),
        ("бес (5) жұмыс күні ішінде", "бес (5) жұмыс күні ішінде", 5, "working_day", "within"),
        ("15 (онбес) минут", "15 (онбес) минут", 15, "minute", "exact"),
        ("15 ( он бес ) минут", "15 ( он бес ) минут", 15, "minute", "exact"),
        ("жұмыс 5 күн ішінде тоқтатылады", "5 күн ішінде", 5, "day", "within"),
        ("30 (отыз) күнтізбелік күнге дейін", "30 (отыз) күнтізбелік күнге дейін", 30, "calendar_day", "at_most"),
        ("7 (жеті) жұмыс күнінен кешіктірілмей", "7 (жеті) жұмыс күнінен кешіктірілмей", 7, "working_day", "at_most"),
        ("15минут ішінде", "15минут ішінде", 15, "minute", "within"),
        ("3 жұмыскүні ішінде", "3 жұмыскүні ішінде", 3, "working_day", "within"),
        ("1 сағат 30 минут ішінде", "1 сағат 30 минут ішінде", 90, "minute", "within"),
        ("8 сағат 30 минуттан аспайды", "8 сағат 30 минуттан аспайды", 510, "minute", "at_most"),
        ("2 апта ішінде", "2 апта ішінде", 14, "day", "within"),
        ("30 (отыз)\nкүнтізбелік\nкүн ішінде", "30 (отыз)\nкүнтізбелік\nкүн ішінде", 30, "calendar_day", "within"),
    ],
)
def test_a_length_of_time_is_read(text: str, words: str, value: float, unit: str, bound: str) -> None:
    found, codes = read(text)
    assert told(found) == [(words, value, None, unit, bound)]
    assert codes == []
    assert found[0].span == (text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "value", "highest", "unit"),
    [
        ("10-15 сек", 10, 15, "second"),
        ("10–15 сек", 10, 15, "second"),
        ("30 сек – 1 минут", 30, 60, "second"),
        ("1 (бір) – 3 (үш) жұмыс күні", 1, 3, "working_day"),
        ("екі-үш күн ішінде", 2, 3, "day"),
        ("3-5 (үш-бес) жұмыс күні", 3, 5, "working_day"),
        ("3-тен 5 жұмыс күніне дейін", 3, 5, "working_day"),
        ("бес жұмыс күнінен он жұмыс күніне дейін", 5, 10, "working_day"),
        ("2 сағаттан 4 сағатқа дейін", 2, 4, "hour"),
    ],
)
def test_a_range_has_a_lower_and_an_upper_end(text: str, value: float, highest: float, unit: str) -> None:
    found, codes = read(text)
    assert [(one.value, one.max, one.unit) for one in found] == [(value, highest, unit)]
    assert codes == []


@pytest.mark.parametrize(
    "text",
    [
        "электр қуаты 5 МВт және одан аз",
        "кернеуі 35 кВ және одан төмен",
        "жылу қуаты сағатына 100 гигакалорий",
        "100 Гкал/сағ және одан жоғары",
        "телефон: 8 800 080 7777",
        "2014 жылғы 2 маусымдағы № 192 бұйрығы",
        "2015 – 2017 жылдарға арналған бюджет",
        "2013 жылдың 1 қаңтарынан бастап",
        "Ескерту. 28.05.2015 № 376",
        "сағат 9.00-ден 18.30-ға дейін",
        "9 сағат 00 минуттан бастап",
        "18.30 сағатта жабылады",
        "он сегіз жасқа толған",
        "50 айлық есептік көрсеткіш мөлшерінде",
        "20 000 теңге",
        "15 мегабайттан аспайтын файл",
        "келіп түскен күні тіркейді",
        "он екінші күні",
        "15-күніне дейін",
        "келесі айдың 10 күніне дейін",
        "үш жылда бір рет өткізіледі",
        "алты ай сайын",
        "алты күндік жұмыс аптасы",
        "8 сағаттық жұмыс күні",
        "2 күн электр станциясы",
        "3 мереке күні",
        "100 мин-1",
        "сағат 15 минут",
        "осы жұмыс күні ішінде",
        "бірнеше күн ішінде",
        "бірлескен күн",
        "№ 15 күн",
        "2012 жылы 28 қыркүйекте",
        "тәулігіне 24 сағат, аптасына 7 күн",
        "тоқсаннан кейінгі айдың 15 күнінен кешіктірмей",
        "екі мың он төртінші жылғы",
        "0 күн",
    ],
)
def test_a_number_that_is_no_length_of_time_is_passed_over(text: str) -> None:
    found, codes = read(text)
    assert [one.text for one in found if one.text != "15 минут"] == []
    assert codes == []


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("15 (он алты) минут", 15, "KZE05"),
        ("бес (6) жұмыс күні", 6, "KZE05"),
        ("15 (он он) минут", 15, "KZE30"),
        ("құнтізбелік он күн", 10, "KZE11"),
        ("5 жумыс күні ішінде", 5, "KZE11"),
        ("2 (екі) банктік күн ішінде", 2, "KZE31"),
        ("4 жұмыс сағаты ішінде", 4, "KZE31"),
        ("кемінде екі жыл жұмыс өтілі", 2, "KZE32"),
        ("үш айдан кем емес", 3, "KZE32"),
        ("төрт айдан астам уақыт", 4, "KZE32"),
    ],
)
def test_a_doubt_is_said_at_its_place(text: str, value: float, code: str) -> None:
    log = DiagnosticLog(SOURCE)
    found = durations_in(Traced.cut("x" * 40 + text, 40, 40 + len(text)), log)
    assert [one.value for one in found] == [value]
    assert [diagnostic.code for diagnostic in log.diagnostics] == [code]
    start, end = log.diagnostics[0].span or (0, 0)
    assert 40 <= start < end <= 40 + len(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("бір он күн", "KZE30"), ("9-дан 18 сағатқа дейін", "KZE33"), ("9 сағаттан 18 сағат 30 минутқа дейін", "KZE33")],
)
def test_what_cannot_be_told_is_said_and_not_read(text: str, code: str) -> None:
    found, codes = read(text)
    assert (told(found), codes) == ([], [code])


def test_a_misspelt_kind_of_day_belongs_to_the_words() -> None:
    found, _ = read("кейін құнтізбелік он күн өткен соң")
    assert (found[0].text, found[0].unit) == ("құнтізбелік он күн", "calendar_day")


def test_a_row_of_terms_is_not_added_up() -> None:
    found, _ = read("2 сағат 15 минут 1 жұмыс күні 12 жұмыс күні 10-15 сек 1,5 мин")
    assert [(one.value, one.max, one.unit) for one in found] == [
        (2, None, "hour"),
        (15, None, "minute"),
        (1, None, "working_day"),
        (12, None, "working_day"),
        (10, 15, "second"),
        (1.5, None, "minute"),
    ]


def test_the_longest_allowed_is_that_of_its_own_length() -> None:
    found, _ = read("ең ұзақ күту уақыты – 15 минут, қызмет көрсету уақыты – 20 минут. Тіркеу – 5 минут")
    assert [one.bound for one in found] == ["at_most", "exact", "exact"]


def test_the_length_of_all_procedures_is_marked_as_a_total() -> None:
    text = "рәсімдердің орындалу ұзақтығы портал арқылы жүгінген сәттен бастап екі жұмыс күнінен аспайды"
    assert read(text)[0][0].total
    assert not read("Орындалу ұзақтығы – отыз минут ішінде")[0][0].total


def test_a_term_joined_from_two_lines_keeps_both_places() -> None:
    text = Traced.spaced([Traced(("он жұмыс"), ((0, 10),)), Traced("күнінің ішінде", ((0, 30),))])
    (found,) = durations_in(text, DiagnosticLog(SOURCE))
    assert found.span == (10, 44)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [(15, "minute", "PT15M"), (1, "working_day", "P1D"), (1.5, "minute", "PT1.5M"), (0.5, "hour", "PT0.5H"),
     (3, "month", "P3M"), (5, "year", "P5Y"), (10, "second", "PT10S"), (1095, "day", "P1095D")],
)  # fmt: skip
def test_iso_8601(value: float, unit: str, written: str) -> None:
    assert iso8601(value, unit) == written  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TEXTS)
def test_every_duration_of_an_act_stands_in_its_node_and_in_the_source(name: str) -> None:
    made = stages(name)
    texts = {node.id: node for node, _ in walk_nodes(made.segmented.draft.body)}
    for duration in made.act.durations:
        start, end = duration.span
        printed = Counter(made.source.text[start:end].lower())
        assert Counter("".join(duration.text.lower().split())) <= printed, duration
        if duration.node in texts and texts[duration.node].text:
            assert duration.text in texts[duration.node].text.text  # type: ignore[union-attr]
        assert duration.inherited is False
    assert len({(one.node, one.span) for one in made.act.durations}) == len(made.act.durations)


WORDS = st.sampled_from(
    ["бір", "он", "жүз", "15", "(он бес)", "–", "-", "жұмыс", "күнтізбелік", "күн", "күнінің", "ішінде", "сағат",
     "минуттан", "аспайды", "жарты", "жарым", "ай", "2014", "жылғы", "сек", ".", "дейін", "(", ")"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25))
def test_any_heap_of_such_words_is_read_without_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found, _ = read(text)
    end = 0
    for one in found:
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        assert one.value > 0
        assert one.max is None or one.max > one.value
        end = one.end


@pytest.mark.parametrize(
    "piece",
    [
        "күн ",
        "5 күн ",
        "бір ",
        "1 (бір ",
        "5 жұмыс ",
        "1-",
        "1 сағат 2 минут ",
        "ең ұзақ ",
        "күнтізбелік ",
        ") ",
        "9-дан ",
    ],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece)) + "күн"
        start = time.process_time()
        read(text)
        return time.process_time() - start

    read("1 күн")
    for _ in range(3):
        steepness = seconds(24_000) / 4 / max(seconds(6_000), 0.002)
        if steepness < 2:
            break
    assert steepness < 2
