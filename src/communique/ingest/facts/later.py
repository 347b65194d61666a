"""What a further sentence adds to a fact told before: whose money, whose gift, from which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.core.evidence import Found, Span
from communique.core.fact import AppointmentFact, Fact, Handover
from communique.core.ref import Ref
from communique.ingest.facts.appointments import begins
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.gifts import hands
from communique.ingest.facts.happened import is_told
from communique.ingest.facts.mentions import Kind
from communique.ingest.facts.recipients import recipient_at

_NEAR_CHARACTERS = 600


def added_to(found: Sequence[Found[Fact]], clause: Clause) -> list[Found[Fact]]:
    """Return the facts found so far, one of them with what a clause adds to it."""
    facts = list(found)
    if clause.frame.form in ("donated", "funded", "paying"):
        return _with_money(facts, clause)
    if clause.frame.form == "begins":
        return _with_beginning(facts, clause)
    if clause.frame.form == "passive" and clause.frame.kind == "handover":
        return _with_hands(facts, clause)
    return facts


def _with_hands(facts: list[Found[Fact]], clause: Clause) -> list[Found[Fact]]:
    """Return the facts, the last gift with who gave it (`The cars were handed over by …`)."""
    last = facts[-1] if facts else None
    if last is None or not isinstance(last.value, Handover) or not is_told(clause):
        return facts
    held = last.value
    apart = clause.line.sentence.start > last.span.start
    if not apart or not clause.is_passive() or not _is_about_it(clause) or held.handed_over_by:
        return facts
    gift = hands(clause)
    if gift.giver is None and gift.recipient is None:
        return facts
    donor = held.donor or (gift.giver if gift.giver_is_body else None)
    value = replace(
        held,
        handed_over_by=gift.giver if "hand" in clause.frame.flags else None,
        recipient=held.recipient or gift.recipient,
        donor=donor,
    )
    return [*facts[:-1], Found(value=value, span=_longer(last.span, clause))]


def _with_money(facts: list[Found[Fact]], clause: Clause) -> list[Found[Fact]]:
    last = next((one for one in reversed(facts) if isinstance(one.value, Handover)), None)
    if last is None or not (clause.frame.form == "paying" or _is_about_it(clause)):
        return facts
    begin = clause.line.sentence.start
    if last.span.start >= begin or begin - last.span.end > _NEAR_CHARACTERS:
        return facts
    refs = _payers(clause) if clause.frame.form == "paying" else _named(clause)
    # Of several gifts told with one verb each was paid so.
    return [
        _paid(one, clause, refs) if refs and one.span.start == last.span.start else one
        for one in facts
    ]


def _paid(one: Found[Fact], clause: Clause, refs: tuple[Ref, ...]) -> Found[Fact]:
    if not isinstance(one.value, Handover):
        return one
    if clause.frame.form == "donated":
        value = replace(one.value, donor=refs[0])
        if value.recipient is None:
            value = replace(value, recipient=_recipient(clause))
    else:
        value = replace(one.value, funders=one.value.funders or refs)
    return Found(value=value, span=_longer(one.span, clause))


def _is_about_it(clause: Clause) -> bool:
    """Tell whether a sentence goes on about what was given: it begins with it, or `they`."""
    grammar = clause.scene.grammar
    first = clause.lows[0]
    if not grammar.has_articles:
        # Nothing but its place says that a sentence goes on about a thing.
        return not any(frame.tells for frame, _ in clause.line.frames(clause.first))
    begins_so = any(grammar.has(use, first) for use in ("it", "they", "things", "articles"))
    return begins_so or clause.line.sentence.start == clause.line.sentence.words[clause.first].start


def _payers(clause: Clause) -> tuple[Ref, ...]:
    """Return who paid for a thing that is known (`Northland financed the purchase`)."""
    grammar, after = clause.scene.grammar, clause.after()
    known = after < len(clause.lows) and any(
        grammar.has(use, clause.lows[after]) for use in ("articles", "they", "things")
    )
    if not known or not is_told(clause):
        return ()
    refs = (clause.scene.ref(clause.line, one) for one in clause.subject().parties)
    return tuple(ref for ref in refs if ref is not None)


def _named(clause: Clause) -> tuple[Ref, ...]:
    parties = clause.parties(clause.end).parties
    kinds = (Kind.BODY, Kind.STATE, Kind.NAME, Kind.PERSON)
    refs = [clause.scene.ref(clause.line, one) for one in parties if one.main.kind in kinds]
    return tuple(ref for ref in refs if ref is not None)


def _recipient(clause: Clause) -> Ref | None:
    """Return to whom a gift went, behind whose gift it is (`donated by … to …`)."""
    end = clause.parties(clause.end).end
    if end >= len(clause.lows) or not clause.scene.grammar.has("to", clause.lows[end]):
        return None
    named = recipient_at(clause, end + 1)
    return named[0] if named else None


def _with_beginning(facts: list[Found[Fact]], clause: Clause) -> list[Found[Fact]]:
    told = begins(clause)
    if told is None:
        return _all_beginning(facts, clause)
    for number in range(len(facts) - 1, -1, -1):
        one = facts[number]
        if not isinstance(one.value, AppointmentFact):
            continue
        if one.value.person == told[0] and one.value.until is None:
            value = replace(one.value, since=told[1])
            facts[number] = Found(value=value, span=_longer(one.span, clause))
            return facts
    return facts


def _all_beginning(facts: list[Found[Fact]], clause: Clause) -> list[Found[Fact]]:
    """Return the facts, everybody just appointed with a day (`Both take up their duties on …`)."""
    day = clause.day()
    they = clause.scene.grammar.has("they", clause.lows[0])
    if day is None or not they:
        return facts
    begin = clause.line.sentence.start
    made: list[Found[Fact]] = []
    for one in facts:
        near = begin - one.span.end < _NEAR_CHARACTERS
        held = one.value
        if near and isinstance(held, AppointmentFact) and held.since is None and held.until is None:
            value = replace(held, since=day.value)
            made.append(Found(value=value, span=_longer(one.span, clause)))
        else:
            made.append(one)
    return made


def _longer(span: Span, clause: Clause) -> Span:
    """Return the evidence up to the end of the sentence that adds to it."""
    end = max(span.end, clause.line.sentence.end)
    return clause.scene.telling.page.span(
        span.start, end, rule=span.rule, confidence=span.confidence
    )
