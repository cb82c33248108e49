"""How much of anything is read. What is larger is refused with a sentence, before or while it is unpacked."""

MEGABYTE = 1_000_000

FILE_BYTES = 20 * MEGABYTE  # one file, alone or inside an archive
TEXT_CHARACTERS = 2_000_000  # what one file may hold as text
MARKUP_BYTES = 8 * MEGABYTE  # one page of HTML: a tree takes some thirty times its bytes
SMALL_BYTES = MEGABYTE  # below this much inflated, the ratio says nothing

# The inside of .docx and .xlsx
PART_COUNT = 2_000
PARTS_BYTES = 50 * MEGABYTE  # inflated, all parts together
PART_BYTES = 15 * MEGABYTE  # inflated, one part that is XML
RATIO = 100  # inflated to packed

CELLS = 200_000  # that hold something
CELLS_PASSED = 2_000_000  # that hold something or nothing, rows counted in
COLUMNS = 500
PDF_PAGES = 1_000
PDF_STREAM_BYTES = 15 * MEGABYTE  # inflated, one stream
PDF_OPERATIONS = 1_000_000  # drawing operations, all pages together
PDF_NESTING = 8  # forms drawn inside forms

# An archive of many reports
ARCHIVE_BYTES = 100 * MEGABYTE
ENTRY_COUNT = 20_000
ENTRIES_BYTES = 500 * MEGABYTE  # inflated, all entries together
DIRECTORY_BYTES = 8 * MEGABYTE  # the list of entries at the archive's end
