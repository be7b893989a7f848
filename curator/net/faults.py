"""What libcurl's errors mean, and OpenSSL's: tables from their codes to faults, and to what a certificate lacks."""

import errno

import pycurl

from curator.model import Fault

LONGEST = 300
"""Characters of an error's text that are kept: a server's words may stand in it."""

BY_CODE = {
    pycurl.E_UNSUPPORTED_PROTOCOL: Fault.PROTOCOL,  # HTTP/0.9, and what else does not begin as HTTP does
    pycurl.E_URL_MALFORMAT: Fault.UNUSABLE,
    pycurl.E_COULDNT_RESOLVE_PROXY: Fault.UNREACHABLE,
    pycurl.E_COULDNT_RESOLVE_HOST: Fault.NAME_SERVER,  # or no such host: `names` asks again
    pycurl.E_COULDNT_CONNECT: Fault.REFUSED,
    pycurl.E_OPERATION_TIMEDOUT: Fault.TIMEOUT,
    pycurl.E_GOT_NOTHING: Fault.RESET,
    pycurl.E_SEND_ERROR: Fault.RESET,
    pycurl.E_SSL_CONNECT_ERROR: Fault.TLS,
    pycurl.E_SSL_CIPHER: Fault.TLS,
    pycurl.E_SSL_CERTPROBLEM: Fault.TLS,
    pycurl.E_SSL_SHUTDOWN_FAILED: Fault.TLS,
    pycurl.E_SSL_INVALIDCERTSTATUS: Fault.TLS,
    pycurl.E_SSL_ISSUER_ERROR: Fault.TLS,
    pycurl.E_PEER_FAILED_VERIFICATION: Fault.TLS,
    100: Fault.TOO_LARGE,  # CURLE_TOO_LARGE, which pycurl has no name for: headers beyond libcurl's own 300 KiB
}
"""What is not here broke HTTP in one way or another: `Fault.PROTOCOL`."""

BY_ERRNO = {
    errno.ECONNREFUSED: Fault.REFUSED,
    errno.ECONNRESET: Fault.RESET,
    errno.EPIPE: Fault.RESET,
    errno.ETIMEDOUT: Fault.TIMEOUT,
    errno.EHOSTUNREACH: Fault.UNREACHABLE,
    errno.ENETUNREACH: Fault.UNREACHABLE,
    errno.ENETDOWN: Fault.UNREACHABLE,
    errno.EADDRNOTAVAIL: Fault.UNREACHABLE,  # no address of the other's family here
}
"""What the system said stands above libcurl's word for it."""

SYSTEM = {pycurl.E_COULDNT_CONNECT, pycurl.E_SEND_ERROR, pycurl.E_RECV_ERROR}
"""Codes that have the system's own number beside them."""

CERTIFICATES = {
    0: "for another name",
    1: "for another name",
    9: "not yet valid",
    10: "expired",
    18: "self-signed",
    19: "unknown issuer",
    20: "unknown issuer",
    21: "unknown issuer",
    23: "revoked",
}
"""OpenSSL's X509_V_ERR_*. Names are compared by libcurl itself, before the rest, which leaves 0 or 1 there."""

ALONE = {18}
"""What OpenSSL finds without knowing any authority."""


def fault(code: int, system: int, text: str) -> Fault:
    """Say which fault an error is. `system` is the number of the system's own error, 0 if there was none."""
    if code == pycurl.E_RECV_ERROR and not system and "reset" in text.lower():
        return Fault.RESET
    if code == pycurl.E_OPERATION_TIMEDOUT and text.startswith("Resolving"):
        return Fault.NAME_SERVER  # `names` asks again
    by_system = BY_ERRNO.get(system) if code in SYSTEM else None
    return by_system or BY_CODE.get(code, Fault.PROTOCOL)


def certificate(number: int, *, alone: bool = False) -> str | None:
    """Say what is wrong with a certificate that failed verification, by OpenSSL's number.

    With `alone` say only what is wrong whatever authorities one trusts, None if that is nothing.
    """
    if alone:
        return CERTIFICATES[number] if number in ALONE else None
    return CERTIFICATES.get(number, f"not verified (OpenSSL {number})")


def said(text: str) -> str:
    """Give an error's text without what could drive a terminal."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text[:LONGEST])
