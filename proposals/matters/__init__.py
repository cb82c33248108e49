"""Proposals that ask for the same: found by the words they share, with the reason, and decided by people.

`compare_new` reads what waits in the worker and writes pairs; no page computes anything. A person confirms, rejects or
adds a pair with a reason (`deciding`), and that stands whatever the machine finds later.
"""
