"""Entries of answers, made from rows: one question for any number of proposals, and plain dicts from what it gives."""
