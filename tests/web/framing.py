"""Connections and messages that break, stop, lie, or never end."""

from curator.model import Fault, Outcome

from .case import Case, Row, single
from .packing import brotli_bomb, brotlied, gzip_bomb, gzipped, zstandard, zstd_bomb
from .pages import article, notice
from .script import FOREVER, HANG, Close, Pause, Reset, Script, Send, head, page, raw
from .site import Door, On, Site

ALIVE, GONE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING

TEXT = article("Ranking models in practice").encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
PART = "what came of the page is a page"
NO_HTTP = "what came is no HTTP"
SHORT = 1.5
"""Seconds for links that take all the time they get."""

CHUNKED = head(200, HTML | {"Transfer-Encoding": "chunked"})


def chunk(data: bytes) -> bytes:
    """Write one chunk."""
    return b"%x\r\n%b\r\n" % (len(data), data)


SLOW = (
    Row("no answer", HANG, FAILING, "time is up", Fault.TIMEOUT, timeout=SHORT),
    Row("headers drop by drop", (Send(head(200, HTML), piece=1, pause=0.2), *page(TEXT)), FAILING, "time is up",
        Fault.TIMEOUT, timeout=SHORT),
    Row("headers without end", (Send(b"HTTP/1.1 200 OK\r\n"), Send(b"X-Wait: 1\r\n", FOREVER, pause=0.05)), FAILING,
        "time is up", timeout=SHORT),
    Row("headers, then nothing", (Send(head(200, HTML | {"Content-Length": "9000"})), *HANG), FAILING,
        "nothing of the page came", Fault.TIMEOUT, timeout=SHORT),
    Row("body drop by drop", (Send(head(200, HTML | {"Content-Length": str(len(TEXT))})), Send(TEXT[:400], piece=40,
        pause=0.02), Send(TEXT[400:], piece=1, pause=0.2)), ALIVE, PART, timeout=SHORT),
    Row("body that never ends", (Send(head(200, HTML)), Send(TEXT), Send(b"<p>and on</p>" * 500, FOREVER)), ALIVE,
        "read as far as is needed, then closed", most=20_000_000),
    Row("stream that never ends", (Send(head(200, {"Content-Type": "text/event-stream"})), Send(b"data: 1\n\n", FOREVER,
        pause=0.1)), ALIVE, "it streams: nothing else was promised", timeout=SHORT),
    Row("radio", (Send(head(200, {"Content-Type": "audio/mpeg"})), Send(b"\xff\xfb\x90\x64" * 512, FOREVER,
        pause=0.02)), ALIVE, "it plays", timeout=SHORT),
    Row("slow, but in time", (Pause(0.5), *page(TEXT)), ALIVE, "patience"),
    Row("chunks drop by drop", (Send(CHUNKED), Send(chunk(TEXT)), Send(chunk(b"."), FOREVER, pause=0.2)), ALIVE, PART,
        timeout=SHORT),
    Row("interim responses without end", (Send(b"HTTP/1.1 102 Processing\r\n\r\n", FOREVER, pause=0.05),), FAILING,
        "always on the way, never there", timeout=SHORT),
)

LARGE = (
    Row("file of 200 MB", (Send(head(200, {"Content-Type": "application/zip", "Content-Length": str(200 << 20)})),
        Send(b"PK\x03\x04" * 16384, 3200)), ALIVE, "the first bytes are enough", most=20_000_000),
    Row("page of 200 MB", (Send(head(200, HTML | {"Content-Length": str(200 << 20)})), Send(TEXT),
        Send(b"<p>text</p>" * 6000, 3200)),
        ALIVE, "its beginning is enough", most=20_000_000),
    Row("gzip bomb", gzip_bomb(TEXT), ALIVE, "its beginning is a page, the rest is never unpacked", most=8_000_000),
    Row("brotli bomb", brotli_bomb(TEXT), ALIVE, "its beginning is a page, the rest is never unpacked"),
    Row("zstd bomb", zstd_bomb(TEXT), ALIVE, "its beginning is a page, the rest is never unpacked", most=8_000_000),
    Row("gzip bomb of a page not found", gzip_bomb(notice("Page not found", "Page not found").encode()), GONE,
        "its beginning says it", most=8_000_000),
    Row("header of 100 KB", page(TEXT, headers={"X-Large": "x" * 100_000}), FAILING, "beyond the limit",
        Fault.TOO_LARGE),
    Row("5,000 headers", (Send(head(200, HTML, *(f"X-{n}: {'y' * 20}" for n in range(5000)))), *page(TEXT)), FAILING,
        "beyond the limit", Fault.TOO_LARGE),
    Row("headers at full speed without end", (Send(b"HTTP/1.1 200 OK\r\n"), Send(b"X-More: 1\r\n" * 99, FOREVER)),
        FAILING, "beyond the limit", Fault.TOO_LARGE, most=20_000_000),
    Row("100 headers", (Send(head(200, HTML | {"Content-Length": str(len(TEXT))}, *(f"X-{n}: 1" for n in range(100)))),
        Send(TEXT)), ALIVE, "many, but within the limit"),
    Row("large cookies", page(TEXT, headers={"Set-Cookie": "a=" + "x" * 9000}), ALIVE,
        "within the limit; nobody keeps it"),
)

BROKEN = (
    Row("bad chunk at once", (Send(CHUNKED), *raw("zz\r\nhello\r\n0\r\n\r\n")), FAILING, "nothing of the page came",
        Fault.PROTOCOL),
    Row("bad chunk behind the page", (Send(CHUNKED), *raw(chunk(TEXT) + b"zz\r\n")), ALIVE, PART),
    Row("chunks without an end", (Send(CHUNKED), *raw(chunk(TEXT))), ALIVE, PART),
    Row("chunk of endless size", (Send(CHUNKED), *raw(b"f" * 40 + b"\r\n" + TEXT)), FAILING, "nothing of the page came",
        Fault.PROTOCOL),
    Row("page cut off", raw(head(200, HTML | {"Content-Length": "900000"}) + TEXT[:600]), ALIVE, PART),
    Row("403 cut off", raw(head(403, HTML | {"Content-Length": "900"}) + b"<html>"), BLOCKED, "refused all the same"),
    *(Row(f"{code} cut off", raw(head(code, HTML | {"Content-Length": "900"}) + b"<html>"), FAILING,
          "what breaks off is not believed to the end") for code in (404, 500)),
    Row("length too small", raw(head(200, HTML | {"Content-Length": "300"}) + TEXT), ALIVE, PART),
    Row("length missing", raw(head(200, HTML) + TEXT), ALIVE, "the end of the connection is the end of the page"),
    Row("length and chunks", raw(head(200, HTML | {"Transfer-Encoding": "chunked",
        "Content-Length": "5"}) + chunk(TEXT) + chunk(b"")),
        ALIVE, "chunks win (RFC 9112, 6.3)"),
    Row("two lengths", raw(head(200, HTML | {"Content-Length": "300"}, "Content-Length: 20") + TEXT), FAILING,
        "nobody can tell where it ends; browsers refuse it, too", Fault.PROTOCOL),
    Row("nothing at all", (Close(),), FAILING, "no answer"),
    Row("half a status line", raw("HTTP/1."), FAILING, NO_HTTP),
    Row("half of the headers", raw("HTTP/1.1 200 OK\r\nContent-Type: text/ht"), FAILING, NO_HTTP),
    Row("no status line (HTTP/0.9)", raw(TEXT), FAILING, NO_HTTP, Fault.PROTOCOL),
    Row("junk", raw(bytes(range(1, 256)) * 9), FAILING, NO_HTTP, Fault.PROTOCOL),
    Row("status that is no number", raw("HTTP/1.1 abc OK\r\n\r\nhello"), FAILING, NO_HTTP, Fault.PROTOCOL),
    Row("radio of old (ICY)", raw("ICY 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n....."), FAILING,
        "browsers no longer take it", Fault.PROTOCOL),
    Row("header with a NUL", raw(b"HTTP/1.1 200 OK\r\nX-Bad: a\0b\r\n\r\n" + TEXT), FAILING, "browsers refuse it, too",
        Fault.PROTOCOL),
    Row("gzip that is none", page(TEXT, headers={"Content-Encoding": "gzip"}), ALIVE,
        "asked for as it is, it is a page"),
    Row("gzip cut off", raw(head(200, HTML | {"Content-Encoding": "gzip"}) + gzipped(TEXT)[:-40]), ALIVE, PART),
    Row("reset before the request", (Reset(),), FAILING, "hung up", Fault.RESET),
)

ODD = (
    Row("gzip", page(gzipped(TEXT), headers={"Content-Encoding": "gzip"}), ALIVE, "unpacked"),
    Row("brotli", page(brotlied(TEXT), headers={"Content-Encoding": "br"}), ALIVE, "unpacked"),
    Row("zstd", page(zstandard(TEXT), headers={"Content-Encoding": "zstd"}), ALIVE, "unpacked"),
    Row("encoding of an unknown kind", page(TEXT, headers={"Content-Encoding": "utf-8"}), ALIVE,
        "servers write charsets there; browsers pass over it"),
    Row("page not found in brotli", page(brotlied(notice("Page not found", "Page not found").encode()),
        headers={"Content-Encoding": "br"}), GONE, "unpacked, it says so"),
    Row("HTTP/1.0", raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + TEXT), ALIVE, "old, but clear"),
    Row("status without words", raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + TEXT), ALIVE,
        "words are optional"),
    Row("line ends without CR", raw(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + TEXT), ALIVE,
        "RFC 9112 (2.2) allows to take them"),
    Row("folded header", raw(b"HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\nContent-Type: text/html\r\n\r\n" + TEXT), ALIVE,
        "obsolete, but clear"),
    Row("header in Latin-1", raw(b"HTTP/1.1 200 OK\r\nX-Caf\xe9: \xe9\r\nContent-Type: text/html\r\n\r\n" + TEXT),
        ALIVE, "nobody reads it"),
    Row("early hints", (Send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"), *page(TEXT)), ALIVE,
        "an interim response"),
    Row("100 without being asked", (Send(b"HTTP/1.1 100 Continue\r\n\r\n"), *page(TEXT)), ALIVE, "an interim response"),
    Row("early hints, then 404", (Send(b"HTTP/1.1 103 Early Hints\r\n\r\n"), *page("", 404)), GONE,
        "the last one counts"),
)


def _opening(name: str, opening: Script, why: str, fault: Fault | None = None, timeout: float = 10.0) -> Case:
    """Give a case of a server that speaks first."""
    return Case(name, "http://opening.example/x", (Site("http://opening.example", opening=opening),), FAILING, why,
        fault,
                timeout=timeout)


def _connections() -> list[Case]:
    """Give what goes wrong around the messages."""
    where = "http://line.example"
    cut = head(200, HTML | {"Content-Length": str(len(TEXT) * 2)})
    return [
        _opening("banner of SSH", raw("SSH-2.0-OpenSSH_9.7\r\n"), NO_HTTP, Fault.PROTOCOL),
        _opening("banner of SMTP", raw("220 mail.example ESMTP\r\n"), NO_HTTP, Fault.PROTOCOL),
        _opening("reset at once", (Reset(),), "hung up"),
        _opening("hung up at once", (Close(),), "hung up"),
        Case("refused", f"{where}/x", (Site(where, door=Door.REFUSED),), FAILING, "nobody listens", Fault.REFUSED),
        Case("never connected", f"{where}/x", (Site(where, door=Door.DEAF),), FAILING, "time is up", Fault.TIMEOUT,
            timeout=SHORT),
        Case("reset behind the headers", f"{where}/x", (Site(where, (On("*", (Send(cut), Pause(0.1), Reset())),)),),
            FAILING,
             "nothing of the page came", Fault.RESET),
        Case("reset in the page", f"{where}/x", (Site(where, (On("*", (Send(cut + TEXT), Pause(0.3), Reset())),)),),
            ALIVE, PART),
        Case("HEAD that says 404", f"{where}/x", (Site(where, (On("*", page("", 404), "HEAD"), On("*", page(TEXT)))),),
            ALIVE,
             "GET is what readers do"),
        Case("HEAD that says 405", f"{where}/x", (Site(where, (On("*", page("", 405), "HEAD"), On("*", page(TEXT)))),),
            ALIVE,
             "GET is what readers do"),
        Case("HEAD that says 200", f"{where}/x", (Site(where, (On("*", page("", 200), "HEAD"), On("*", page("", 404)))),
            ), GONE,
             "GET is what readers do"),
        Case("path in Chinese", f"{where}/文章/路?q=中", (Site(where, (On("/%E6%96%87%E7%AB%A0/%E8%B7%AF?q=%E4%B8%AD",
            page(TEXT)),)),),
             ALIVE, "sent as UTF-8, percent-encoded"),
        Case("path with a space", f"{where}/a b", (Site(where, (On("/a%20b", page(TEXT)),)),), ALIVE,
            "sent percent-encoded"),
        Case("path that is encoded", f"{where}/%E6%96%87%2F?a=%20b+c", (Site(where, (On("/%E6%96%87%2F?a=%20b+c",
            page(TEXT)),)),),
             ALIVE, "sent as it is written"),
        Case("host in Chinese", "http://例子.example/x", (Site("http://xn--fsqu00a.example", (On("/x", page(TEXT)),)),),
            ALIVE,
             "asked for in its one spelling (IDNA)"),
        Case("host in capitals", "HTTP://LINE.Example/x", (Site(where, (On("/x", page(TEXT)),)),), ALIVE,
            "names have no case"),
    ]


def cases() -> list[Case]:
    """Give all of them."""
    return [*map(single, (*SLOW, *LARGE, *BROKEN, *ODD)), *_connections()]
