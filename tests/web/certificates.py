"""An authority of the scripted web's own, and certificates that are right or wrong in one way each."""

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

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
    (_self_signed(host) if kind is Certificate.SELF_SIGNED else _leaf(host, kind)).configure_cert(made)
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


def _self_signed(host: str) -> trustme.LeafCert:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - DAY).not_valid_after(now + 90 * DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False).sign(key, SHA256()))
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return trustme.LeafCert(plain, made.public_bytes(Encoding.PEM), [])
