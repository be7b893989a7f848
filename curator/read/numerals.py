"""Numbers as titles write them: 三, 二十五, 一百零八, 25, ２."""

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SHORT_TENS = {"廿": "二十", "卅": "三十"}


def number(text: str) -> int | None:
    """Read a number up to 9999 in Chinese or Arabic numerals, of either width; None when the text is no number.

    >>> number("二十五"), number("十"), number("一百零八"), number("二〇二一"), number("2"), number("续")
    (25, 10, 108, 2021, 2, None)
    """
    text = text.strip()
    if not 0 < len(text) <= 9:
        return None
    if all(character in "0123456789０１２３４５６７８９" for character in text):
        return int(text)
    for short, long in _SHORT_TENS.items():
        text = text.replace(short, long)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    """Sum up digits and units, units falling: 三千一百零八."""
    total, digit, last = 0, None, 10_000
    for character in text:
        unit = _UNITS.get(character)
        if unit is None:
            if character not in _DIGITS or digit:
                return None
            digit = _DIGITS[character]
        elif unit >= last or digit == 0:
            return None
        else:
            total, digit, last = total + unit * (1 if digit is None else digit), None, unit
    return total + (digit or 0)
