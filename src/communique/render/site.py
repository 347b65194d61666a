"""What stands around every page: the organisation's name, its menu, languages, crumbs, twins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from communique.core.profile import Profile
from communique.core.record import MenuEntry
from communique.core.vocab import Term
from communique.render.dates import in_words, number
from communique.render.messages import autonym, spoken, tongue
from communique.render.styles import sheet

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; without an address, words alone.

    lang: the language of the words where it is another than the page's.
    """

    text: str
    href: str = ""
    lang: str = ""
    is_current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavEntry:
    """One word of the menu: a link, or a heading that opens the links below it."""

    link: Link
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The part of the frame that all pages of one language and day share.

    url: the portal's public address.  on: the day whose names are shown.
    name_lang, abbreviation_lang: the languages of the organisation's names where they are
    others than the page's.
    kept: the time that a reader travels in, as parameters to keep on every link.
    languages: those in which the portal is offered.
    """

    lang: str
    url: str
    name: str
    abbreviation: str
    name_lang: str
    abbreviation_lang: str
    on: date
    today: date
    nav: tuple[NavEntry, ...]
    style: str
    is_sample: bool
    kept: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()

    def href(self, path: str, parameters: Parameters = ()) -> str:
        """Return the address of a page of this site below its language.

        The time travelled in is kept; but a search knows the record as it stands only.
        """
        now_only = path.startswith("search")
        kept = (one for one in self.kept if not (now_only and one[0] == "size"))
        return address(f"/{self.lang}/{path}", (*parameters, *kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything that base.html shows around a view.

    title: of the page alone.  description: one sentence for search engines.
    languages: the same page in each language of the interface.
    alternates: those of them that have the page's text, which is what search engines are told.
    canonical: the one public address of the page, without the time travelled in.
    json, atom, markdown: its twins, empty where it has none.
    words: what stands in the search box.  notice: the time the page is shown as of.
    preview: the sentence that says the page is not on the record; empty on the portal.
    """

    lang: str
    site: SiteView
    title: str
    description: str
    canonical: str
    languages: tuple[Link, ...]
    alternates: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    json: str = ""
    atom: str = ""
    markdown: str = ""
    words: str = ""
    notice: str = ""
    leave_notice: str = ""
    preview: str = ""
    is_listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a page stands: its path below the language, and what its address carries.

    twins: the suffixes it answers to.  paths: its path in other languages where it differs.
    langs: those that have its text, first the one shown in place of the others; empty: every one.
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    twins: tuple[str, ...] = ("json",)
    paths: Mapping[str, str] = field(default_factory=dict)
    langs: tuple[str, ...] = ()
    is_listed: bool = True


def site_view(
    profile: Profile,
    lang: str,
    *,
    url: str,
    on: date,
    today: date,
    sample: bool = False,
    size: int | None = None,
) -> SiteView:
    """Return what all pages of a language share on a day.

    size: how many entries the log held, where a reader travels to that time.
    """
    kept = (("on", on.isoformat()),) if on != today else ()
    organisation = profile.organisation
    name = organisation.worded(lang, on)
    abbreviation = organisation.worded(lang, on, "abbreviation")
    bare = SiteView(
        lang=lang,
        url=url,
        name=organisation.name(lang, on),
        name_lang=name.lang if name and name.lang != lang else "",
        abbreviation_lang=abbreviation.lang if abbreviation and abbreviation.lang != lang else "",
        abbreviation=organisation.name(lang, on, "abbreviation"),
        on=on,
        today=today,
        nav=(),
        style=sheet(organisation.tokens).address,
        is_sample=sample,
        kept=kept if size is None else (*kept, ("size", str(size))),
        languages=spoken(profile.languages),
    )
    return replace(bare, nav=tuple(_nav(bare, profile.menu.entries)))


def frame(
    site: SiteView,
    standing: Standing,
    *,
    title: str,
    description: str = "",
    crumbs: Sequence[Link] = (),
    words: str = "",
) -> Frame:
    """Return the frame of one page.

    crumbs: the pages above it from the top; the home page is put before them.
    """
    here = (*standing.parameters, *site.kept)
    twin = {
        suffix: address(f"/{site.lang}/{standing.path}".rstrip("/") + f".{suffix}", here)
        for suffix in standing.twins
    }
    languages = tuple(_languages(site, standing, here))
    return Frame(
        lang=site.lang,
        site=site,
        title=title,
        description=description or title,
        canonical=site.url + _canonical(site, standing),
        languages=languages,
        alternates=tuple(one for one in languages if one.lang in (standing.langs or (one.lang,))),
        crumbs=_crumbs(site, crumbs) if standing.path else (),
        json=twin.get("json", ""),
        atom=twin.get("atom", ""),
        markdown=twin.get("md", ""),
        words=words,
        notice=_notice(site),
        leave_notice=address(f"/{site.lang}/{standing.path}", standing.parameters),
        is_listed=standing.is_listed and not site.kept,
    )


def _canonical(site: SiteView, standing: Standing) -> str:
    """Return the one address of a page: where its text is shown in another language, that one's."""
    lang = site.lang
    if standing.langs and lang not in standing.langs:
        lang = standing.langs[0]
    path = standing.paths.get(lang, standing.path)
    return address(f"/{lang}/{path}", standing.parameters)


def address(path: str, parameters: Parameters = ()) -> str:
    """Return a path with its parameters, none where there are none."""
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _languages(site: SiteView, standing: Standing, here: Parameters) -> Iterator[Link]:
    for lang in site.languages:
        path = standing.paths.get(lang, standing.path)
        yield Link(
            text=autonym(lang),
            href=address(f"/{lang}/{path}", here),
            lang=lang,
            is_current=lang == site.lang,
        )


def _crumbs(site: SiteView, crumbs: Sequence[Link]) -> tuple[Link, ...]:
    home = Link(text=tongue(site.lang).gettext("Home"), href=site.href(""))
    return (home, *crumbs)


def _notice(site: SiteView) -> str:
    say = tongue(site.lang).gettext
    sentences = []
    if site.on != site.today:
        day = in_words(site.on, site.lang)
        sentences.append(say("Names and offices are shown as of %(day)s.") % {"day": day})
    if size := dict(site.kept).get("size"):
        told = say("The record is shown as its log held it at %(size)s entries.")
        sentences.append(told % {"size": number(int(size), site.lang)})
    return " ".join(sentences)


def _nav(site: SiteView, entries: Sequence[MenuEntry]) -> Iterator[NavEntry]:
    for entry in entries:
        below = tuple(dict.fromkeys(_below(site, entry))) if entry.entries else ()
        yield NavEntry(link=_nav_link(site, entry), links=below)


def _below(site: SiteView, entry: MenuEntry) -> Iterator[Link]:
    """Yield the pages of an entry and of all below it; terms it expands to have a page to list."""
    own = _nav_link(site, entry)
    if own.href:
        yield own
    for one in entry.entries:
        yield from _below(site, one)


def _nav_link(site: SiteView, entry: MenuEntry) -> Link:
    name = Term(vocabulary="menu", code="", names=entry.names).worded(site.lang, site.on)
    return Link(
        text=name.text if name else "",
        href=site.href(entry.page) if entry.page else "",
        lang=name.lang if name and name.lang != site.lang else "",
    )
