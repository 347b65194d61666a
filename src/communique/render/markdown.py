"""A release as Markdown: for who reads with a program, and for who pastes it elsewhere.

Source: CommonMark 0.31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.core.text import squeeze
from communique.render.media_view import PictureView
from communique.render.registry.blocks import Block, Paragraph, Run
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting
from communique.render.release_view import ReleaseView

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&]")
_AT_THE_BEGINNING = re.compile(r"\A(\d*)([-+=.)])")
# A line of a list or a quotation begins with one of these; they stand before words only.
_BEFORE = {"item": "- ", "ordered": "1. ", "quote": "> "}


def release_markdown(view: ReleaseView, setting: Setting, *, address: str) -> str:
    """Return a release as Markdown: title, what it is filed under, its paragraphs and files."""
    facts = [
        f"- {fact.label}: {', '.join(escaped(cell.text) for cell in fact.cells)}"
        for fact in view.facts
    ]
    dated = " · ".join(part for part in (view.kind.text, view.place.text, view.date_long) if part)
    parts = [
        f"# {escaped(view.title)}",
        dated,
        *([f"> {view.stale.note} {_cell(view.stale, setting)}"] if view.stale else []),
        *(f"> {notice}" for notice in view.notices),
        *([f"*{escaped(view.summary)}*"] if view.summary else []),
        *(_block(one, setting) for one in view.blocks),
        *(_picture(one, setting) for one in view.pictures),
        *_listed(setting.say("Attachments"), view.attachments, setting),
        *_listed(setting.say("Further links"), view.links, setting),
        *_reported(view, setting),
        *_told(setting.say("Notes to editors"), view.notes),
        *_told(setting.say("Contacts"), view.contacts),
        "---",
        "\n".join(facts),
        f"<{address}>",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    r"""Return text in one line in which Markdown sees no marks.

    Source: CommonMark, "Backslash escapes"; "List items" and "Setext headings" for the beginning.

    >>> escaped("1. *Mere* &amp; Tarn")
    '1\\. \\*Mere\\* \\&amp; Tarn'
    """
    return _guarded(_MARKS.sub(r"\\\g<0>", squeeze(text)))


def _guarded(line: str) -> str:
    return _AT_THE_BEGINNING.sub(r"\1\\\2", line, count=1)


def _block(block: Block, setting: Setting) -> str:
    lines = [_line(one, setting) for one in block.paragraphs]
    if block.kind == "heading":
        return f"{'#' * block.paragraphs[0].level} {lines[0]}"
    before = _BEFORE.get(block.kind, "")
    between = "\n>\n" if block.kind == "quote" else "\n"
    return between.join(before + line for line in lines)


def _line(paragraph: Paragraph, setting: Setting) -> str:
    made = ""
    for stretch in paragraph.stretches:
        words = "".join(_run(run) for run in stretch.runs)
        made += f"[{words}]({_target(stretch.href, setting)})" if stretch.href else words
    return _guarded(squeeze(made))


def _run(run: Run) -> str:
    """Return a run; blanks at its ends stay outside the marks, where CommonMark wants them."""
    core = squeeze(run.text)
    said = _MARKS.sub(r"\\\g<0>", core)
    if not core:
        return " " if run.text else ""
    marks = "*" * (2 * run.is_strong + run.is_emphasis)
    before = " " if run.text[0].isspace() else ""
    behind = " " if run.text[-1].isspace() else ""
    return f"{before}{marks}{said}{marks}{behind}"


def _picture(picture: PictureView, setting: Setting) -> str:
    told = ". ".join(one for one in (picture.caption.text, picture.credit) if one)
    image = f"![{escaped(picture.alt)}]({_target(picture.src, setting)})"
    return f"{image}\n\n{escaped(told)}" if told else image


def _listed(title: str, cells: tuple[Cell, ...], setting: Setting) -> Iterator[str]:
    if cells:
        yield f"## {title}"
        noted = ((_cell(one, setting), one.note) for one in cells)
        yield "\n".join(f"- {said} ({note})" if note else f"- {said}" for said, note in noted)


def _reported(view: ReleaseView, setting: Setting) -> Iterator[str]:
    if view.reported:
        yield f"## {setting.say('What this release reports')}"
        lines = []
        for one in view.reported:
            sentence = escaped("".join(cell.text for cell in one.sentence))
            known = [
                f"{detail.label}: {', '.join(escaped(cell.text) for cell in detail.cells)}"
                for detail in one.details
            ]
            behind = "; ".join((*known, one.words.text))
            lines.append(f"{one.number}. {one.kind}: {sentence} ({behind})")
        yield "\n".join(lines)


def _told(title: str, notes: tuple[str, ...]) -> Iterator[str]:
    if notes:
        yield f"## {title}"
        yield from (escaped(note) for note in notes)


def _cell(cell: Cell, setting: Setting) -> str:
    words = escaped(cell.text)
    return f"[{words}]({_target(cell.href, setting)})" if cell.href else words


def _target(href: str, setting: Setting) -> str:
    whole = setting.site.url + href if href.startswith("/") else href
    # In pointed brackets, where a bracket or a blank does not end it; `&amp;` must stay as it is.
    return "<" + whole.replace("&", "\\&") + ">"
