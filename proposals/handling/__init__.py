"""What follows an assignment: replies in rounds, ratings, promises, what became of each ask, merging, correcting.

Each function writes its row and the event of the log in one transaction. `by` is who does it, None the system.
"""
