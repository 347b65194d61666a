"""Brings the desk level with the outbox: what was entered is issued, the refused comes back."""

from __future__ import annotations

from django.db import connection, transaction

from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import State, WorkingCopy
from communique.newsroom.steps.copies import all_held, in_states
from communique.newsroom.steps.models import ErasureRequest, ErasureState
from communique.newsroom.steps.placing import MOST_WAITING, line_of
from communique.newsroom.steps.scrub import scrub
from communique.newsroom.steps.sign_off import unschedule
from communique.outbox import orders as outbox
from communique.outbox.frozen import Line
from communique.outbox.frozen import State as Placed

_ENDED = (Placed.ENTERED, Placed.REFUSED, Placed.REVOKED)


def catch_up() -> None:
    """Let every working copy and every erasure say what became of its order; safe to repeat."""
    scheduled = in_states(State.SCHEDULED)
    confirmed = ErasureRequest.objects.filter(state=ErasureState.CONFIRMED)
    if not scheduled and not confirmed:
        return
    waiting = {line.order for line in outbox.queue(connection, MOST_WAITING)}
    ended = [copy for copy in scheduled if copy.order not in waiting]
    carried_out = [one.pk for one in confirmed if waiting.isdisjoint(one.orders)]
    if not ended and not carried_out:
        # Most looks find nothing, and hold nothing.
        return
    with transaction.atomic():
        for row in all_held(ended):
            _settle(row)
        held = ErasureRequest.objects.select_for_update().order_by("pk")
        for request in held.filter(pk__in=carried_out, state=ErasureState.CONFIRMED):
            _settle_erasure(request)


def refusal_of(copy: WorkingCopy) -> Line | None:
    """Return the order of a copy that the registrar refused last, None where none stands so."""
    if not copy.symbol or copy.state in (State.SCHEDULED, State.ISSUED):
        return None
    lines = outbox.of_symbol(connection, copy.symbol)
    return lines[-1] if lines and lines[-1].state is Placed.REFUSED else None


def _settle(row: WorkingCopy) -> None:
    line = line_of(row)
    if row.state != State.SCHEDULED or line is None or line.state not in _ENDED:
        return
    if line.state is Placed.ENTERED:
        row.state = State.ISSUED
        row.save()
        tell(None, "entered", row, order=line.order, index=line.entry_index)
        return
    unschedule(row)
    if line.state is Placed.REFUSED:
        tell(None, "refused", row, order=line.order, reason=line.reason)


def _settle_erasure(request: ErasureRequest) -> None:
    lines = outbox.of_symbol(connection, request.symbol)
    mine = [line for line in lines if line.order in request.orders]
    if any(line.state is Placed.REFUSED for line in mine):
        request.state = ErasureState.REFUSED
        reasons = "; ".join(line.reason for line in mine if line.reason)
        tell(None, "refused", request.symbol, erasure=request.pk, reason=reasons)
    elif mine and all(line.state is Placed.ENTERED for line in mine):
        request.state = ErasureState.DONE
        scrub(request.symbol, request.digest)
        tell(None, "erased", request.symbol, erasure=request.pk, objects=len(mine))
    request.save(update_fields=["state"])
