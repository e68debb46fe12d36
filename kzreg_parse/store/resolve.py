"""Which act of the store each mention means, and from that which acts are in force.

A mention and an act are compared where they agree in date and number, or in date and registration number, or where
a law without a number agrees in date and title. The score (0 to 1) then says how well the rest agrees. Below
SURE, or with a rival as good, the mention stays unresolved; the best act is kept as `candidate`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.store.batch import insert

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SURE: Final = 0.85  # from here on a mention is resolved
CLEAR: Final = 0.03  # by so much the best act must be better than the second
SAME_WORD: Final = 0.86  # of two words of bodies' names: a misread letter, not `Оңтүстік` and `Солтүстік` (0.82)
SAME_START: Final = 5  # letters of a word that is the start of another: `министр`, `министрлік`
RENAMED: Final = 0.88  # date, number and title agree, the body's name does not
SAME_TITLE: Final = 0.9
NUMBER_ONLY: Final = 0.6  # date and number agree, but nobody says whose: other bodies number alike
DATE_ONLY: Final = 0.4  # a law of that day; which of them, the mention does not say

CANDIDATES: Final = """
SELECT r.ref, a.act, r.issuer_key, a.issuer_key, r.title, a.title,
       coalesce(r.number_key = a.number_key, false) AS by_number,
       coalesce(r.registration_number = a.registration_number, false) AS by_registration,
       coalesce(r.adilet_id = a.adilet_id, false) AS by_adilet_id
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
# copy says so or an act of the store declares it; what a copy says of itself comes first, dated before undated.
ACTS: Final = """
CREATE OR REPLACE TABLE acts AS
WITH best AS (
    SELECT *, count(*) OVER (PARTITION BY act) AS copies,
           bool_or(in_force = false) OVER (PARTITION BY act) AS says_repealed,
           bool_or(in_force) OVER (PARTITION BY act) AS says_in_force,
           row_number() OVER (PARTITION BY act ORDER BY status, root, file, doc) AS turn
    FROM documents
), said AS (
    SELECT coalesce(r.repealed_act, '') AS act, r.*, row_number() OVER (
        PARTITION BY r.repealed_act
        ORDER BY r.date IS NULL, r.said = 'of another', r.repealing_ref IS NULL, r.date, d.status, d.root, d.file, r.doc
    ) AS turn
    FROM repeal_edges r JOIN documents d USING (doc) WHERE r.repealed_act IS NOT NULL
)
SELECT b.act, b.doc, b.copies, b.kind, b.kind_kk, b.title, b.issuer, b.issuer_key, b.date, b.number, b.number_key,
       b.registration_authority, b.registration_date, b.registration_number, b.frbr_uri, b.adilet_id,
       CASE WHEN s.act IS NOT NULL OR b.says_repealed THEN 'repealed'
            WHEN b.says_in_force THEN 'in force' ELSE 'not to be told' END AS state,
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
        score, how = score_of(*told)
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


def score_of(
    issuer: str | None, own_issuer: str | None, title: str | None, own_title: str | None,
    by_number: bool, by_registration: bool, by_adilet_id: bool,
) -> tuple[float, str]:  # fmt: skip
    """How well a mention fits an act of the same day and kind (0 to 1), and what told it."""
    if by_adilet_id:
        return 1.0, "adilet id"
    names = body_similarity(issuer, own_issuer) if issuer and own_issuer else None
    titles = title_similarity(title, own_title) if title and own_title else None
    if by_registration and by_number:
        return 1.0, "number and registration"
    if by_number and names is not None:
        if names < RENAMED and titles is not None and titles >= SAME_TITLE:
            return RENAMED, "number and title, another issuer"
        return names, "number and issuer"
    if (by_number or by_registration) and titles is not None and titles >= SAME_TITLE:
        return 0.95, "number and title"
    if by_number or by_registration:
        return (NUMBER_ONLY, "number") if names is None else (min(names, 0.95), "registration and issuer")
    if titles is not None and titles >= SAME_TITLE:
        return titles, "date and title"
    return DATE_ONLY, "date"


@lru_cache(100_000)
def body_similarity(one: str, other: str) -> float:
    """How alike two bodies' names are (folded words), word by word.

    Each word is compared with its best partner; a word of the shorter name that has none makes them different
    bodies (0.5 at most), words that only the longer name has cost a little: `Абай ауданы` may stand in any region.
    """
    from rapidfuzz.distance import Indel

    if one == other:
        return 1.0
    short, long = sorted((one.split(), other.split()), key=lambda words: (len(words), words))
    partners, strangers = [], 0
    for word in short:
        likeness, partner = max((Indel.normalized_similarity(word, each), each) for each in long)
        begins = min(len(word), len(partner)) >= SAME_START and (word.startswith(partner) or partner.startswith(word))
        strangers += likeness < SAME_WORD and not begins
        partners.append(likeness)
    if strangers:
        return round(min(0.5, sum(partners) / len(long)), 4)
    left_over = len(long) - len(short)
    return round(sum(partners) / len(short) - 0.08 * left_over, 4)


@lru_cache(100_000)
def title_similarity(one: str, other: str) -> float:
    """How alike two titles are (0 to 1), quotes and endings aside."""
    from rapidfuzz.distance import Indel

    from kzreg_parse.language.fold import folded_text

    return float(round(Indel.normalized_similarity(folded_text(one), folded_text(other)), 4))
