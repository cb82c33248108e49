"""Pictures of figures: numbers in, SVG out. Pure: no Django, no database, no clock.

Each is drawn twice, 350 and 720 wide, so that its text stays readable on a phone; colours and sizes are classes of the
stylesheet, so that dark mode, large text and paper need no other drawing. Its title is what the numbers say.
"""
