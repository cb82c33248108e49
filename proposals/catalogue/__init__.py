"""All public proposals by what readers filter for, in memory: exact counts of any combination without a query.

For each value of each facet the catalogue holds the set of its proposals as bits of one integer, so that narrowing is
`&`, alternatives are `|` and a count is `bit_count()`. Nothing that writes knows of it: triggers note in
`catalogue_change` which proposals a statement touched, whoever wrote it, and one query of each request reads what was
noted since (`journal`). What changed is read anew (`facts`), so the catalogue is as true as a query would be.

    `current()` is the catalogue as of now: one query where nothing changed.
    `Question` is what an address asks of it, `Question.answer(catalogue)` the numbers beside every facet.
    `found(catalogue, query)` are the proposals that a search finds, as bits.
"""
