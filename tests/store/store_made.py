"""Made-up acts as model instances: as small as the contract allows, each field at hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from kzreg_parse.export import to_json
from kzreg_parse.model import Act, ActMetadata, ActRef, AmendedBy, Node, Registration, Repeal, RepealNotice, SourceInfo
from kzreg_parse.model.facts import Amendment, Citation

MINISTER = "Қазақстан Республикасы Энергетика министрі"
KINDS = {"қаулы": "resolution", "бұйрық": "order", "шешім": "decision", "заң": "law"}


def ref(kind: str | None, number: str | None, date: str | None, issuer: str | None = MINISTER, **more: Any) -> ActRef:
    empty = {"title": None, "registration_number": None, "frbr_uri": None}
    return ActRef(
        kind=KINDS[kind] if kind else None, kind_kk=kind, number=number, issuer=issuer,
        date=dt.date.fromisoformat(date) if date else None, **empty | more,
    )  # fmt: skip


def act(
    kind: str, number: str | None, date: str | None, issuer: str | None = MINISTER, *,
    in_force: bool | None = True, repealed_by: ActRef | None = None, repeals: tuple[ActRef, ...] = (),
    cites: tuple[ActRef, ...] = (), amends: tuple[ActRef, ...] = (), amended_by: tuple[ActRef, ...] = (),
    clauses: tuple[str, ...] = ("Осы бұйрық қолданысқа енгізілсін.",), title: str | None = None,
    registration: str | None = None, adilet_id: str | None = None, source: str | None = None,
) -> Act:  # fmt: skip
    """An act whose note stands at 10–40 and clause n at 100 n to 100 n + 90."""
    told = f"{kind}{number}{date}{issuer}{source}"
    note = _node("preface__note_1", "note", None, "Ескерту. Күші жойылды.", 10, 40)
    in_force = False if repealed_by else in_force
    day = dt.date.fromisoformat(date) if date else None
    return Act(
        schema_version="1.0",
        source=SourceInfo(
            name=f"{number}.txt", media_type="text/plain", sha256=hashlib.sha256(told.encode()).hexdigest(),
            chars=9000, pages=None, reader="made up",
        ),
        status="complete",
        act=ActMetadata(
            kind=KINDS[kind], kind_kk=kind, title=title, issuer=issuer, date=day, number=number,
            registration=Registration(authority="Әділет министрлігі", date=day, number=registration) if registration else None,
            in_force=in_force,
            repeal=Repeal(
                by=repealed_by, effective=None,
                notices=(RepealNotice(where="note", text="Ескерту. Күші жойылды.", span=(12, 30)),),
            ) if repealed_by else None,
            entry_into_force=None,
            amended_by=tuple(
                AmendedBy(target="1-тармақ", action="new_wording", by=one, text="Ескерту.", span=(15, 35)) for one in amended_by
            ),
            signatories=(), agreed_by=(), frbr_uri=f"/akn/kz/act/{KINDS[kind]}/{date}/{number}", adilet_id=adilet_id,
        ),
        preface=(note,) if repealed_by or amended_by else (), preamble=None,
        body=tuple(_node(f"cl_{n}", "clause", str(n), text, 100 * n, 100 * n + 90) for n, text in enumerate(clauses, 1)),
        conclusions=(), appendices=(), procedures=(), participants=(), durations=(), definitions=(),
        citations=tuple(
            Citation(id=f"citation_{n}", text="бұйрығына", act=one, alias=None, units=(), internal=False, target=None,
                     node="cl_1", span=(100 + n, 110 + n)) for n, one in enumerate(cites)
        ),
        repeals=repeals,
        amendments=tuple(
            Amendment(id=f"amendment_{n}", target=one, unit="2-тармақ", action="replace", new_text=None, node="cl_1",
                      span=(120 + n, 130 + n)) for n, one in enumerate(amends)
        ),
        repairs=(), diagnostics=(),
    )  # fmt: skip


def _node(node: str, kind: Any, num: str | None, text: str, start: int, end: int) -> Node:
    return Node(
        id=node, kind=kind, num=num, label=None, heading=None, text=text, span=(start, end), page=None, children=()
    )


def put(folder: Path, *acts: Act) -> None:
    """Each act as a file, named by its number and date."""
    folder.mkdir(exist_ok=True)
    for one in acts:
        name = f"{one.act.number}-{one.act.date}-{one.source.sha256[:6]}".replace("/", "_")
        (folder / f"{name}.json").write_bytes(to_json(one))
