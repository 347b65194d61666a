"""After the sign-off: entered, refused, withdrawn, erased by two persons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from communique.core.edition import ERASED, ISSUED, WITHDRAWN
from communique.core.entry import Act
from communique.core.fact import Fact, FactRecord, Passage, Visit
from communique.core.ref import Ref
from communique.newsroom import shelf
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.desk.models import ReleaseCopy, Remark, State, TranslationCopy
from communique.newsroom.steps import way
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.entered import catch_up, refusal_of
from communique.newsroom.steps.erasure import ask_erasure, confirm_erasure, drop_erasure
from communique.newsroom.steps.errors import NotAllowed, NoteMissing, NotPossible, WrongState
from communique.newsroom.steps.models import ErasureRequest, ErasureState
from communique.newsroom.steps.sign_off import cancel_bundle, publish
from communique.newsroom.steps.withdrawal import withdraw
from communique.outbox import orders as outbox
from communique.outbox.frozen import State as Placed
from communique.registrar.enter import opened
from communique.registrar.facts import fact_order
from communique.store.facts import fact_histories
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import (
    cleared,
    correction,
    draft,
    enter,
    issued,
    letters,
    placed,
    signed,
    translated,
)

ORDER = {"reason": "A private person asks.", "reference": "Court of Mere, 12/2026"}


def test_what_was_entered_is_issued(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    catch_up()
    copy.refresh_from_db()
    assert copy.state == State.SCHEDULED
    enter(desk.config)
    for _ in range(2):
        catch_up()
    copy.refresh_from_db()
    assert copy.state == State.ISSUED
    told = TrailLine.objects.filter(deed="entered")
    assert [(line.who, line.subject) for line in told] == [("(the desk)", copy.symbol)]


def test_what_was_refused_comes_back_cleared_with_the_reason(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    with transaction.atomic():
        (order,) = outbox.take(connection, datetime.now(UTC))
        outbox.mark_refused(connection, [order.order.id], "it does not fit", datetime.now(UTC))
    catch_up()
    copy.refresh_from_db()
    assert (copy.state, copy.order) == (State.CLEARED, "")
    line = refusal_of(copy)
    assert line
    assert line.reason == "it does not fit"
    publish([copy], desk.who("press-secretary"))
    assert [one.state for one in placed()] == [Placed.REFUSED, Placed.WAITING]


def test_a_withdrawal_needs_a_reason_and_a_press_secretary(desk: Desk) -> None:
    symbol = issued(desk).symbol
    with pytest.raises(NotAllowed):
        withdraw(symbol, desk.who("clearance-officer"), "It was wrong.")
    with pytest.raises(NoteMissing):
        withdraw(symbol, desk.who("press-secretary"), " ")
    with pytest.raises(NotPossible):
        withdraw("pr-1999-0001", desk.who("press-secretary"), "It was wrong.")
    withdraw(symbol, desk.who("press-secretary"), "It was wrong.")
    enter(desk.config)
    edition = standing_of(symbol)
    assert edition
    assert (edition.state, edition.versions[-1].note) == (WITHDRAWN, "It was wrong.")
    with pytest.raises(NotPossible, match="withdrawn already"):
        withdraw(symbol, desk.who("press-secretary"), "It was wrong.")


def test_a_withdrawal_may_wait_for_its_hour_and_be_asked_back(desk: Desk) -> None:
    symbol = issued(desk).symbol
    secretary = desk.who("press-secretary")
    later = datetime.now(UTC) + timedelta(hours=1)
    order = withdraw(symbol, secretary, "It was wrong.", at=later)
    with pytest.raises(NotPossible, match="waits: take that back first"):
        withdraw(symbol, secretary, "It was wrong after all.")
    assert cancel_bundle(order.bundle, secretary) == []
    withdraw(symbol, secretary, "It was wrong.", at=later)
    assert [line.state for line in placed()][1:] == [Placed.REVOKED, Placed.WAITING]


def test_an_erasure_needs_two_persons(desk: Desk) -> None:
    symbol = issued(desk).symbol
    with pytest.raises(NotAllowed):
        ask_erasure(symbol, desk.who("author"), **ORDER)
    request = ask_erasure(symbol, desk.who("press-secretary"), **ORDER)
    assert {one["To"] for one in letters(desk)[-1:]} == {"administrator@lakes.example"}
    with pytest.raises(NotAllowed, match="a second person must confirm"):
        confirm_erasure(request, desk.who("press-secretary"))
    with pytest.raises(NotAllowed):
        confirm_erasure(request, desk.who("clearance-officer"))
    with pytest.raises(WrongState, match="already"):
        ask_erasure(symbol, desk.who("administrator"), **ORDER)
    confirm_erasure(request, desk.who("administrator"))
    with pytest.raises(WrongState, match="settled"):
        confirm_erasure(request, desk.who("administrator"))
    enter(desk.config)
    edition = standing_of(symbol)
    assert edition
    assert edition.state == ERASED
    with pytest.raises(NotPossible, match="erased already"):
        ask_erasure(symbol, desk.who("press-secretary"), **ORDER)


def test_every_version_is_erased_and_the_desk_keeps_no_word_of_it(desk: Desk) -> None:
    copy = draft(desk)
    translated(desk, copy)
    signed(desk, copy)
    enter(desk.config)
    catch_up()
    second = correction(desk, copy.symbol, title="Lights burn", note="A word was wrong.")
    way.say(second, desk.who("author"), "The lights of Mere?")
    signed(desk, second)
    enter(desk.config)
    open_one = correction(desk, copy.symbol, title="Lights blaze", note="More of it.")
    request = ask_erasure(copy.symbol, desk.who("press-secretary"), **ORDER)
    confirm_erasure(request, desk.who("administrator"))
    assert len({line.bundle for line in placed() if line.act is Act.ERASE}) == 1
    enter(desk.config)
    catch_up()
    request.refresh_from_db()
    assert request.state == ErasureState.DONE
    for kept in ReleaseCopy.objects.filter(symbol=copy.symbol):
        assert (kept.title, kept.body, kept.contacts, kept.places) == ("", "", "", [])
        assert kept.revisions.count() == 0
    assert [one.title for one in TranslationCopy.objects.all()] == [""]
    assert Remark.objects.count() == 0
    open_one.refresh_from_db()
    assert open_one.state == State.DROPPED
    assert "Harbour" not in str(list(TrailLine.objects.filter(copy="releasecopy/1").values()))


def test_one_version_alone_may_be_erased(desk: Desk) -> None:
    first = issued(desk)
    catch_up()
    second = signed(desk, correction(desk, first.symbol, title="Lights burn", note="A word."))
    enter(desk.config)
    catch_up()
    digest = placed()[0].digest
    request = ask_erasure(first.symbol, desk.who("press-secretary"), digest=digest, **ORDER)
    with pytest.raises(NotPossible):
        ask_erasure(first.symbol, desk.who("press-secretary"), digest="ab" * 32, **ORDER)
    confirm_erasure(request, desk.who("administrator"))
    enter(desk.config)
    catch_up()
    titles = {one.pk: one.title for one in ReleaseCopy.objects.all()}
    assert titles == {first.pk: "", second.pk: "Lights burn"}


def test_an_erasure_takes_the_facts_whose_words_it_takes(desk: Desk) -> None:
    first = issued(desk)
    catch_up()
    for number, words in enumerate(("Boats may pass", "lights were lit"), start=1):
        _report(desk, first.symbol, number, words)
    signed(desk, correction(desk, first.symbol, body="<p>Boats may pass.</p>", note="A word."))
    enter(desk.config)
    catch_up()
    digest = placed()[0].digest
    request = ask_erasure(first.symbol, desk.who("press-secretary"), digest=digest, **ORDER)
    confirm_erasure(request, desk.who("administrator"))
    enter(desk.config)
    catch_up()
    states = [one.state for one in fact_histories(shelf.store(), first.symbol)]
    assert states == [ISSUED, ERASED]
    rest = ask_erasure(first.symbol, desk.who("press-secretary"), **ORDER)
    confirm_erasure(rest, desk.who("administrator"))
    enter(desk.config)
    catch_up()
    rest.refresh_from_db()
    assert rest.state == ErasureState.DONE
    assert [one.state for one in fact_histories(shelf.store(), first.symbol)] == [ERASED, ERASED]


def _report(desk: Desk, symbol: str, number: int, words: str) -> None:
    """Put a fact of a release on the record, as if it had been confirmed."""
    edition = standing_of(symbol)
    assert edition
    assert edition.current
    assert edition.current.release
    body = edition.current.release.texts["en"].body
    paragraph = next(at for at, said in enumerate(body, start=1) if words in said)
    start = body[paragraph - 1].index(words)
    record: FactRecord[Fact] = FactRecord(
        release=symbol,
        number=number,
        lang="en",
        fact=Visit(who=Ref(name="Ada Example"), where=Ref(name="Mere", code="mere")),
        evidence=Passage(paragraph=paragraph, start=start, end=start + len(words), words=words),
        rule="visit.verb",
        confidence=0.9,
    )
    with opened(desk.config) as registrar:
        registrar.enter([fact_order(record)])


def test_an_erasure_is_given_up(desk: Desk) -> None:
    symbol = issued(desk).symbol
    request = ask_erasure(symbol, desk.who("press-secretary"), **ORDER)
    drop_erasure(request, desk.who("administrator"))
    with pytest.raises(WrongState):
        confirm_erasure(request, desk.who("administrator"))
    assert ErasureRequest.objects.get().state == ErasureState.DROPPED
