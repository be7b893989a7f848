"""Bodies that are encoded for the way: small ones, and ones that grow a thousandfold when they are unpacked."""

import zlib

import brotli

from .script import FOREVER, HANG, Script, Send, head

MIB = 1 << 20
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\x03"
ZSTD_HEAD = b"\x28\xb5\x2f\xfd" + b"\x00\x58"
"""Magic number; a frame without size and checksum, with a window of 2 MiB (RFC 8878, 3.1.1.1)."""


def gzipped(text: bytes) -> bytes:
    """Pack with gzip."""
    packer = zlib.compressobj(wbits=31)
    return packer.compress(text) + packer.flush()


def brotlied(text: bytes) -> bytes:
    """Pack with brotli."""
    packed: bytes = brotli.compress(text)
    return packed


def zstd_block(kind: int, size: int, content: bytes, *, last: bool = False) -> bytes:
    """Write a block of a zstd frame: kind 0 has `size` bytes as they are, kind 1 one byte `size` times (3.1.1.2)."""
    return (size << 3 | kind << 1 | last).to_bytes(3, "little") + content


def zstandard(text: bytes) -> bytes:
    """Wrap into a zstd frame, without making it smaller."""
    return ZSTD_HEAD + zstd_block(0, len(text), text, last=True)


def _encoded(name: str) -> Send:
    return Send(head(200, {"Content-Type": "text/html", "Content-Encoding": name, "Connection": "close"}))


def gzip_bomb(text: bytes) -> Script:
    """Send a page, and behind it blanks without end: every KiB is a MiB."""
    packer = zlib.compressobj(wbits=-15)
    start = packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)
    blanks = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    return _encoded("gzip"), Send(GZIP_HEAD + start), Send(blanks, FOREVER)


def brotli_bomb(text: bytes) -> Script:
    """Send a page with 256 MiB of blanks behind it, in a few hundred bytes."""
    return _encoded("br"), Send(_brotli_blanks(text)), *HANG


def zstd_bomb(text: bytes) -> Script:
    """Send a page, and behind it blanks without end: four bytes are 128 KiB."""
    blanks = zstd_block(1, MIB // 8, b" ") * 64
    return _encoded("zstd"), Send(ZSTD_HEAD + zstd_block(0, len(text), text)), Send(blanks, FOREVER)


def _brotli_blanks(text: bytes) -> bytes:
    packer = brotli.Compressor(quality=5)
    parts = [packer.process(text), *(packer.process(b" " * MIB) for _ in range(256)), packer.finish()]
    return b"".join(parts)
