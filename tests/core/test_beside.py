"""Each text of a release has whom to ask and where to read on, its own or the release's."""

from dataclasses import replace

from communique.core.beside import (
    contacts_of,
    links_of,
    with_beside,
    with_contacts,
    with_links,
)
from communique.core.record import Release
from communique.core.rules import check_release
from communique.core.text import FurtherLink, Text

CHART = FurtherLink(label="Chart", to="https://lakes.example/chart.pdf")
TIMES = FurtherLink(label="Horaires", to="https://lakes.example/fr", lang="fr")
BOTH = Release(
    symbol="1",
    kind="statement",
    texts={"en": Text(title="A", body=("B",)), "fr": Text(title="C", body=("D",))},
    contacts=("Press office",),
    contacts_in={"fr": ("Service de presse",)},
    links=(CHART, TIMES),
)
GERMAN = Release(
    symbol="1",
    kind="statement",
    texts={"de": Text(title="E", body=("F",))},
    contacts=("Pressestelle",),
    links=(FurtherLink(label="Zeiten", to="https://lakes.example/de", lang="de"),),
)


def test_a_text_without_contacts_of_its_own_has_the_release_s() -> None:
    assert contacts_of(BOTH, "fr") == ("Service de presse",)
    assert contacts_of(BOTH, "en") == contacts_of(BOTH, "de") == ("Press office",)


def test_a_text_has_its_own_links_and_those_of_all_texts() -> None:
    assert links_of(BOTH, "en") == (CHART,)
    assert links_of(BOTH, "fr") == (CHART, TIMES)


def test_a_text_that_comes_brings_what_stands_beside_it_and_changes_no_other() -> None:
    more = with_beside(BOTH, GERMAN)
    assert contacts_of(more, "de") == ("Pressestelle",)
    assert links_of(more, "de") == (CHART, *GERMAN.links)
    for lang in BOTH.langs:
        assert contacts_of(more, lang) == contacts_of(BOTH, lang)
        assert links_of(more, lang) == links_of(BOTH, lang)


def test_contacts_that_are_the_release_s_are_kept_once() -> None:
    same = replace(GERMAN, contacts=BOTH.contacts)
    assert with_beside(BOTH, same).contacts_in == BOTH.contacts_in
    again = replace(BOTH, contacts_in={"fr": BOTH.contacts})
    assert with_beside(BOTH, again).contacts_in == {}


def test_a_reading_without_contacts_and_links_takes_none_away() -> None:
    assert with_beside(BOTH, replace(BOTH, contacts=(), contacts_in={}, links=())) == BOTH


def test_other_contacts_are_the_texts_own_or_else_the_release_s() -> None:
    french = with_contacts(BOTH, "fr", ("Anna",))
    assert (contacts_of(french, "fr"), french.contacts) == (("Anna",), BOTH.contacts)
    english = with_contacts(BOTH, "en", ("Anna",))
    assert (contacts_of(english, "en"), contacts_of(english, "de")) == (("Anna",), ("Anna",))
    assert contacts_of(english, "fr") == ("Service de presse",)


def test_other_links_of_a_text_leave_those_of_others() -> None:
    fewer = with_links(BOTH, "en", ())
    assert (links_of(fewer, "en"), links_of(fewer, "fr")) == ((), (TIMES,))
    assert with_links(BOTH, "fr", links_of(BOTH, "fr")) == BOTH


def test_a_link_without_a_name_or_that_a_browser_could_run_is_refused() -> None:
    bad = (replace(CHART, label=" "), replace(CHART, to="javascript:alert(1)"))
    assert [one.code for one in check_release(replace(BOTH, links=bad))] == [
        "text.further-link",
        "text.further-link",
    ]
    assert check_release(BOTH) == ()
