"""What a member may see: the table of roles and the question to the database say the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.roles import Deed, Role, may
from tests.newsroom.desks import Desk

# Codes of which one is the beginning, the end or a part of another.
CODES = ("office", "office-in-tarn", "tarn", "lake-office")
LANGS = ("de", "fr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person who asks."""

    pk: int
    is_active: bool
    roles: tuple[str, ...]
    structures: tuple[str, ...]
    languages: tuple[str, ...]


def people() -> st.SearchStrategy[Somebody]:
    """Return people of any roles; a role that there is no more among them."""
    role = st.sampled_from([*(role.value for role in Role), "chief"])
    return st.builds(
        Somebody,
        pk=st.just(1),
        is_active=st.booleans() | st.just(value=True),
        roles=st.lists(role, max_size=2).map(tuple),
        structures=st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
        languages=st.lists(st.sampled_from(LANGS), max_size=1).map(tuple),
    )


def test_the_database_shows_just_what_the_table_of_roles_allows(desk: Desk) -> None:
    sources = [[], ["office"], ["office-in-tarn"], ["lake-office", "tarn"]]
    ReleaseCopy.objects.bulk_create(
        _found(ReleaseCopy(title="x", sources=of, languages=to))
        for of, to in product(sources, [[], ["de"], ["fr", "de"]])
    )
    copies = list(ReleaseCopy.objects.all())

    @given(people())
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    def holds(somebody: Somebody) -> None:
        allowed = {copy.pk for copy in copies if may(somebody, Deed.SEE, copy)}
        assert {copy.pk for copy in visible_to(somebody)} == allowed

    holds()


def test_a_change_of_sources_changes_who_sees_it_whichever_fields_are_saved(desk: Desk) -> None:
    copy = ReleaseCopy.objects.create(title="x", sources=["secretariat"])
    author = desk.who("author")
    assert list(visible_to(author)) == [copy]
    copy.sources = ["tarn"]
    copy.save(update_fields=["sources"])
    assert list(visible_to(author)) == []


def _found(copy: ReleaseCopy) -> ReleaseCopy:
    """Return it as its save would leave it."""
    copy.find_by()
    return copy
