"""What happens to a proposal, written down: one event in the log, and what follows for state, parts and clocks."""
