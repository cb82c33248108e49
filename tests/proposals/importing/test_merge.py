"""A corrected report never overwrites what a person changed, and lists every conflict."""

from hypothesis import given, settings
from hypothesis import strategies as st

from proposals.importing.merge import merge
from proposals.importing.planned import Settled

VALUE = st.none() | st.sampled_from(["修桥", "修路", "种树", "12", "0012"]) | st.text(min_size=1, max_size=3)
RECORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(VALUE, VALUE, VALUE, st.booleans()), min_size=1)


@settings(max_examples=2500)  # of up to eight fields each: some ten thousand triples
@given(RECORDS)
def test_edited_fields_stay_untouched_ones_follow_the_source_and_conflicts_are_listed(record):
    for base, new, edit, edited in record.values():
        current = edit if edited else base

        merged = merge(base, new, current)

        if current != base:
            assert merged.value == current
        elif new is not None:
            assert merged.value == new
        else:
            assert merged.value == current
        conflicting = current != base and new not in (base, current)
        assert (merged.outcome is Settled.CONFLICT) == conflicting
        assert (merged.outcome is Settled.VANISHED) == (new is None and base is not None and current == base)
        assert (merged.outcome in (Settled.NEW, Settled.CHANGED)) == (merged.value != current)


@settings(max_examples=1000)
@given(VALUE, VALUE, VALUE)
def test_merging_twice_is_merging_once(base, new, current):
    once = merge(base, new, current).value

    assert merge(base, new, once).value == once
    assert merge(new, new, once).value == once


@given(VALUE, VALUE)
def test_without_an_old_report_only_what_is_empty_is_filled(new, current):
    merged = merge(None, new, current)

    assert merged.value == (current if current is not None else new)
