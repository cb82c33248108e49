"""One reader a format: bytes in, one text out that every span counts in, with the tables that stand in it.

A paragraph is a line; a row of a table is a line with its cells parted by TAB. No control character, NUL or lone
surrogate ever comes out. Limits are checked before a library sees the bytes (`limits`, `packages`).
"""
