"""Chinese numerals up to 99, as terms and sessions are counted: 第十六届, 一次会议."""

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """16 -> 十六. Raises ValueError outside 1 to 99: no assembly has counted further."""
    if not 1 <= number <= 99:
        raise ValueError(f"no numeral for {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
