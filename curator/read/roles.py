"""What a label says a link is: 官网 the official site, 代码 its source code."""

from curator.read.markdown.words import ROLES

_ENDINGS = sorted((word for word in ROLES if not word.isascii()), key=len, reverse=True)


def role_of(label: str) -> str | None:
    """Give the role that a label names, None if it is the thing's name instead (`MXNet版本`).

    Brackets behind the word do not matter (`github(Keras)`), nor does what stands before a Chinese one (`Keras官网`).
    """
    words = label.strip().lower().partition("(")[0].partition("（")[0].strip()
    if words in ROLES:
        return ROLES[words]
    return next((ROLES[word] for word in _ENDINGS if words.endswith(word)), None)
