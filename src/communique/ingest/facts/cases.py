"""The cases of names and nouns, in languages whose words change their endings by case.

A text says `Миссией в Вестрии` of what the registry calls `Миссия в Вестрии`, and `Nordlands` of
`Nordland`. Only endings that follow from the nominative alone are made; a form that no text
uses is found in none.
"""

from __future__ import annotations

from collections.abc import Iterator

_GENITIVE, _DATIVE, _ACCUSATIVE, _INSTRUMENTAL, _LOCATIVE = range(5)
# Of each ending of a nominative: genitive, dative, accusative, instrumental, locative; several
# where the stem decides.  The longest ending that fits is taken.
_RUSSIAN: tuple[tuple[str, tuple[str, str, str, str, str]], ...] = (
    ("ый", ("ого", "ому", "ого ый", "ым", "ом")),
    ("ий", ("ого его ия", "ому ему ию", "ого его ий ия", "им ием", "ом ем ии")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("яя", ("ей", "ей", "юю", "ей", "ей")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ие", ("ия", "ию", "ие", "ием", "ии")),
    ("а", ("ы и", "е", "у", "ой ей", "е")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("ь", ("я и", "ю и", "я ь", "ем ью", "е и")),
    ("й", ("я", "ю", "й я", "ем", "е")),
    ("о", ("а", "у", "о", "ом", "е")),
    ("ы", ("ов", "ам", "ов ы", "ами", "ах")),
    ("и", ("ей ов", "ям ам", "ей ов и", "ями ами", "ях ах")),
    ("", ("а", "у", "а", "ом ем", "е")),
)
_VOWELS = "аеёиоуыэюя"
INFLECTING = ("de", "ru")


def cases(word: str, lang: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms of a word in small letters: genitive, dative, accusative and so on.

    >>> cases("миссия", "ru")[0], cases("тарн", "ru")[4], cases("minister", "de")
    (('миссии',), ('тарне',), (('ministers', 'ministeres', 'ministern', 'ministeren'),))
    """
    if lang == "de":
        return (tuple(word + ending for ending in ("s", "es", "n", "en")),)
    if lang != "ru" or len(word) < 3:
        return ()
    for ending, those in _RUSSIAN:
        if word.endswith(ending) and (ending or word[-1] not in _VOWELS):
            stem = word[: len(word) - len(ending)]
            return tuple(tuple(stem + one for one in forms.split()) for forms in those)
    return ()


def oblique(word: str, lang: str) -> frozenset[str]:
    """Return every form of a word but the nominative."""
    return frozenset(form for forms in cases(word, lang) for form in forms) - {word}


def instrumental(word: str, lang: str) -> frozenset[str]:
    """Return the forms that say by whom or as what, in a language that has them."""
    made = cases(word, lang)
    return frozenset(made[_INSTRUMENTAL]) if len(made) > _INSTRUMENTAL else frozenset()


def names_in_cases(name: str, lang: str) -> Iterator[str]:
    """Yield what a text may call somebody or something of this name.

    The noun it begins with changes, and an adjective before the noun with it; what the noun is
    followed by stays (`Миссией ОБСЕ в Сербии`).

    >>> sorted(names_in_cases("Nordland", "de"))
    ['Nordlands']
    """
    if lang == "de":
        if " " not in name and not name.endswith(("s", "z", "x")):
            yield name + "s"
        return
    first, *rest = name.split()
    second = rest[0] if rest else ""
    adjective = first.endswith(("ый", "ий", "ая", "ое")) and second[:1].isalpha()
    if not adjective:
        for form in oblique(first.lower(), lang):
            yield " ".join((_as(first, form), *rest))
        return
    for forms, others in zip(cases(first.lower(), lang), cases(second.lower(), lang), strict=False):
        for form in forms:
            for other in others:
                yield " ".join((_as(first, form), _as(second, other), *rest[1:]))


def _as(word: str, form: str) -> str:
    return form.capitalize() if word[:1].isupper() else form
