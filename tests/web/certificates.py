"""An authority of the scripted web's own, and certificates that are right or wrong in one way each."""

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

import trustme

from .site import Certificate

DAY = timedelta(days=1)

OURS = "ours"
"""The authority that a policy's `ca_bundle` trusts."""


@cache
def authority(name: str) -> trustme.CA:
    """Give an authority of a name."""
    return trustme.CA(organization_name=f"Scripted web, {name}")


@cache
def context(host: str, kind: Certificate, protocols: Sequence[str] = ("http/1.1",)) -> ssl.SSLContext:
    """Give what a TLS server needs to stand for a host."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.set_alpn_protocols(list(protocols))
    (_self_signed() if kind is Certificate.SELF_SIGNED else _leaf(host, kind)).configure_cert(made)
    return made


def _leaf(host: str, kind: Certificate) -> trustme.LeafCert:
    now = datetime.now(UTC)
    since, until = {
        Certificate.EXPIRED: (now - 90 * DAY, now - DAY),
        Certificate.NOT_YET: (now + DAY, now + 90 * DAY),
    }.get(kind, (now - DAY, now + 90 * DAY))
    name = "somebody-else.example" if kind is Certificate.OTHER_NAME else host
    issuer = authority("unknown" if kind is Certificate.FOREIGN else OURS)
    return issuer.issue_cert(name, not_before=since, not_after=until)


def _self_signed() -> trustme.LeafCert:
    """Give an authority's own certificate as a server's: nobody but itself stands for it."""
    root = trustme.CA(organization_name="Scripted web, by itself")
    return trustme.LeafCert(root.private_key_pem.bytes(), root.cert_pem.bytes(), [])
