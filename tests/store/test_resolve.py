"""Which act a mention means: resolved, or openly not."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_made import MINISTER, act, put, ref

from kzreg_parse.store.index import index_folder
from kzreg_parse.store.keys import issuer_key, number_key
from kzreg_parse.store.likeness import body_similarity, title_similarity
from kzreg_parse.store.resolve import RENAMED, SAME_TITLE, SURE
from kzreg_parse.store.schema import open_store

REGION = "Қостанай облысы әкімдігі"


def resolution(tmp_path: Path, mention: object, *acts: object) -> tuple[object, ...]:
    """Act and candidate by their numbers, score and rivals of the one mention."""
    put(tmp_path / "out", act("бұйрық", "999", "2021-01-01", cites=(mention,)), *acts)  # type: ignore[arg-type]
    index_folder(tmp_path / "out", tmp_path / "a.duckdb")
    with open_store(tmp_path / "a.duckdb") as connection:
        return connection.execute(
            "SELECT a.issuer, c.issuer, m.score, m.rivals FROM citations JOIN refs USING (ref) LEFT JOIN resolved m "
            "USING (ref) LEFT JOIN acts a ON a.act = m.act LEFT JOIN acts c ON c.act = m.candidate"
        ).fetchone()


@pytest.mark.parametrize(
    "issuer",
    [
        MINISTER,
        "ҚР Энергетика министрі",
        "Қазақстан Республикасының Энергетика министрінің",
        "Қазақстан Республикасы Энергетика министрлігі",
        "Қазақстан Республикасы Энергетнка министрі",
    ],
)
def test_a_body_is_known_by_its_short_name_its_cases_and_a_misread_letter(tmp_path: Path, issuer: str) -> None:
    got, _, score, rivals = resolution(
        tmp_path, ref("бұйрық", "33", "2019-02-01", issuer), act("бұйрық", "33", "2019-02-01")
    )
    assert (got, rivals) == (MINISTER, 0)
    assert SURE <= score <= 1


@pytest.mark.parametrize(
    "issuer", ["Солтүстік Қазақстан облысы әкімдігі", "Батыс Қазақстан облысы әкімдігі", "Түркістан қаласы әкімдігі"]
)
def test_another_region_with_the_same_number_and_day_is_only_a_candidate(tmp_path: Path, issuer: str) -> None:
    own = "Оңтүстік Қазақстан облысы әкімдігі"
    got, candidate, score, _ = resolution(
        tmp_path, ref("қаулы", "33", "2017-02-01", issuer), act("қаулы", "33", "2017-02-01", own)
    )
    assert (got, candidate) == (None, own)
    assert score < SURE


def test_a_renamed_ministry_is_known_by_number_day_and_title(tmp_path: Path) -> None:
    own, title = "Қазақстан Республикасы Индустрия және жаңа технологиялар министрі", "Шекті бағаларды бекіту туралы"
    got, _, score, _ = resolution(
        tmp_path,
        ref("бұйрық", "331", "2012-09-21", "ҚР Инвестициялар және даму министрлігі", title=f"«{title}»"),
        act("бұйрық", "331", "2012-09-21", own, title=title),
    )
    assert (got, score) == (own, RENAMED)


@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("Түркістан облысы әкімдігі", "Оңтүстік Қазақстан облысының әкімдігі"),
        ("Нұр-Сұлтан қаласының әкімі", "Астана қаласының әкімі"),
        ("Астана қаласы мәслихаты", "Нұр-Сұлтан қаласы мәслихаты"),
    ],
)
def test_a_place_that_was_renamed_is_the_same_place(tmp_path: Path, named: str, own: str) -> None:
    mention, found = ref("шешім", "12/3", "2018-12-25", named), act("шешім", "12/3", "2018-12-25", own)
    got, _, score, _ = resolution(tmp_path, mention, found)
    assert (got, score) == (own, RENAMED)


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("Абай ауданы мәслихаты", "Жаңаарқа ауданы мәслихаты"),
        ("Абай облысы Абай ауданы мәслихаты", "Қарағанды облысы Абай ауданы мәслихаты"),
        ("Қарағанды облысы Абай ауданы мәслихаты", "Абай облысы Абай ауданы мәслихаты"),
        ("Алматы қаласы мәслихаты", "Алматы облысы мәслихаты"),
        ("Павлодар облысы мәслихаты", "Павлодар облысы Павлодар ауданы мәслихаты"),
        ("Қызыл ауылдық округі әкімі", "Қызылжар ауылдық округі әкімі"),
    ],
)
def test_places_are_never_taken_for_each_other_though_their_acts_are_called_alike(
    tmp_path: Path, named: str, own: str
) -> None:
    title = "2019-2021 жылдарға арналған аудандық бюджет туралы"
    mention = ref("шешім", "41/1", "2018-12-25", named, title=f'"{title}"')
    got, candidate, score, _ = resolution(tmp_path, mention, act("шешім", "41/1", "2018-12-25", own, title=title))
    assert (got, candidate) == (None, own)
    assert score < SURE


@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("Энергетика министрінің", MINISTER),
        ("Қазақстан Республикасы Энергетика министрінің м.а.", MINISTER),
        ("ҚР Энергетика министрі", "Қазақстан Республикасы Энергетика министрінің міндетін атқарушысы"),
        ("ҚРҮ", "Қазақстан Республикасының Үкіметі"),
        ("ҚР Үкіметі", "Қазақстан Республикасының Үкіметі"),
    ],
)
def test_the_state_and_who_acts_for_the_minister_may_be_left_out(tmp_path: Path, named: str, own: str) -> None:
    got, _, score, _ = resolution(
        tmp_path, ref("қаулы", "146", "2013-02-18", named), act("қаулы", "146", "2013-02-18", own)
    )
    assert got == own
    assert SURE <= score <= 1


@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("Премьер-Министр", "Қазақстан Республикасының Президенті"),
        (
            "Қазақстан Республикасы Қаржы министрі",
            "Қазақстан Республикасы Қаржы министрлігі Кіріс комитетінің төрағасы",
        ),
        ("Қазақстан Республикасы", "Қазақстан Республикасының Үкіметі"),
        ("Шымкент қаласының әкімі", "Шымкент қаласының әкімдігі"),
    ],
)
def test_offices_under_one_roof_are_not_one(tmp_path: Path, named: str, own: str) -> None:
    got, candidate, *_ = resolution(
        tmp_path, ref("қаулы", "146", "2013-02-18", named), act("қаулы", "146", "2013-02-18", own)
    )
    assert (got, candidate) == (None, own)


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ({"title": "«Жол жүрісі туралы»"}, {"title": "Мемлекеттік көрсетілетін қызмет регламенттерін бекіту"}),
        ({"registration_number": "7972"}, {"registration": "7973"}),
    ],
)
def test_what_contradicts_leaves_it_open(tmp_path: Path, told: dict[str, str], own: dict[str, str]) -> None:
    mention = ref("бұйрық", "331", "2012-09-21", **told)
    got, candidate, score, _ = resolution(tmp_path, mention, act("бұйрық", "331", "2012-09-21", **own))
    assert (got, candidate) == (None, MINISTER)
    assert score < SURE


@pytest.mark.parametrize(("number", "own"), [("88-V", "88-V ҚРЗ"), ("541-ІV", "541-IV ҚРЗ"), ("№ 88-v", "88-V")])
def test_a_law_is_known_by_its_number_whoever_is_named(tmp_path: Path, number: str, own: str) -> None:
    got, _, score, _ = resolution(
        tmp_path, ref("заң", number, "2013-04-15", None), act("заң", own, "2013-04-15", "Қазақстан Республикасы")
    )
    assert got == "Қазақстан Республикасы"
    assert score >= SURE


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("number", "own"), [("12-ө", "12"), ("12/3", "12-3"), ("12/3", "123"), ("1", "1-1"), ("12-ө", "12-Н"), ("03", "3")]
)
def test_numbers_that_look_alike_are_not_the_same(tmp_path: Path, number: str, own: str) -> None:
    mention, found = ref("бұйрық", number, "2019-02-01"), act("бұйрық", own, "2019-02-01")
    assert resolution(tmp_path, mention, found)[0] is None
    assert number_key("№ 12-ө") == number_key("12 – Ө")


def test_laws_of_one_day_with_titles_that_share_most_words_are_kept_apart(tmp_path: Path) -> None:
    title = "Қазақстан Республикасының кейбір заңнамалық актілеріне {} мәселелері бойынша өзгерістер енгізу туралы"
    mention = ref("заң", None, "2014-12-29", "Қазақстан Республикасы", title=title.format("салық салу"))
    other = act("заң", "269-V", "2014-12-29", "Қазақстан Республикасы", title=title.format("банк ісі"))
    got, candidate, score, _ = resolution(tmp_path, mention, other)
    assert (got, candidate) == (None, "Қазақстан Республикасы")
    assert score < SURE


@pytest.mark.parametrize("year", ["2019", "2021"])
def test_a_title_of_another_year_is_another_title(year: str) -> None:
    title = "{} жылға арналған республикалық бюджет туралы"
    assert title_similarity(title.format("2020"), title.format(year)) < SAME_TITLE
    assert title_similarity(f"«{title.format('2020')}»", title.format("2020")) == 1


def test_two_bodies_that_fit_as_well_leave_it_open(tmp_path: Path) -> None:
    acts = [act("қаулы", "5", "2018-03-01", f"{place} ауданы әкімдігі") for place in ("Абай", "Жаңаарқа")]
    got, _, score, rivals = resolution(tmp_path, ref("қаулы", "5", "2018-03-01", None), *acts)
    assert got is None
    assert rivals == 1
    assert score < SURE


def test_a_law_without_a_number_is_known_by_day_and_title(tmp_path: Path) -> None:
    named = ref(
        "заң", None, "2013-04-15", "Қазақстан Республикасы", title="«Мемлекеттік көрсетілетін қызметтер туралы»"
    )
    laws = [
        act("заң", number, "2013-04-15", "Қазақстан Республикасы", title=title)
        for number, title in (("88-V", "Мемлекеттік көрсетілетін қызметтер туралы"), ("89-V", "Жол жүрісі туралы"))
    ]
    got, _, score, _ = resolution(tmp_path, named, *laws)
    assert got == "Қазақстан Республикасы"
    assert score == 1


def test_a_law_of_that_day_alone_is_not_enough(tmp_path: Path) -> None:
    got, candidate, score, _ = resolution(
        tmp_path, ref("заң", None, "2013-04-15", None), act("заң", "88-V", "2013-04-15", "Қазақстан Республикасы")
    )
    assert got is None
    assert candidate
    assert score < SURE


@pytest.mark.parametrize(
    "mention",
    [
        ref("бұйрық", "33", "2019-02-02"),
        ref("бұйрық", "34", "2019-02-01"),
        ref("қаулы", "33", "2019-02-01"),
        ref("бұйрық", "33", None),
        ref(None, None, None, None, title="«Ережелер»"),
    ],
)
def test_another_day_number_or_kind_is_another_act(tmp_path: Path, mention: object) -> None:
    assert resolution(tmp_path, mention, act("бұйрық", "33", "2019-02-01")) == (None, None, None, None)


def test_numbers_are_compared_in_one_spelling(tmp_path: Path) -> None:
    assert number_key("243-НҚ") == number_key("№ 243‑нқ") == number_key("243 - HҚ")
    got, *_ = resolution(tmp_path, ref("бұйрық", "243-нқ", "2012-09-21"), act("бұйрық", "243-НҚ", "2012-09-21"))
    assert got == MINISTER


def test_likeness_of_bodies_is_between_0_and_1_and_the_same_both_ways() -> None:
    names = [
        issuer_key(name) or "" for name in (MINISTER, REGION, "Абай ауданы әкімі", "Қостанай облысы Абай ауданы әкімі")
    ]
    for one in names:
        assert body_similarity(one, one) == 1
        for other in names:
            assert 0 <= body_similarity(one, other) == body_similarity(other, one) <= 1


def test_an_adilet_id_settles_which_act_is_meant(tmp_path: Path) -> None:
    mention = ref("бұйрық", None, "2019-02-01", None, adilet_id="V1900018274")
    got, _, score, _ = resolution(tmp_path, mention, act("бұйрық", "33", "2019-02-01", adilet_id="V1900018274"))
    assert (got, score) == (MINISTER, 1.0)


def test_a_registration_number_without_the_act_s_own(tmp_path: Path) -> None:
    mention = ref("бұйрық", None, "2019-02-01", "ҚР Энергетика министрі", registration_number="18274")
    got, *_ = resolution(tmp_path, mention, act("бұйрық", "33", "2019-02-01", registration="18274"))
    assert got == MINISTER
