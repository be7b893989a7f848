"""bilibili names one video twice: av170001 is BV17x411w7KC. The newer name is computed from the older.

The alphabet and the steps are those the bilibili API documentation project collected (bvid_desc), for numbers of up
to 51 bits.
"""

_ALPHABET = "FcwAPNKTMug3GV5Lj7EJnHpWsx4tb8haYeviqBz6rkCy12mUSDQX9RdoZf"
_XOR = 23_442_827_791_579
_LIMIT = 1 << 51
_PLACES = (11, 10, 3, 8, 4, 6, 5, 7, 9)
"""Where the digits go in `BV1_________`, the least first."""


def bv_name(name: str) -> str:
    """Give a video's BV name for its av or BV name; a number too large to be a video stays as it is."""
    if name[:2].lower() != "av":
        return "BV1" + name[3:]
    if len(name) > 18 or int(name[2:]) >= _LIMIT:
        return name
    letters = list("BV1000000000")
    rest = (_LIMIT | int(name[2:])) ^ _XOR
    for place in _PLACES:
        rest, digit = divmod(rest, len(_ALPHABET))
        letters[place] = _ALPHABET[digit]
    return "".join(letters)
