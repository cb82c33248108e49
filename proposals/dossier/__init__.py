"""All that everybody may read of one proposal, put together from its rows: for its page, and for programs that ask.

`page_rows.rows_of` reads it in one question, as far as it is public.
`handling.handling_of` says who owes what by when, what was answered and promised.
`chronicle.chronicle` is the log from the first day to what is due, in words.
`sources.sources_of` are the articles it was taken from, with the words that are quoted.
"""
