"""The panel beside an editor: where a working copy stands, what may be done, who said what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from communique.core.ref import Ref
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import lines_of
from communique.newsroom.desk.models import ReleaseCopy, Remark, State, WorkingCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps import way
from communique.newsroom.steps.content import digest_of_copy
from communique.newsroom.steps.copies import key_of, writers_of
from communique.newsroom.steps.entered import catch_up, refusal_of
from communique.newsroom.steps.shown import Moment, address, moment_of, state_of
from communique.newsroom.steps.times import UTC_ZONE, all_zones, zone_of, zones_for

_WAY = (
    (State.DRAFT, "Draft"),
    (State.SUBMITTED, "Submitted"),
    (State.CLEARED, "Cleared"),
    (State.SCHEDULED, "Signed off"),
    (State.ISSUED, "On the record"),
)
_DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the way: done, now, or ahead."""

    label: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A remark as it is shown.  number: of the remark.  about: the field, or empty."""

    number: int
    text: str
    who: str
    at: str
    about: str
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeForm:
    """What a form for an instant begins with.  near: the zones of the release's own places."""

    day: str
    clock: str
    zone: str
    near: tuple[str, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """All that the panel shows; an empty word or None is left out.

    may: the steps that whoever looks may take now.  why_not_clear: for a writer who clears else.
    seen: the digest of the content on the page, sent along with a clearance.
    record_href: of a release that went out, its page in the list of the record.
    """

    key: str
    kind: str
    number: int
    symbol: str
    state: str
    purpose: str
    stages: tuple[Stage, ...]
    may: frozenset[str]
    seen: str
    why_not_clear: str
    written_by: str
    submitted: str
    cleared: str
    moment: Moment | None
    record_href: str
    is_alone: bool
    refused: str
    bundle: str
    bundle_href: str
    remarks: tuple[Said, ...]
    time: TimeForm | None
    versions_href: str
    compare_href: str


def panel_for(member: Member, copy: WorkingCopy) -> Panel:
    """Return the panel of a working copy, for one member."""
    if copy.state == State.SCHEDULED:
        catch_up()
        copy.refresh_from_db(fields=["state", "order", "not_before", "cleared_by", "alone"])
    steps = frozenset(_steps(member, copy))
    refusal = refusal_of(copy)
    return Panel(
        key=key_of(copy),
        kind=str(copy._meta.model_name),
        number=copy.pk,
        symbol=copy.symbol,
        state=state_of(copy),
        purpose=copy.get_purpose_display() if copy.purpose != "issue" else "",
        stages=_stages(copy),
        may=steps,
        seen=digest_of_copy(copy) if "clear" in steps else "",
        why_not_clear=_why_not_clear(member, copy),
        written_by=_names(writers_of(copy)),
        submitted=_done(copy.submitted_by, copy.submitted_at),
        cleared=_done(copy.cleared_by, copy.cleared_at),
        moment=moment_of(copy.not_before, copy.zone) if copy.not_before else None,
        record_href=_on_the_record(copy),
        is_alone=copy.alone,
        refused=refusal.reason if refusal else "",
        bundle=str(copy.bundle) if copy.bundle else "",
        bundle_href=_bundle_of(copy) if may(member, Deed.PUBLISH) else "",
        remarks=tuple(_remarks(copy)),
        time=time_form(copy) if steps & {"sign-off", "reschedule", "alone"} else None,
        versions_href=_page(copy, "history"),
        compare_href=_since_returned(copy),
    )


def _on_the_record(copy: WorkingCopy) -> str:
    if copy.state != State.ISSUED or not isinstance(copy, ReleaseCopy):
        return ""
    return address("record:history", copy.symbol)


def time_form(copy: WorkingCopy | None) -> TimeForm:
    """Return what a form for an instant begins with: the next full hour where it happens."""
    near = _near(copy)
    zone = copy.zone if copy and copy.zone else near[0]
    if copy is not None and copy.not_before:
        begin = copy.not_before.astimezone(zone_of(zone))
    else:
        begin = datetime.now(zone_of(zone)).replace(minute=0, second=0, microsecond=0)
        begin = datetime.fromtimestamp(begin.timestamp() + 3600, zone_of(zone))
    others = tuple(one for one in all_zones() if one not in near)
    return TimeForm(
        day=begin.strftime(_DAY), clock=f"{begin:%H:%M:%S}", zone=zone, near=near, zones=others
    )


def _steps(member: Member, copy: WorkingCopy) -> Iterable[str]:
    """Yield the steps that a member may take with a working copy as it stands."""
    signs = may(member, Deed.PUBLISH, copy)
    is_cleared, is_open = copy.state == State.CLEARED, copy.state in way.OPEN
    if may(member, Deed.REMARK, copy):
        yield "remark"
    if copy.state in way.BEING_WRITTEN and way.may_submit(member, copy):
        yield "submit"
    if copy.state == State.SUBMITTED and way.may_clear(member, copy):
        yield "clear"
    if copy.state in (State.SUBMITTED, State.CLEARED) and may(member, Deed.RETURN, copy):
        yield "return"
    if is_open and may(member, Deed.WRITE, copy):
        yield "drop"
    # What belongs to a bundle goes out with it, from the bundle's own page.
    if signs and is_cleared and copy.bundle_id is None:
        yield "sign-off"
    by_itself = is_open and not is_cleared and copy.bundle_id is None
    if signs and by_itself and may(member, Deed.ISSUE_ALONE, copy):
        yield "alone"
    if signs and copy.state == State.SCHEDULED:
        yield from ("cancel", "reschedule")


def _stages(copy: WorkingCopy) -> tuple[Stage, ...]:
    stages = [(state, label) for state, label in _WAY]
    if copy.state == State.RETURNED:
        stages[0] = (State.RETURNED, "Returned")
    if copy.state == State.DROPPED:
        return (Stage(label="Dropped", when="now"),)
    place = [state for state, _ in stages].index(State(copy.state))
    said = ("done", "now", "ahead")
    return tuple(
        Stage(label=label, when=said[(number > place) - (number < place) + 1])
        for number, (_, label) in enumerate(stages)
    )


def _why_not_clear(member: Member, copy: WorkingCopy) -> str:
    if copy.state != State.SUBMITTED or way.may_clear(member, copy):
        return ""
    if member.pk in writers_of(copy):
        return "You wrote some of it: a second person clears it."
    return "It waits for a clearance officer."


def _remarks(copy: WorkingCopy) -> Iterable[Said]:
    kind = ContentType.objects.get_for_model(copy)
    found = Remark.objects.filter(content_type=kind, object_id=copy.pk).select_related("said_by")
    for one in found:
        yield Said(
            number=one.pk,
            text=one.text,
            who=str(one.said_by),
            at=f"{one.said_at:%Y-%m-%d %H:%M} UTC",
            about=one.field,
            is_settled=one.settled_at is not None,
        )


def _near(copy: WorkingCopy | None) -> tuple[str, ...]:
    if not isinstance(copy, ReleaseCopy):
        return (UTC_ZONE,)
    try:
        places: tuple[Ref, ...] = copy.named_places()
    except ValueError:
        places = ()
    return zones_for(places, copy.countries)


def _names(numbers: Iterable[int]) -> str:
    return ", ".join(str(one) for one in Member.objects.filter(pk__in=list(numbers)))


def _done(who: Member | None, at: datetime | None) -> str:
    return f"{who}, {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if who and at else ""


def _since_returned(copy: WorkingCopy) -> str:
    """Return where the words as they were returned last are held against those of now."""
    returned = lines_of(copy).filter(deed=str(Deed.RETURN)).order_by("-pk").first()
    if returned is None:
        return ""
    before = copy.revisions.filter(created_at__lte=returned.at).order_by("-created_at").first()
    if before is None or before.pk == copy.latest_revision_id:
        return ""
    return _page(copy, "revisions_compare", before.pk, copy.latest_revision_id)


def _bundle_of(copy: WorkingCopy) -> str:
    return reverse("bundles:one", args=[copy.bundle_id]) if copy.bundle_id else ""


def _page(copy: WorkingCopy, name: str, *more: object) -> str:
    viewset = getattr(type(copy), "snippet_viewset", None)
    if viewset is None:
        return ""
    try:
        return address(viewset.get_url_name(name), copy.pk, *more)
    except NoReverseMatch:
        return ""
