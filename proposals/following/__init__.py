"""Mail without an account: following a proposal, a person, an industry, a department, a session or a search.

`subjects` what can be followed, by the address of its page.
`asking` → `letters` → `answering`: a wish, the one mail that asks whether it is meant, the yes.
`appearances` and `finding` look for news, `telling` writes one digest a person, `letters` puts it in words.
`sending` asks again when a mail goes out, and hears of refusals; `bounces` reads what came back later.
`leaving` ends it and forgets; `keeping` forgets by itself; `tasks` is the worker's part.
"""
