"""What was found survives freezing to the last span, and nothing else thaws."""

import dataclasses
import json
import types
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.ingest import records
from proposals.ingest.extract import extract
from proposals.ingest.frozen import Misfit, freeze, freeze_mapping, freeze_tables, thaw, thaw_mapping, thaw_tables
from tests.zhuzhou import OWN, ROOT

TEXTS = [OWN, *sorted((ROOT / "fixtures" / "specimens").glob("*/*.txt"))]
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 100)).map(lambda one: records.Span(one[0], sum(one)))
PLAIN: dict[Any, "st.SearchStrategy[Any]"] = {
    str: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    int: st.integers(0, 99),
    float: st.floats(0, 1),
    bool: st.booleans(),
    records.Span: SPANS,
}


def values(kind: Any) -> "st.SearchStrategy[Any]":
    """Any value of a record's type, built from its hints as Hypothesis would, with small tuples."""
    if kind in PLAIN:
        return PLAIN[kind]
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return st.builds(kind, **{name: values(hint) for name, hint in typing.get_type_hints(kind).items()})
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return st.none() | values(arguments[0])
    return st.sampled_from(list(kind))


@given(values(records.Extraction))
def test_any_extraction_survives_freezing(found):
    assert thaw(json.loads(json.dumps(freeze(found)))) == found


@given(values(records.Table), st.none() | values(records.Mapping))
def test_any_table_and_mapping_survive_freezing(table, mapping):
    assert thaw_tables(json.loads(json.dumps(freeze_tables((table,))))) == (table,)
    assert thaw_mapping(json.loads(json.dumps(freeze_mapping(mapping)))) == mapping


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_a_real_text_states_survives_freezing(path):
    text = path.read_text("utf-8")
    found = extract(text, records.Vocabulary())

    assert thaw(json.loads(json.dumps(freeze(found))), length=len(text)) == found


def test_what_an_earlier_version_froze_gets_the_defaults_of_this_one():
    found = extract(OWN.read_text("utf-8"), records.Vocabulary())
    data = freeze(found)
    for article in data["articles"]:
        for proposal in article["proposals"]:
            del proposal["letter"], proposal["field"]

    assert thaw(data) == found


def spoilt(**changes: Any) -> dict[str, Any]:
    data = freeze(extract(OWN.read_text("utf-8"), records.Vocabulary()))
    proposal = next(one for article in data["articles"] for one in article["proposals"])
    for path, value in changes.items():
        proposal[path] = value
    return data


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"headline": 7}, "headline"),
        ({"headline": "桥\0梁"}, "headline"),
        ({"headline": "桥\ud800梁"}, "headline"),
        ({"kind": "decree"}, "kind"),
        ({"kind": ["motion"]}, "kind"),
        ({"span": [5, 2]}, "span"),
        ({"span": [0, 10**6]}, "span"),
        ({"span": [0, True]}, "span"),
        ({"span": [-3, 2]}, "span"),
        ({"confidence": float("nan")}, "confidence"),
        ({"confidence": 10**400}, "confidence"),
        ({"asks": {"0": "修桥"}}, "asks"),
        ({"asks": [None]}, "asks"),
        ({"letter": {"opinion": "yes"}}, "letter"),
        ({"__class__": "x"}, "__class__"),
        ({"session": {"spans": []}}, "session"),
    ],
)
def test_what_no_extraction_can_have_produced_is_refused_with_its_place(changes, where):
    with pytest.raises(Misfit, match=where):
        thaw(spoilt(**changes), length=10**5)


@pytest.mark.parametrize("data", [None, [], "found", 3, {}, {"kind": "press"}])
def test_what_is_no_extraction_at_all_is_refused(data):
    with pytest.raises(Misfit):
        thaw(data)


def test_no_span_reaches_beyond_the_text():
    text = OWN.read_text("utf-8")
    data = freeze(extract(text, records.Vocabulary()))

    with pytest.raises(Misfit, match="原文"):
        thaw(data, length=len(text) // 2)
