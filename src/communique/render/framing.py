"""The frames of single pages: what stands around a release and around a page of the registry."""

from __future__ import annotations

from communique.core.record import Release
from communique.render.registry.parts import RegistryView
from communique.render.registry.setting import Setting
from communique.render.release_view import path_of, paths_of, text_of
from communique.render.site import Frame, Link, Standing, frame

DESCRIBED_CHARACTERS = 200


def release_frame(release: Release, setting: Setting) -> Frame:
    """Return the frame of a release's page."""
    text = text_of(release, setting.lang, setting)[1]
    said = text.summary or " ".join(text.body)
    standing = Standing(
        path=path_of(release, setting.lang, setting),
        twins=("json", "md"),
        paths=paths_of(release, setting),
        langs=tuple(
            one
            for one in setting.profile.languages
            if one in release.texts and one in setting.site.languages
        ),
        is_listed=not release.sample,
    )
    return frame(
        setting.site,
        standing,
        title=text.title,
        description=said[:DESCRIBED_CHARACTERS].rpartition(" ")[0] or said,
        crumbs=release_crumbs(setting),
    )


def release_crumbs(setting: Setting) -> tuple[Link, ...]:
    """Return the pages above a release."""
    return (Link(text=setting.say("Releases"), href=setting.href("search")),)


def registry_frame(view: RegistryView, setting: Setting) -> Frame:
    """Return the frame of a page of the registry."""
    return frame(
        setting.site,
        Standing(path=view.path),
        title=view.title,
        description=" ".join(part for part in (view.title, view.lead) if part),
        crumbs=[Link(text=one.text, href=one.href, lang=one.lang) for one in view.crumbs],
    )
