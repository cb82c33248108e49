"""Pure rules of handling: states and moves. No Django, no clock: a date is an argument."""
