"""高频词: which words the public titles and asks of a session hold, counted by a worker and never on a request."""
