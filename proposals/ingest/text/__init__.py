"""A text by its looks alone: lines, sentences, numbers, numbered points, repeats. Knows no names and no demands."""
