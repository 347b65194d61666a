"""What an issued release reports: proposed from its text, confirmed, amended or refused by people.

A fact that is confirmed goes out at once, as an order of its own: its release was cleared before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import connection, transaction

from communique.core.edition import ISSUED
from communique.core.entry import Act, instant
from communique.core.fact import EDITOR, FACT, Fact, kind_of_fact
from communique.core.fact_rules import (
    check_evidence,
    check_fact,
    check_parties,
    passage_today,
)
from communique.core.proposing import known
from communique.core.record import Release, Withdrawal
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.reading.reported import Confirmed, facts_in, key_of
from communique.newsroom.roles import Deed
from communique.newsroom.steps.copies import check_may
from communique.newsroom.steps.errors import NoteMissing, NotFit, WrongState
from communique.newsroom.steps.fact_orders import (
    histories,
    judge,
    next_number,
    order_of_fact,
    waiting_facts,
)
from communique.newsroom.steps.models import JudgedFact
from communique.newsroom.steps.placing import place
from communique.newsroom.steps.withdrawal import current
from communique.outbox import orders as outbox
from communique.outbox.frozen import FrozenOrder
from communique.outbox.frozen import State as Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A fact that waits for a person.

    key: what it is remembered by once it is refused.
    """

    record: Confirmed
    key: str
    is_refused: bool


def proposals(release: Release) -> tuple[Proposal, ...]:
    """Return what the texts of an issued release report and nobody has confirmed yet."""
    held = [one.record for one in histories(release.symbol) if one.record]
    first = next_number(release.symbol)
    judged = {one.key: one for one in JudgedFact.objects.filter(symbol=release.symbol)}
    made: list[Proposal] = []
    for record in facts_in(release, first=first):
        if not known(record, [*held, *(one.record for one in made)]):
            one = judged.get(key := key_of(record))
            is_refused = one is not None and one.is_refused
            # As it was read, or as somebody amended it: what is confirmed is not asked again.
            if one is None or is_refused or not _goes_out(one):
                made.append(Proposal(record=record, key=key, is_refused=is_refused))
    return tuple(made)


@transaction.atomic
def confirm(symbol: str, key: str, by: Member, *, amended: Fact | None = None) -> Confirmed:
    """Sign a proposed fact off, as it was read or as somebody amended it, and return it.

    Raises NotAllowed; WrongState where the text proposes no such fact any more; NotFit where
    what was amended breaks a rule.
    """
    check_may(by, Deed.CONFIRM_FACTS, None, "you may not confirm what a release reports")
    release, one = _proposal(symbol, key)
    _check_none_ahead(symbol)
    record = replace(one.record, number=next_number(symbol))
    if amended is not None and amended != record.fact:
        record = replace(record, fact=amended, rule=EDITOR, confidence=1.0)
    _check(record, release)
    order = _place(record, Act.ISSUE, by)
    judge(symbol, key, by, fact=record.symbol, order=order)
    how = "amended" if record.rule == EDITOR else "confirmed"
    tell(by, Deed.CONFIRM_FACTS, record.symbol, kind=kind_of_fact(record.fact), how=how)
    return record


@transaction.atomic
def refuse(symbol: str, key: str, by: Member, *, recall: bool = False) -> None:
    """Remember that a proposed fact is none, or forget that somebody said so."""
    check_may(by, Deed.CONFIRM_FACTS, None, "you may not refuse what a release reports")
    _, one = _proposal(symbol, key)
    if recall:
        JudgedFact.objects.filter(symbol=symbol, key=key).delete()
    else:
        judge(symbol, key, by, is_refused=True)
    deed = "recall-fact" if recall else "refuse-fact"
    tell(by, deed, symbol, kind=kind_of_fact(one.record.fact))


@transaction.atomic
def withdraw_fact(symbol: str, number: int, by: Member, note: str) -> None:
    """Sign the withdrawal of a confirmed fact off; its release stays as it is."""
    check_may(by, Deed.CONFIRM_FACTS, None, "you may not withdraw what a release reports")
    record = _standing(symbol, number)
    if not note.strip():
        raise NoteMissing(f"the withdrawal of {record.symbol} says no reason")
    reason = Withdrawal(
        symbol=record.symbol, kind=FACT, note=" ".join(note.split()), langs=(record.lang,)
    )
    _place(reason, Act.WITHDRAW, by)
    tell(by, "withdraw-fact", record.symbol, note=reason.note)


@transaction.atomic
def correct_fact(symbol: str, number: int, by: Member, fact: Fact, note: str) -> None:
    """Sign the correction of a confirmed fact off, with a public note."""
    check_may(by, Deed.CONFIRM_FACTS, None, "you may not correct what a release reports")
    before = _standing(symbol, number)
    if not note.strip():
        raise NoteMissing(f"the correction of {before.symbol} has no public note")
    if fact == before.fact:
        raise WrongState(f"{before.symbol} says just this already")
    release = current(symbol)
    words = passage_today(before, release)
    if words is None:
        raise WrongState(f"the words behind {before.symbol} stand in {symbol} no more: withdraw it")
    record = replace(
        before,
        fact=fact,
        evidence=words,
        rule=EDITOR,
        confidence=1.0,
        note=" ".join(note.split()),
    )
    _check(record, release)
    _place(record, Act.CORRECT, by)
    tell(by, "correct-fact", record.symbol, note=record.note)


def _proposal(symbol: str, key: str) -> tuple[Release, Proposal]:
    release = current(symbol)
    for one in proposals(release):
        if one.key == key:
            return release, one
    raise WrongState(f"the text of {symbol} proposes no such fact any more")


def _standing(symbol: str, number: int) -> Confirmed:
    for one in histories(symbol):
        if one.number == number and one.record is not None and one.state == ISSUED:
            return one.record
    raise WrongState(f"{symbol} has no fact {number} that stands on the record")


def _check_none_ahead(symbol: str) -> None:
    """Raise WrongState where facts wait for an instant: this one would take their number."""
    now = datetime.now(UTC)
    if ahead := [line.not_before for line in waiting_facts(symbol) if line.not_before > now]:
        raise WrongState(
            f"facts of {symbol} go out with its correction at {instant(min(ahead))}:"
            " confirm others once it is out"
        )


def _check(record: Confirmed, release: Release) -> None:
    findings = (
        *check_fact(record),
        *check_parties(record, shelf.profile()),
        *check_evidence(record, release),
    )
    if findings:
        raise NotFit(findings)


def _goes_out(judged: JudgedFact) -> bool:
    """Tell whether a fact that was confirmed is on the record, or on its way there."""
    lines = outbox.of_symbol(connection, judged.fact)
    ended = (Placed.REFUSED, Placed.REVOKED)
    return any(line.order == judged.order and line.state not in ended for line in lines)


def _place(record: Confirmed | Withdrawal, act: Act, by: Member) -> str:
    """Place the order, and return its id."""
    now, order = datetime.now(UTC), order_of_fact(record, act)
    frozen = FrozenOrder(
        order=order,
        bundle=order.id,
        not_before=now,
        placed_at=now,
        placed_by=by.get_username(),
    )
    place([frozen])
    return order.id
