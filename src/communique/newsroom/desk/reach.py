"""Which working copies of releases a member may see, as one question to the database."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.release import spaced
from communique.newsroom.roles import TABLE, Deed, Person, Role


def visible_to(person: Person) -> QuerySet[ReleaseCopy]:
    """Return the working copies of releases that `roles.may` lets a person see."""
    copies = ReleaseCopy.objects.all()
    roles = [Role(role) for role in person.roles if role in set(Role)]
    sees = {role for role in roles if Deed.SEE in TABLE[role]} if person.is_active else set()
    if sees - {Role.AUTHOR, Role.TRANSLATOR}:
        return copies
    among = Q(pk__in=())
    if Role.AUTHOR in sees:
        for code in person.structures:
            among |= Q(owned_by__contains=spaced([code]))
    if Role.TRANSLATOR in sees:
        for lang in person.languages:
            among |= Q(wanted_in__contains=spaced([lang]))
    return copies.filter(among)
