"""Which act a mention means: resolved, or openly not."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_made import MINISTER, act, put, ref

from kzreg_parse.store.index import index_folder
from kzreg_parse.store.keys import issuer_key, number_key
from kzreg_parse.store.resolve import SURE, body_similarity
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
    "issuer", ["Солтүстік Қазақстан облысы әкімдігі", "Батыс Қазақстан облысы әкімдігі", "Түркістан облысы әкімдігі"]
)
def test_another_region_with_the_same_number_and_day_is_only_a_candidate(tmp_path: Path, issuer: str) -> None:
    own = "Оңтүстік Қазақстан облысы әкімдігі"
    got, candidate, score, _ = resolution(
        tmp_path, ref("қаулы", "33", "2017-02-01", issuer), act("қаулы", "33", "2017-02-01", own)
    )
    assert (got, candidate) == (None, own)
    assert score < SURE


def test_a_renamed_body_is_known_by_number_day_and_title(tmp_path: Path) -> None:
    title = "Шекті бағаларды бекіту туралы"
    got, *_ = resolution(
        tmp_path,
        ref("қаулы", "33", "2017-02-01", "Түркістан облысы әкімдігі", title=f"«{title}»"),
        act("қаулы", "33", "2017-02-01", "Оңтүстік Қазақстан облысы әкімдігі", title=title),
    )
    assert got == "Оңтүстік Қазақстан облысы әкімдігі"


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
