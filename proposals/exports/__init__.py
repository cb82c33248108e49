"""Open data to take along: everything that the public pages show, as tables, as records of published vocabularies.

A table (`tables.TABLES`) is a list of columns and a stream of rows, a chunk of proposals at a time, so that memory is
flat however many there are. It is written as CSV and XLSX for people, who read Chinese headings and words, and as JSON
Lines for programs, who read the machine names and raw values.
"""
