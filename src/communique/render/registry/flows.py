"""Who gave, who received: flows between countries and bodies, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.core.activity import Activity
from communique.core.edition import ReportedFact
from communique.core.fact import Handover
from communique.core.ref import Ref
from communique.render.registry.drawing import Drawing, Label, Rect, Stroke, wrapped
from communique.render.registry.parts import Cell, Column, Figure, Section, Table, trimmed
from communique.render.registry.setting import Setting

WIDTH, BAR, MARGIN = 1000, 14, 8
UNIT, GAP, LETTERS, NAMES = 26, 14, 13, 300
_BODIES = ("body", "structure", "person")
Stack = dict[str, tuple[int, int]]  # by name: where the bar begins, how tall it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What went from some to others: an activity, or a handover that a release reports."""

    givers: tuple[Cell, ...]
    receivers: tuple[Cell, ...]
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What goes from one party to another: so many gifts."""

    giver: Cell
    receiver: Cell
    gifts: tuple[Gift, ...]


def gifts(
    known: Iterable[Activity], reported: Iterable[ReportedFact], setting: Setting
) -> Iterator[Gift]:
    """Yield what activities and reported handovers gave, each thing once.

    A release that names an activity reports that one's handovers.
    """
    codes = set()
    for one in known:
        codes.add(one.code)
        yield Gift(
            givers=_cells((*one.donors, *one.funders), setting),
            receivers=_cells(one.recipients, setting),
            amount=f"{one.budget} {one.currency}".strip() if one.budget else "",
        )
    for said in reported:
        fact = said.record.fact
        if isinstance(fact, Handover) and codes.isdisjoint(said.release.activities):
            donor, recipient = ((ref,) if ref else () for ref in (fact.donor, fact.recipient))
            yield Gift(
                givers=_cells((*donor, *fact.funders), setting, lang=said.record.lang),
                receivers=_cells(recipient, setting, lang=said.record.lang),
            )


def flows(given: Iterable[Gift], setting: Setting) -> tuple[Flow, ...]:
    """Return the flows of gifts that have givers and receivers, the widest first."""
    held: dict[tuple[Cell, Cell], list[Gift]] = {}
    for one in given:
        for giver in one.givers:
            for receiver in one.receivers:
                held.setdefault((giver, receiver), []).append(one)
    made = (
        Flow(giver=giver, receiver=receiver, gifts=tuple(of))
        for (giver, receiver), of in held.items()
    )
    return tuple(
        sorted(
            made,
            key=lambda one: (
                -len(one.gifts),
                setting.sort_key(one.giver),
                setting.sort_key(one.receiver),
            ),
        )
    )


def sections(given: Iterable[Gift], setting: Setting) -> Iterator[Section]:
    """Yield the picture of the flows and the table that says the same; nothing for no flow."""
    every = flows(given, setting)
    if not every:
        return
    title = setting.say("From whom to whom")
    yield Figure(
        code="flows",
        title=title,
        caption=setting.say(
            "The wider a band, the more activities. The table below says the same in words."
        ),
        drawing=drawn(every, title=title, setting=setting),
    )
    yield trimmed(
        Table(
            code="flows-table",
            title=setting.say("Flows as a table"),
            caption=setting.say("Givers and payers on the left, receivers beside them"),
            columns=(
                Column(code="from", text=setting.say("From")),
                Column(code="to", text=setting.say("To")),
                Column(code="activities", text=setting.say("Activities"), is_number=True),
                Column(code="amounts", text=setting.say("Amounts")),
            ),
            rows=tuple(
                (
                    one.giver,
                    one.receiver,
                    Cell(text=str(len(one.gifts)), value=len(one.gifts)),
                    Cell(text="; ".join(gift.amount for gift in one.gifts if gift.amount)),
                )
                for one in every
            ),
        )
    )


def drawn(every: Sequence[Flow], *, title: str, setting: Setting) -> Drawing:
    """Return the flows as bands from a column of givers to a column of receivers."""
    left = _stacked([(one.giver.text, len(one.gifts)) for one in every])
    right = _stacked([(one.receiver.text, len(one.gifts)) for one in every])
    begun_left, begun_right = dict(left), dict(right)
    strokes = []
    for one in every:
        wide = len(one.gifts) * UNIT
        top, foot = begun_left[one.giver.text], begun_right[one.receiver.text]
        begun_left[one.giver.text] = (top[0] + wide, top[1])
        begun_right[one.receiver.text] = (foot[0] + wide, foot[1])
        tip = f"{one.giver.text} → {one.receiver.text}: {len(one.gifts)}"
        strokes.append(Stroke(d=_band(top[0], foot[0], wide), look="band", tip=tip))
    height = max(y + size for y, size in (*left.values(), *right.values())) + MARGIN
    return Drawing(
        code="flows",
        width=WIDTH,
        height=height,
        title=title,
        description=setting.say("Bands from givers on the left to receivers on the right."),
        rects=(*_bars(left, NAMES), *_bars(right, WIDTH - NAMES - BAR)),
        strokes=tuple(strokes),
        labels=(
            *_labels(left, NAMES - MARGIN, "end"),
            *_labels(right, WIDTH - NAMES + MARGIN, "start"),
        ),
    )


def _stacked(parties: Iterable[tuple[str, int]]) -> Stack:
    """Return where the bar of each party begins, and how tall it is."""
    sizes: dict[str, int] = {}
    for name, count in parties:
        sizes[name] = sizes.get(name, 0) + count * UNIT
    made, y = {}, MARGIN
    for name, size in sizes.items():
        made[name] = (y, size)
        y += size + GAP
    return made


def _bars(column: Stack, x: int) -> list[Rect]:
    return [Rect(x=x, y=y, width=BAR, height=size, look="party") for y, size in column.values()]


def _labels(column: Stack, x: int, anchor: str) -> list[Label]:
    made = []
    for name, (y, size) in column.items():
        (text, *_) = wrapped(name, width=NAMES - MARGIN, size=LETTERS, lines=1) or ("",)
        middle = y + size / 2 + LETTERS / 3
        made.append(Label(x=x, y=middle, text=text, look="name", anchor=anchor))
    return made


def _band(top: int, foot: int, wide: int) -> str:
    start, end = NAMES + BAR, WIDTH - NAMES - BAR
    middle = (start + end) // 2
    return (
        f"M{start} {top}C{middle} {top} {middle} {foot} {end} {foot}v{wide}"
        f"C{middle} {foot + wide} {middle} {top + wide} {start} {top + wide}z"
    )


def _cells(refs: Iterable[Ref], setting: Setting, lang: str = "") -> tuple[Cell, ...]:
    return tuple(dict.fromkeys(_cell(ref, setting, lang) for ref in refs))


def _cell(ref: Ref, setting: Setting, lang: str) -> Cell:
    """Return a party by its country where it is one or lies in one, else by its name.

    lang: of a name that the registry does not know.
    """
    named = next((term for code in _BODIES if (term := setting.term(code, ref.code or ""))), None)
    # A body belongs to its State; a structure is the organisation's, whatever State it works in.
    of_body = named.countries if named and named.vocabulary == "body" else ()
    for code in (ref.code, ref.country, *(of_body if len(of_body) == 1 else ())):
        if code and setting.term("country", code) is not None:
            return setting.link("country", code)
    if named is not None:
        return setting.link(named.vocabulary, named.code)
    return Cell(text=ref.name, lang=lang if lang != setting.lang else "")
