"""Numbers in words: the compounds that a language writes as one word, and several words as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from communique.core.text import loose

_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


def spelled(numbers: Mapping[str, int], *, joined: str | None) -> dict[str, int]:
    """Return numbers by their words, with those that the language puts together of them.

    numbers: the words that stand by themselves.  joined: what stands between ones and tens where
    they are one word (`vierundzwanzig`, with the ones first; `veinticuatro`, with nothing), None
    where numbers are written apart.  Words are in loose form.

    >>> made = spelled({"drei": 3, "zwanzig": 20, "hundert": 100}, joined="und")
    >>> made["dreiundzwanzig"], made["dreihundertdreiundzwanzig"]
    (23, 323)
    """
    plain = {loose(word): number for word, number in numbers.items()}
    if joined is None:
        return plain
    small = plain | dict(_below_hundred(plain, joined))
    hundreds = {word: number for word, number in plain.items() if number == _HUNDRED}
    hundreds |= {
        one + word: number * _HUNDRED
        for word in tuple(hundreds)
        for one, number in plain.items()
        if 1 < number < _TEN
    }
    larger = {
        word + rest: number + more
        for word, number in hundreds.items()
        for rest, more in small.items()
    }
    thousands = {
        one + word: number * _THOUSAND
        for word, thousand in plain.items()
        if thousand == _THOUSAND
        for one, number in (small | hundreds).items()
        if number > 1
    }
    return thousands | larger | hundreds | small


def _below_hundred(plain: Mapping[str, int], joined: str) -> Iterator[tuple[str, int]]:
    for ten, tens in plain.items():
        if not 2 * _TEN <= tens < _HUNDRED:
            continue
        for one, ones in plain.items():
            if not 0 < ones < _TEN:
                continue
            if joined:
                yield one + joined + ten, tens + ones
            else:
                # `ventuno`, `ventotto`: of two vowels that meet the first is left out.
                meet = ten[-1] in "aeiou" and one[0] in "aeiou"
                yield (ten[:-1] if meet else ten) + one, tens + ones


def counted(numbers: Iterable[int]) -> int:
    """Return the number that several words say together.

    >>> counted([2, 1000, 5, 100]), counted([20, 4]), counted([2, 12])
    (2500, 24, 24)
    """
    whole = current = 0
    for number in numbers:
        if number >= _THOUSAND:
            whole, current = whole + max(current, 1) * number, 0
        elif 0 < current < number:
            current *= number
        else:
            current += number
    return whole + current


def joins(before: int, after: int | None) -> bool:
    """Tell whether an `and` between two numbers makes one of them (`treinta y dos`)."""
    if after is None:
        return False
    return before % _HUNDRED == 0 < after < _HUNDRED or (
        before % _TEN == 0 and 2 * _TEN <= before < _HUNDRED and 0 < after < _TEN
    )
