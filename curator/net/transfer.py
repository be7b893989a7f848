"""One request at a time over a handle of libcurl's, which is used again and again: setting it up takes long."""

from time import monotonic
from typing import Any

import pycurl

from curator.model import Fault
from curator.net import faults
from curator.net.chain import Answer, Chain
from curator.net.cookies import header
from curator.net.engine import Ended, Engine
from curator.net.guard import Guard
from curator.net.head import read_head
from curator.net.policy import HostPolicy, NetPolicy
from curator.net.wire import Came, Sent, seen

GLANCE = 8 * 1024
"""Bytes that are read of what is no text: enough to tell what it is."""

_TEXTS = ("text/", "application/xhtml", "application/xml", "application/json", "application/javascript", "message/")
_ACCEPT = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
_ENCODINGS = "gzip, deflate, br"
_QUICK_EXIT = 322  # CURLOPT_QUICK_EXIT, which pycurl has no name for: else giving up waits for the name server
_NO_CONNECT_HEADERS = 265  # CURLOPT_SUPPRESS_CONNECT_HEADERS: a proxy's own words are not the server's


class Transfer:
    """Sends the current request of a chain and collects what comes back, up to the policy's limits."""

    def __init__(self, policy: NetPolicy, guard: Guard, engine: Engine, bundle: str) -> None:
        self.curl: Any = pycurl.Curl()
        self._policy, self._guard, self._engine, self._bundle = policy, guard, engine, bundle
        self._lines: list[bytes] = []
        self._parts: list[bytes] = []
        self._made_for: HostPolicy | None = None
        self._sent_to = ""
        self._sent: Sent | None = None

    def begin(self, chain: Chain, rules: HostPolicy) -> None:
        """Prepare a chain's request. `rules` are those of the host that is asked now."""
        self.chain = chain
        self._lines.clear()
        self._parts.clear()
        self._size = 0
        self._limit: int | None = None
        self._stopped = False
        self._refusal, self._allowed = "", False
        if self._made_for is not rules or chain.special:
            self._configure(chain, rules)
        if self._policy.resolve:
            self._send_to(self._policy.resolve.get(f"{chain.place.host}:{chain.place.port}", ""))
        self.curl.setopt(pycurl.URL, chain.place.url)
        self.began = monotonic()

    def postpone(self, seconds: float) -> None:
        """Leave out of account seconds in which nobody listened to the server."""
        self.began += seconds
        self._late += seconds
        self._made_for = None
        self._limit_time()

    def answer(self, ended: Ended) -> Answer:
        """Give what came, after the transfer has ended."""
        answer = self._answer(ended)
        if self._sent is None:
            return answer
        cut = "length" if self._stopped else "time" if answer.fault is Fault.TIMEOUT else "disconnect"
        came = Came(self.chain.place.url, self._lines, "" if answer.whole else cut)
        return seen(answer, self._sent, came, self._bound(), raw=self.chain.raw)

    def _answer(self, ended: Ended) -> Answer:
        took = monotonic() - self.began
        head = read_head(self._lines)
        body = b"".join(self._parts)
        peer = self.curl.getinfo(pycurl.PRIMARY_IP) or ""
        if ended.code and not self._stopped:
            return self._failed(ended, Answer(head.status, head.headers, body, whole=False, peer=peer, took=took))
        if head.status is None:
            return Answer(peer=peer, took=took, fault=Fault.PROTOCOL, detail="no whole head of an answer")
        if self._stopped:
            body = body[:self._limit]
        answer = Answer(head.status, head.headers, body, not self._stopped, peer, took=took)
        if sum(map(len, self._lines)) > self._policy.header:
            answer = answer._replace(body=b"", whole=False, fault=Fault.TOO_LARGE, detail="headers beyond the limit")
        return self._seen_through(answer) if self.chain.special else answer

    def _seen_through(self, answer: Answer) -> Answer:
        """Add what only requests tell that do not insist on everything."""
        if self.chain.raw:
            answer = answer._replace(detail="in an encoding that cannot be read")
        if self.chain.certificate is not None:  # with nothing verified, OpenSSL still tells what needs no authorities
            found = faults.certificate(self.curl.getinfo(pycurl.SSL_VERIFYRESULT), alone=True)
            answer = answer._replace(certificate=found)
        return answer

    def close(self) -> None:
        """Free the handle; only after the engine was closed."""
        self.curl.close()

    def _failed(self, ended: Ended, answer: Answer) -> Answer:
        if self._refusal and not self._allowed:
            return Answer(fault=Fault.FORBIDDEN, detail=self._refusal, took=answer.took)
        if ended.code == pycurl.E_BAD_CONTENT_ENCODING and not self.chain.raw:
            return answer._replace(unreadable=True)
        if ended.code == pycurl.E_PEER_FAILED_VERIFICATION:
            found = faults.certificate(self.curl.getinfo(pycurl.SSL_VERIFYRESULT))
            return Answer(certificate=found, untrusted=True, took=answer.took)
        fault = faults.fault(ended.code, self.curl.getinfo(pycurl.OS_ERRNO), ended.text)
        return answer._replace(fault=fault, detail=faults.said(ended.text))

    def _configure(self, chain: Chain, rules: HostPolicy) -> None:
        """Set everything anew: what one request needs must not stay for the next."""
        curl, secret = self.curl, chain.certificate is None
        curl.reset()
        self._engine.attend(curl, self._refuses)
        self._made_for, self._sent = None if chain.special else rules, None
        self._sent_to, self._late = "", 0.0
        for option, value in self._settings(rules).items():
            curl.setopt(option, value)
        if chain.target.keep:
            self._sent = Sent(curl, rules.headers)
        self._limit_time()
        sent = [*rules.headers.items()] if secret else []
        sent += chain.target.headers if secret and not chain.hops else ()
        if not any(name.lower() == "accept" for name, _ in sent):
            sent.append(_ACCEPT)
        curl.setopt(pycurl.HTTPHEADER, ["Expect:", *(f"{name}: {value}" for name, value in sent)])
        own = [f"{name}={value}" for name, value in rules.cookies.items()]
        cookies = "; ".join(filter(None, (*own, header(chain.cookies, chain.place.url)))) if secret else ""
        if cookies:
            curl.setopt(pycurl.COOKIE, cookies)
        if chain.special:
            self._make_special(chain)

    def _settings(self, rules: HostPolicy) -> dict[int, object]:
        return {
            pycurl.NOSIGNAL: 1,
            _QUICK_EXIT: 1,
            _NO_CONNECT_HEADERS: 1,
            pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
            pycurl.FOLLOWLOCATION: 0,
            pycurl.ACCEPT_ENCODING: _ENCODINGS,
            pycurl.USERAGENT: rules.user_agent,
            pycurl.PROXY: self._policy.proxy,
            pycurl.NOPROXY: "",  # else the environment would open a way past the proxy
            pycurl.CAINFO: self._bundle,
            pycurl.HEADERFUNCTION: self._lines.append,
            pycurl.WRITEFUNCTION: self._write,
        }

    def _make_special(self, chain: Chain) -> None:
        curl = self.curl
        if chain.certificate is not None:
            curl.setopt(pycurl.SSL_VERIFYPEER, 0)
            curl.setopt(pycurl.SSL_VERIFYHOST, 0)
        if chain.raw:
            curl.setopt(pycurl.ACCEPT_ENCODING, "identity")
            curl.setopt(pycurl.HTTP_CONTENT_DECODING, 0)
        if chain.addresses:  # with a plus, they are forgotten as any others
            known = ",".join(f"[{one}]" if ":" in one else one for one in chain.addresses)
            curl.setopt(pycurl.RESOLVE, [f"+{chain.place.host}:{chain.place.port}:{known}"])
        if chain.body:
            curl.setopt(pycurl.POSTFIELDS, chain.body)
        if chain.method == "HEAD":
            curl.setopt(pycurl.NOBODY, 1)
        elif chain.method != "GET" or chain.body:
            curl.setopt(pycurl.CUSTOMREQUEST, chain.method)

    def _limit_time(self) -> None:
        left = self.chain.rules.timeout - self.chain.spent + self._late
        self.curl.setopt(pycurl.TIMEOUT_MS, max(1, int(left * 1000)))

    def _send_to(self, sent_to: str) -> None:
        self._sent_to = sent_to
        if sent_to:  # what is left from another request says nothing: it names that request's host
            place = self.chain.place
            self.curl.setopt(pycurl.CONNECT_TO, [f"{place.host}:{place.port}:{sent_to}"])

    def _write(self, piece: bytes) -> int | None:
        """Take a piece of the body; anything but None closes the stream."""
        self._size += len(piece)
        self._parts.append(piece)
        if self._size <= GLANCE:
            return None
        if self._limit is None:
            self._limit = self._bound()
        if self._size <= self._limit:
            return None
        self._stopped = True
        return 0

    def _bound(self) -> int:
        """Give how many bytes are wanted of what came."""
        kind = read_head(self._lines).value("content-type").lower() or _TEXTS[0]
        target = self.chain.target
        if target.most and (not target.keep or kind.startswith(target.keep) or kind == _TEXTS[0]):
            return target.most
        return self._policy.body if kind.startswith(_TEXTS) else GLANCE

    def _refuses(self, address: str, port: int) -> bool:
        """Judge an address that a socket is to be opened to, after the name was looked up, for every redirect anew."""
        refusal = "" if self._sent_to else self._guard.opening(self.chain.place.host, address, port)
        self._refusal = self._refusal or refusal
        self._allowed = self._allowed or not refusal
        return refusal != ""
