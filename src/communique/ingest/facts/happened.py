"""Whether what a clause tells has happened: it is not denied, planned, supposed or hearsay."""

from __future__ import annotations

from dataclasses import replace

from communique.ingest.facts.clause import Clause
from communique.ingest.facts.grammar import is_of_day

_OPENING = 2


def is_told(clause: Clause) -> bool:
    """Tell whether a verb says that something has happened."""
    grammar, before = clause.scene.grammar, clause.before()
    near = clause.lows[before : clause.first]
    if any(grammar.has("denying", low) or grammar.has("supposing", low) for low in near):
        return False
    earlier = clause.lows[:before]
    if _is_denied_behind(clause) or any(grammar.has("if", low) for low in earlier):
        return False
    # `Had she travelled …, she would …`; where the subject is dropped, a verb begins a sentence.
    if earlier and not grammar.drops_subject and grammar.has("auxiliaries", earlier[0]):
        return False
    if clause.frame.form == "nominal":
        # Where it opens its sentence the verb follows (`During her visit, Muster will …`).
        verb_in = clause.lows if clause.first <= _OPENING else earlier
        planned = any(grammar.is_planned(low) for low in verb_in)
        return not planned and not any(grammar.has("denying", low) for low in earlier[-4:])
    subject = clause.subject()
    begin = subject.parties[0].first if subject.parties else before
    if any(grammar.has("denying", low) for low in clause.lows[max(0, begin - 2) : begin]):
        return False
    return not _is_reported(clause, begin)


def happens(clause: Clause) -> bool:
    """Tell whether an act told by a noun has taken place, as the verb of its sentence says.

    `The handover … took place`, `Ein Treffen zwischen … fand … statt`, `The donation … was
    handed over`
    """
    for place in range(len(clause.lows)):
        for frame, length in clause.line.frames(place):
            act = replace(clause, frame=frame, first=place, end=place + length)
            done = frame.form == "passive" and frame.kind == clause.frame.kind
            tells = frame.form == "happened" or (done and act.is_passive())
            if tells and place not in clause.line.within:
                return is_told(act)
    return False


def _is_denied_behind(clause: Clause) -> bool:
    """Tell whether a denial follows the verb, in languages that put it there."""
    grammar, closed = clause.scene.grammar, bool(clause.frame.closing)
    limit = clause.next_frame() if grammar.inverts and not closed else clause.closing
    for place in range(clause.end, limit):
        low = clause.lows[place]
        ends = low in (",", ";", ".", ":") and not is_of_day(clause.lows, place)
        if not closed and ends:
            return False
        if grammar.has("denying", low):
            return True
    return False


def _is_reported(clause: Clause, begin: int) -> bool:
    """Tell whether somebody is said to have said it (`he said that she had met …`)."""
    for place in range(begin - 1, -1, -1):
        low = clause.lows[place]
        if low in (",", ";", ":"):
            return False
        if clause.scene.grammar.has("reporting", low) and place not in clause.line.within:
            return True
    return False
