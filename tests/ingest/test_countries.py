"""The States a text names: by noun and adjective, and what only looks like one."""

import pytest

from tests.ingest.pages import draft, release, states


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Bulgarian and Serbian carpenters met a Swede from Norway.", ["BG", "RS", "NO"]),
        ("The Republic of Korea spoke.", ["KR"]),
        ("The Democratic People’s Republic of Korea was not there.", []),
        ("North Macedonia spoke of the region of Macedonia.", ["MK"]),
        ("Georgia Example and Michael Jordan came.", []),
        ("Jordan and Georgia came.", ["JO", "GE"]),
        ("In Georgia, the Jordanian guests saw Jordan’s minister.", ["GE", "JO"]),
        ("South-Eastern Europe and Latin America.", []),
        ("Northern Ireland.", []),
        ("They polish a danish.", []),
        ("Polish and Danish guests.", ["PL", "DK"]),
        ("The US and the U.S. and the United States of America.", ["US"]),
        ("The OSCE Mission to Serbia helped.", ["RS"]),
        ("Bosnia and Herzegovina.", ["BA"]),
        ("Turkey is Türkiye.", ["TR"]),
        ("The Czech Republic is Czechia.", ["CZ"]),
        ("The Netherlands and Dutch guests.", ["NL"]),
        ("Kyrgyzstan’s capital, the Kyrgyz Republic’s seat.", ["KG"]),
        ("SERBIA and MONTENEGRO were written large.", ["RS", "ME"]),
        ("Bosnia\xa0and\xa0Herzegovina and the Russian\nFederation.", ["BA", "RU"]),
    ],
)
def test_states_are_named_by_noun_or_adjective(words: str, named: list[str]) -> None:
    assert states(release(words)) == ["AT", *named]


def test_the_place_s_state_comes_first_and_the_others_as_they_appear() -> None:
    found = draft(
        "Press release\nItaly and Spain agree\nBELGRADE, 4 May 2015 – Serbian and Spanish guests "
        "met guests from Malta and Italy."
    )
    assert states(found) == ["RS", "IT", "ES", "MT"]


def test_a_name_means_the_state_that_bore_it_on_the_day() -> None:
    then = draft("Press release\nA title\nPRAGUE, 4 May 1991 – Czechoslovakia was host.")
    assert "CSHH" in states(then)


def test_states_are_named_in_other_languages() -> None:
    found = draft(
        "Communiqué de presse\nUn titre sur les lampes\nPARIS, le 4 mai 2015 – La réunion de "
        "l’Allemagne et de la Serbie a eu lieu aujourd’hui."
    )
    assert (found.lang, states(found)) == ("fr", ["FR", "DE", "RS"])
