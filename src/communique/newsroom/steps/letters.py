"""Mails to whoever is next, and to press secretaries where something went wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import NoReverseMatch, reverse

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.post import send
from communique.newsroom.desk.models import WorkingCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.site import config
from communique.newsroom.steps.copies import name_of, writers_of


def submitted(copy: WorkingCopy, by: Member) -> None:
    """Tell those who may clear a working copy that it waits for one of them."""
    writers = writers_of(copy)
    to = [one for one in _who_may(Deed.CLEAR, copy) if one.pk not in writers]
    send(to, f"To clear: {copy}", f"{by} submitted {_named(copy)} for clearance.\n\n{_way(copy)}")


def returned(copy: WorkingCopy, by: Member, remark: str) -> None:
    """Tell those who wrote a working copy why it came back."""
    to = Member.objects.filter(pk__in=writers_of(copy), is_active=True)
    send(to, f"Returned: {copy}", f"{by} returned {_named(copy)}:\n\n{remark}\n\n{_way(copy)}")


def cleared(copy: WorkingCopy, by: Member) -> None:
    """Tell press secretaries that a working copy waits for its sign-off."""
    to = _who_may(Deed.PUBLISH, copy)
    send(to, f"To sign off: {copy}", f"{by} cleared {_named(copy)}.\n\n{_way(copy)}")


def taken_back(copy: WorkingCopy, by: Member) -> None:
    """Tell press secretaries that what was cleared is being written again."""
    to = [one for one in _who_may(Deed.PUBLISH, copy) if one.pk != by.pk]
    text = f"{by} writes {_named(copy)} again, which was cleared. It must be cleared anew.\n\n"
    send(to, f"Being written again: {copy}", text + _way(copy))


def erasure_asked(symbol: str, by: Member, reference: str) -> None:
    """Tell those who may confirm an erasure that it waits for one of them."""
    to = [one for one in _who_may(Deed.CONFIRM_ERASURE) if one.pk != by.pk]
    text = f"{by} asks to erase {symbol} by legal order {reference}. A second person decides."
    send(to, f"To confirm: erasure of {symbol}", f"{text}\n\n{_page('steps:erasures')}")


def alarms(texts: Collection[str]) -> None:
    """Tell press secretaries of everything that went wrong, in one mail."""
    first = next(iter(texts), "")
    subject = f"Alarm: {first}" if len(texts) == 1 else f"Alarm: {len(texts)} things went wrong"
    lines = "\n".join(f"- {text}" for text in texts)
    send(_who_may(Deed.PUBLISH), subject, f"{lines}\n\n{_page('steps:clock')}")


def editor_of(copy: WorkingCopy) -> str:
    """Return the path at which a working copy is written, empty where its kind has no page."""
    viewset = getattr(type(copy), "snippet_viewset", None)
    if viewset is None:
        return ""
    try:
        return reverse(viewset.get_url_name("edit"), args=[copy.pk])
    except NoReverseMatch:
        return ""


def _who_may(deed: Deed, copy: WorkingCopy | None = None) -> list[Member]:
    members: Iterable[Member] = Member.objects.filter(is_active=True)
    return [one for one in members if may(one, deed, copy)]


def _named(copy: WorkingCopy) -> str:
    return f"{name_of(copy)}, “{copy}”" if copy.symbol else name_of(copy)


def _way(copy: WorkingCopy) -> str:
    return _desk() + (editor_of(copy) or reverse("wagtailadmin_home"))


def _page(name: str) -> str:
    return _desk() + reverse(name)


def _desk() -> str:
    return (config().newsroom_url or "http://127.0.0.1:8001").rstrip("/")
