"""The history of every table that staff edit, kept by the database itself.

Triggers write one row of `delegates.Change` for each row that is made, changed or removed, whoever wrote it: a form, a
bulk action, an import, a merge, an UPDATE typed by hand. Only the columns that moved are kept, each as old and new.

    with acting(by=user.pk, why="导入批次 12"):   # who and why, for all that is written meanwhile
        ...
    track(Ask, part_of="proposal")                # in `AppConfig.ready`: this table has a history

Knows nothing of what the tables are about: each application names its own.
"""
