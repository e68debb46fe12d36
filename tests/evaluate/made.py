"""Small made-up acts and their gold: a gold file's content as a dict, and an output that agrees with it."""

from __future__ import annotations

import copy
import json
from typing import Any

from kzreg_parse.evaluate.gold import Gold
from kzreg_parse.evaluate.matching import Score
from kzreg_parse.evaluate.measures import evaluate_act
from kzreg_parse.model import Act

TEXT = (
    "Жер учаскесін беру регламентін бекіту туралы\nТараз қаласы әкімдігінің 2016 жылғы 3 наурыздағы № 74 қаулысы.\n"
    "Тараз қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n1. Қоса берілген регламент бекітілсін.\n"
)
SPAN = [0, 10]


def gold_dict(**other: Any) -> dict[str, Any]:
    """The gold of one short resolution with one regulation; `other` replaces keys at the top."""
    told: dict[str, Any] = {
        "seed": "074",
        "act": {
            "title": "Жер учаскесін беру регламентін бекіту туралы",
            "type": "қаулы",
            "issuer": "Тараз қаласы әкімдігі",
            "date": "2016-03-03",
            "number": "74",
            "registration": None,
            "signatories": [{"position": "Қала әкімі", "name": "Н. Серікбаев"}],
            "preamble": "Тараз қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:",
        },
        "repeal": {"repealed": False, "by": None, "effective": None},
        "entry_into_force": None,
        "repeals": [],
        "amends": [],
        "amended_by": [],
        "body": [{"num": "1", "text": "Қоса берілген регламент бекітілсін.", "points": [], "alineas": []}],
        "attachments": [
            {
                "index": 1,
                "parent": 0,
                "num": "1",
                "title": "Жер учаскесін беру регламенті",
                "approves_header": "Тараз қаласы әкімдігінің қаулысына 1-қосымша",
                "chapters": [{"num": "1", "title": "Жалпы ережелер", "clauses": ["1", "2"]}],
                "clauses": [
                    {
                        "num": "1",
                        "text": "Қызметті бөлім көрсетеді.",
                        "points": [],
                        "alineas": ["Бөлім басшысы жауап береді."],
                    },
                    {
                        "num": "2",
                        "text": "Рәсімдер:",
                        "points": [{"num": "1", "text": "бөлім маманы 15 минут ішінде өтінішті тіркейді;"}],
                        "alineas": [],
                    },
                ],
                "tables": [{"rows": [["№", "Атауы"], ["1", "Тіркеу"]]}],
                "figures": 0,
            }
        ],
        "steps": [],
        "durations_other": [],
        "participants": [],
        "definitions": [],
        "citations": [],
        "restored": [],
    }
    return {**told, **copy.deepcopy(other)}


def gold(**other: Any) -> Gold:
    return Gold.model_validate_json(json.dumps(gold_dict(**other)))


def node(kind: str, id: str, num: str | None = None, text: str | None = None, *children: Any, **other: Any) -> Any:
    made = {"id": id, "kind": kind, "num": num, "label": num and f"{num}.", "heading": None, "text": text}
    return {**made, "span": SPAN, "page": None, "children": list(children), **other}


def act_dict(**other: Any) -> dict[str, Any]:
    """An output that says what `gold_dict` says; `other` replaces keys at the top."""
    told: dict[str, Any] = {
        "schema_version": "1.0",
        "source": {
            "name": "074.txt",
            "media_type": "text/plain",
            "sha256": "0" * 64,
            "chars": len(TEXT),
            "pages": None,
            "reader": "dump 1",
        },
        "status": "complete",
        "act": {
            "kind": "resolution",
            "kind_kk": "қаулы",
            "title": "Жер учаскесін беру регламентін бекіту туралы",
            "issuer": "Тараз қаласы әкімдігі",
            "date": "2016-03-03",
            "number": "74",
            "registration": None,
            "in_force": True,
            "repeal": None,
            "entry_into_force": None,
            "amended_by": [],
            "signatories": [{"position": "Қала әкімі", "name": "Н. Серікбаев"}],
            "agreed_by": [],
            "frbr_uri": None,
            "adilet_id": None,
        },
        "preface": [],
        "preamble": {"text": "Тараз қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:", "span": [101, 138], "page": None},
        "body": [node("clause", "cl_1", "1", "Қоса берілген регламент бекітілсін.")],
        "conclusions": [],
        "appendices": [appendix()],
        "procedures": [],
        "participants": [],
        "durations": [],
        "definitions": [],
        "citations": [],
        "repeals": [],
        "amendments": [],
        "repairs": [],
        "diagnostics": [],
    }
    return {**told, **copy.deepcopy(other)}


def appendix(**other: Any) -> dict[str, Any]:
    table = node("table", "app__tbl_1", rows=[["№", "Атауы"], ["1", "Тіркеу"]], caption=None)
    clauses = [
        node(
            "clause", "app__cl_1", "1", "Қызметті бөлім көрсетеді.",
            node("alinea", "app__cl_1__al_1", None, "Бөлім басшысы жауап береді."),
        ),
        node(
            "clause", "app__cl_2", "2", "Рәсімдер:",
            node("point", "app__cl_2__point_1", "1", "бөлім маманы 15 минут ішінде өтінішті тіркейді;"),
        ),
    ]  # fmt: skip
    made = {
        "id": "app",
        "num": "1",
        "title": "Жер учаскесін беру регламенті",
        "header": "Тараз қаласы әкімдігінің қаулысына 1-қосымша",
        "second_header": None,
        "of": None,
        "body": [node("chapter", "app__chp_1", "1", None, *clauses, heading="Жалпы ережелер"), table],
        "appendices": [],
        "span": SPAN,
        "page": None,
    }
    return {**made, **other}


def act(**other: Any) -> Act:
    return Act.model_validate_json(json.dumps(act_dict(**other)))


def scores(told: Gold, given: Act) -> dict[str, Score]:
    return evaluate_act(told, given)


def counts(score: Score) -> tuple[int, int, int | None]:
    """Hits, items of the gold, items of the output."""
    return score.hits, score.gold, score.found


def kinds(score: Score) -> list[str]:
    return [miss.kind for miss in score.misses]
