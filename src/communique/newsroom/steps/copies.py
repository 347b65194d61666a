"""Working copies of every kind as the steps take them: found, held, and named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from django.apps import apps
from django.db.models import Model

from communique.core.record import Release
from communique.newsroom.desk.models import (
    Bundle,
    ReleaseCopy,
    State,
    TranslationCopy,
    WorkingCopy,
)
from communique.newsroom.desk.models.working import OF_THE_WAY, Purpose
from communique.newsroom.roles import Deed, Person, may
from communique.newsroom.steps.errors import NotAllowed, NotPossible, WrongState

Carrier = TypeVar("Carrier", bound=WorkingCopy)


def kinds() -> list[type[WorkingCopy]]:
    """Return the tables of working copies that go out by an order of their own.

    A translation goes out with its release.
    """
    return [
        model
        for model in apps.get_models()
        if issubclass(model, WorkingCopy) and model is not TranslationCopy
    ]


def key_of(copy: Model) -> str:
    """Return what a working copy is called in addresses and in the trail: `releasecopy/12`."""
    return f"{copy._meta.model_name}/{copy.pk}"


def by_key(key: str) -> WorkingCopy:
    """Return the working copy of a key; NotPossible where there is none."""
    name, _, number = key.partition("/")
    for kind in kinds():
        if kind._meta.model_name == name and number.isdecimal():
            found: WorkingCopy | None = kind._default_manager.filter(pk=int(number)).first()
            if found is not None:
                return found
    raise NotPossible(f"there is no working copy {key}")


def in_states(*states: State) -> list[WorkingCopy]:
    """Return the working copies of every kind that stand somewhere on their way."""
    return [
        copy
        for kind in kinds()
        for copy in kind._default_manager.filter(state__in=states).select_related("bundle")
    ]


def of_orders(orders: Collection[str]) -> list[WorkingCopy]:
    """Return the working copies that some orders were made of."""
    return [
        copy for kind in kinds() for copy in kind._default_manager.filter(order__in=list(orders))
    ]


def of_bundle(bundle: Bundle) -> list[WorkingCopy]:
    """Return the working copies that are to go out under a bundle and are not out yet."""
    over = (State.ISSUED, State.DROPPED)
    return [
        copy
        for kind in kinds()
        for copy in kind._default_manager.filter(bundle=bundle).exclude(state__in=over)
    ]


def held(copy: Carrier) -> Carrier:
    """Return a working copy as it stands, its row held until the transaction ends."""
    if isinstance(copy, TranslationCopy):
        raise NotPossible(f"{copy} goes out with its release: take the step there")
    found = type(copy)._default_manager.select_for_update().filter(pk=copy.pk).first()
    if found is None:
        raise NotPossible(f"{copy} is not at the desk any more")
    return found


def all_held(copies: Iterable[WorkingCopy]) -> list[WorkingCopy]:
    """Return working copies as they stand, each once, held in one order whoever asks."""
    # Two people who hold the same ones the other way round would wait for each other for ever.
    once = {key_of(one): one for one in copies}.values()
    return [held(one) for one in sorted(once, key=lambda one: (one._meta.label, one.pk))]


def level(copy: WorkingCopy, row: WorkingCopy) -> None:
    """Bring what a working copy in hand says of its way level with its row."""
    for name in OF_THE_WAY:
        setattr(copy, name, getattr(row, name))


def writers_of(copy: WorkingCopy) -> set[int]:
    """Return the numbers of those who wrote any of what goes out, translations too."""
    writers = set(copy.writers())
    if isinstance(copy, ReleaseCopy):
        for translation in copy.ready_translations():
            writers.update(translation.writers())
    return writers


def brings_translations_only(copy: WorkingCopy) -> bool:
    """Tell whether nobody wrote the working copy itself: it carries translations to the record."""
    return isinstance(copy, ReleaseCopy) and copy.purpose != Purpose.ISSUE and not copy.written_by


def check_may(person: Person, deed: Deed, copy: WorkingCopy | None, refusal: str) -> None:
    """Raise NotAllowed, saying so, where a member may not do a deed to a working copy."""
    if not may(person, deed, copy):
        raise NotAllowed(refusal)


def check_state(copy: WorkingCopy, allowed: Sequence[State], deed: str) -> None:
    """Raise WrongState where a working copy is not where a step begins."""
    if copy.state not in allowed:
        label = State(copy.state).label.lower()
        raise WrongState(f"{name_of(copy)} is {label}: it cannot be {deed} as it stands")


def name_of(copy: WorkingCopy) -> str:
    """Return what a sentence calls a working copy: its symbol, else its title."""
    return copy.symbol or f"“{copy}”"


def languages_of(record: object) -> tuple[str, ...]:
    """Return the languages of the texts that a record holds, for its order."""
    return record.langs if isinstance(record, Release) else ()
