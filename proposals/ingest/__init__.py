"""Bytes of a report in, facts with their places out. Pure: no Django, no database, no network, no clock.

`read` decodes, `extract` finds; both raise `Refusal` with one Chinese sentence for material that cannot be used.
"""
