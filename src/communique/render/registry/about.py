"""Pages that are not about one term: about the organisation, and partnerships."""

from __future__ import annotations

from communique.core.record import About
from communique.render.registry import countries, labels, membership
from communique.render.registry.body import blocks_of
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Cell, Listing, Prose, RegistryView, Section
from communique.render.registry.setting import Setting
from communique.render.registry.symbols import path_of_about


def pages(setting: Setting) -> tuple[About, ...]:
    """Return the editorial pages of the profile."""
    return setting.profile.abouts


def page(setting: Setting, path: str) -> RegistryView | None:
    """Return an editorial page, or None; `about` itself is always there."""
    found = next((one for one in pages(setting) if path_of_about(one) == path), None)
    if found is None and path != "about":
        return None
    title = title_of("about", setting, setting.say("About"))
    above = (Cell(text=title, href=setting.href("about")),) if path != "about" else ()
    if found is None:
        return RegistryView(
            title=title, path=path, lead=setting.site.name, neighbours=_others(setting, path)
        )
    lang = _lang_of(found, setting)
    text = found.texts.get(lang)
    other = _unless_read(lang, setting)
    body = text.body if text else ()
    blocks = blocks_of(text, setting) if text else ()
    return RegistryView(
        title=text.title if text else title,
        path=path,
        code=f"about.{found.code}",
        crumbs=above,
        lead=text.summary if text else "",
        lang=other,
        lead_lang=other,
        sections=(Prose(code="text", title="", paragraphs=body, blocks=blocks, lang=other),),
        neighbours=_others(setting, path),
    )


def partnerships(setting: Setting) -> RegistryView:
    """Return the page of partnerships: who the partners are on the day."""
    partners = [
        (part, group)
        for part, group in membership.groups(setting).items()
        if group != labels.PARTICIPATING
    ]
    sections: list[Section] = [countries.members(part, group, setting) for part, group in partners]
    bodies = tuple(
        setting.link("structure", term.code)
        for term in setting.terms("structure")
        if term.parent == "partnerships"
    )
    if bodies:
        sections.append(
            Listing(code="filed", title=setting.say("Filed under partnerships"), cells=bodies)
        )
    return RegistryView(
        title=title_of("partnerships", setting, setting.say("Partnerships")),
        path="partnerships",
        lead=setting.say("Countries that work with the organisation without belonging to it."),
        sections=tuple(sections),
    )


def _others(setting: Setting, path: str) -> tuple[Cell, ...]:
    made = []
    for one in pages(setting):
        lang = _lang_of(one, setting)
        if lang and path_of_about(one) != path:
            href = setting.href(path_of_about(one))
            other = _unless_read(lang, setting)
            made.append(Cell(text=one.texts[lang].title, href=href, lang=other))
    people = title_of("people", setting, setting.say("People"))
    return (*made, Cell(text=people, href=setting.href("people")))


def _lang_of(one: About, setting: Setting) -> str:
    """Return the language to show a page in, empty where it has no text."""
    wanted = (setting.lang, setting.told_in, *one.texts)
    return next((lang for lang in wanted if lang in one.texts), "")


def _unless_read(lang: str, setting: Setting) -> str:
    return lang if lang != setting.lang else ""
