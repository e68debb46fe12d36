"""Each family of measures on made-up acts: hits, misses, extras, alternatives, what is left out."""

from __future__ import annotations

from typing import Any

import made
import pytest
from made import counts, kinds, node

from kzreg_parse.evaluate.measures import GROUPS, MEASURES, chosen, evaluate_act

STEP_TEXT = "бөлім маманы 15 минут ішінде өтінішті тіркейді;"
STEP_MEASURES = ("step_text", "step_label", "step_kind", "step_actor", "step_durations")


def changed(part: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {**part, **other}


def gold_attachment(**other: Any) -> dict[str, Any]:
    return changed(made.gold_dict()["attachments"][0], **other)


def gold_step(**other: Any) -> dict[str, Any]:
    told = {"attachment": 1, "clause": "2", "variant": None, "seq": 1, "label": "1)", "kind": "action"}
    told |= {"actor": "бөлім маманы", "action": STEP_TEXT, "durations": [gold_duration()]}
    return {**told, **other}


def gold_duration(**other: Any) -> dict[str, Any]:
    return {"text": "15 минут ішінде", "value": 15, "max": None, "unit": "minute", "bound": "within", **other}


def duration(**other: Any) -> dict[str, Any]:
    told = {**gold_duration(), "iso8601": "PT15M", "inherited": False, "node": "app__cl_2__point_1", "span": [3, 9]}
    return {**told, **other}


def step(**other: Any) -> dict[str, Any]:
    told = {"id": "s1", "seq": 1, "label": "1)", "kind": "action", "actor": "бөлім маманы", "text": STEP_TEXT}
    told |= {"durations": [duration()], "result": None, "next": [], "node": "app__cl_2__point_1"}
    return {**told, "span": [1, 5], "page": None, **other}


def procedure(*steps: dict[str, Any], **other: Any) -> dict[str, Any]:
    told = {"id": "p1", "kind": "sequence", "node": "app__cl_2", "appendix": "app", "variant": None}
    return {**told, "steps": list(steps), **other}


def reference(kind: str | None, date: str | None, number: str | None) -> dict[str, Any]:
    told = {"kind": None, "kind_kk": kind, "issuer": None, "date": date, "number": number}
    return {**told, "title": None, "registration_number": None, "frbr_uri": None}


def citation(ref: dict[str, Any] | None, **other: Any) -> dict[str, Any]:
    told = {"id": "c", "text": "Стандарт", "act": ref, "alias": None, "units": [], "internal": False, "target": None}
    return {**told, "node": "app__cl_1", "span": [2, 4], **other}


def gold_citation(kind: str, date: str | None, number: str | None, **other: Any) -> dict[str, Any]:
    return {"attachment": 1, "clause": "1", "type": kind, "date": date, "number": number, "units": [], **other}


def test_an_output_that_agrees_has_no_misses() -> None:
    given = made.scores(made.gold(), made.act())
    assert tuple(given) == MEASURES
    assert not [miss for score in given.values() for miss in score.misses]
    assert counts(given["metadata"]) == (7, 7, 7)
    assert counts(given["repeal"]) == (1, 1, 1)
    assert counts(given["units"]) == counts(given["unit_text"]) == (5, 5, 5)
    assert counts(given["chapters"]) == counts(given["chapter_clauses"]) == (1, 1, 1)
    assert counts(given["appendices"]) == (4, 4, 4)
    assert counts(given["table_shape"]) == (1, 1, 1)
    assert counts(given["table_cells"]) == (4, 4, 4)
    assert all(given[name].value == 1 for name in MEASURES)


def test_only_what_is_asked_for_is_computed() -> None:
    assert tuple(evaluate_act(made.gold(), made.act(), ("citations", "metadata"))) == ("metadata", "citations")
    assert chosen(["steps", "metadata"]) == ("metadata", *STEP_MEASURES)
    assert chosen(list(GROUPS)) == MEASURES
    with pytest.raises(ValueError, match="no measure is called 'step'"):
        chosen(["step"])


def test_metadata_field_by_field() -> None:
    head = made.act_dict()["act"]
    given = made.act(
        act=changed(head, title="«ЖЕР учаскесін  беру» регламентін бекіту туралы.", number=None, date="2016-03-04")
    )
    score = made.scores(made.gold(), given)["metadata"]
    assert counts(score) == (5, 7, 6)
    assert [(miss.kind, miss.wanted and miss.wanted.shown) for miss in score.misses] == [
        ("wrong", "date: 2016-03-03"),
        ("missing", "number: 74"),
    ]


def test_metadata_that_the_gold_does_not_have_is_extra() -> None:
    told = {"authority": "Жамбыл облысының Әділет департаменті", "date": "2016-03-20", "number": "3000"}
    score = made.scores(made.gold(), made.act(act=changed(made.act_dict()["act"], registration=told)))["metadata"]
    assert counts(score) == (7, 7, 10)
    assert kinds(score) == ["extra"] * 3


def test_an_alternative_issuer_is_right_too() -> None:
    head = changed(made.gold_dict()["act"], issuer="Тараз қаласының әкімдігі", issuer_alt=["Тараз қаласы әкімдігі"])
    assert made.scores(made.gold(act=head), made.act())["metadata"].value == 1


@pytest.mark.parametrize(
    ("number", "after", "hits"), [("12", "registration", 6), ("13", "registration", 5), ("12", "signing", 5)]
)
def test_repeal_with_act_and_term(number: str, after: str, hits: int) -> None:
    by = {"type": "қаулы", "issuer": "Тараз қаласы әкімдігі", "date": "2019-05-06", "number": "12"}
    term = {"value": 10, "unit": "calendar_day", "after": "registration"}
    told = made.gold(repeal={"repealed": True, "by": by, "effective": term})
    repeal = {
        "by": changed(reference("қаулы", "2019-05-06", number), issuer="Тараз қаласы әкімдігі"),
        "effective": {**term, "after": after, "date": None, "text": "он күн", "span": [1, 2]},
        "notices": [{"where": "note", "text": "Күші жойылды", "span": [30, 40]}],
    }
    given = made.act(act=changed(made.act_dict()["act"], in_force=False, repeal=repeal))
    score = made.scores(told, given)["repeal"]
    assert counts(score) == (hits, 6, 6)
    assert all(miss.found and miss.found.span for miss in score.misses)


def test_an_act_taken_for_repealed() -> None:
    given = made.act(act=changed(made.act_dict()["act"], in_force=False))
    assert kinds(made.scores(made.gold(), given)["repeal"]) == ["wrong"]


def test_other_acts_by_kind_date_and_number() -> None:
    told = [{"type": "шешім", "issuer": "x", "date": "2001-02-03", "number": "5/\u0406\u0406"}]
    noted = [*told, {"type": "шешім", "date": "2004-02-03", "number": "6", "note": "two readings"}]
    refs = [reference("шешім", "2001-02-03", "5/II"), reference("шешім", "2004-02-03", "6")]
    by = {"target": None, "action": "amend", "text": "t", "span": [4, 6]}
    given = made.act(
        repeals=refs,
        amendments=[
            {
                "id": f"a{i}",
                "target": refs[0],
                "unit": None,
                "action": "delete",
                "new_text": None,
                "node": "cl_1",
                "span": [1, 2],
            }
            for i in range(2)
        ],
        act=changed(made.act_dict()["act"], amended_by=[{**by, "by": refs[1]}]),
    )
    scores = made.scores(made.gold(repeals=noted, amends=told, amended_by=told), given)
    assert counts(scores["repeals"]) == (1, 1, 1)
    assert counts(scores["amendments"]) == (1, 1, 1)
    assert counts(scores["amended_by"]) == (0, 1, 1)


def test_a_unit_of_another_kind_or_number_has_its_text_right_only() -> None:
    part = made.appendix()
    clause = part["body"][0]["children"][1]
    clause["children"] = [node("alinea", "al", None, clause["children"][0]["text"])]
    scores = made.scores(made.gold(), made.act(appendices=[part]))
    assert counts(scores["unit_text"]) == (5, 5, 5)
    assert counts(scores["units"]) == (4, 5, 5)
    assert kinds(scores["units"]) == ["missing", "extra"]


def test_a_text_counts_to_the_letter_and_only_in_its_attachment() -> None:
    body = [node("clause", "cl_1", "1", "Қоса берілген регламент бекітілсін")]
    scores = made.scores(made.gold(), made.act(body=body))
    assert counts(scores["unit_text"]) == (4, 5, 5)
    assert kinds(scores["unit_text"]) == ["wrong"]
    moved = [*made.act_dict()["body"], made.appendix()["body"][0]["children"][0]]
    assert kinds(made.scores(made.gold(), made.act(body=moved))["units"]) == ["extra", "extra"]


def test_notes_and_what_stands_in_no_clause_are_no_extras() -> None:
    part = made.appendix()
    part["body"][0]["children"][0]["children"].append(node("note", "n", None, "Ескерту."))
    part["body"].append(node("alinea", "al_9", None, "Шартты белгілер:"))
    scores = made.scores(made.gold(), made.act(appendices=[part]))
    assert counts(scores["units"]) == (5, 5, 5)


def test_units_with_an_alternative_or_a_note() -> None:
    clauses = made.gold_dict()["attachments"][0]["clauses"]
    clauses[0]["alineas"] = []
    clauses[0]["alineas_ex"] = [{"text": "Бөлім басшысы жауапты.", "text_alt": ["Бөлім басшысы жауап береді."]}]
    clauses[1]["note"] = "the page is torn"
    scores = made.scores(made.gold(attachments=[gold_attachment(clauses=clauses)]), made.act())
    assert counts(scores["units"]) == counts(scores["unit_text"]) == (3, 3, 3)


def test_chapters_and_their_clauses() -> None:
    chapters = [
        {"num": "1", "title": "Жалпы ережелер", "clauses": ["1"]},
        {"num": "2", "title": "Қорытынды", "clauses": []},
        {"num": "А", "title": "Диаграмма", "clauses": [], "note": "may be no chapter"},
    ]
    scores = made.scores(made.gold(attachments=[gold_attachment(chapters=chapters)]), made.act())
    assert counts(scores["chapters"]) == (1, 2, 1)
    assert counts(scores["chapter_clauses"]) == (0, 2, 1)
    assert kinds(scores["chapter_clauses"]) == ["wrong", "missing"]


def test_appendices_are_matched_by_title_when_one_is_missing() -> None:
    other = gold_attachment(index=1, title="Тіркеу нысаны", num="2", chapters=[], clauses=[], tables=[])
    told = made.gold(attachments=[other, gold_attachment(index=2, parent=1)])
    scores = made.scores(told, made.act())
    assert counts(scores["units"]) == (5, 5, 5)
    assert counts(scores["appendices"]) == (3, 8, 4)
    wrong = [miss.wanted.shown for miss in scores["appendices"].misses if miss.kind == "wrong" and miss.wanted]
    assert wrong == ["appendix 2, parent: 1"]


def test_a_title_that_the_gold_leaves_open_is_not_scored() -> None:
    scores = made.scores(made.gold(attachments=[gold_attachment(title=None)]), made.act())
    assert counts(scores["appendices"]) == (3, 3, 3)


def test_an_appendix_too_many_is_extra_with_all_it_holds() -> None:
    second = made.appendix(id="app2", title="Басқа құжат", num="2", body=[node("clause", "x", "1", "Басқа мәтін.")])
    scores = made.scores(made.gold(), made.act(appendices=[made.appendix(), second]))
    assert counts(scores["appendices"]) == (4, 4, 8)
    assert counts(scores["units"]) == (5, 5, 6)


def test_tables_cell_by_cell() -> None:
    part = made.appendix()
    part["body"][1]["rows"] = [["№", "АТАУЫ"], ["1", "Қабылдау"], ["2", "–"]]
    tables = [{"rows": [["№", "Атауы"], [None, "Тіркеу"]]}]
    scores = made.scores(made.gold(attachments=[gold_attachment(tables=tables)]), made.act(appendices=[part]))
    assert counts(scores["table_cells"]) == (2, 3, 4)  # a cell left open, an empty one: neither counts
    assert kinds(scores["table_cells"]) == ["wrong", "extra"]
    assert counts(scores["table_shape"]) == (0, 1, 1)


def test_restored_pieces_stand_in_one_text() -> None:
    pairs = [
        {"raw": "Қ о с а", "clean": "Қоса берілген регламент"},
        {"raw": "x", "clean": "өтінішті тірке йді;"},
        {"raw": "x", "clean": "№\tТіркеу"},
        {"raw": "x", "clean": "көрсетеді. Бөлім"},
        {"raw": "x", "clean": "жоқ мәтін", "clean_alt": ["15 минут ішінде"]},
        {"raw": "x", "clean": "жоқ мәтін", "note": "not to be read"},
    ]
    scores = made.scores(made.gold(restored=pairs), made.act())
    assert counts(scores["restored"]) == (3, 5, None)
    assert counts(scores["restored_order"]) == (4, 5, None)
    assert [miss.wanted.quote for miss in scores["restored"].misses if miss.wanted] == ["x", "x"]


def test_a_step_that_agrees_and_one_that_does_not() -> None:
    others = [gold_step(action="басшы шешім қабылдайды.", label="2)", actor="басшы", durations=[])]
    told = made.gold(steps=[gold_step(), *others])
    given = made.act(procedures=[procedure(step(), step(id="s2", text="маман хат жазады.", label="3)"))])
    scores = made.scores(told, given)
    for measure in STEP_MEASURES:
        assert counts(scores[measure]) == (1, 2, 2), measure
    assert kinds(scores["step_text"]) == ["wrong"]
    assert kinds(scores["step_actor"]) == ["missing", "extra"]


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"label": "2)"}, "step_label"),
        ({"label": None}, "step_label"),
        ({"kind": "condition"}, "step_kind"),
        ({"actor": "бөлім маманының"}, "step_actor"),
        ({"actor": None}, "step_actor"),
        ({"durations": []}, "step_durations"),
        ({"durations": [duration(max=20)]}, "step_durations"),
        ({"durations": [duration(unit="hour")]}, "step_durations"),
        ({"durations": [duration(), duration()]}, "step_durations"),
    ],
)
def test_one_property_of_a_step_is_wrong(other: dict[str, Any], wrong: str) -> None:
    scores = made.scores(made.gold(steps=[gold_step()]), made.act(procedures=[procedure(step(**other))]))
    assert [measure for measure in STEP_MEASURES if scores[measure].hits == 0] == [wrong]
    assert scores[wrong].misses[0].wanted is not None


def test_a_step_stands_in_its_clause() -> None:
    given = made.act(procedures=[procedure(step(), node="app__cl_1")])
    assert counts(made.scores(made.gold(steps=[gold_step()]), given)["step_text"]) == (0, 1, 1)


def test_steps_of_a_table_stand_in_the_attachment_and_have_a_label_only_where_one_is_told() -> None:
    told = made.gold(steps=[gold_step(clause=None, label=None)])
    given = made.act(procedures=[procedure(step(label="1"), kind="table", node="app__tbl_1")])
    scores = made.scores(told, given)
    assert counts(scores["step_text"]) == (1, 1, 1)
    assert counts(scores["step_label"]) == (0, 0, 0)


def test_alternatives_and_doubtful_steps() -> None:
    told = made.gold(
        steps=[
            gold_step(actor="маман", actor_alt=[None], action_alt="бөлім маманы өтінішті тіркейді"),
            gold_step(action="күмәнді", note="no step, perhaps"),
        ]
    )
    own = step(text="бөлім маманы өтінішті тіркейді", actor=None)
    for steps in ([own], [own, step(id="s2", text="өзге мәтін")]):
        scores = made.scores(told, made.act(procedures=[procedure(*steps)]))
        assert {counts(scores[measure]) for measure in STEP_MEASURES} == {(1, 1, 1)}
    three = [own, step(id="s2", text="өзге мәтін"), step(id="s3", text="тағы бір мәтін")]
    assert counts(made.scores(told, made.act(procedures=[procedure(*three)]))["step_text"]) == (1, 1, 2)


def test_a_doubtful_duration_of_a_step_may_be_given_or_not() -> None:
    told = made.gold(steps=[gold_step(durations=[gold_duration(), gold_duration(value=2, unit="hour", note="?")])])
    for given in ([duration()], [duration(), duration(value=2, unit="hour")]):
        scores = made.scores(told, made.act(procedures=[procedure(step(durations=given))], durations=given))
        assert scores["step_durations"].value == 1
        assert scores["durations"].value == 1


def test_durations_by_place_and_bound() -> None:
    other = {"attachment": 1, "clause": "1", **gold_duration(value=3, unit="day", bound="exact", bound_alt=["at_most"])}
    told = made.gold(steps=[gold_step()], durations_other=[other])
    three = duration(value=3, unit="day", bound="at_most", node="app__cl_1__al_1")
    scores = made.scores(told, made.act(durations=[duration(bound="exact"), three, duration(inherited=True)]))
    assert counts(scores["durations"]) == (2, 2, 2)
    assert counts(scores["duration_bounds"]) == (1, 2, 2)
    moved = made.scores(told, made.act(durations=[duration(), {**three, "node": "app__cl_2"}]))
    assert counts(moved["durations"]) == (1, 2, 2)


def test_a_term_that_a_line_passes_down_counts_once() -> None:
    passed = gold_duration(inherited=True, header_line=7)
    told = made.gold(steps=[gold_step(durations=[passed]), gold_step(action="екінші", durations=[passed])])
    given = [duration(), duration(inherited=True), duration(inherited=True)]
    assert counts(made.scores(told, made.act(durations=given))["durations"]) == (1, 1, 1)


def test_definitions_terms_and_whole() -> None:
    entry = {"attachment": 1, "clause": "1"}
    told = made.gold(
        definitions=[
            {
                **entry,
                "term": "бөлім",
                "meaning": "жер қатынастары бөлімін",
                "meaning_nominative": "жер қатынастары бөлімі",
            },
            {**entry, "term": "ЭЦҚ", "meaning": "электрондық цифрлық қолтаңба"},
            {**entry, "term": "портал", "meaning": "веб-портал", "note": "extent not clear"},
        ]
    )

    def definition(term: str, meaning: str) -> dict[str, Any]:
        return {"id": term, "kind": "inline", "term": term, "meaning": meaning, "node": "app__cl_1", "span": [1, 3]}

    given = made.act(
        definitions=[
            definition("Бөлім", "жер қатынастары бөлімі"),
            definition("ЭЦҚ", "цифрлық қолтаңба"),
            definition("портал", "үкіметтің веб-порталы"),
            definition("қызмет", "мемлекеттік қызмет"),
        ]
    )
    scores = made.scores(told, given)
    assert counts(scores["definition_terms"]) == (2, 2, 3)
    assert counts(scores["definitions"]) == (1, 2, 3)
    assert kinds(scores["definitions"]) == ["wrong", "extra"]


def test_citations_by_kind_date_and_number() -> None:
    told = [
        gold_citation("заң", "2013-04-15", "88"),
        gold_citation("заң", "2013-04-15", "88"),
        gold_citation("бұйрық", "2015-01-02", "3", note="counted elsewhere"),
    ]
    given = [
        citation(reference("заң", "2013-04-15", "88")),
        citation(reference("бұйрық", "2015-01-02", "3")),
        citation(reference("кодекс", "2003-06-20", "442")),
        citation(None, internal=True),
    ]
    score = made.scores(made.gold(citations=told), made.act(citations=given))["citations"]
    assert counts(score) == (1, 2, 2)


def test_an_approved_document_is_met_by_its_alias_and_need_not_be_cited_without_a_part() -> None:
    told = [gold_citation("стандарт", None, None, units=["9-тармақ"]), gold_citation("қаулы", "2014-02-15", "94")]
    order = reference("қаулы", "2014-02-15", "94")
    clause = [{"kind": "clause", "num": "9"}]
    given = [citation(order), citation(order, alias="Стандарт", units=clause), citation(order, alias="Стандарт")]
    assert counts(made.scores(made.gold(citations=told), made.act(citations=given))["citations"]) == (2, 2, 2)
    twice = [*given, citation(order, alias="Стандарт", units=clause)]
    assert counts(made.scores(made.gold(citations=told), made.act(citations=twice))["citations"]) == (2, 2, 3)


def test_an_alias_of_a_dated_act_stands_for_that_act() -> None:
    told = [gold_citation("заң", "2013-04-15", "88"), gold_citation("заң", None, None)]
    law = citation(reference("заң", "2013-04-15", "88"), alias="Заң")
    given = [law, citation(reference("заң", None, None), alias="заңды тұлға")]
    assert counts(made.scores(made.gold(citations=told), made.act(citations=given))["citations"]) == (2, 2, 2)


def test_participants_list_by_list() -> None:
    told = [{"attachment": 1, "clause": "1", "names": ["бөлім басшысы", "бөлім маманы"]}]
    names = [{"name": "Бөлім басшысы", "span": [1, 3]}, {"name": "бөлім маманы", "span": [4, 8]}]
    lists = [{"id": "pt", "node": "app__cl_1", "names": names}]
    assert counts(made.scores(made.gold(participants=told), made.act(participants=lists))["participants"]) == (1, 1, 1)
    lists[0]["names"] = names[:1]
    score = made.scores(made.gold(participants=told), made.act(participants=lists))["participants"]
    assert (counts(score), kinds(score)) == ((0, 1, 1), ["wrong"])
