"""Cookies of one chain of redirects: kept as they came, sorted out by the standard library, forgotten at its end."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from email.message import Message

Cookies: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Addresses, each with the `Set-Cookie` headers that it answered with."""


class _Answer:
    """What the standard library's jar wants of a response."""

    def __init__(self, headers: tuple[str, ...]) -> None:
        from email.message import Message
        self._message = Message()
        for value in headers:
            self._message["Set-Cookie"] = value

    def info(self) -> "Message":
        """Give the headers."""
        return self._message


def remembered(cookies: Cookies, url: str, headers: tuple[tuple[str, str], ...]) -> Cookies:
    """Add what an address set."""
    values = tuple(value for name, value in headers if name == "set-cookie")
    return (*cookies, (url, values)) if values else cookies


def header(cookies: Cookies, url: str) -> str:
    """Give the `Cookie` header for an address: what it, or its site, set before. Empty if there is nothing."""
    if not cookies:
        return ""
    from http.cookiejar import CookieJar
    from urllib.request import Request
    jar = CookieJar()
    for source, values in cookies:
        jar.extract_cookies(_Answer(values), Request(source))  # type: ignore[arg-type]  # noqa: S310 - http(s) only
    request = Request(url)  # noqa: S310 - as above
    jar.add_cookie_header(request)
    return request.get_header("Cookie") or ""
