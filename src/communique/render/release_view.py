"""A release as its page shows it: the names of its day, today's beside them, and its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.core.beside import contacts_of
from communique.core.edition import Edition, ReportedFact
from communique.core.record import Quote, Release, stale_langs
from communique.core.text import Text, slug
from communique.render.dates import day_in_words, instant_in_words
from communique.render.filing import facts_of, place_named, setting_of_day
from communique.render.media_view import PictureView, attachments_of, pictures_of
from communique.render.messages import LANGUAGES, autonym, language_name
from communique.render.proof import Proof, Step, proof_of, steps_of
from communique.render.registry.blocks import Block, Paragraph
from communique.render.registry.body import blocks_of, further_links, title_of
from communique.render.registry.parts import Cell, Fact, together
from communique.render.registry.setting import Setting
from communique.render.reported_view import ReportedView, marked, reported_views

# The parameter that asks for the text in a language that the interface does not speak.
TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Words somebody said, and the paragraph they stand in."""

    words: str
    lang: str
    speaker: Cell
    paragraph: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """Everything release.html shows.

    lang: the language of the text.  notices: sentences on what the reader should know first.
    texts: the same release in other languages.  facts: what it is filed under.
    heading: the title, with the words in it that bear out facts.  reported: the facts.
    stale: where the text was made from older words than the original's: the original.
    proof: where it stands in the log; None in a preview, which is not on the record.
    """

    symbol: str
    lang: str
    kind: Cell
    title: str
    summary: str
    date_iso: str
    date_long: str
    place: Cell
    heading: Paragraph
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    pictures: tuple[PictureView, ...]
    attachments: tuple[Cell, ...]
    quotes: tuple[QuoteView, ...]
    facts: tuple[Fact, ...]
    texts: tuple[Cell, ...]
    links: tuple[Cell, ...]
    contacts: tuple[str, ...]
    notices: tuple[str, ...]
    stale: Cell | None
    steps: tuple[Step, ...]
    changes: str
    proof: Proof | None
    citation: Cell
    is_sample: bool
    is_corrected: bool
    reported: tuple[ReportedView, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of all blocks, in order."""
        return tuple(one for block in self.blocks for one in block.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneView:
    """What is left to say of a release that is shown no more.

    state: `withdrawn` or `erased`.
    """

    symbol: str
    state: str
    kind: Cell
    title: str
    sentence: str
    reason: str
    steps: tuple[Step, ...]
    proof: Proof


def text_of(release: Release, lang: str, setting: Setting) -> tuple[str, Text]:
    """Return the text to show a reader of a language, and the language it is in.

    Theirs where there is one, else the first of the organisation's that there is.
    """
    for wanted in (lang, *setting.profile.languages, *release.langs):
        if wanted in release.texts:
            return wanted, release.texts[wanted]
    raise ValueError(f"release {release.symbol} has no text")


def path_of(release: Release, lang: str, setting: Setting) -> str:
    """Return a release's path below a language."""
    return f"releases/{release.symbol}/{slug(text_of(release, lang, setting)[1].title)}"


def paths_of(release: Release, setting: Setting) -> dict[str, str]:
    """Return a release's path in each language of the interface."""
    return {lang: path_of(release, lang, setting) for lang in LANGUAGES}


def release_view(
    edition: Edition,
    setting: Setting,
    *,
    address: str,
    wanted: str = "",
    reported: Sequence[ReportedFact] = (),
) -> ReleaseView:
    """Return the view of an issued release.

    address: its public address in the reader's language.  wanted: the language of the text to
    show, where it is to be another than the reader's.  reported: the facts that readers see.
    """
    current = edition.current
    if current is None or current.release is None:
        raise ValueError(f"{edition.symbol} is not shown")
    bare = unproved_view(
        current.release,
        setting,
        address=address,
        is_corrected=edition.is_corrected,
        wanted=wanted,
    )
    path = path_of(current.release, setting.lang, setting)
    revised = (_revised(edition, setting),) if edition.is_only_revised else ()
    return replace(
        reporting(bare, current.release, setting, reported),
        notices=(*bare.notices, *revised),
        steps=tuple(steps_of(edition, setting, path)),
        proof=proof_of(current, edition, setting),
    )


def reporting(
    view: ReleaseView, release: Release, setting: Setting, reported: Sequence[ReportedFact]
) -> ReleaseView:
    """Return the view of a release with its facts, and their words marked in the text."""
    text, words = release.texts[view.lang], marked(reported, setting, lang=view.lang)
    path = path_of(release, setting.lang, setting)
    return replace(
        view,
        heading=title_of(text, setting, words),
        blocks=blocks_of(text, setting, words),
        reported=reported_views(reported, setting, lang=view.lang, path=path),
    )


def unproved_view(
    release: Release,
    setting: Setting,
    *,
    address: str,
    is_corrected: bool = False,
    wanted: str = "",
) -> ReleaseView:
    """Return the view of a release without its place in the log: what a preview shows."""
    lang, text = text_of(release, wanted or setting.lang, setting)
    then = setting_of_day(release, setting)
    path = path_of(release, setting.lang, setting)
    titled = Cell(text=f"“{text.title}”", lang=lang if lang != setting.lang else "")
    return ReleaseView(
        symbol=release.symbol,
        lang=lang,
        kind=then.link("kind", release.kind),
        title=text.title,
        summary=text.summary,
        date_iso=release.date or "",
        date_long=day_in_words(release.date or "", setting.lang),
        place=together([place_named(then, one.code, one.name) for one in release.places], " / "),
        heading=title_of(text, setting),
        blocks=blocks_of(text, setting),
        notes=text.notes,
        pictures=tuple(pictures_of(release, lang, setting)),
        attachments=tuple(attachments_of(release, lang, setting)),
        quotes=tuple(_quote(one, setting) for one in release.quotes if one.lang == lang),
        facts=tuple(facts_of(release, setting, then)),
        texts=tuple(_texts(release, lang, setting)),
        links=tuple(further_links(release, lang, setting)),
        contacts=contacts_of(release, lang),
        notices=tuple(_notices(release, "" if lang == wanted else lang, setting)),
        stale=_stale(release, lang, setting),
        steps=(),
        changes=setting.href(f"{path}/changes") if is_corrected else "",
        proof=None,
        citation=_citation(release, titled, then, address),
        is_sample=release.sample,
        is_corrected=is_corrected,
    )


def gone_view(edition: Edition, setting: Setting) -> GoneView:
    """Return the view of a release that was withdrawn or erased: never its words."""
    last = edition.versions[-1]
    withdrawn = edition.state == "withdrawn"
    day = instant_in_words(last.entry.at, setting.lang)
    if withdrawn:
        title = setting.say("This release was withdrawn")
        sentence = setting.say("The organisation withdrew it on %(day)s.", day=day)
    else:
        title = setting.say("The text of this release was erased")
        sentence = setting.say("It was erased by legal order on %(day)s.", day=day)
    note = next((one.note for one in reversed(edition.versions) if one.note), "")
    return GoneView(
        symbol=edition.symbol,
        state=edition.state,
        kind=setting.link("kind", last.entry.kind),
        title=title,
        sentence=sentence,
        reason=note if withdrawn else "",
        steps=tuple(steps_of(edition, setting, "")),
        proof=proof_of(last, edition, setting),
    )


def _quote(quote: Quote, setting: Setting) -> QuoteView:
    known = setting.link("person", quote.speaker.code) if quote.speaker.code else None
    speaker = Cell(text=quote.speaker.name, value=quote.speaker.code or "")
    label = setting.say("Paragraph %(number)s", number=quote.paragraph)
    return QuoteView(
        words=quote.words,
        lang=quote.lang,
        speaker=replace(known, text=quote.speaker.name) if known else speaker,
        paragraph=Cell(text=label, href=f"#p{quote.paragraph}", value=quote.paragraph),
    )


def _texts(release: Release, shown: str, setting: Setting) -> Iterator[Cell]:
    for lang in release.langs:
        if lang == shown:
            continue
        href = f"/{lang}/{path_of(release, lang, setting)}"
        if lang not in LANGUAGES:
            # The interface does not speak it: the text stands in the reader's own.
            path = path_of(release, setting.lang, setting)
            href = setting.site.href(path, ((TEXT, lang),))
        yield Cell(text=autonym(lang), href=href, lang=lang, value=lang)


def _stale(release: Release, lang: str, setting: Setting) -> Cell | None:
    """Return the way to the original of a text that follows older words; its note says so."""
    if lang not in stale_langs(release):
        return None
    original = release.original
    name = language_name(original, setting.lang)
    told = setting.say("This translation follows an earlier text of the original.")
    if original not in LANGUAGES:
        text = setting.say("The original is in %(language)s.", language=name)
        return Cell(text=text, value=original, note=told)
    text = setting.say("Read the original (%(language)s)", language=name)
    href = f"/{original}/{path_of(release, original, setting)}"
    return Cell(text=text, href=href, value=original, note=told)


def _notices(release: Release, lang: str, setting: Setting) -> Iterator[str]:
    """Yield what a reader should know; lang: of the text shown, empty where they chose it."""
    if lang and lang != setting.lang:
        yield setting.say(
            "This release is not on the record in %(wanted)s. It is shown in %(shown)s.",
            wanted=language_name(setting.lang, setting.lang),
            shown=language_name(lang, setting.lang),
        )
    if release.sample:
        yield setting.say(
            "This is a sample, written to show the system. "
            "It is no publication of the organisation."
        )


def _revised(edition: Edition, setting: Setting) -> str:
    last = max(one.at for one in edition.revisions.values())
    return setting.say(
        "This release was revised before it came into this record, last on %(day)s.",
        day=instant_in_words(last, setting.lang),
    )


def _citation(release: Release, titled: Cell, then: Setting, address: str) -> Cell:
    organisation = then.profile.organisation
    abbreviation = organisation.worded(then.lang, then.on, "abbreviation")
    parts = (
        then.worded(abbreviation, organisation.code),
        titled,
        then.link("kind", release.kind),
        Cell(text=day_in_words(release.date or "", then.lang)),
        Cell(text=release.symbol),
        Cell(text=address),
    )
    return together([part for part in parts if part.text], ", ")
