"""A view in its template: the bytes of a page."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.render.messages import tongue
from communique.render.site import Frame


def page(template: str, view: object, frame: Frame) -> bytes:
    """Return the page a template makes of a view inside the site's frame."""
    made = environment(frame.lang).get_template(template)
    return made.render(view=view, frame=frame).encode()


@cache
def environment(lang: str) -> Environment:
    """Return the templates with the interface's words in a language."""
    made = Environment(
        loader=PackageLoader("communique.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    # Not of the frame: a macro that needs no frame is made ready once, and not for every page.
    made.globals["page_lang"] = lang
    words = tongue(lang)
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext
    )
    return made
