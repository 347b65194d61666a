"""The facts of real pages: of the first page and of the sample, and nothing false beside them."""

import pytest

from communique.core.record import Draft
from communique.ingest.shown import Json, fact_json
from tests.ingest.pages import draft, read, release, seed
from tests.tools import ROOT

SAMPLE = ROOT / "sample" / "osce"
KURZ = {"code": "sebastian-kurz", "name": "Sebastian Kurz"}
MISSION = {"code": "mission-to-serbia", "name": "OSCE Mission to Serbia"}
INTERIOR = {"code": None, "name": "Interior Ministry"}
PROSECUTOR = {"code": None, "name": "Republic Public Prosecutor’s Office"}


def facts(found: Draft) -> list[Json]:
    return [fact_json(one.value) for one in found.facts]


def expected(task_force: str, roles: str, who_met: str, purpose: str) -> list[Json]:
    body = {"code": None, "name": task_force}
    people: Json = {"role": roles, "body": None, "person": None}
    return [
        {
            "kind": "visit",
            "who": KURZ,
            "where": {"code": "belgrade", "name": "Belgrade"},
            "when": "2017-02-13",
        },
        {
            "kind": "meeting",
            "who": KURZ,
            "participants": [
                people | {"country": "BG"},
                people | {"country": "HR"},
                {"role": who_met, "country": None, "body": body, "person": None},
            ],
            "purpose": purpose,
        },
        {
            "kind": "handover",
            "items": [
                {"what": "off-road vehicles", "quantity": 2},
                {"what": "IT equipment", "quantity": None},
            ],
            "donor": MISSION,
            "funders": [{"code": "AT", "name": "Austria"}, {"code": "IT", "name": "Italy"}],
            "recipient": body,
            "handed_over_by": KURZ,
        },
        {
            "kind": "composition",
            "body": body,
            "established": "2016-04",
            "members": [
                {"role": "police investigators", "body": INTERIOR},
                {"role": "prosecutors", "body": PROSECUTOR},
            ],
        },
    ]


def test_the_first_page_reports_four_facts_and_no_other() -> None:
    assert facts(draft(seed())) == expected(
        "Task Force on Combating Human Smuggling",
        "prosecutors and police officers",
        "representatives",
        "exchange information on current investigations",
    )


def test_the_sample_tells_the_same_facts_in_other_words() -> None:
    found = draft((SAMPLE / "2017-02-13-belgrade-visit.txt").read_text("utf-8"))
    assert facts(found) == expected(
        "Serbian Task Force on Combating Human Smuggling",
        "police officers and prosecutors",
        "",
        "compared notes on cases now under investigation",
    )


def test_the_sample_reports_visits_meetings_and_handovers_on_no_other_page() -> None:
    told = {
        path.stem: sorted({str(fact["kind"]) for fact in facts(found)})
        for path in sorted(SAMPLE.glob("*.txt"))
        if isinstance(found := read(path.read_text("utf-8")), Draft)
    }
    several = {stem for stem, kinds in told.items() if set(kinds) - {"appointment"}}
    assert several == {"2017-02-13-belgrade-visit"}


def test_the_words_of_a_fact_are_its_evidence() -> None:
    found = release("Anna Muster visited Graz today.")
    (fact,) = found.facts
    assert fact.span.quote == "Anna Muster visited Graz"
    assert found.capture.text[fact.span.start : fact.span.end] == fact.span.quote
    assert (fact.span.rule, fact.span.confidence) == ("visit-verb", 0.9)


@pytest.mark.parametrize(
    "words",
    [
        "Anna Muster will visit Graz tomorrow.",
        "Anna Muster is expected to visit Graz.",
        "Anna Muster has not visited Graz.",
        "Anna Muster said that Ivo Probe had visited Graz.",
        "If Anna Muster visited Graz, nobody saw it.",
        "“I visited Graz,” said Anna Muster.",
        "The lake visited Graz.",
        "A minister has visited Graz.",
        "The Mission provided 40 judges with training.",
        "The Mission presented the results of a survey to journalists.",
        "The Agency received numerous enquiries.",
        "It was the third body of the Organization.",
        "The vehicles will be handed over to the Border Police.",
        "During her visit to Graz, Anna Muster will meet Ivo Probe.",
        "No handover of ten boats to the Border Police took place.",
        "Rumours that the Mission donated a boat to the Border Police are false.",
        "The Mission presented a map to journalists.",
        "The press reported on armed groups smuggling officers and judges.",
    ],
)
def test_what_did_not_happen_or_is_only_said_is_no_fact(words: str) -> None:
    assert facts(release(words)) == []


def test_an_office_means_whoever_held_it_on_the_day() -> None:
    found = draft(
        "Press release\nA title for a test\n"
        "VIENNA, 13 February 2017 – The OSCE Chairperson-in-Office visited Graz today."
    )
    assert [fact["who"] for fact in facts(found)] == [KURZ]


def test_a_further_sentence_says_by_whose_hand() -> None:
    found = release(
        "Three cars funded by Norway were delivered to the Border Police. "
        "The cars were handed over by Anna Muster."
    )
    (fact,) = facts(found)
    assert fact["handed_over_by"] == {"code": None, "name": "Anna Muster"}
    assert fact["recipient"] == {"code": None, "name": "Border Police"}
    assert fact["funders"] == [{"code": "NO", "name": "Norway"}]
    assert found.facts[0].span.quote.endswith("by Anna Muster.")


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Secretary General Lamberto Zannier met the Mayor of Graz, Anna Muster.", "Anna Muster"),
        ("Zannier was received by the Mayor of Graz, Anna Muster.", "Anna Muster"),
        ("After a meeting with Mayor Anna Muster, Zannier left.", "Anna Muster"),
        ("Zannier discussed the lake with Mayor Anna Muster.", "Anna Muster"),
    ],
)
def test_a_meeting_is_told_in_several_ways(words: str, who: str) -> None:
    (fact,) = facts(release(words))
    participants = fact["participants"]
    assert isinstance(participants, list)
    assert [one["person"]["name"] for one in participants] == [who]


@pytest.mark.parametrize(
    "words", ["and visited ", "Muster, and met ", "Minister of ", "two boats and "]
)
def test_a_sentence_of_hundreds_of_the_same_words_is_read(words: str) -> None:
    found = release("Anna Muster " + words * 300 + ".")
    assert found.body


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Pressemitteilung", "Anna Muster besuchte Graz am 3. Mai nicht."),
        ("Pressemitteilung", "Anna Muster hat am 3. Mai in Wien Graz nicht besucht."),
        ("Pressemitteilung", "Während ihres Besuchs in Graz wird Anna Muster Ivo Probe treffen."),
        ("Comunicato stampa", "Un incontro tra Anna Muster e Ivo Probe non si è tenuto."),
        ("Пресс-релиз", "Встреча Анны Мустер с Иваном Пробой не состоялась."),
    ],
)
def test_a_denial_or_a_plan_may_stand_behind_what_it_denies(title: str, words: str) -> None:
    page = f"{title}\nA title for a test\nVIENNA, 4 May 2017 – {words}"
    assert facts(draft(page)) == []
