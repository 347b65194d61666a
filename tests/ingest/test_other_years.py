"""What other years of an archive may have that one year had not: named, or read sanely.

Every record here is written by hand, with words of ours.
"""

from __future__ import annotations

from datetime import date
from html import escape

import pytest

from communique.core.record import Draft, Finding
from communique.core.rules import is_refused
from communique.ingest.pieces import pieces_in
from communique.ingest.reading import PageRead, read
from tests.ingest.news_service import BODIES, LEADS, TITLES
from tests.ingest.test_mapped import PROFILE

HEAD = "<pubdate>2009-03-04</pubdate><type>Memorandum</type>"


def content(lang: str = "de", attribute: str | None = None, **changed: str) -> str:
    """Return a text in a language; each part of it may be put otherwise, or left out."""
    named = f' lang="{lang}"' if attribute is None else attribute
    parts = {
        "city": "<city>Bern</city>",
        "title": f"<title>{TITLES[lang]}</title>",
        "lead": f"<lead>{LEADS[lang]}</lead>",
        "text": f"<text>{escape(BODIES[lang])}</text>",
        "contact": "<contact>Pressestelle</contact>",
        "links": "",
        "revisions": "<revisions/>",
        **changed,
    }
    return f"<content{named}>{''.join(parts.values())}</content>"


def read_from(
    *contents: str, head: str = HEAD, attributes: str = 'id="9" revoked="no"'
) -> PageRead:
    """Return what is read of a message."""
    body = "".join(contents)
    xml = f"<?xml version='1.0'?><messages><message {attributes}>{head}{body}</message></messages>"
    (piece,) = pieces_in(xml.encode(), "m.xml", PROFILE.reading.mappings)
    assert not isinstance(piece.found, Exception)
    return read(piece.found, PROFILE, today=date(2018, 1, 1))


def first(*contents: str, head: str = HEAD, attributes: str = 'id="9" revoked="no"') -> Draft:
    """Return the draft in the first language of a message."""
    reading = read_from(*contents, head=head, attributes=attributes).reading
    assert isinstance(reading, Draft)
    return reading


def said(found: PageRead) -> list[tuple[str, str]]:
    """Return the findings of all texts: code and message."""
    every: list[Finding] = [one for text in found.texts for one in text.findings]
    return [(one.code, one.message) for one in dict.fromkeys(every)]


@pytest.mark.parametrize(
    ("head", "day", "codes"),
    [
        ("<pubdate>04.03.2009</pubdate>", "2009-03-04", []),
        ("<pubdate>4. März 2009</pubdate>", "2009-03-04", []),
        ("<pubdate>2009-03-04T23:30:00+01:00</pubdate>", "2009-03-04", []),
        ("<pubdate>2009-03-04</pubdate><pubdate>2009-03-05</pubdate>", "2009-03-04", []),
        ("<pubdate> </pubdate>", None, ["draft.no-date"]),
        ("", None, ["draft.no-date"]),
        ("<pubdate>0000-00-00</pubdate>", None, ["date.unread", "draft.no-date"]),
    ],
)
def test_a_date_in_another_form_is_read_or_named(
    head: str, day: str | None, codes: list[str]
) -> None:
    draft = first(content(), head=head)
    assert (str(draft.date.value) if draft.date else None) == day
    assert [code for code, _ in said(read_from(content(), head=head))] == codes


@pytest.mark.parametrize("value", ["yes", "Yes", "TRUE", "1"])
def test_what_is_revoked_is_withdrawn_however_it_is_written(value: str) -> None:
    assert first(content(), attributes=f'id="9" revoked="{value}"').withdrawal
    assert not first(content(), attributes='id="9"').withdrawal


@pytest.mark.parametrize(
    ("kinds", "kind", "codes"),
    [
        ("<type>Speech</type>", "speech", []),
        ("<type>MEMORANDUM</type>", "press-release", []),
        ("<type>Interview</type>", "press-release", ["kind.unknown"]),
        ("<type>Interview</type><type>Rede</type>", "speech", ["kind.unknown"]),
        ("", "press-release", []),
    ],
)
def test_a_kind_that_nobody_knows_is_named_and_keeps_nothing_out(
    kinds: str, kind: str, codes: list[str]
) -> None:
    found = read_from(content(), head=f"<pubdate>2009-03-04</pubdate>{kinds}")
    assert isinstance(found.reading, Draft)
    assert found.reading.kind
    assert (found.reading.kind.value, [code for code, _ in said(found)]) == (kind, codes)


def test_a_number_that_no_address_can_bear_is_named() -> None:
    found = read_from(content(), attributes='id="Nr. 7 ä" revoked="no"')
    assert isinstance(found.reading, Draft)
    assert found.reading.symbol is None
    assert said(found)[0][0] == "page.number-unread"
    assert said(read_from(content(), attributes="")) == []


@pytest.mark.parametrize(
    ("german", "french"),
    [
        (' lang="DE-ch"', ' lang="fr_CH"'),
        (' lang="deutsch"', ' lang="français"'),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_name_or_by_its_words(german: str, french: str) -> None:
    found = read_from(content("fr", french), content("de", german))
    assert [one.reading.lang for one in found.texts if isinstance(one.reading, Draft)] == [
        "de",
        "fr",
    ]


def test_a_text_in_a_language_that_the_organisation_does_not_have_is_kept() -> None:
    words = {
        "title": "<title>In model</title>",
        "lead": "",
        "text": "<text>Quai è in model.</text>",
    }
    found = read_from(content(), content("it", ' lang="rm"', **words))
    assert [one.reading.lang for one in found.texts if isinstance(one.reading, Draft)] == [
        "de",
        "rm",
    ]


def test_texts_that_changed_places_go_each_to_its_own() -> None:
    swapped = read_from(content("fr", ' lang="de"'), content("de", ' lang="fr"'))
    titles = {
        one.reading.lang: one.reading.title.value
        for one in swapped.texts
        if isinstance(one.reading, Draft) and one.reading.title
    }
    assert titles == {lang: TITLES[lang] for lang in ("de", "fr")}
    assert {code for code, _ in said(swapped)} == {"text.copied"}


def test_of_two_texts_in_one_language_the_first_is_taken_and_the_other_named() -> None:
    other = content(title="<title>Noch einmal</title>", text="<text>Etwas anderes.</text>")
    found = read_from(content(), other)
    assert said(found) == [
        ("text.second", "it has a further text in 'de', 'Noch einmal'; the first is taken")
    ]
    assert said(read_from(content(), content())) == []


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"title": "<title/>"}, "draft.no-title"),
        ({"lead": "<lead/>", "text": "<text/>"}, "draft.no-body"),
    ],
)
def test_a_text_without_its_title_or_its_body_keeps_no_other_out(
    part: dict[str, str], code: str
) -> None:
    found = read_from(content(**part), content("fr"))
    assert [is_refused(one.findings) for one in found.texts] == [True, False]
    assert [said_ for said_, _ in said(found)] == [code]


def test_several_values_where_one_is_wanted_are_all_kept() -> None:
    draft = first(
        content(
            city="<city>Bern</city><city>Thun</city>",
            title="<title>Eins</title><title>Zwei</title>",
            lead="<lead>Drei</lead><lead>Vier</lead>",
            text="<text>&lt;p&gt;Fünf&lt;/p&gt;</text><text>&lt;p&gt;Sechs&lt;/p&gt;</text>",
            contact="<contact>Anna\nUrs</contact><contact>Zora</contact>",
        )
    )
    assert [one.value.code for one in draft.places] == ["bern", "thun"]
    assert draft.title
    assert draft.summary
    assert (draft.title.value, draft.summary.value) == ("Eins – Zwei", "Drei Vier")
    assert [one.value for one in draft.body] == ["Fünf", "Sechs"]
    assert [one.value for one in draft.contacts] == ["Anna", "Urs", "Zora"]


def test_html_in_a_plain_field_is_cleaned_and_an_address_in_angles_is_no_html() -> None:
    draft = first(
        content(
            title="<title>Wind &amp;amp; &lt;i&gt;Wasser&lt;/i&gt;</title>",
            lead="<lead>&lt;p&gt;Eins&lt;/p&gt;&lt;p&gt;zwei&lt;/p&gt;</lead>",
            contact="<contact>&lt;p&gt;Anna&lt;br&gt;Tel.&amp;nbsp;1&lt;/p&gt;</contact>"
            "<contact>Urs &lt;a@lakes.example&gt;, 2 &lt; 3</contact>",
        )
    )
    assert draft.title
    assert draft.summary
    assert (draft.title.value, draft.summary.value) == ("Wind & Wasser", "Eins zwei")
    assert [one.value for one in draft.contacts] == [
        "Anna",
        "Tel. 1",
        "Urs <a@lakes.example>, 2 < 3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<text><p>Ein <b>fetter</b> Satz.</p><ul><li>Punkt</li></ul>Schluss</text>",
        "<text xmlns:h='urn:html'><h:p>Ein <h:b>fetter</h:b> Satz.</h:p>Punkt<h:br/>Schluss</text>",
        "<text><![CDATA[<P>Ein <B>fetter</B> Satz.<UL><LI>Punkt</UL>Schluss]]></text>",
    ],
)
def test_html_that_is_not_escaped_loses_no_word(text: str) -> None:
    draft = first(content(text=text))
    assert [one.value for one in draft.body] == ["Ein fetter Satz.", "Punkt", "Schluss"]
    assert draft.marks[0].kind == "strong"


def test_links_in_other_forms_are_read_or_named() -> None:
    def link(title: str, to: str) -> str:
        return f"<link><title>{title}</title><uri>{to}</uri></link>"

    links = (
        link("Karte", " https://lakes.example/a b.pdf "),
        link("Karte", "https://lakes.example/a b.pdf"),
        link("", "http://lakes.example/?a=1&amp;amp;b=2"),
        link("Kurz", "www.lakes.example/kurz"),
        link("Relativ", "/dam/plan.pdf"),
        link("Lauf", "javascript:alert(1)"),
        link("Nichts", ""),
        "<link/>",
    )
    found = read_from(content(links="".join(links)))
    assert isinstance(found.reading, Draft)
    assert [(one.value.label, one.value.to) for one in found.reading.links] == [
        ("Karte", "https://lakes.example/a%20b.pdf"),
        ("http://lakes.example/?a=1&b=2", "http://lakes.example/?a=1&b=2"),
        ("Kurz", "http://www.lakes.example/kurz"),
        ("Relativ", "https://www.admin.ch/dam/plan.pdf"),
    ]
    assert [code for code, _ in said(found)] == ["text.link-unread", "text.link-unread"]


def test_the_time_of_a_revision_that_cannot_be_read_is_named() -> None:
    found = read_from(
        content(revisions='<revisions><revision date="gestern"/><revision date="2009-03-05"/>'
        "</revisions>")
    )  # fmt: skip
    assert isinstance(found.reading, Draft)
    assert found.reading.revised == ("2009-03-04T23:00:00Z",)
    assert [code for code, _ in said(found)] == ["date.unread"]
