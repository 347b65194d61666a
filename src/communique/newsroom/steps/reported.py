"""What an issued release reports: proposed from its text, confirmed, amended or refused by people.

A fact that is confirmed goes out at once, as an order of its own: its release was cleared before.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import connection, transaction

from communique.core.canonical import SALT_BYTES, fact_to_json
from communique.core.edition import ISSUED
from communique.core.entry import Act, Order, order_id
from communique.core.fact import (
    EDITOR,
    FACT,
    Fact,
    FactRecord,
    kind_of_fact,
    number_of_fact,
    release_of_fact,
)
from communique.core.fact_rules import (
    check_evidence,
    check_fact,
    check_parties,
    passage_today,
)
from communique.core.proposing import known, proposed
from communique.core.record import Release, Withdrawal
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.reading.hearing import heard_in
from communique.newsroom.roles import Deed
from communique.newsroom.steps.copies import check_may
from communique.newsroom.steps.errors import NoteMissing, NotFit, WrongState
from communique.newsroom.steps.models import JudgedFact
from communique.newsroom.steps.sign_off import MOST_WAITING, attempts, place
from communique.newsroom.steps.withdrawal import current
from communique.outbox import orders as outbox
from communique.outbox.frozen import FrozenOrder, Line
from communique.outbox.frozen import State as Placed
from communique.store.facts import FactHistory, fact_histories

Confirmed = FactRecord[Fact]


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
    for record in _read(release, first):
        if not known(record, [*held, *(one.record for one in made)]):
            one = judged.get(key := key_of(record))
            is_refused = one is not None and one.is_refused
            # As it was read, or as somebody amended it: what is confirmed is not asked again.
            if one is None or is_refused or not _goes_out(one):
                made.append(Proposal(record=record, key=key, is_refused=is_refused))
    return tuple(made)


def histories(symbol: str) -> tuple[FactHistory, ...]:
    """Return every fact that a release ever had on the record."""
    return fact_histories(shelf.store(), symbol)


def key_of(record: Confirmed) -> str:
    """Return what a fact is remembered by, whatever its number: a digest of what it says."""
    said = [record.lang, record.evidence.words, fact_to_json(record.fact)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def next_number(symbol: str) -> int:
    """Return the number of a release's next fact, those on their way counted."""
    numbers = [one.number for one in histories(symbol)]
    numbers += [number_of_fact(line.symbol) for line in waiting_facts(symbol)]
    return max(numbers, default=0) + 1


def waiting_facts(symbol: str) -> list[Line]:
    """Return the orders for facts of a release that are not entered yet."""
    queue = outbox.queue(connection, MOST_WAITING)
    return [line for line in queue if release_of_fact(line.symbol) == symbol]


@transaction.atomic
def confirm(symbol: str, key: str, by: Member, *, amended: Fact | None = None) -> Confirmed:
    """Sign a proposed fact off, as it was read or as somebody amended it, and return it.

    Raises NotAllowed; WrongState where the text proposes no such fact any more; NotFit where
    what was amended breaks a rule.
    """
    check_may(by, Deed.CONFIRM_FACTS, None, "you may not confirm what a release reports")
    release, one = _proposal(symbol, key)
    record = replace(one.record, number=next_number(symbol))
    if amended is not None and amended != record.fact:
        record = replace(record, fact=amended, rule=EDITOR, confidence=1.0)
    _check(record, release)
    order = _place(record, Act.ISSUE, by)
    _judge(symbol, key, by, fact=record.symbol, order=order)
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
        _judge(symbol, key, by, is_refused=True)
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


def _read(release: Release, first: int) -> Iterator[Confirmed]:
    original = release.original or next(iter(release.texts), "")
    for lang in sorted(release.texts, key=lambda one: one != original):
        heard = heard_in(release.texts[lang], lang, release)
        draft = replace(heard.draft, lang=lang)
        found = proposed(draft, release, shelf.profile(), first=first)
        yield from found
        # A translation reports what the original does: it is asked only where that is silent.
        if found:
            return


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


def _judge(
    symbol: str,
    key: str,
    by: Member,
    *,
    fact: str = "",
    order: str = "",
    is_refused: bool = False,
) -> None:
    JudgedFact.objects.update_or_create(
        symbol=symbol,
        key=key,
        defaults={"judged_by": by, "fact": fact, "order": order, "is_refused": is_refused},
    )


def _place(record: Confirmed | Withdrawal, act: Act, by: Member) -> str:
    """Place the order, and return its id."""
    now, release = datetime.now(UTC), release_of_fact(record.symbol)
    before = [len(one.digests) for one in histories(release) if one.symbol == record.symbol]
    told = [str(attempts(record.symbol, act)), str(sum(before))]
    order = Order(
        # Nothing of the words: the log keeps the id when they are erased.
        id=order_id("desk fact", record.symbol, act, *told),
        act=act,
        symbol=record.symbol,
        kind=FACT,
        langs=(record.lang,) if isinstance(record, FactRecord) else record.langs,
        record=record,
        salt=secrets.token_hex(SALT_BYTES),
    )
    frozen = FrozenOrder(
        order=order,
        bundle=order.id,
        not_before=now,
        placed_at=now,
        placed_by=by.get_username(),
    )
    place([frozen])
    return order.id
