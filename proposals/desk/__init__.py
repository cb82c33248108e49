"""What waits on a desk and what is done with many proposals at once: queues, clocks, batches of events, papers.

Nothing of the admin is known here: the pages of the admin and its first page ask this room.
"""
