"""What is never asked for: no packet leaves."""

import socket
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest
from asking import asked
from web.script import page
from web.server import serving
from web.site import site
from workbench import environment

from curator.model import Fault
from curator.net.guard import REFUSED, Guard, special
from curator.net.interface import Target
from curator.net.place import place
from curator.net.policy import HostPolicy, NetPolicy
from curator.net.prober import fetch


@pytest.mark.parametrize("network", REFUSED)
def test_a_network_of_the_table_is_refused_from_end_to_end(network: str) -> None:
    whole = ip_network(network)
    assert special(str(whole[0]))
    assert special(str(whole[-1]))


@pytest.mark.parametrize("address", [
    "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::10.0.0.1",
    "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "5f00::1",
])
def test_ipv6_that_is_not_public_or_leads_to_what_is_not_is_refused(address: str) -> None:
    assert special(address)


@pytest.mark.parametrize("address", [
    "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::",
])
def test_public_addresses_are_not_refused(address: str) -> None:
    assert special(address) == ""


@pytest.mark.parametrize(("allowed", "host", "address", "opens"), [
    ((), "wiki.lan", "10.0.0.7", False),
    (("10.0.0.0/8",), "wiki.lan", "10.0.0.7", True),
    (("10.0.0.0/8",), "wiki.lan", "192.168.0.7", False),
    (("wiki.lan",), "wiki.lan", "192.168.0.7", True),
    (("wiki.lan",), "other.lan", "192.168.0.7", False),
    (("::1",), "box", "::1", True),
])
def test_settings_say_what_of_a_private_network_may_be_asked(
    allowed: tuple[str, ...], host: str, address: str, *, opens: bool,
) -> None:
    assert (Guard(NetPolicy(allow_private=allowed)).opening(host, address, 3000) == "") is opens


def test_a_public_host_is_asked_on_ports_of_web_servers_only() -> None:
    guard = Guard(NetPolicy())
    assert guard.opening("one.example", "8.8.8.8", 443) == ""
    assert guard.opening("one.example", "8.8.8.8", 6379) == "port 6379 is not allowed"


@pytest.mark.parametrize("url", ["http://localhost/", "http://10.0.0.1/", "http://2130706433/", "http://wiki.lan/"])
def test_behind_a_proxy_names_and_spellings_are_judged_instead_of_sockets(url: str) -> None:
    found = place(url)
    assert found
    assert Guard(NetPolicy(proxy="http://proxy:3128")).before(found, HostPolicy())


def test_the_environment_opens_no_way_past_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with serving(site("http://proxy.example", page("by way of the proxy"))) as web:
        policy = NetPolicy(proxy=f"http://{web.resolve['proxy.example:80']}")
        response = fetch(policy, Target(0, "http://one.example.org/a"))
        assert web.requests("http://proxy.example") == ["GET http://one.example.org/a"]
    assert response.body == b"by way of the proxy"


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with serving(site("http://one.example", page("straight"))) as web:
        assert asked(web, "http://one.example/").body == b"straight"


def test_what_settings_exclude_is_not_asked_for() -> None:
    with serving() as web:
        response = asked(web, web.filled("http://127.0.0.1:{bystander}/x"), exclude=("*/x",), allow_private=True)
        assert (response.fault, response.detail) == (Fault.FORBIDDEN, "excluded by settings")
        assert asked(web, web.filled("http://127.0.0.1:{bystander}/y"), allow_private=True).fault is not Fault.FORBIDDEN


def test_a_host_that_is_never_asked_is_not() -> None:
    rules = HostPolicy(never=True)
    assert fetch(NetPolicy(hosts={"one.example": rules}), Target(0, "http://www.one.example/")).fault is Fault.FORBIDDEN


REBINDING = """
import socket, sys
from curator.net.interface import Target
from curator.net.policy import NetPolicy
from curator.net.prober import fetch
port = int(sys.argv[1])
assert socket.gethostbyname("one.example.org") == "93.184.216.34"   # looked at beforehand, it was public
open("/etc/hosts", "w").write("127.0.0.1 one.example.org\\n::1 one.example.org\\n")
response = fetch(NetPolicy(ports=(port,)), Target(0, f"http://one.example.org:{port}/"))
print(response.fault, response.detail)
"""


def test_a_name_that_leads_elsewhere_a_moment_later_is_judged_by_where_its_socket_would_go(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("93.184.216.34 one.example.org\n", encoding="ascii")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.0)
        done = in_own_namespace(f"mount --bind {hosts} /etc/hosts", REBINDING, str(listener.getsockname()[1]))
        assert done.stdout.startswith("forbidden address"), done
        with pytest.raises(BlockingIOError):
            listener.accept()


NAMES = """
from curator.net.interface import Target
from curator.net.policy import NetPolicy
from curator.net.prober import fetch
print(fetch(NetPolicy(), Target(0, "http://one.example.org/")).fault)
"""


def test_no_name_server_that_answers_is_no_verdict_on_a_name(tmp_path: Path) -> None:
    servers = tmp_path / "resolv.conf"
    servers.write_text("nameserver 127.0.0.9\noptions timeout:1 attempts:1\n", encoding="ascii")
    done = in_own_namespace(f"mount --bind {servers} /etc/resolv.conf", NAMES)
    assert done.stdout == "name server\n"


def test_a_name_that_cannot_be_is_asked_of_name_servers_like_any_other() -> None:
    where = place("http://lost.invalid/")
    assert where
    assert Guard(NetPolicy()).before(where, HostPolicy()) == ""


def in_own_namespace(prepare: str, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program that sees other files of the system's than everybody else."""
    own = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    try:
        subprocess.run([*own, prepare], check=True, capture_output=True, timeout=20)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system gives nobody a namespace of his own")
    command = [*own, f'{prepare} && exec "$@"', "sh", sys.executable, "-c", program, *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, env=environment())
