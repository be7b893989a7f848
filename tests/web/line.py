"""One connection of the scripted web: reads requests, and takes the steps of scripts."""

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass
from typing import NamedTuple

from .script import FOREVER, Close, Hear, Pause, Reset, Script, Send

AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER on, for no time: closing sends RST and drops what is under way."""

FAREWELL = 1.0
"""Seconds that the other side has to end its half of a connection."""


class Request(NamedTuple):
    """The first line, taken apart, the header lines as they came, and the body."""

    method: str
    target: str
    lines: str
    body: bytes = b""


@dataclass(slots=True)
class Line:
    """A connection, both directions. `sent` counts bytes that the system took to send."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sent: int = 0

    async def request(self) -> Request:
        """Read one request, its body included."""
        first, _, lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").partition("\r\n")
        sizes = (line[15:] for line in lines.lower().split("\r\n") if line.startswith("content-length:"))
        body = await self.reader.readexactly(int(next(sizes, "0")))
        method, target, *_ = *first.split(" "), "", ""
        return Request(method, target, lines, body)

    async def play(self, script: Script) -> bool:
        """Take the steps; tell whether the connection stays."""
        for step in script:
            match step:
                case Send():
                    await self._send(step)
                case Pause(seconds):
                    await asyncio.sleep(seconds)
                case Hear():
                    await self.reader.read(1)
                case Reset():
                    self._socket().setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                    return False
                case Close(polite):
                    await self._close(polite)
                    return False
        return True

    async def _send(self, step: Send) -> None:
        size = step.piece or len(step.data) or 1
        left = step.times
        while left:
            for at in range(0, len(step.data), size):
                piece = step.data[at:at + size]
                self.writer.write(piece)
                await self.writer.drain()
                self.sent += len(piece)
                await asyncio.sleep(step.pause)
            left -= step.times != FOREVER

    async def _close(self, polite: bool) -> None:  # noqa: FBT001 - a step's own field
        """End our half, then wait for the other side to go, or what we sent last could be lost to a reset."""
        if self.writer.can_write_eof():
            self.writer.write_eof()
        elif polite:
            self.writer.close()
        else:
            self._socket().shutdown(socket.SHUT_WR)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                while await self.reader.read(65536):
                    pass

    def _socket(self) -> socket.socket:
        found: socket.socket = self.writer.get_extra_info("socket")
        return found
