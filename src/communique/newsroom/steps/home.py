"""The desk's first page: what waits for whoever looks, what goes out next, what went out last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import State, TranslationCopy, WorkingCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps import way
from communique.newsroom.steps.copies import in_states, writers_of
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.letters import editor_of
from communique.newsroom.steps.models import ErasureRequest, ErasureState
from communique.newsroom.steps.shown import Row, address, rows_for, state_of
from communique.outbox import orders as outbox
from communique.outbox import review
from communique.store.desk_list import Sought, find

NEXT, LAST, LISTED = 5, 5, 30
_TITLES = "Untitled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A working copy as the first page lists it."""

    title: str
    symbol: str
    href: str
    note: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One list of the first page.  none: what is said where it is empty."""

    title: str
    cards: tuple[Card, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page of the desk.  new_href: where a release is begun, empty for readers."""

    parts: tuple[Part, ...]
    next_out: tuple[Row, ...]
    issued: tuple[Card, ...]
    new_href: str


def home_for(member: Member) -> Home:
    """Return the first page for a member."""
    catch_up()
    copies = [one for one in in_states(*way.OPEN) if may(member, Deed.SEE, one)]
    copies.sort(key=lambda one: one.changed_at, reverse=True)
    queue = outbox.queue(connection, LISTED)
    writes = may(member, Deed.WRITE)
    return Home(
        parts=tuple(_parts(member, copies)),
        next_out=tuple(rows_for(member, queue, datetime.now(UTC))[:NEXT]),
        issued=tuple(_issued()),
        new_href=address("wagtailsnippets_desk_releasecopy:add") if writes else "",
    )


def _parts(member: Member, copies: list[WorkingCopy]) -> Iterable[Part]:
    def those(title: str, none: str, wanted: Callable[[WorkingCopy], bool]) -> Part:
        cards = [_card(one) for one in copies if wanted(one)]
        return Part(title=title, cards=tuple(cards[:LISTED]), none=none)

    def is_mine(one: WorkingCopy) -> bool:
        return one.made_by_id == member.pk or member.pk in writers_of(one)

    if may(member, Deed.WRITE):
        yield those(
            "Returned to you",
            "Nothing was returned to you.",
            lambda one: one.state == State.RETURNED and is_mine(one),
        )
        yield those(
            "Your drafts",
            "You have no draft.",
            lambda one: one.state == State.DRAFT and is_mine(one),
        )
    if may(member, Deed.CLEAR):
        yield those(
            "To clear",
            "Nothing waits to be cleared by you.",
            lambda one: one.state == State.SUBMITTED and way.may_clear(member, one),
        )
    if may(member, Deed.PUBLISH):
        yield those(
            "To sign off",
            "Nothing waits for its sign-off.",
            lambda one: one.state == State.CLEARED,
        )
    if may(member, Deed.TRANSLATE) and member.languages:
        yield Part(
            title="To translate",
            cards=tuple(_translations(member)),
            none="No text waits to be translated by you.",
        )
    if may(member, Deed.REVIEW_PAGES):
        yield Part(
            title="To review",
            cards=tuple(_families()),
            none="No imported page waits for you.",
        )
    if may(member, Deed.CONFIRM_ERASURE):
        yield Part(
            title="Erasures to confirm",
            cards=tuple(_erasures(member)),
            none="No erasure waits for you.",
        )


def _card(copy: WorkingCopy) -> Card:
    who = str(copy.submitted_by) if copy.state == State.SUBMITTED else ""
    note = f"submitted by {who}" if who else f"changed {copy.changed_at:%Y-%m-%d %H:%M} UTC"
    return Card(
        title=str(copy) or _TITLES,
        symbol=copy.symbol,
        href=editor_of(copy),
        note=note,
        state=state_of(copy),
    )


def _translations(member: Member) -> Iterable[Card]:
    found = TranslationCopy.objects.select_related("release").filter(lang__in=member.languages)
    found = found.exclude(progress=Progress.READY).exclude(state=State.DROPPED)
    for one in found.exclude(release__state=State.DROPPED)[:LISTED]:
        if may(member, Deed.TRANSLATE, one):
            yield Card(
                title=str(one),
                symbol=one.release.symbol,
                href=address("translations:edit", one.pk) or address("translations:list"),
                note=f"{one.get_progress_display()}, release {state_of(one.release).lower()}",
                state=one.lang,
            )


def _families() -> Iterable[Card]:
    for one in review.families(connection, LISTED):
        yield Card(
            title=f"{one.pages:,} of {one.site}",
            symbol="",
            href=address("review:family", one.family),
            note=one.doubts,
            state="Waits",
        )


def _erasures(member: Member) -> Iterable[Card]:
    waiting = ErasureRequest.objects.filter(state=ErasureState.ASKED).exclude(asked_by=member)
    for one in waiting.select_related("asked_by"):
        yield Card(
            title=f"Erase {one.symbol}",
            symbol=one.symbol,
            href=address("steps:erasures"),
            note=f"asked for by {one.asked_by}, {one.asked_at:%Y-%m-%d %H:%M} UTC",
            state="Waits",
        )


def _issued() -> Iterable[Card]:
    for line in find(shelf.store(), Sought(sort="changed"), size=LAST).lines:
        text = None
        if line.release:
            text = line.release.texts.get("en") or next(iter(line.release.texts.values()), None)
        yield Card(
            title=text.title if text else line.symbol,
            symbol=line.symbol,
            href=address("record:history", line.symbol),
            note=line.changed_at.replace("T", " ").replace("Z", " UTC"),
            state=line.state.capitalize(),
        )
