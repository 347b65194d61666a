"""RSS and Atom as they are found become drafts, or evidence for the pages they lead to."""

import os
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from communique.cli.profile_files import read_profile
from communique.core.errors import CommuniqueError
from communique.core.record import Draft, Reported
from communique.ingest.errors import TooLarge
from communique.ingest.feed import records_of
from communique.ingest.mapped import Mapped, drafts_of
from communique.ingest.mended import Mended
from communique.ingest.node import find
from communique.ingest.pieces import Piece, pieces_in, pieces_of
from tests.tools import ROOT

PROFILE = read_profile(ROOT / "tests" / "small_profile")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Lakes</title><link>https://lakes.example/</link><language>fr-CH</language>
<item><title><![CDATA[Ferries &amp; <em>piers</em>]]></title>
  <link>https://lakes.example/news/4711</link>
  <guid isPermaLink="false">4711 at lakes</guid>
  <media:content url="x.jpg"><media:title>A pier</media:title></media:content>
  <dc:date>2017-03-06T00:30:00+01:00</dc:date><category>News</category>
  <description>Les bacs partent…</description>
  <content:encoded><![CDATA[<p>Les bacs partent à six heures.</p>
    <p>Voir <a href="../horaire.html">l’horaire</a>.</p>]]></content:encoded></item>
<item><title>Only a teaser</title><guid>https://lakes.example/news/4712</guid>
  <description>&amp;lt;p&amp;gt;The &amp;lt;b&amp;gt;pier&amp;lt;/b&amp;gt; is
    closed.&amp;lt;/p&amp;gt;</description>
  <language>en</language></item>
<item><title>Cut off</title><link>https://lakes.example/news/4713</link>
  <content:encoded>&lt;p&gt;It begins and […]&lt;/p&gt;</content:encoded></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="iso-8859-1"?><!-- caf\xe9 -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://lakes.example/en/">
<title>Lakes</title><id>urn:feed</id><updated>2017-03-09T10:00:00Z</updated>
<entry xml:base="2017/"><id>urn:1</id><title type="html">Water &amp;amp; wind</title>
  <link rel="edit" href="edit/1"/><link href="a.html"/>
  <published>2017-03-06T08:00:00Z</published><updated>2017-03-08T09:00:00Z</updated>
  <category term="wt" label="Water"/><author><name>Press Office</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The water is <b>high</b>.</p>
    <p>See <a href="b.html">this</a>.</p></div></content></entry>
<entry><id>urn:2</id><title>Only updated</title><link href="/en/c.html"/>
  <updated>2017-03-07T23:30:00Z</updated><content type="text">One line.
Another line with 1 &lt; 2.</content></entry>
<entry><id>urn:3</id><title>Elsewhere</title><link href="d.html"/>
  <updated>2017-03-07T10:00:00Z</updated><content src="d.pdf" type="application/pdf"/>
  <summary>It is a file.</summary></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://lakes.example/feed"><title>Lakes</title><dc:language>en</dc:language>
<items><rdf:Seq><rdf:li resource="https://lakes.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://lakes.example/1"><title>Ice</title><dc:date>2017-01-02</dc:date>
<description>The ice is thick.</description></item></rdf:RDF>"""


def readings(feed: str | bytes, name: str = "f.xml", address: str = "") -> list[Draft | Reported]:
    content = feed if isinstance(feed, bytes) else feed.encode()
    found: list[Draft | Reported] = []
    for piece in pieces_in(content, name, (), address=address):
        assert isinstance(piece.found, Mapped), piece
        read = drafts_of(piece.found, PROFILE)
        found += [read] if isinstance(read, Reported) else read
    return found


def draft(reading: Draft | Reported) -> Draft:
    return reading if isinstance(reading, Draft) else reading.hints[0]


def codes(pieces: list[Piece]) -> list[str]:
    return [
        one.found.code if isinstance(one.found, CommuniqueError) else "record" for one in pieces
    ]


def test_what_an_rss_feed_hands_over_whole_is_a_release() -> None:
    first = draft(readings(RSS)[0])
    assert first.title is not None
    assert first.title.value == "Ferries & piers"
    assert first.lang == "fr"
    assert first.addresses == ("https://lakes.example/news/4711",)
    assert first.symbol is not None
    assert first.symbol.value == "4711"
    assert [one.value for one in first.body] == [
        "Les bacs partent à six heures.",
        "Voir l’horaire.",
    ]
    # A summary that is only the text's beginning is none.
    assert first.summary is None
    assert first.findings == ()


def test_an_instant_is_of_the_day_it_had_where_it_was_written() -> None:
    first = draft(readings(RSS)[0])
    assert first.date is not None
    assert str(first.date.value) == "2017-03-06"


def test_links_of_a_text_lead_where_they_led_from_its_old_place() -> None:
    rss, atom = draft(readings(RSS)[0]), draft(readings(ATOM.encode("latin-1"))[0])
    assert [mark.to for mark in rss.marks] == ["https://lakes.example/horaire.html"]
    assert "https://lakes.example/en/2017/b.html" in [mark.to for mark in atom.marks]


@pytest.mark.parametrize(
    ("number", "title", "teaser"),
    [(1, "Only a teaser", "The pier is closed."), (2, "Cut off", "It begins and […]")],
)
def test_what_is_handed_over_in_part_is_evidence_and_no_release(
    number: int, title: str, teaser: str
) -> None:
    reading = readings(RSS)[number]
    assert isinstance(reading, Reported)
    assert reading.findings[0].code == "page.teaser"
    (hint,) = reading.hints
    assert hint.title is not None
    assert hint.title.value == title
    assert [one.value for one in hint.body] == [teaser]
    assert hint.addresses == (f"https://lakes.example/news/471{number + 1}",)


def test_a_record_without_a_date_has_none_and_its_own_language_rules() -> None:
    hint = draft(readings(RSS)[1])
    assert hint.date is None
    assert hint.lang == "en"


def test_an_atom_entry_is_read_by_what_it_says_its_text_is() -> None:
    first, second, third = readings(ATOM.encode("latin-1"))
    one, two = draft(first), draft(second)
    assert one.title is not None
    assert one.title.value == "Water & wind"
    assert [part.value for part in one.body] == ["The water is high.", "See this."]
    assert one.addresses == ("https://lakes.example/en/2017/a.html",)
    assert [part.value for part in two.body] == ["One line.", "Another line with 1 < 2."]
    assert two.date is not None
    assert str(two.date.value) == "2017-03-07"
    assert isinstance(third, Reported)


def test_a_change_after_publication_is_a_revision() -> None:
    first, second, _ = readings(ATOM.encode("latin-1"))
    assert draft(first).revised == ("2017-03-08T09:00:00Z",)
    assert draft(second).revised == ()


def test_rss_1_and_dublin_core_are_read_alike() -> None:
    (reading,) = readings(RDF)
    hint = draft(reading)
    assert hint.addresses == ("https://lakes.example/1",)
    assert (hint.lang, str(hint.date.value) if hint.date else "") == ("en", "2017-01-02")


def test_links_without_a_host_are_read_against_the_feeds_own_address() -> None:
    record = "<item><title>A</title><link>/a</link></item>"
    feed = f'<rss version="2.0"><channel>{record}</channel></rss>'
    assert draft(readings(feed)[0]).addresses == ()
    read = readings(feed, address="https://lakes.example/feed.xml")
    assert draft(read[0]).addresses == ("https://lakes.example/a",)


def test_a_feed_that_breaks_off_is_named_and_what_stood_before_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS[: RSS.index("Cut off")])
    assert codes(list(pieces_of(path, ()))) == ["record", "record", "capture.malformed"]


def listed(*records: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    """Return a feed in whose lines 3, 4 and so on these stand, each in a record of its own."""
    items = "".join(
        f"<item><title>{number}</title>{one}</item>\n" for number, one in enumerate(records)
    )
    return f'{head}<rss version="2.0"><channel><language>en</language>\n{items}</channel></rss>'


@pytest.mark.parametrize(
    ("said", "meant", "fault"),
    [
        ("Tom & Jerry &amp; I", "Tom & Jerry & I", "a bare '&'"),
        ("caf&eacute;&nbsp;au lait", "café au lait", "&eacute; is declared nowhere; 1 more"),
        ("of &lakes; alone", "of &lakes; alone", "&lakes; is declared nowhere"),
        ("wa\x08ter&#2;", "water", "the character U+0008 is forbidden; 1 more"),
        ("<![CDATA[a & b \x01&nbsp;]]>", "a & b", "the character U+0001 is forbidden"),
        ("3 < 4", "3 < 4", "a bare '<'"),
        ("caf\udce9 \udc93x\udc94", "café “x”", "the byte 0xe9 is no UTF-8; 2 more"),
    ],
)
def test_what_can_mean_one_thing_only_is_read_as_that_and_named(
    said: str, meant: str, fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "f.rss"
    feed = listed("<description>a</description>", f"<description>{said}</description>", "<a/>")
    path.write_bytes(feed.encode("utf-8", "surrogateescape"))
    pieces = list(pieces_of(path, ()))
    assert codes(pieces) == ["record"] * 3 + ["capture.malformed"]
    assert f"line 4: {fault}" in str(pieces[-1].found)
    assert isinstance(pieces[1].found, Mapped)
    teaser = next(iter(find(pieces[1].found.node, "teaser"))).text
    assert teaser.rstrip("\xa0 ").replace("\xa0", " ") == meant


@pytest.mark.parametrize("chunk_bytes", [1, 7, 50])
def test_it_does_not_matter_where_the_parts_of_a_feed_end(chunk_bytes: int) -> None:
    feed = listed("a & b &eacute; <![CDATA[ & ]]>", "<!-- & --> &#8; &hearts;") * 2
    whole, parts = Mended(BytesIO(feed.encode())), Mended(Dripping(feed.encode(), chunk_bytes))
    assert _all(parts) == _all(whole)
    assert (parts.fault, parts.faults) == (whole.fault, whole.faults)


def _all(mended: Mended) -> list[tuple[int, str]]:
    """Return where records begin in a feed's text, and the text up to the next."""
    found: list[tuple[int, str]] = []
    for one in mended.stretches():
        if one.starts or not found:
            found.append((one.line, ""))
        found[-1] = (found[-1][0], found[-1][1] + one.text)
    return found


class Dripping(BytesIO):
    """A feed that comes a few bytes at a time."""

    def __init__(self, content: bytes, chunk_bytes: int) -> None:
        super().__init__(content)
        self._chunk_bytes = chunk_bytes

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._chunk_bytes)


@pytest.mark.parametrize(
    "broken", ["<category>b", "<b>b</i>", "<enclosure url=x/>", "</item></channel>"]
)
def test_a_record_that_is_no_xml_is_named_and_those_around_it_go_in(broken: str) -> None:
    pieces = list(pieces_in(listed("<a/>", broken, "<a/>", "<a/>").encode(), "f.rss", ()))
    assert codes(pieces)[0] == "record"
    assert codes(pieces)[-2:] == ["record", "record"]
    (fault,) = [one for one in pieces if isinstance(one.found, CommuniqueError)]
    assert "in line 4: " in str(fault.found)
    last = pieces[-1].found
    assert isinstance(last, Mapped)
    assert [one.text for one in find(last.node, "lang")] == ["en"]


def test_a_head_that_is_no_xml_keeps_no_record_out() -> None:
    feed = listed("<a/>", "<a/>").replace("</language>", "</lang>")
    assert codes(list(pieces_in(feed.encode(), "f.rss", ()))) == [
        "capture.malformed",
        "record",
        "record",
    ]


def test_what_a_document_type_declares_is_refused_however_broken_the_feed_is() -> None:
    feed = listed("&a; & b", head='<!DOCTYPE rss [<!ENTITY a "ha">]>')
    assert codes(list(pieces_in(feed.encode(), "f.rss", ()))) == ["capture.entities"]


def test_a_blank_line_above_a_feed_keeps_nothing_out() -> None:
    assert codes(list(pieces_in(b"\n" + listed("<a/>").encode(), "f.rss", ()))) == [
        "record",
        "capture.malformed",
    ]


def test_a_feed_of_nothing_but_faults_is_given_up() -> None:
    faults = codes(list(pieces_in(listed(*["</b>"] * 1_500).encode(), "f.rss", ())))
    assert faults == ["capture.malformed"] * 1_001


@pytest.mark.parametrize(
    ("feed", "code"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "ha">]><rss version="2.0"><channel/></rss>', "entities"),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss version="2.0"><a/></rss>', "entities"),
        ('<rss version="2.0"><channel><title>&nbsp;</title></channel></rss>', "malformed"),
        ('<rss version="2.0"><channel><title>None</title></channel></rss>', "empty-feed"),
        ("<rss>" + "<a>" * 10_000, "malformed"),
    ],
)
def test_a_bad_feed_is_named(feed: str, code: str) -> None:
    assert codes(list(pieces_in(feed.encode(), "f.xml", ()))) == [f"capture.{code}"]


class Poured(BytesIO):
    """A feed that is made as it is read: a beginning, then the same bytes again and again."""

    def __init__(self, beginning: bytes, again: bytes, times: int) -> None:
        super().__init__(beginning)
        self._again, self._times = again, times

    def read(self, size: int | None = -1, /) -> bytes:
        said = super().read(size)
        if not said and self._times:
            self._times -= 1
            return self._again
        return said


def test_memory_does_not_grow_with_the_length_of_a_feed() -> None:
    # What the parser holds is not Python's, so the whole process is looked at.
    record = b"<item><title>A title</title><other>" + b"word " * 20_000 + b"</other></item>"
    source = Poured(b'<rss version="2.0"><channel>', record, 500)
    held = [resident_bytes() for _ in islice(records_of(source, "f"), 500)]
    assert max(held) - held[20] < 10_000_000


def resident_bytes() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_a_record_without_end_is_refused_before_it_fills_the_memory() -> None:
    beginning = b'<rss version="2.0"><channel><item>'
    source = Poured(beginning, b"<b>" + b"word " * 10_000 + b"</b>", 10_000)
    with pytest.raises(TooLarge, match="larger than a page"):
        list(records_of(source, "f"))
