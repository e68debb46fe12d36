"""Which act of the store each mention means, and from that which acts are in force.

A mention and an act are compared where they agree in date and number, or in date and registration number, or where
a law without a number agrees in date and title. The score (0 to 1) then says how well the rest agrees. Below
SURE, or with a rival as good, the mention stays unresolved; the best act is kept as `candidate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.store.batch import insert
from kzreg_parse.store.likeness import body_similarity, is_local, title_similarity, under_one_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SURE: Final = 0.85  # from here on a mention is resolved
CLEAR: Final = 0.03  # by so much the best act must be better than the second
SURELY: Final = 0.95  # date and number agree, and what else is told; the body is not compared
RENAMED: Final = 0.88  # date and number agree, the body's name does not: its place was renamed, or the title agrees
CONTRADICTED: Final = 0.8  # at most, where something that both tell is not the same
SAME_TITLE: Final = 0.9
OTHER_WORDS: Final = 0.55  # titles below it are of different acts
NUMBER_ONLY: Final = 0.6  # date and number agree, but nobody says whose: other bodies number alike
DATE_ONLY: Final = 0.4  # a law of that day; which of them, the mention does not say

CANDIDATES: Final = """
SELECT r.ref, a.act, r.issuer_key, a.issuer_key, r.title, a.title,
       coalesce(r.number_key = a.number_key, false) AS by_number,
       coalesce(r.registration_number = a.registration_number, false) AS by_registration,
       coalesce(r.adilet_id = a.adilet_id, false) AS by_adilet_id,
       coalesce(r.kind = a.kind AND r.kind IN ('law', 'code', 'constitution'), false) AS law,
       coalesce(r.number_key != a.number_key, false)
       OR coalesce(r.registration_number != a.registration_number, false) AS contradicted
FROM refs r JOIN (
    SELECT act, kind, date, number_key, registration_number, adilet_id, any_value(issuer_key) AS issuer_key,
           any_value(title) AS title
    FROM documents GROUP BY ALL
) a ON r.date = a.date
WHERE (r.kind IS NULL OR a.kind IS NULL OR r.kind = a.kind)
  AND (r.number_key = a.number_key OR r.registration_number = a.registration_number OR r.adilet_id = a.adilet_id
       OR (r.number_key IS NULL AND r.registration_number IS NULL AND r.kind IN ('law', 'code', 'constitution')))
"""

# One row an act: its best copy (complete before partial, then the first), and its state. An act is repealed where a
# copy says so or an act of the store declares it; what a copy says of itself comes first, dated before undated. An
# older act that declares it, or the act itself, is impossible: one of the two was misread, and nothing can be told.
ACTS: Final = """
CREATE OR REPLACE TABLE acts AS
WITH best AS (
    SELECT *, count(*) OVER (PARTITION BY act) AS copies,
           bool_or(in_force = false) OVER (PARTITION BY act) AS says_repealed,
           bool_or(in_force) OVER (PARTITION BY act) AS says_in_force,
           row_number() OVER (PARTITION BY act ORDER BY status, root, file, doc) AS turn
    FROM documents
), claims AS (
    SELECT r.repealed_act AS act, r.*, d.status, d.root, d.file,
           r.said = 'of another'
           AND (r.repealing_act = r.repealed_act OR coalesce(r.date < b.date, false)) AS impossible
    FROM repeal_edges r JOIN documents d USING (doc) JOIN best b ON b.act = r.repealed_act AND b.turn = 1
), said AS (
    SELECT *, row_number() OVER (
        PARTITION BY act
        ORDER BY date IS NULL, said = 'of another', repealing_ref IS NULL, date, status, root, file, doc
    ) AS turn
    FROM claims WHERE NOT impossible
)
SELECT b.act, b.doc, b.copies, b.kind, b.kind_kk, b.title, b.issuer, b.issuer_key, b.date, b.number, b.number_key,
       b.registration_authority, b.registration_date, b.registration_number, b.frbr_uri, b.adilet_id,
       CASE WHEN s.act IS NOT NULL OR b.says_repealed THEN 'repealed'
            WHEN b.says_in_force AND b.act NOT IN (SELECT act FROM claims) THEN 'in force'
            ELSE 'not to be told' END AS state,
       CASE WHEN s.date < b.date THEN 'the repealing act is older'
            WHEN s.act IS NULL AND b.act IN (SELECT act FROM claims) THEN 'an older act repeals it' END AS doubt,
       s.date AS repealed_on, s.effective AS repeal_effective, s.effective_text AS repeal_effective_text,
       s.said AS repeal_said, s.repealing_ref, s.repealing_act, s.repealing_kind_kk, s.repealing_issuer,
       s.repealing_number, s.repealing_key, s.score AS repeal_score, s.doc AS repeal_doc, s.node AS repeal_node,
       s.span_start AS repeal_span_start, s.span_end AS repeal_span_end
FROM best b LEFT JOIN said s ON s.act = b.act AND s.turn = 1
WHERE b.turn = 1
"""

# Who repealed, who was repealed, whoever said so; the same for amendments. `date` is the repealing act's.
EDGES: Final = """
CREATE OR REPLACE VIEW repeal_edges AS
SELECT d.act AS repealed_act, NULL AS repealed_ref, m.act AS repealing_act, r.ref AS repealing_ref, f.date,
       f.kind_kk AS repealing_kind_kk, f.issuer AS repealing_issuer, f.number AS repealing_number,
       r.search_key AS repealing_key, m.score, r.effective, r.effective_text, r.said, r.text, r.doc, r.node,
       r.span_start, r.span_end
FROM repeals r JOIN documents d USING (doc) LEFT JOIN refs f USING (ref) LEFT JOIN resolved m USING (ref)
WHERE r.said = 'of itself'
UNION ALL
SELECT m.act, r.ref, d.act, NULL, d.date, d.kind_kk, d.issuer, d.number,
       ' ' || concat_ws(' ', lower(d.kind_kk), d.issuer_key, d.date::VARCHAR, lower(d.number),
                        ltrim(lower(d.frbr_uri), '/'), lower(d.adilet_id)) || ' ',
       m.score, r.effective, r.effective_text, r.said, r.text, r.doc, r.node, r.span_start, r.span_end
FROM repeals r JOIN documents d USING (doc) LEFT JOIN resolved m USING (ref)
WHERE r.said = 'of another';
CREATE OR REPLACE VIEW amendment_edges AS
SELECT d.act AS amended_act, NULL AS amended_ref, m.act AS amending_act, m2.ref AS amending_ref, f.date, m.score,
       m2.action, m2.unit, m2.new_text, m2.said, m2.text, m2.doc, m2.node, m2.span_start, m2.span_end
FROM amendments m2 JOIN documents d USING (doc) LEFT JOIN refs f USING (ref) LEFT JOIN resolved m USING (ref)
WHERE m2.said = 'of itself'
UNION ALL
SELECT m.act, m2.ref, d.act, NULL, d.date, m.score, m2.action, m2.unit, m2.new_text, m2.said, m2.text, m2.doc,
       m2.node, m2.span_start, m2.span_end
FROM amendments m2 JOIN documents d USING (doc) LEFT JOIN resolved m USING (ref)
WHERE m2.said = 'of another';
"""


def resolve(connection: DuckDBPyConnection) -> None:
    """Match every mention anew with the acts that are there now, and tell every act's state from it."""
    connection.execute("DELETE FROM resolved")
    found: dict[int, list[tuple[float, str, str]]] = {}
    for ref, act, *told in connection.execute(CANDIDATES).fetchall():
        score, how = score_of(Compared(*told))
        found.setdefault(ref, []).append((score, act, how))
    insert(connection, "resolved", [(ref, *_best(matches)) for ref, matches in sorted(found.items())])
    connection.execute(EDGES)
    connection.execute(ACTS)


def _best(matches: list[tuple[float, str, str]]) -> tuple[Any, ...]:
    """Act or None, candidate, its score, how many others come as close, how it was told."""
    best: dict[str, tuple[float, str]] = {}
    for score, act, how in matches:
        best[act] = max(best.get(act, (0.0, "")), (score, how))
    ranked = sorted(((score, act, how) for act, (score, how) in best.items()), key=lambda one: (-one[0], one[1]))
    score, act, how = ranked[0]
    rivals = sum(score - other < CLEAR for other, *_ in ranked[1:])
    sure = score >= SURE and not rivals
    return act if sure else None, act, score, rivals, how


@dataclass(frozen=True, slots=True)
class Compared:
    """A mention beside an act of the same day, and of the same kind as far as both are told; `own_` is the act's."""

    issuer: str | None
    own_issuer: str | None
    title: str | None
    own_title: str | None
    by_number: bool
    by_registration: bool
    by_adilet_id: bool
    law: bool  # both are laws, codes or constitutions, which are numbered together
    contradicted: bool  # both tell the number, or both the registration number, and they differ


def score_of(two: Compared) -> tuple[float, str]:
    """How well the mention fits the act (0 to 1), and what told it."""
    if two.by_adilet_id:
        return 1.0, "adilet id"
    titles = title_similarity(two.title, two.own_title) if two.title and two.own_title else None
    score, how = _score(two, titles)
    if two.contradicted:
        return min(score, CONTRADICTED), f"{how}; another number contradicts"
    if titles is not None and titles < OTHER_WORDS and not two.by_registration:
        return min(score, CONTRADICTED), f"{how}; the title contradicts"
    return score, how


def _score(two: Compared, titles: float | None) -> tuple[float, str]:
    same_title = titles is not None and titles >= SAME_TITLE
    bodies = (two.issuer, two.own_issuer) if two.issuer and two.own_issuer else None
    names = body_similarity(*bodies) if bodies else None
    if two.by_registration and two.by_number:
        return 1.0, "number and registration"
    if two.by_number and two.law:
        return SURELY, "number of a law"
    if two.by_number and bodies and names is not None:
        if names < RENAMED and body_similarity(*map(under_one_name, bodies)) >= SURE:
            return RENAMED, "number and issuer, its place renamed"
        if names < RENAMED and same_title and not any(map(is_local, bodies)):
            return RENAMED, "number and title, another issuer"
        return names, "number and issuer"
    if (two.by_number or two.by_registration) and same_title:
        return SURELY, "number and title"
    if two.by_number or two.by_registration:
        return (NUMBER_ONLY, "number") if names is None else (min(names, SURELY), "registration and issuer")
    if same_title and titles is not None:
        return titles, "date and title"
    return DATE_ONLY, "date"
