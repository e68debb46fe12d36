"""The same small regulation with its steps called by any noun, and the facts that must come out of it.

The acts, names and terms are made up; only the noun and its forms change from one to the next. Run as a
program with nouns as arguments it prints the facts as JSON, so that a test can ask another copy of the
package, with other grammars, in a process of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from generality.rewording import DOUBLED
from simulator.table_dump import narrowest, spread, table_dump

from kzreg_parse import parse
from kzreg_parse.language.endings import forms_of
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Procedure

Facts = list[tuple[str | None, str | None, str, str | None, list[tuple[float, str]], list[str | None]]]

HEAD: Final = (
    "Қарабұлақ балабақшасына орын беру регламентін бекіту туралы\n\nҚарабұлақ ауданы әкімдігінің 2017 жылғы "
    "14 наурыздағы № 71 қаулысы.\n      Қарабұлақ ауданының әкімдігі ҚАУЛЫ ЕТЕДІ:\n      1. Балабақшадан орын беру "
    "регламенті осы қаулының қосымшасына сәйкес бекітілсін.\n      Аудан әкімі С. Ержанова\n\n \n\n"
    "Қарабұлақ ауданы әкімдігінің\n2017 жылғы 14 наурыздағы\n№ 71 қаулысына\nқосымша\n\n"
    "Балабақшадан орын беру регламенті\n"
)
INTRO: Final = "4. Қызмет көрсету {processes} құрамына кіретін әрбір {genitive} мазмұны, орындалу ұзақтығы:"
WHO: Final = ("кеңсе инспекторы", "бөлім меңгерушісі", "комиссия хатшысы")
DONE: Final = ("өтінішті тіркейді", "құжаттарды тексереді", "жолдаманы береді")
TERMS: Final = ("15 минут", "2 сағат", "3 жұмыс күні")
VALUES: Final = ([(15.0, "minute")], [(2.0, "hour")], [(3.0, "working_day")])
RESULTS: Final = ("қолхат", "қорытынды", "жолдама")


@dataclass(frozen=True)
class Noun:
    """A noun with the forms that the regulations need."""

    nominative: str
    genitive: str
    accusative: str
    plural: str
    plural_genitive: str

    @classmethod
    def of(cls, lemma: str) -> Noun:
        """The noun with its forms, made by the rules of harmony."""
        found = {
            (str(own.case), own.plural, own.possessed): form for form, own in forms_of(lemma, stem=DOUBLED.get(lemma))
        }
        return cls(
            lemma,
            found["genitive", False, False],
            found["accusative", False, False],
            found["nominative", True, False],
            found["genitive", True, False],
        )

    def capital(self) -> Noun:
        """The noun as a heading or a label has it, with a capital."""
        return Noun(*(form[:1].upper() + form[1:] for form in self._forms()))

    def in_capitals(self) -> Noun:
        """The noun in capitals."""
        return Noun(*(form.upper() for form in self._forms()))

    def _forms(self) -> tuple[str, ...]:
        return self.nominative, self.genitive, self.accusative, self.plural, self.plural_genitive


def told(act: Act) -> Facts:
    """Every step of an act: label, who acts, what is done, result, terms, which follow."""
    found: list[Procedure] = list(act.procedures)
    return [
        (
            step.label,
            step.actor,
            step.text,
            step.result,
            [(term.value, term.unit) for term in step.durations],
            [following.to for following in step.next],
        )
        for procedure in found
        for step in procedure.steps
    ]


def _regulation(*lines: str) -> Act:
    return parse((HEAD + "".join(f"      {line}\n" for line in lines)).encode(), name="act.txt")


def _intro(noun: Noun) -> str:
    return INTRO.format(processes=noun.plural_genitive, genitive=noun.genitive)


def _steps(label: str, tail: Callable[[int], str]) -> list[str]:
    return [
        f"{number + 1}-{label} – {who} {TERMS[number]} ішінде {done}{tail(number)}"
        for number, (who, done) in enumerate(zip(WHO, DONE, strict=True))
    ]


def _end(number: int) -> str:
    return "." if number == 2 else ";"


def _listed(label: str, *, results: bool = False) -> Facts:
    return [
        (f"{number + 1}-{label}", WHO[number], "", RESULTS[number] if results else None, VALUES[number], [])
        for number in range(3)
    ]


def _without_text(facts: Facts) -> Facts:
    return [(label, who, "", result, terms, following) for label, who, _, result, terms, following in facts]


# ---- lists ---------------------------------------------------------------------------------------


def step_list(noun: Noun) -> tuple[Facts, Facts]:
    """`1-рәсім – …`."""
    act = _regulation(_intro(noun), *_steps(noun.nominative, _end))
    return _without_text(told(act)), _listed(noun.nominative)


def step_list_in_brackets(noun: Noun) -> tuple[Facts, Facts]:
    """`1-рәсім (жұмыс) – …` below an introduction with brackets."""
    intro = f"4. {noun.plural_genitive.capitalize()} (жұмыстардың) реттілігінің сипаттамасы:"
    label = f"{noun.nominative} (жұмыс)"
    return _without_text(told(_regulation(intro, *_steps(label, _end)))), _listed(label)


def result_elsewhere(noun: Noun) -> tuple[Facts, Facts]:
    """`1-рәсімнің нәтижесі … болып табылады`, in another clause."""
    act = _regulation(
        _intro(noun),
        *_steps(noun.nominative, _end),
        f"5. Келесі {noun.accusative} бастауға негіз болатын {noun.genitive} нәтижелері:",
        *(
            f"осы Регламенттің 4-тармағында көрсетілген {number + 1}-{noun.genitive} нәтижесі {result} болып табылады{_end(number)}"
            for number, result in enumerate(RESULTS)
        ),
    )
    return _without_text(told(act)), _listed(noun.nominative, results=True)


def result_in_sentence(noun: Noun) -> tuple[Facts, Facts]:
    """`… тіркейді. Рәсімнің нәтижесі – қолхат;`."""
    own = noun.capital().genitive
    lines = _steps(noun.nominative, lambda number: f". {own} нәтижесі – {RESULTS[number]}{_end(number)}")
    return _without_text(told(_regulation(_intro(noun), *lines))), _listed(noun.nominative, results=True)


def result_below(noun: Noun) -> tuple[Facts, Facts]:
    """`Рәсімнің (жұмыстың) нәтижесі – қолхат;`, a paragraph of its own."""
    own = noun.capital().genitive
    lines = [
        line
        for number, step in enumerate(_steps(noun.nominative, lambda _: ";"))
        for line in (step, f"{own} (жұмыстың) нәтижесі – {RESULTS[number]}{_end(number)}")
    ]
    return _without_text(told(_regulation(_intro(noun), *lines))), _listed(noun.nominative, results=True)


def _with_term_lines(noun: Noun, line: str) -> tuple[Facts, Facts]:
    lines = [
        text
        for number, (who, done) in enumerate(zip(WHO, DONE, strict=True))
        for text in (f"{number + 1}-{noun.nominative} – {who} {done};", f"{line} – {TERMS[number]}{_end(number)}")
    ]
    return _without_text(told(_regulation(_intro(noun), *lines))), _listed(noun.nominative)


def term_below(noun: Noun) -> tuple[Facts, Facts]:
    """`Рәсімнің орындалу мерзімі – 15 минут`, a paragraph below the step."""
    return _with_term_lines(noun, f"{noun.capital().genitive} орындалу мерзімі")


def term_below_in_capitals(noun: Noun) -> tuple[Facts, Facts]:
    """`РӘСІМНІҢ ОРЫНДАЛУ ҰЗАҚТЫҒЫ – 15 минут`."""
    return _with_term_lines(noun, f"{noun.in_capitals().genitive} ОРЫНДАЛУ ҰЗАҚТЫҒЫ")


def term_of_doing_below(noun: Noun) -> tuple[Facts, Facts]:
    """`Осы рәсімді (жұмысты) орындау уақыты – 15 минут`."""
    return _with_term_lines(noun, f"Осы {noun.accusative} (жұмысты) орындау уақыты")


def numbered_terms_behind(noun: Noun) -> tuple[Facts, Facts]:
    """`2-рәсімнің орындалу мерзімі – 2 сағат`, a paragraph for each step behind the last."""
    steps = [f"{number + 1}-{noun.nominative} – {WHO[number]} {DONE[number]};" for number in range(3)]
    lines = [f"{number + 1}-{noun.genitive} орындалу мерзімі – {TERMS[number]}{_end(number)}" for number in range(3)]
    return _without_text(told(_regulation(_intro(noun), *steps, *lines))), _listed(noun.nominative)


def lines_below_points(noun: Noun) -> tuple[Facts, Facts]:
    """Points without labels, each with paragraphs `Рәсімнің нәтижесі – …` and `Рәсімнің орындалу уақыты – …` below it."""
    own = noun.capital().genitive
    lines = [
        line
        for number in range(3)
        for line in (
            f"{number + 1}) {WHO[number]} {DONE[number]};",
            f"{own} нәтижесі – {RESULTS[number]};",
            f"{own} орындалу уақыты – {TERMS[number]}{_end(number)}",
        )
    ]
    right: Facts = [(f"{number + 1})", WHO[number], "", RESULTS[number], VALUES[number], []) for number in range(3)]
    return _without_text(told(_regulation(_intro(noun), *lines))), right


# ---- tables --------------------------------------------------------------------------------------


def _rows(number: str, unit: str, name: str, form: str, term: str, following: str) -> list[list[str]]:
    return [
        [number, "1", "2", "3"],
        [unit, *(who.capitalize() for who in WHO)],
        [name, *(done.capitalize() for done in DONE)],
        [form, *(result.capitalize() for result in RESULTS)],
        [term, *TERMS],
        [following, "2", "3", "–"],
    ]


TABLE: Final[Facts] = [
    (str(number + 1), WHO[number].capitalize(), DONE[number].capitalize(), RESULTS[number].capitalize(),
     VALUES[number], [following])
    for number, following in enumerate(("2", "3", None))
]  # fmt: skip


def plain_labels(noun: Noun) -> list[list[str]]:
    """`Рәсім №`, `Рәсім атауы`, `Келесі рәсім №`."""
    own = noun.capital().nominative
    return _rows(
        f"{own} №", "Құрылымдық бөлімшенің атауы", f"{own} атауы", "Аяқтау нысаны", "Орындау мерзімдері",
        f"Келесі {noun.nominative} №",
    )  # fmt: skip


def bracketed_labels(noun: Noun) -> list[list[str]]:
    """`Рәсімнің (жұмыс барысының) нөмірі`, `Рәсім (жұмыс) атауы`, `Келесі рәсімнің нөмірі`."""
    own = noun.capital()
    return _rows(
        f"{own.genitive} (жұмыс барысының) нөмірі", "ҚФБ атауы", f"{own.nominative} (жұмыс) атауы",
        "Аяқталу нысаны (деректер, құжат)", "Орындалу уақыты", f"Келесі {noun.genitive} нөмірі",
    )  # fmt: skip


def plural_labels(noun: Noun) -> list[list[str]]:
    """`Рәсімдер №`, `Рәсімдердің атаулары`, `Рәсімдердің орындалу мерзімдері`."""
    own = noun.capital()
    return _rows(
        f"{own.plural} №", "Құрылымдық бөлімшелердің атаулары", f"{own.plural_genitive} атаулары", "Аяқтау нысаны",
        f"{own.plural_genitive} орындалу мерзімдері", f"Келесі {noun.nominative} №",
    )  # fmt: skip


def labels_in_capitals(noun: Noun) -> list[list[str]]:
    """`РӘСІМ №`, `РӘСІМНІҢ МАЗМҰНЫ`, `КЕЛЕСІ РӘСІМ №`."""
    own = noun.in_capitals()
    return _rows(
        f"{own.nominative} №", "ҚҰРЫЛЫМДЫҚ БӨЛІМШЕНІҢ АТАУЫ", f"{own.genitive} МАЗМҰНЫ", "АЯҚТАУ НЫСАНЫ",
        "ОРЫНДАУ МЕРЗІМІ", f"КЕЛЕСІ {own.nominative} №",
    )  # fmt: skip


def in_markdown(rows: list[list[str]]) -> Facts:
    """The steps of a regulation whose table is a Markdown one."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    table = "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
    text = "# " + HEAD.replace("      ", "\n") + f"\n## 4. Қызмет көрсету тәртібі\n\n{table}\n"
    return told(parse(text.encode(), name="act.md"))


def in_html(rows: list[list[str]]) -> Facts:
    """The steps of a regulation whose table is one of a saved page."""
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    lines = "".join(f"<p>{line.strip()}</p>" for line in HEAD.splitlines() if line.strip())
    page = f"<html><head><meta charset='utf-8'></head><body>{lines}<p>4. Қызмет көрсету тәртібі</p><table>{table}</table></body></html>"
    return told(parse(page.encode(), name="act.html"))


def in_dump(rows: list[list[str]]) -> Facts:
    """The steps of a regulation whose table a dump wrote cell by cell."""
    table = table_dump(rows, spread(narrowest(rows), [1, 2, 2, 2], 40.0))
    text = HEAD + f"\n      4. Қызмет көрсету тәртібі\n\n{table}"
    return told(parse(text.encode(), name="act.txt"))


LISTS: Final[dict[str, Callable[[Noun], tuple[Facts, Facts]]]] = {
    made.__name__: made
    for made in (
        step_list, step_list_in_brackets, result_elsewhere, result_in_sentence, result_below, term_below,
        term_below_in_capitals, term_of_doing_below, numbered_terms_behind, lines_below_points,
    )
}  # fmt: skip
LABELS: Final[dict[str, Callable[[Noun], list[list[str]]]]] = {
    made.__name__: made for made in (plain_labels, bracketed_labels, plural_labels, labels_in_capitals)
}
READERS: Final[dict[str, Callable[[list[list[str]]], Facts]]] = {
    made.__name__: made for made in (in_markdown, in_html, in_dump)
}


def misses(lemma: str) -> dict[str, Facts]:
    """The columns of the table in which a noun's facts are others than they must be, with what came out."""
    noun = Noun.of(lemma)
    lists = {name: made(noun) for name, made in LISTS.items()}
    tables = {f"{labels} {way}": (READERS[way](LABELS[labels](noun)), TABLE) for labels in LABELS for way in READERS}
    return {name: found for name, (found, right) in {**lists, **tables}.items() if found != right}


if __name__ == "__main__":
    json.dump({lemma: misses(lemma) for lemma in sys.argv[1:]}, sys.stdout, ensure_ascii=False)
