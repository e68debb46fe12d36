"""The endings of a Kazakh noun by vowel harmony and by its last sound.

A noun takes, in this order, plural, third-person possessive, case, and behind a locative the attributive
-ғы/-гі (`тармақ-тар-ы-нда-ғы`). Endings are made, never guessed at: a form that these rules do not make
is not a form of the noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.language.word_form import Case, WordForm
from kzreg_parse.rules import rule

__all__ = ["Case", "WordForm", "forms_of", "is_back", "last_sound"]

BACK = "back"
EN = "ен"  # the instrumental is the one ending without harmony


def is_back(word: str) -> bool:
    """Tell whether the word takes back endings (-ның, -да).

    Decided by its last vowel, a final у left aside (`тіркеу`).
    """
    kinds = rule("noun.sound").words
    letters = word.lower()
    for index in range(len(letters) - 1, -1, -1):
        told = kinds.get(letters[index], {})
        if "harmony" in told and not (index == len(letters) - 1 and told["last"] == "liquid"):
            return bool(told["harmony"] == BACK)
    return True


def forms_of(
    lemma: str, *, stem: str | None = None, possessed_stem: str | None = None, back: bool | None = None
) -> Iterator[tuple[str, WordForm]]:
    """Yield every form of a noun with its reading.

    `stem` stands before endings where it is not the lemma (`акті` of `акт`), `possessed_stem` is the possessed
    singular where the rules do not make it (`кәсіпорны` of `кәсіпорын`), `back` the harmony where the vowels mislead.
    """
    base = stem or lemma
    hard = is_back(base) if back is None else back
    yield lemma, WordForm(lemma, Case.NOMINATIVE)
    if base != lemma:
        yield base, WordForm(lemma, Case.NOMINATIVE)
    for plural in (False, True):
        trunk = base + _plural(base, hard) if plural else base
        for possessed in (False, True):
            body = trunk
            if possessed:
                body = possessed_stem if possessed_stem and not plural else _possessed(trunk, hard)
            if possessed or plural:
                yield body, WordForm(lemma, Case.NOMINATIVE, plural, possessed)
            for case, ending in _cases(body, hard, possessed=possessed):
                yield body + ending, WordForm(lemma, case, plural, possessed)
                if case is Case.LOCATIVE:
                    yield body + ending + ("ғы" if hard else "гі"), WordForm(lemma, case, plural, possessed, True)


def _plural(stem: str, hard: bool) -> str:
    start = {"vowel": "л", "liquid": "л", "lateral": "д", "nasal": "д", "hiss": "д", "voiceless": "т"}[last_sound(stem)]
    return start + ("ар" if hard else "ер")


def _possessed(stem: str, hard: bool) -> str:
    vowel = "ы" if hard else "і"
    if last_sound(stem) == "vowel":
        return stem + "с" + vowel
    softened = rule("noun.sound").words[stem[-1]].get("before_vowel", stem[-1])
    return f"{stem[:-1]}{softened}{vowel}"


def _cases(body: str, hard: bool, *, possessed: bool) -> Iterator[tuple[Case, str]]:
    """Yield the six oblique endings behind a stem (or behind a possessive ending) of the given harmony."""
    a, y = ("а", "ы") if hard else ("е", "і")
    if possessed:
        yield Case.GENITIVE, f"н{y}ң"
        yield Case.DATIVE, f"н{a}"
        yield Case.ACCUSATIVE, "н"
        yield Case.LOCATIVE, f"нд{a}"
        yield Case.ABLATIVE, f"н{a}н"
        yield Case.INSTRUMENTAL, "м" + EN
        return
    last = last_sound(body)
    voiceless = last == "voiceless"
    yield Case.GENITIVE, {"vowel": "н", "nasal": "н", "voiceless": "т"}.get(last, "д") + f"{y}ң"
    yield Case.DATIVE, (("қ" if hard else "к") if voiceless else ("ғ" if hard else "г")) + a
    yield Case.ACCUSATIVE, {"vowel": "н", "voiceless": "т"}.get(last, "д") + y
    yield Case.LOCATIVE, ("т" if voiceless else "д") + a
    yield Case.ABLATIVE, {"nasal": "н", "voiceless": "т"}.get(last, "д") + f"{a}н"
    yield Case.INSTRUMENTAL, {"hiss": "б", "voiceless": "п"}.get(last, "м") + EN


def last_sound(stem: str) -> str:
    """Name the kind of sound that the stem ends in: `vowel`, `liquid`, `lateral`, `nasal`, `hiss` or `voiceless`.

    A soft sign sounds like the letter before it (`рубль`, `рубльдің`). Raises KeyError for what is no Kazakh letter.
    """
    sounds = rule("noun.sound").words
    told = str(sounds[stem[-1].lower()]["last"])
    if told == "soft":
        return str(sounds[stem[-2].lower()]["last"]) if len(stem) > 1 else "voiceless"
    return told
