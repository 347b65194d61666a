"""XML and JSON become nodes; what is dangerous in them is refused by name."""

import pytest

from communique.core.mapping import BadPath, steps_of
from communique.ingest.errors import BrokenMarkup, HasEntities
from communique.ingest.node import Node, find, texts_at
from communique.ingest.structured import read_json, read_xml

LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;</r>',
    '<?xml version="1.0"?>\n<!-- a note -->\n<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
)


def said(node: Node, path: str) -> list[str]:
    return [text for _, text in texts_at(node, (path,))]


def test_a_path_leads_to_elements_and_attributes_whatever_their_namespace() -> None:
    root = read_xml('<m xmlns="urn:x" v="1"><a lang="de">eins</a><a lang="fr">un</a></m>', "x")
    assert said(root, "a") == ["eins", "un"]
    assert said(root, "a[@lang=fr]") == ["un"]
    assert said(root, "@v") == ["1"]
    assert said(root, "*/@lang") == ["de", "fr"]
    assert len(list(find(root, ".[@v=1]"))) == 1
    assert list(find(root, ".[@v=2]")) == []


def test_a_path_leads_into_json_and_through_its_lists() -> None:
    root = read_json('{"a": [{"t": "one", "on": true}, {"t": 2}], "n": null}', "x")
    assert said(root, "a/t") == ["one", "2"]
    assert said(root, "a[on=true]/t") == ["one"]


@pytest.mark.parametrize("path", ["", "a//b", "a/", "a[b]", "[b=c]", "a[b=c"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(BadPath, match="is no path"):
        steps_of(path)


@pytest.mark.parametrize("text", LAUGHS)
def test_xml_with_a_document_type_is_refused(text: str) -> None:
    with pytest.raises(HasEntities, match="declares a document type"):
        read_xml(text, "x.xml")


@pytest.mark.parametrize("text", ["<a>", "<a></b>", "", "&x;", "<a>&nbsp;</a>", "<a>" * 9000])
def test_xml_that_is_not_well_formed_is_refused(text: str) -> None:
    with pytest.raises(BrokenMarkup, match=r"x\.xml is no well-formed XML"):
        read_xml(text, "x.xml")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[" * 900 + "]" * 900])
def test_json_that_is_broken_or_without_end_is_refused(text: str) -> None:
    with pytest.raises(BrokenMarkup):
        read_json(text, "x.json")
