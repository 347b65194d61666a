"""A saved page of no known site, by itself: what names it, dates it, and is its text."""

from __future__ import annotations

from communique.core.record import Draft
from communique.ingest.html import take_html
from tests.ingest.reading_scores import Said, drafts, said_in

TITLE = "The council of the lakes opened the northern lock"
FIRST = (
    "The council of the lakes has opened the northern lock after a long debate, and boats may pass "
    "it from tonight on. The ferrymen were told of it."
)
LAST = (
    "Those who live on the shore may ask the harbour office for what the repair has cost, which "
    "both towns will pay for by and by."
)
ISSUED = '<meta name="DC.Date.issued" content="2017-02-13">'
DAY = '<p class="day">13 February 2017</p>'
MENU = '<div class="bar"><a href="/m">The council</a> | <a href="/n">News</a></div>'


def test_the_day_in_the_address_that_a_page_gives_itself_is_its_day() -> None:
    said = _read(_heading() + _text(), head=_canonical("/2017/02/13/northern-lock/"))
    assert said == Said(title=TITLE, day="2017-02-13", body=[FIRST, LAST])


def test_the_page_of_all_that_was_said_on_a_day_is_no_release() -> None:
    assert _is_release(_heading() + _text(), head=_canonical("/2017/02/13/northern-lock/"))
    assert not _is_release(_heading() + _text(), head=_canonical("/2017/02/13/"))


def test_a_page_that_says_when_it_was_published_is_a_release_and_any_day_makes_none() -> None:
    assert _is_release(_heading() + _text(), head=ISSUED)
    assert not _is_release(_heading() + _text(), head=ISSUED.replace("DC.Date.issued", "date"))


def test_the_line_above_the_text_names_the_page_where_the_site_is_named_above_the_menu() -> None:
    site = '<h1><a href="/">Lake Office</a></h1><h2>Reed and Mere</h2>'
    text = _text(f"<p>For the press</p><p class=t>{TITLE}</p><p>Mere, 13 February 2017</p>")
    assert _read(site + MENU + text).title == TITLE
    # A heading below the menu is the page's, be it as short as a site's name.
    assert _read(site + MENU + "<h2>Night boats</h2>" + text).title == "Night boats"


def test_a_title_that_is_the_windows_too_loses_the_sites_name() -> None:
    whole = f"{TITLE} :: Lake Office"
    graph = f'<meta property="og:title" content="{whole}">'
    assert _read(_text(), head=f"<title>{whole}</title>{graph}{ISSUED}").title == TITLE
    graph = '<meta property="og:title" content="Lights - out at last">'
    said = _read(_text(), head=f"<title>{whole}</title>{graph}{ISSUED}")
    assert said.title == "Lights - out at last"


def test_links_with_bars_between_them_are_no_text() -> None:
    links = MENU.replace(
        "</div>", "".join(f' | <a href="/{one}">{one}</a>' for one in "ABC") + "</div>"
    )
    assert _read(_heading() + DAY + links + _text()).body == [FIRST, LAST]


def test_documents_below_a_text_are_no_part_of_it() -> None:
    files = "".join(
        f'<div><a href="/{number}.pdf">Order of the council {number}</a> PDF, 9{number} KB</div>'
        for number in (1, 2)
    )
    below = f"<div class=docs><div>All the papers</div>{files}</div>"
    page = f"<div class=n>{_heading()}{DAY}<div class=t><p>{FIRST}</p></div>{below}</div>"
    assert _read(page).body == [FIRST]


def test_words_pulled_out_of_a_text_are_said_once_and_its_lists_stay() -> None:
    words = "boats may pass it from tonight on"
    pulled = f"<blockquote class=pull>“{words.capitalize()}”</blockquote>"
    listed = f"<ul class=l><li>{words}</li></ul>"
    other = "<blockquote class=pull>“Nobody has told us of it at all”</blockquote>"
    assert _read(_heading() + DAY + _text(amidst=pulled)).body == [FIRST, LAST]
    assert _read(_heading() + DAY + _text(amidst=listed)).body == [FIRST, words, LAST]
    assert len(_read(_heading() + DAY + _text(amidst=other)).body) == 3


def test_a_row_of_fields_below_the_title_is_no_abstract() -> None:
    row = "<div><i class=by>By Ann Example of Reed</i><i class=min>Three minutes</i></div>"
    plain = "<div>By Ann Example of Reed, in three minutes</div>"
    assert _read(_heading() + row + _text(), head=ISSUED).body == [FIRST, LAST]
    assert len(_read(_heading() + plain + _text(), head=ISSUED).body) == 3


def test_what_heads_a_form_amidst_a_text_is_no_part_of_it() -> None:
    form = (
        "<div class=box><p>What was said on the lakes, to be read in five minutes every Friday.</p>"
        "<form><input name=mail></form></div>"
    )
    assert _read(_heading() + DAY + _text(amidst=form)).body == [FIRST, LAST]
    assert len(_read(_heading() + DAY + _text(amidst=form.replace("form", "b"))).body) == 3


def test_a_list_of_what_is_new_beside_a_short_text_makes_no_listing_of_it() -> None:
    new = '<div class=new><h2>Latest news</h2><p>7 May 2013</p><p><a href="/7">A lock</a></p></div>'
    assert _is_release(f"{_heading()}{DAY}<div class=t><p>{FIRST}</p></div>{new}")
    assert not _is_release(f"{_heading()}{new}{DAY}<div class=t><p>{FIRST}</p></div>")


def test_the_title_may_stand_in_an_element_around_the_text_or_in_one_beside_it() -> None:
    around = (
        f"<div class=t>{TITLE}</div><table><tr><td><p>{FIRST}</p><p>{LAST}</p></td></tr></table>"
    )
    fields = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (
            ("Of", "7-May-2013"),
            ("What", TITLE),
            ("Whom to ask", "Ann, 1 234 567"),
        )
    )
    beside = f"<table>{fields}</table>{FIRST}<br><br>{LAST}"
    for page in (f"<div>{DAY}{around}</div>", f"<div>{beside}</div>"):
        assert _read(MENU + page).title == TITLE
    assert _read(f"{MENU}<div>{beside}</div>").day == "2013-05-07"


def test_what_the_windows_title_has_beside_the_pages_own_is_the_sites_name() -> None:
    head = f'<title>{TITLE} | Lake Office</title><meta property="og:title" content="{TITLE}">'
    page = f"<h1>Lake Office</h1><div><div>{TITLE}</div>{DAY}</div>{_text()}"
    assert _read(page, head=head).title == TITLE


def test_a_heading_of_the_first_rank_below_a_paragraph_heads_a_part_of_the_text() -> None:
    head = f"<title>{TITLE}</title>"
    page = f"<div><div>{TITLE}</div>{DAY}</div>{_text(amidst='<h1>A longer view</h1>')}"
    assert _read(page, head=head) == Said(
        title=TITLE, day="2017-02-13", body=[FIRST, "A longer view", LAST]
    )


def test_a_title_beside_pictures_is_known_by_what_the_head_calls_the_page() -> None:
    icon = '<td><a href="#"><img src="i.png"></a></td>'
    page = f"<table><tr><td>{TITLE}</td>{icon * 3}</tr></table>{DAY}{_text()}"
    head = f'<title>Lake Office</title><meta name="title" content="{TITLE}">'
    assert _read(page, head=head).title == TITLE


def test_an_element_amidst_the_paragraphs_whose_headings_lead_elsewhere_is_no_text() -> None:
    teaser = "<h3>{}</h3><p>The committee on fisheries has opened a bridge after a long debate.</p>"
    linked = (
        f"<div class=more>{teaser.format('<a href=/b>A bridge for the ferrymen</a>') * 2}</div>"
    )
    own = f"<div class=more>{teaser.format('A bridge for the ferrymen') * 2}</div>"
    assert _read(_heading() + DAY + _text(amidst=linked)).body == [FIRST, LAST]
    assert len(_read(_heading() + DAY + _text(amidst=own)).body) == 6


def test_a_text_goes_on_in_its_second_column_and_not_in_what_stands_beside_it() -> None:
    clause = "<p class=b>The council of the lakes will look into what the bridge has cost</p>"
    first, second = f"<p class=b>{FIRST}</p><p class=b>{LAST}</p>", f"{clause}<p class=b>{LAST}</p>"
    columns = f"<table><tr><td>{first}</td><td>{second}</td></tr></table>"
    assert len(_read(_heading() + DAY + columns).body) == 4
    other = columns.replace(second, second.replace("class=b", "class=side"))
    assert _read(_heading() + DAY + other).body == [FIRST, LAST]


def test_a_time_beside_the_day_of_a_change_makes_no_text_of_its_line() -> None:
    changed = "<p>Page changed on 3.4.2018 at 10:12:40</p>"
    assert _read(f"{_heading()}{DAY}<div><p>{FIRST}</p><p>{LAST}</p>{changed}</div>").body == [
        FIRST, LAST
    ]  # fmt: skip


def _heading() -> str:
    return f"<h1>{TITLE}</h1>"


def _text(above: str = "", amidst: str = "") -> str:
    return f"<div class=text>{above}<p>{FIRST}</p>{amidst}<p>{LAST}</p></div>"


def _canonical(path: str) -> str:
    return f'<link rel="canonical" href="https://lake.example{path}">'


def _draft(body: str, head: str) -> object:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (draft,) = drafts([take_html(page.encode(), "old/page.html")])
    return draft


def _is_release(body: str, head: str = "") -> bool:
    return isinstance(_draft(body, head), Draft)


def _read(body: str, head: str = "") -> Said:
    draft = _draft(body, head)
    assert isinstance(draft, Draft)
    return said_in(draft)
