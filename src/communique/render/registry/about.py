"""Pages that are not about one term: about the organisation, partnerships, activities."""

from __future__ import annotations

from communique.core.record import About
from communique.render.registry import countries, labels
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Cell, Listing, Prose, RegistryView, Section
from communique.render.registry.setting import Setting


def pages(setting: Setting) -> tuple[About, ...]:
    """Return the editorial pages of the profile."""
    return setting.profile.abouts


def path_of(about: About) -> str:
    """Return the path of an editorial page: `about`, or below it."""
    slug = about.slug or about.code
    return slug if slug == "about" or slug.startswith("about/") else f"about/{slug}"


def page(setting: Setting, path: str) -> RegistryView | None:
    """Return an editorial page, or None; `about` itself is always there."""
    found = next((one for one in pages(setting) if path_of(one) == path), None)
    if found is None and path != "about":
        return None
    title = title_of("about", setting, setting.say("About"))
    above = (Cell(text=title, href=setting.href("about")),) if path != "about" else ()
    if found is None:
        return RegistryView(
            title=title, path=path, lead=setting.site.name, neighbours=_others(setting, path)
        )
    lang = next((one for one in (setting.lang, setting.told_in) if one in found.texts), "")
    text = found.texts.get(lang) or next(iter(found.texts.values()), None)
    body = text.body if text else ()
    return RegistryView(
        title=text.title if text else title,
        path=path,
        code=f"about.{found.code}",
        crumbs=above,
        lead=text.summary if text else "",
        sections=(Prose(code="text", title="", paragraphs=body),),
        neighbours=_others(setting, path),
    )


def partnerships(setting: Setting) -> RegistryView:
    """Return the page of partnerships: who the partners are on the day."""
    partners = [
        (part, group)
        for part, group in countries.groups(setting).items()
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


def activities(setting: Setting) -> RegistryView:
    """Return the page of projects, which says that none is recorded yet, and what will be."""
    return RegistryView(
        title=title_of("activities", setting, setting.say("Activities")),
        path="activities",
        lead=setting.say("No project or handover is on record yet."),
        sections=(
            Prose(
                code="what",
                title=setting.say("What will stand here"),
                paragraphs=(
                    setting.say(
                        "Each project and each handover of equipment, as a record of its own: "
                        "who gave, who carried it out, who paid, who received, what and how "
                        "much, when and where, each with the words of the release that says so."
                    ),
                    setting.say("Until then, what was said of them stands in the releases."),
                ),
            ),
            Listing(
                code="ways",
                title=setting.say("Where to look meanwhile"),
                cells=(
                    Cell(text=setting.say("All releases"), href=setting.href("releases")),
                    Cell(text=setting.say("Fields of work"), href=setting.href("fields-of-work")),
                    Cell(
                        text=setting.say("Field operations"),
                        href=setting.href("field-operations"),
                    ),
                ),
            ),
        ),
    )


def _others(setting: Setting, path: str) -> tuple[Cell, ...]:
    made = []
    for one in pages(setting):
        text = one.texts.get(setting.lang) or next(iter(one.texts.values()), None)
        if text is not None and path_of(one) != path:
            made.append(Cell(text=text.title, href=setting.href(path_of(one))))
    people = title_of("people", setting, setting.say("People"))
    return (*made, Cell(text=people, href=setting.href("people")))
