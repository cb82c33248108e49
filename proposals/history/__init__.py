"""The history of what was asked and what became of it: which tables have one, and a proposal's read with its log."""
