"""The words that a page shows beside a release's text: what a copied text may carry with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

from communique.core.edition import Edition
from communique.core.profile import Profile
from communique.render.messages import LANGUAGES
from communique.render.pages import page
from communique.render.registry.setting import Setting
from communique.render.release_view import path_of, release_view
from communique.render.site import Standing, frame, site_view

TEXT = "text"
_UNSEEN = ("style", "script", "title", "template")
_VOID = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")


def lines_beside(edition: Edition, profile: Profile, *, url: str, today: date) -> Iterator[str]:
    """Yield what a release's page says before its text and behind it, in each language.

    Nothing is yielded for a release that shows no text any more.
    """
    if edition.current is None or edition.current.release is None:
        return
    for lang in LANGUAGES:
        site = site_view(profile, lang, url=url, on=today, today=today, sample=True)
        setting = Setting(profile, site)
        path = path_of(edition.current.release, lang, setting)
        view = release_view(edition, setting, address=f"{url}/{lang}/{path}")
        around = frame(site, Standing(path=path, twins=("json", "md")), title=view.title)
        around_text = _AroundText()
        around_text.feed(page("release.html", view, around).decode())
        yield from (" ".join(part) for part in around_text.parts)


class _AroundText(HTMLParser):
    """The text of a page in two parts, before and behind the element of class `text`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: tuple[list[str], list[str]] = ([], [])
        self._open: list[str] = []
        self._at = 0
        self._hidden_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element; into the text or what is not seen, silently."""
        if tag in _VOID:
            # A browser copies a picture as the words that stand for it.
            self.handle_data(f"\n{dict(attrs).get('alt') or ''}\n" if tag == "img" else "")
            return
        self._open.append(tag)
        is_text = TEXT in (dict(attrs).get("class") or "").split()
        if not self._hidden_from and (is_text or tag in _UNSEEN):
            self._hidden_from = len(self._open)
            self._at = 1 if is_text else self._at

    def handle_endtag(self, tag: str) -> None:
        """Come out of an element, and of those in it that HTML lets stay open."""
        while self._open and self._open.pop() != tag:
            pass
        if len(self._open) < self._hidden_from:
            self._hidden_from = 0

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if not self._hidden_from:
            self.parts[self._at].append(data)
