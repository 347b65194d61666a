"""Quotations and their speakers; words in marks that nobody said are none."""

import pytest

from communique.core.record import Ref
from tests.ingest.pages import draft, release, said

MET = "Ambassador Anna Muster opened the meeting, and Minister Ben Beispiel closed it.\n"
WORDS = "We will go on with this work"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"“{WORDS},” said Muster.",
        f"“{WORDS}”, said Muster.",
        f'"{WORDS}," said Muster.',
        f"«{WORDS}», said Muster.",
        f"“{WORDS},” Muster said in Vienna.",
        f"“{WORDS},” the Ambassador said.",
        f"“{WORDS},” said the Ambassador, Anna Muster.",
        f"“{WORDS},” said Muster after a meeting with Carla Esempio.",
        f"Muster said: “{WORDS}.”",
        f"Muster told Ben Beispiel: “{WORDS}.”",
        f"Speaking beside Ben Beispiel, Muster said: “{WORDS}.”",
        f"According to Muster, “{WORDS}”.",
        f"“{WORDS},” according to Muster.",
        f"Muster thanked everybody. “{WORDS},” she added.",
        f"Muster spoke of the plan. “{WORDS}, come what may.”",
        f"Muster’s message was short: “{WORDS}.”",
        f"“{WORDS},” Muster, who had come late, told the audience.",
    ],
)
def test_a_speaker_is_found_wherever_the_attribution_stands(paragraph: str) -> None:
    quotes = said(release(MET + paragraph))
    assert [speaker for speaker, _ in quotes] == ["Anna Muster"]
    assert quotes[0][1].startswith(WORDS)


def test_words_that_go_on_have_the_same_speaker() -> None:
    for rest in (", “and on and on.”", ". “On and on.”"):
        text = f"“We go on,” said Muster{rest}"
        assert [speaker for speaker, _ in said(release(MET + text))] == ["Anna Muster"] * 2


def test_two_people_in_one_sentence_each_said_their_own() -> None:
    text = "“We agree,” said Anna Muster, while Ben Beispiel added: “So do we all here.”"
    assert [speaker for speaker, _ in said(release(MET + text))] == ["Anna Muster", "Ben Beispiel"]


def test_a_quotation_of_two_paragraphs_is_one() -> None:
    found = release(f"{MET}Muster said:\n“{WORDS}.\n“And we will end it.”")
    assert said(found) == [("Anna Muster", f"{WORDS}.\nAnd we will end it.")]
    assert found.quotes[0].value.paragraph == 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "The so-called “night of lamps” was a success.",
        "The conference, entitled “The New Lamps: Working Together for Light”, closed today.",
        "Muster said the report “Lamps of Europe” was good.",
        "The word “lamp” is an old one.",
        "“We will go on for ever and never come to an end.",
    ],
)
def test_words_in_marks_that_nobody_said_are_no_quotation(paragraph: str) -> None:
    assert said(release(MET + paragraph)) == []


def test_a_surname_stands_for_the_person_the_registry_knows() -> None:
    found = release(
        "Foreign Minister Sebastian Kurz came.\n“We will go on with this work,” said Kurz."
    )
    assert found.quotes[0].value.speaker == Ref(name="Sebastian Kurz", code="sebastian-kurz")
    assert [person.value.code for person in found.people] == ["sebastian-kurz"]


def test_a_body_can_speak_and_is_no_person() -> None:
    found = release(f"“{WORDS},” the OSCE Mission to Serbia said in a statement.")
    assert found.quotes[0].value.speaker.code == "mission-to-serbia"
    assert found.people == ()


LANGUAGES = {
    "Anna Muster": """Pressemitteilung
Ein Titel über Lampen
WIEN, 1. Mai 2015 – Die Sitzung der Lampen wurde heute eröffnet.
„Wir machen mit dieser Arbeit weiter“, sagte Anna Muster.""",
    "Anne Exemple": """Communiqué de presse
Un titre sur les lampes
PARIS, le 1er mai 2015 – La séance a été ouverte par Anne Exemple.
« Nous continuerons », a-t-elle déclaré.""",
    "Anna Esempio": """Comunicato stampa
Un titolo sulle lampade
ROMA, 1 maggio 2015 – La riunione è stata aperta oggi.
«Andremo avanti con questo lavoro», ha detto Anna Esempio.""",
    "Ana Ejemplo": """Comunicado de prensa
Un título sobre las lámparas
MADRID, 1 de mayo de 2015 – La reunión se abrió hoy.
«Seguiremos con este trabajo», dijo Ana Ejemplo.""",
    "Анна Мустер": """Пресс-релиз
Название о лампах
МОСКВА, 1 мая 2015 года – Встреча открылась сегодня.
«Мы продолжим эту работу», – сказала Анна Мустер.""",
}


@pytest.mark.parametrize("speaker", LANGUAGES)
def test_quotations_are_read_in_the_other_languages(speaker: str) -> None:
    assert [name for name, _ in said(draft(LANGUAGES[speaker]))] == [speaker]
