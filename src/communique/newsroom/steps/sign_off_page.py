"""The page before a sign-off: exactly what will go out, and when; then the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from communique.core.errors import CommuniqueError
from communique.core.record import Finding, Release
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import Bundle, ReleaseCopy, State, WorkingCopy
from communique.newsroom.reading.fact_view import Shown, setting_today, shown
from communique.newsroom.reading.reported import kept_by
from communique.newsroom.roles import Deed
from communique.newsroom.steps import sign_off
from communique.newsroom.steps.answers import check_asker, seen_copy, sentence, take
from communique.newsroom.steps.content import (
    act_of,
    check_against_record,
    check_files,
    digest_going_out,
    facts_of,
    findings_of,
    record_of,
)
from communique.newsroom.steps.copies import key_of, of_bundle
from communique.newsroom.steps.errors import NoSuchTime, NotPossible
from communique.newsroom.steps.letters import editor_of
from communique.newsroom.steps.shown import ACTS, Moment, moment_of, state_of
from communique.newsroom.steps.times import UTC_ZONE, check_ahead, instant_at
from communique.render.messages import language_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text that goes out: its language by name and code, its title, and all it says."""

    language: str
    lang: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """One working copy as the page shows it.  why_not: what keeps it, empty where nothing does.

    facts: those that go out with it.  left_behind: how many do not, their words being gone.
    """

    key: str
    seen: str
    title: str
    symbol: str
    act: str
    state: str
    texts: tuple[Words, ...]
    note: str
    files: tuple[str, ...]
    facts: tuple[Shown, ...]
    left_behind: int
    findings: tuple[Finding, ...]
    cleared_by: str
    is_cleared: bool
    why_not: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The instant that was asked for, as words for the page and as values for its form."""

    moment: Moment | None
    zone: str
    problem: str = ""

    @property
    def iso(self) -> str:
        """Return the instant for the form, empty for "at once"."""
        return self.moment.iso if self.moment else ""


def confirm(request: HttpRequest) -> HttpResponse:
    """Return the page for what was asked for; sent back, it is signed off."""
    member = check_asker(request, Deed.PUBLISH)
    sent = request.POST if request.method == "POST" else request.GET
    bundle = _bundle(sent.get("bundle", ""))
    copies = of_bundle(bundle) if bundle else _copies(request, sent.getlist("copy"))
    when, is_alone = _when(request), sent.get("alone") == "1"
    if request.method == "POST" and not when.problem:
        if take(request, lambda: _sign(request, member, copies, when)):
            return redirect(reverse("steps:clock") if bundle else _after(copies))
        return redirect(request.get_full_path())
    ready = tuple(_ready(copy) for copy in copies)
    context = {
        "ready": ready,
        "when": when,
        "bundle": bundle,
        "is_alone": is_alone,
        "is_urgent": is_alone and not all(one.is_cleared for one in ready),
        "may_go": _may_go(ready, when, is_alone=is_alone),
    }
    return render(request, "steps/confirm.html", context)


def _sign(request: HttpRequest, by: Member, copies: Sequence[WorkingCopy], when: When) -> str:
    is_alone = request.POST.get("alone") == "1"
    if is_alone and request.POST.get("sure") != "1":
        raise NotPossible("tick that you issue it alone, or have it cleared")
    seen = dict(one.split("=", 1) for one in request.POST.getlist("seen") if "=" in one)
    at = _instant(when.iso)
    rows = sign_off.publish(copies, by, at=at, zone=when.zone, alone=is_alone, seen=seen)
    symbols = ", ".join(row.symbol for row in rows)
    if at is None or when.moment is None:
        return f"{symbols}: signed off, and with the registrar now."
    return f"{symbols}: signed off. It goes out on {when.moment.here}."


def _when(request: HttpRequest) -> When:
    sent = request.POST if request.method == "POST" else request.GET
    zone = sent.get("zone", "") or UTC_ZONE
    try:
        if request.method == "POST":
            at = _instant(sent.get("at", ""))
        elif sent.get("when") == "later":
            at = instant_at(sent.get("day", ""), sent.get("clock", ""), zone)
        else:
            at = None
        if at is None:
            return When(moment=None, zone=UTC_ZONE)
        now = datetime.now(UTC)
        check_ahead(at, now)
        sign_off.When(at=at, zone=zone).instant(now)
        return When(moment=moment_of(at, zone), zone=zone)
    except NoSuchTime as error:
        return When(moment=None, zone=zone, problem=sentence(error))


def _instant(iso: str) -> datetime | None:
    if not iso:
        return None
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        raise NoSuchTime(f"{iso[:30]} is no instant") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _bundle(number: str) -> Bundle | None:
    return get_object_or_404(Bundle, pk=int(number)) if number.isdecimal() else None


def _copies(request: HttpRequest, keys: Sequence[str]) -> list[WorkingCopy]:
    if not keys:
        raise Http404
    return [seen_copy(request, key) for key in dict.fromkeys(keys)]


def _ready(copy: WorkingCopy) -> Ready:
    try:
        record = record_of(copy)
    except CommuniqueError as error:
        return _told(copy, why_not=sentence(error))
    why_not = ""
    findings: tuple[Finding, ...] = ()
    try:
        findings = findings_of(copy)
        if any(one.level == "error" for one in findings):
            raise NotPossible("findings keep it from going out")
        if copy.symbol:
            check_against_record(copy, record)
        check_files(copy, record)
    except CommuniqueError as error:
        why_not = sentence(error)
    release = record if isinstance(record, Release) else None
    texts = release.texts.items() if release else ()
    pictures = [one.name for one in release.pictures] if release else []
    attached = [one.name for one in release.attachments] if release else []
    facts, setting = facts_of(copy, record), setting_today()
    kept = kept_by(copy) if isinstance(copy, ReleaseCopy) else ()
    return _told(
        copy,
        why_not=why_not,
        seen=digest_going_out(copy),
        act=ACTS[act_of(copy, record)],
        texts=tuple(
            Words(
                language=language_name(lang, "en"),
                lang=lang,
                title=text.title,
                paragraphs=tuple(filter(None, (text.summary, *text.body, *text.notes))),
            )
            for lang, text in sorted(texts)
        ),
        files=(*pictures, *attached),
        facts=tuple(shown(one, setting) for one in facts),
        left_behind=len(kept) - len(facts),
        findings=findings,
        note=release.note if release else "",
    )


def _told(
    copy: WorkingCopy,
    *,
    why_not: str,
    seen: str = "",
    act: str = "",
    texts: tuple[Words, ...] = (),
    files: tuple[str, ...] = (),
    facts: tuple[Shown, ...] = (),
    left_behind: int = 0,
    findings: tuple[Finding, ...] = (),
    note: str = "",
) -> Ready:
    return Ready(
        key=key_of(copy),
        seen=seen,
        title=str(copy),
        symbol=copy.symbol,
        act=act,
        state=state_of(copy),
        texts=texts,
        note=note,
        files=files,
        facts=facts,
        left_behind=left_behind,
        findings=findings,
        cleared_by=str(copy.cleared_by or ""),
        is_cleared=copy.state == State.CLEARED,
        why_not=why_not,
        href=editor_of(copy),
    )


def _may_go(ready: Sequence[Ready], when: When, *, is_alone: bool) -> bool:
    if not ready or when.problem or any(one.why_not for one in ready):
        return False
    return is_alone or all(one.is_cleared for one in ready)


def _after(copies: Sequence[WorkingCopy]) -> str:
    return editor_of(copies[0]) or reverse("steps:clock")
