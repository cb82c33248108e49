"""The read API: what is public of every proposal, delegate, department and source, for programs, under /api/v1/.

`records` makes the answer's entries from rows, without serialisers: those only describe them (`shapes`).
`asking` reads the parameters strictly: what means nothing is refused, in words, where a page would pass over it.
`cursors` and `changes` are how a reader turns pages, and learns what changed since it asked last.
`answering` is what all addresses share: CORS, throttles, problem details, ETag and kept answers.
"""
