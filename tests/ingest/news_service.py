"""An invented corpus of the shape in which a national news service gives out its releases.

All words are ours.  The offices are those of the profile, by the numbers the service has for
them; what they are said to do here, nobody ever did.
"""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

TITLES = {
    "de": "Muster einer Meldung über die Seen und die Schiffe",
    "fr": "Modèle d’un communiqué sur les lacs et les bateaux",
    "it": "Modello di un comunicato sui laghi e sulle navi",
    "en": "Model of a release on the lakes and the ships",
}
LEADS = {
    "de": "Die Schiffe auf den Seen werden nicht gezählt, und das ist ein Muster.",
    "fr": "Les bateaux ne sont pas comptés sur les lacs, et ceci est un modèle.",
    "it": "Le navi non sono contate sui laghi, e questo è un modello.",
    "en": "The ships on the lakes are not counted, and this is a model.",
}
BODIES = {
    "de": "<p>Das ist nur ein <b>Muster</b>; es wird nichts gezählt.<br />Die Schiffe fahren auf "
    "den Seen.</p><h3>Was noch gilt</h3><ul><li>Erstens das Wasser</li><li>Zweitens der Wind</li>"
    "</ul><p>Mehr auf <a href='https://example.org/seen'>dieser Seite</a>.</p>",
    "fr": "<p>Ceci n’est qu’un <b>modèle</b>&nbsp;; on ne compte rien.<br />Les bateaux sont sur "
    "les lacs.</p><h3>Ce qui vaut encore</h3><ul><li>D’abord l’eau</li><li>Puis le vent</li></ul>",
    "it": "<p>Questo è solo un <b>modello</b>; non si conta nulla.</p><p>Le navi sono sui laghi, "
    "e il vento è con loro.</p>",
    "en": "<p>This is only a <b>model</b>; nothing is counted.</p><p>The ships are on the lakes, "
    "and the wind is with them.</p>",
}


CONTACTS = {"de": "Pressestelle", "fr": "Service de presse", "it": "Ufficio stampa"}
LINKS = {
    "de": (("attachment", "Plan der Seen", "plan-de.pdf"), ("link", "Über die Schiffe", "de")),
    "fr": (("attachment", "Plan des lacs", "plan-fr.pdf"),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message.  texts: by the place's language, the language whose words stand there.

    Its English has no contacts, and neither English nor Italian have links.
    """

    number: int
    texts: dict[str, str] = field(default_factory=lambda: {lang: lang for lang in TITLES})
    city: str = "Bern"
    originators: tuple[tuple[str, str], ...] = (("201", "no"), ("1070", "yes"))
    revised: tuple[str, ...] = ()
    revoked: str = "no"

    def xml(self, *, prolog: str = "") -> str:
        """Return the message as the service writes it."""
        by = "".join(
            f'<originator id="{number}" lead="{lead}">'
            f'<name lang="de">Amt {number}</name></originator>'
            for number, lead in self.originators
        )
        contents = "".join(self._content(place, lang) for place, lang in self.texts.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
            '<messages xmlns="https://news.example/messages">'
            f'<message id="{self.number}" revoked="{self.revoked}"><pubdate>2017-03-04</pubdate>'
            f"<type>Memorandum</type>{by}{contents}"
            '<topics><topic id="46"><name lang="de">Verkehr</name></topic></topics>'
            "</message></messages>"
        )

    def _content(self, place: str, lang: str) -> str:
        revisions = "".join(f'<revision date="{at}" type="R"/>' for at in self.revised)
        links = "".join(
            f'<{sort} id="{number}"><title>{title}</title>'
            f"<uri>https://example.org/{name}</uri><position>Context</position></{sort}>"
            for number, (sort, title, name) in enumerate(LINKS.get(lang, ()))
        )
        return (
            f'<content lang="{place}"><city>{self.city}</city>'
            f"<title>{TITLES[lang]} {self.number}</title><lead>{LEADS[lang]}</lead>"
            f'<text link="no">{escape(BODIES[lang])}</text>'
            f"<contact>{CONTACTS.get(lang, '')}</contact>{links}"
            f"<revisions>{revisions}</revisions></content>"
        )


def archive(path: Path, files: dict[str, bytes]) -> Path:
    """Write a tar.xz with these files and return its path."""
    with tarfile.open(path, "w:xz") as made:
        for name, content in files.items():
            member = tarfile.TarInfo(f"2017/{name}")
            member.size = len(content)
            made.addfile(member, io.BytesIO(content))
    return path
