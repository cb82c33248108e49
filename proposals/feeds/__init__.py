"""What other programs subscribe to without an account: Atom feeds of what happens, calendars of what is due.

`lists` says of which proposals, `entries` and `steps` what is told of them, `atom` how that is written; `days` is what
stands in the public calendars. Everything is what everybody may read on the pages themselves.
"""
