"""The numbered messages about what is doubtful or not understood, and how a diagnostic is made from one."""

from __future__ import annotations

from typing import Final

from kzreg_parse.model.errors import shorten
from kzreg_parse.model.provenance import Diagnostic, Severity

# code: severity, message, whether the act counts as only partly understood
MESSAGES: Final[dict[str, tuple[Severity, str, bool]]] = {
    "KZR20": ("warning", "{count} bytes are not valid {encoding}; each stands as U+FFFD.", True),
    "KZR21": ("info", "The text is {encoding}, told from its letters.", False),
    "KZR22": ("info", "Menus and other parts of the saved page outside the act are not read.", False),
    "KZR23": ("info", "Page {number} holds pictures only; words in them are not read.", False),
    "KZR24": ("warning", "The page's characters have no blanks; words were parted by gaps.", False),
    "KZR40": ("error", "The PDF says it has {counted} pages; {read} were found.", True),
    "KZR41": ("error", "Bytes of page {number} are damaged; words of it may be missing or wrong.", True),
    "KZN01": ("warning", "Words at the line's end may belong elsewhere; left as printed: «{text}».", False),
    "KZN02": ("warning", "A displaced word was put back on thin evidence: «{text}».", False),
    "KZN03": ("info", "Page furniture, not part of the act: «{text}».", False),
    "KZN05": ("info", "A heading printed a second time on the next page, left out here: «{text}».", False),
    "KZN06": (
        "warning",
        "A letter may be wrong, left as printed: «{text}», perhaps «{meant}»; places: {count}.",
        False,
    ),
    "KZN07": ("warning", "Words of this text may stand in the wrong place: «{text}».", False),
    "KZN04": ("warning", "A letter-spaced run may be parted wrongly: «{text}».", False),
    "KZS01": ("error", "No requisites line (issuer, date, number, kind) was found.", True),
    "KZS02": ("error", "No enacting formula and no articles were found.", True),
    "KZS03": ("warning", "Clause {found} follows clause {last}.", False),
    "KZS04": ("error", "No clauses were found in the act's body.", True),
    "KZS05": ("warning", "The appendix header is cut: «{text}».", True),
    "KZS06": ("warning", "The appendix names no document that is known here; it hangs on the last one.", False),
    "KZS07": ("warning", "A table could not be rebuilt; its text stands in reading order. Unsure: {unsure}.", True),
    "KZS08": ("warning", "A quoted passage opened here is not closed.", False),
    "KZS09": (
        "warning",
        "The title is printed twice with different letters; the one beside the requisites counts.",
        False,
    ),
    "KZS10": ("warning", "An appendix without a title.", False),
    "KZS11": ("warning", "Chapter {found} follows chapter {last}.", False),
    "KZS13": ("warning", "Article {found} follows article {last}.", False),
    "KZS14": ("warning", "Point {found} follows point {last}.", False),
    "KZS15": ("warning", "Read as {read}; it may be {other} as well.", False),
    "KZS12": ("warning", "The table's rows differ in length; the missing cells are null.", True),
    "KZS20": (
        "warning",
        "Cells of the table are not certain; they are null, and what they hold stands below as text. Unsure: {unsure}.",
        True,
    ),
    "KZS21": (
        "warning",
        "It is not certain which rows the continued part of a table belongs to; it stands apart.",
        True,
    ),
    "KZE01": ("error", "The requisites line was not understood: «{text}».", True),
    "KZE02": ("warning", "The requisites and the note name different repealing acts: {first} and {second}.", False),
    "KZE03": ("warning", "The act is marked as repealed, but no repealing act is named.", False),
    "KZE04": ("warning", "The act says that something lost force, but what was not understood: «{text}».", True),
    "KZE05": ("warning", "A figure and its words disagree: «{text}».", False),
    "KZE06": ("warning", "No signature was found.", False),
    "KZE07": ("warning", "A date that does not exist: «{text}».", False),
    "KZE08": ("warning", "Entry into force is stated, but not understood: «{text}».", True),
    "KZE09": ("info", "A joint act; it has the numbers {first} and {second}.", False),
    "KZE10": ("warning", "The words of an agreement block stand out of order: «{text}».", False),
    "KZE11": ("warning", "A word was read as a misspelling of «{meant}»: «{text}».", False),
    "KZE12": ("warning", "More than one act is named as repealing this one; the first is given: «{text}».", False),
    "KZE13": ("warning", "A joint act; the other body's own act, № {number} of {issuer}, is given here only.", False),
    "KZE14": ("info", "Parts of the act take effect at another time than the term given: «{text}».", False),
    "KZE15": (
        "info",
        "A term that does not end before a date, which has no field: «{text}».",
        False,
    ),
    "KZE16": (
        "warning",
        "The head holds words that were not read; whether the act is in force is not told: «{text}».",
        True,
    ),
    "KZE18": ("info", "No requisites line; taken from what the act says elsewhere: {what}: «{text}».", False),
    "KZE19": ("info", "No requisites line; the issuer is taken from the signature: «{office}».", False),
    "KZE17": ("warning", "Damaged words were read as «{meant}», that the act lost force: «{text}».", False),
    "KZE22": ("warning", "Part of a step table whose rows cannot be told: «{text}».", True),
    "KZE23": ("warning", "Which step follows was not understood: «{text}».", False),
    "KZE24": (
        "warning",
        "Two accounts of one step state different terms, «{first}» (at {place}) and «{second}»: «{text}».",
        False,
    ),
    "KZE25": ("info", "Two accounts of one procedure have {first} and {second} steps.", False),
    "KZE26": ("warning", "A step points back at a term, and which one is not certain; none is given: «{text}».", False),
    "KZE27": (
        "info",
        "Terms written out below a step table, given to its first {given} of {steps} steps because another account "
        "(at {place}) states the same in that order: «{text}».",
        False,
    ),
    "KZE28": (
        "warning",
        "Steps are labelled «{label}», a noun not known for steps; what is said of them by it may be missed: «{text}».",
        False,
    ),
    "KZE30": ("warning", "Words that should name a number make none: «{text}».", False),
    "KZE31": ("info", "A kind of day or hour that has no unit of its own, given as {unit}: «{text}».", False),
    "KZE32": ("info", "A shortest time, for which the document has no bound: «{text}».", False),
    "KZE33": ("info", "Hours of the day or a length of time; not read: «{text}».", False),
    "KZE50": ("warning", "A term is defined here, but it is empty or too long to be one: «{text}».", False),
    "KZE51": ("warning", "A term is defined here, but what it stands for was not found: «{text}».", False),
    "KZE52": ("warning", "An abbreviation spelt otherwise than «{meant}»: «{text}».", False),
    "KZE53": ("warning", "An act is to be changed, but which one, or which part of it, was not found: «{text}».", True),
    "KZE54": ("warning", "Which act is meant was not found: «{text}».", False),
    "KZE55": ("info", "More than one part of the act goes by this number; no target is given: «{text}».", False),
    "KZE56": ("info", "No part of the act goes by this number: «{text}».", False),
    "KZE57": ("warning", "An act is named with different dates, {first} and {second}: «{text}».", False),
    "KZE58": ("info", "The act cites itself by its own number: «{text}».", False),
    "KZE59": ("warning", "The bracket that defines a term is not closed; the term may end elsewhere: «{text}».", False),
    "KZE60": ("info", "Taken for the one act of that kind that was named: «{text}».", False),
}


def diagnose(
    code: str, span: tuple[int, int] | None = None, page: int | None = None, **values: str | int | None
) -> Diagnostic:
    """Return the diagnostic `code` with its message filled in; long quotations are cut at 120 characters."""
    severity, template, _ = MESSAGES[code]
    short = {key: shorten(value) for key, value in values.items()}
    return Diagnostic(code=code, severity=severity, message=template.format(**short), span=span, page=page)


def is_partial(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Tell whether any of them says that part of the act was not understood."""
    return any(MESSAGES[diagnostic.code][2] for diagnostic in diagnostics)
