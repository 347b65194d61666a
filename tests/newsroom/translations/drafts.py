"""A release of the invented organisation, being written and to be put into French."""

from __future__ import annotations

from typing import Any

from communique.newsroom.desk.models import ReleaseCopy, TranslationCopy

BODY = (
    "<p>MERE, 2 May 1999 – The 12 harbour lights were lit again today at the northern shore.</p>"
    "<h2>What follows</h2>"
    '<p>Boats may pass by night, says the <a href="https://lakes.example/report">report</a>.</p>'
)
FRENCH = {
    "title-1": "Les feux du port sont rallumés",
    "body-1": "MERE, 2 mai 1999 – Les 12 feux du port ont été rallumés aujourd’hui au nord.",
    "body-2": "Ce qui suit",
    "body-3": "Les bateaux peuvent passer la nuit, selon le [rapport](1).",
}


def drafted(**changed: Any) -> ReleaseCopy:
    """Return a draft of the Secretariat's that is wanted in no further language yet."""
    made = ReleaseCopy(
        kind="press-release",
        lang="en",
        title="The harbour lights are lit again",
        body=BODY,
        day="1999-05-02",
        sources=["secretariat"],
        fields_of_work=["navigation"],
        countries=["XA"],
        places=[{"name": "Mere", "code": "mere", "country": None}],
        **changed,
    )
    made.save()
    return made


def form(translation: TranslationCopy, deed: str = "save", **typed: str) -> dict[str, str]:
    """Return what the page's form posts with these passages typed into it."""
    fields = {f"text-{key.replace('_', '-')}": text for key, text in typed.items()}
    return {**fields, "deed": deed, "seen": str(translation.latest_revision_id or "")}


def french(translation: TranslationCopy, deed: str = "save") -> dict[str, str]:
    """Return the form with the whole of the release in French."""
    return form(translation, deed, **FRENCH)
