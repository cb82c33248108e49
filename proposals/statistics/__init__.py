"""What the rows add up to: figures with their definitions. Never a judgement, never a percentage of a handful."""
