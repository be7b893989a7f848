"""Redirects: where they lead, how they break, and what they take along."""

from curator.model import Fault, Outcome

from .case import Case
from .pages import article, notice, sign_in
from .script import FOREVER, Script, Send, head, page, raw, redirect
from .site import Door, On, Site, paths, site

ALIVE, MOVED, GONE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.MOVED, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING

HERE = page(article("Ranking models in practice"))
LOST = page(notice("404 Not Found", "Not Found"), 404)
ORIGIN = "http://old.example"
OLD = f"{ORIGIN}/2019/ranking.html"
PATH = "/2019/ranking.html"
NEW = f"{ORIGIN}/posts/ranking"


def _one(name: str, status: int, location: str, there: Script, outcome: Outcome, why: str) -> Case:
    """Give a case of one redirect within the site, from a deep address."""
    goal = location.removeprefix(ORIGIN).partition("#")[0]
    return Case(name, OLD, (paths(ORIGIN, {PATH: redirect(status, location), goal: there}),), outcome, why,
                moved_to=ORIGIN + goal if outcome is MOVED else "")


def _within() -> list[Case]:
    """Give single redirects within a site."""
    statuses = ((301, MOVED), (302, ALIVE), (303, ALIVE), (307, ALIVE), (308, MOVED))
    return [
        *(_one(f"{code} within a site", code, NEW, HERE, outcome,
            "permanent ones move a link, temporary ones do not") for code, outcome in statuses),
        _one("301 to a trailing slash", 301, OLD + "/", HERE, MOVED, "permanent is permanent"),
        _one("301 to what is not found", 301, NEW, LOST, GONE, "the end decides"),
        _one("302 to what is refused", 302, NEW, page("no", 403), BLOCKED, "the end decides"),
        _one("302 to what fails", 302, NEW, page("no", 500), FAILING, "the end decides"),
        _one("302 to the root", 302, "/", HERE, GONE, "a deep link that ends on the front page is lost"),
        _one("301 to the root", 301, f"{ORIGIN}/", HERE, GONE, "permanent or not"),
        _one("302 to /404", 302, "/404", HERE, GONE, "the address says it, whatever the status"),
        _one("302 to /404.html", 302, "/404.html", page(notice("Oops", "Nothing here")), GONE, "the address says it"),
        _one("302 to a sign-in", 302, "/login?next=%2F2019%2Franking.html", page(sign_in()), BLOCKED,
            "who one is comes first"),
        _one("301 to a sign-in", 301, "/accounts/login/", page(sign_in()), BLOCKED, "nothing has moved there"),
        _one("302 to a post about 404", 302, "/posts/how-to-build-a-404-page", HERE, ALIVE,
            "404 is only part of a name"),
        _one("302 to a post about login", 302, "/posts/login-flows-compared", HERE, ALIVE,
            "login is only part of a name"),
    ]


def _locations() -> list[Case]:
    """Give ways to write where to go; every redirect is a 301."""
    goals = (
        ("relative", "next.html", "/2019/next.html"), ("up", "../posts/x", "/posts/x"), ("query only", "?id=2",
            f"{PATH}?id=2"),
        ("absolute path", "/posts/y", "/posts/y"), ("without a scheme", "//old.example/z", "/z"),
        ("in capitals", "HTTP://OLD.EXAMPLE/Z", "/Z"), ("with a port", "http://old.example:80/p", "/p"),
    )
    rows = [Case(f"location {name}", OLD, (Site(ORIGIN, (On(PATH, redirect(301, where)), On(goal, HERE))),),
                 MOVED, "as RFC 3986 resolves it", moved_to=ORIGIN + goal) for name, where, goal in goals]
    odd = (
        ("with a space", b"/posts/a b", "/posts/a%20b"), ("in UTF-8", "/posts/路".encode(), "/posts/%E8%B7%AF"),
        ("in GBK", "/posts/路".encode("gbk"), "/posts/%C2%B7"),
        ("with a fragment", b"/posts/c#part", "/posts/c"),
    )
    return rows + [Case(f"location {name}", OLD, (Site(ORIGIN, (
        On(PATH, (Send(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: " + where + b"\r\n\r\n"),)), On(goal,
            HERE))),),
        MOVED, "browsers find the way") for name, where, goal in odd]


def _broken() -> list[Case]:
    """Give redirects to nowhere."""
    nowhere = ("http://[::1", "javascript:alert(1)", "mailto:a@old.example", "file:///etc/passwd",
        "data:text/html,hello",
               "gopher://old.example/", "http://old.example:99999/")
    return [
        *(Case(f"location {where}", OLD, (site(ORIGIN, redirect(302, where)),), FAILING,
               "there is nothing to be asked for", Fault.BAD_REDIRECT) for where in nowhere),
        Case("location without a host", OLD, (site(ORIGIN, redirect(302, "http://")),), FAILING,
             "nothing to be asked for, or round in circles"),
        Case("301 without a location", OLD, (site(ORIGIN, page("", 301)),), FAILING, "a redirect without a goal"),
        Case("302 with an empty location", OLD, (site(ORIGIN, redirect(302, "")),), FAILING,
            "nothing, or round in circles"),
        Case("redirect to itself", OLD, (site(ORIGIN, redirect(302, OLD)),), FAILING, "round in circles", Fault.LOOP),
        Case("redirects in a ring", OLD, (paths(ORIGIN, {PATH: redirect(301, "/b"), "/b": redirect(301, "/c"),
             "/c": redirect(302, PATH)}),), FAILING, "round in circles", Fault.LOOP),
        Case("redirects that grow", OLD, (Site(ORIGIN, tuple(On(PATH + "?" * bool(n) + "x" * n, redirect(302,
            PATH + "?" + "x" * (n + 1)))
             for n in range(30))),), FAILING, "never the same address, never an end", Fault.TOO_MANY_REDIRECTS),
        Case("11 redirects", f"{ORIGIN}/0", (_stairs(11),), FAILING, "one more than allowed", Fault.TOO_MANY_REDIRECTS),
        Case("10 redirects", f"{ORIGIN}/0", (_stairs(10),), MOVED, "as many as allowed", moved_to=f"{ORIGIN}/10"),
    ]


def _stairs(count: int) -> Site:
    return paths(ORIGIN, {f"/{n}": redirect(301, f"/{n + 1}") for n in range(count)} | {f"/{count}": HERE})


def _across() -> list[Case]:
    """Give redirects to other schemes and hosts."""
    shop, secure = "http://new.example", "https://old.example"
    away = paths(shop, {"/posts/ranking": HERE, "/": HERE})
    return [
        Case("301 to another host", OLD, (site(ORIGIN, redirect(301, f"{shop}/posts/ranking")), away), MOVED,
             "the thing has a new home", moved_to=f"{shop}/posts/ranking"),
        Case("302 to another host", OLD, (site(ORIGIN, redirect(302, f"{shop}/posts/ranking")), away), ALIVE,
             "for the moment only", moved_to=""),
        Case("301 to https", OLD, (site(ORIGIN, redirect(301, secure + PATH)), paths(secure, {PATH: HERE})), MOVED,
             "permanent is permanent", moved_to=secure + PATH),
        Case("301 to www", OLD, (site(ORIGIN, redirect(301, f"http://www.old.example{PATH}")),
             paths("http://www.old.example", {PATH: HERE})), MOVED, "permanent is permanent",
             moved_to=f"http://www.old.example{PATH}"),
        Case("root to https root", f"{ORIGIN}/", (site(ORIGIN, redirect(301, f"{secure}/")), site(secure, HERE)), MOVED,
             "a root that stays one is not lost", moved_to=f"{secure}/"),
        Case("root to a language", f"{ORIGIN}/", (paths(ORIGIN, {"/": redirect(302, "/en/"), "/en/": HERE}),), ALIVE,
             "the front page in a language", moved_to=""),
        Case("root to www root", f"{ORIGIN}/", (site(ORIGIN, redirect(302, "http://www.old.example/")),
             site("http://www.old.example", HERE)), ALIVE, "a root that stays one is not lost"),
        Case("301 from https to http", secure + PATH, (site(secure, redirect(301, OLD)), paths(ORIGIN, {PATH: HERE})),
            ALIVE,
             "the thing is there, but nobody should be sent from https to http", moved_to=""),
        Case("301 to another host's front page", OLD, (site(ORIGIN, redirect(301, f"{shop}/")), away), ALIVE,
             "projects move so; but a front page is no new address of a deep link", moved_to=""),
        Case("301 to a host below", f"{ORIGIN}/developer", (site(ORIGIN, redirect(301, "http://developer.old.example/")),
             site("http://developer.old.example", HERE)), ALIVE, "a part of a site gets a host of its own"),
        Case("sign-in without a word", OLD, (paths(ORIGIN, {PATH: redirect(302, "/login"), "/login": page("<p>")}),),
             BLOCKED, "how a door looks says nothing of what is behind"),
        Case("question about cookies first", OLD, (site(ORIGIN, redirect(302,
            "http://consent.old.example/m?continue=x")),
             site("http://consent.old.example", page(article("Before you continue")))), BLOCKED,
                 "nothing of the thing is seen"),
        Case("short address to a front page", "http://short.example/a1B2", (site("http://short.example", redirect(302,
            f"{shop}/")), away),
             ALIVE, "short addresses may stand for front pages; another host's root is no sign of loss"),
        Case("permanent, then temporary", OLD, (paths(ORIGIN, {PATH: redirect(301, "/b"), "/b": redirect(302, "/c"),
            "/c": HERE}),),
             ALIVE, "only a chain that is permanent all along moves a link", moved_to=""),
        Case("temporary, then permanent", OLD, (paths(ORIGIN, {PATH: redirect(302, "/b"), "/b": redirect(301, "/c"),
            "/c": HERE}),),
             ALIVE, "only a chain that is permanent all along moves a link", moved_to=""),
        Case("redirect to nobody", OLD, (site(ORIGIN, redirect(301, "http://old.example:8080/x")),
             Site("http://old.example:8080", door=Door.REFUSED)), FAILING, "nobody listens there", Fault.REFUSED),
    ]


def _baggage() -> list[Case]:
    """Give what goes along a chain, and what must not."""
    leaks = On("*", page(notice("Leak", "Leak"), 500), needs="cookie:")
    return [
        Case("cookie set on the way", OLD, (Site(ORIGIN, (On(PATH, HERE, needs="pass=1"),
             On("*", redirect(302, PATH, **{"Set-Cookie": "pass=1; Path=/"})))),), ALIVE,
             "an address that leads to itself once it has set its cookie is no loop"),
        Case("cookies stay at home", OLD, (site(ORIGIN, redirect(302, "http://new.example/x",
            **{"Set-Cookie": "secret=1"})),
             Site("http://new.example", (leaks, On("*", HERE)))), ALIVE, "another host must not see them"),
        Case("cookie for a whole suffix", OLD, (site(ORIGIN, redirect(302, "http://new.example/x", **{
             "Set-Cookie": "secret=1; Domain=example; Path=/"})), Site("http://new.example", (leaks, On("*", HERE)))),
                 ALIVE,
             "no host may set cookies for all of a top-level domain"),
        Case("name and password in the address", f"http://user:secret@old.example{PATH}", (Site(ORIGIN, (
             On("*", page("leak", 500), needs="authorization:"), On("*", HERE))),), ALIVE, "asked for without them"),
        Case("password in the location", OLD, (Site(ORIGIN, (On("*", page("leak", 500), needs="authorization:"),
             On(PATH, redirect(302, "http://user:secret@old.example/b")), On("/b", HERE))),), ALIVE,
                 "asked for without them"),
        Case("fragment in the address", f"{OLD}#part", (paths(ORIGIN, {PATH: HERE}),), ALIVE, "fragments are not sent"),
    ]


def _bodies() -> list[Case]:
    """Give redirects with bodies, and pages that lead on by other means."""
    return [
        Case("redirect with an endless body", OLD, (paths(ORIGIN, {PATH: (
             Send(head(302, {"Location": "/b"})), Send(b"<p>wait</p>" * 99, FOREVER)), "/b": HERE}),), ALIVE,
             "nobody needs the body of a redirect", most=20_000_000),
        Case("redirect of HTTP/1.0", OLD, (paths(ORIGIN, {PATH: raw("HTTP/1.0 302 Found\r\nLocation: /b\r\n\r\n"),
            "/b": HERE}),),
             ALIVE, "old, but clear"),
        Case("redirect cut off", OLD, (paths(ORIGIN, {PATH: raw(head(302, {"Location": "/b",
            "Content-Length": "900"}) + b"<p>"),
             "/b": HERE}),), ALIVE, "nobody needs the body of a redirect"),
        Case("redirect of a bad body", OLD, (paths(ORIGIN, {PATH: raw(head(302, {
             "Location": "/b", "Transfer-Encoding": "chunked"}) + b"zz\r\n"), "/b": HERE}),), ALIVE,
             "nobody needs the body of a redirect"),
        Case("300 with a location", OLD, (paths(ORIGIN, {PATH: redirect(300, "/b"), "/b": HERE}),), ALIVE,
             "followed or not, something is there"),
        Case("refresh by header", OLD, (paths(ORIGIN, {PATH: page(article("Moved"), headers={"Refresh": "0; url=/b"}),
            "/b": HERE}),),
             ALIVE, "a page that moves on by itself is a page", moved_to=""),
        Case("refresh by page", OLD, (paths(ORIGIN, {PATH: page(
             "<html><head><meta http-equiv='refresh' content='0; url=/b'></head></html>"), "/b": HERE}),), ALIVE,
             "near-empty, but it leads somewhere: no sign of loss", moved_to=""),
        Case("index to its folder", f"{ORIGIN}/index.html", (paths(ORIGIN, {"/index.html": redirect(302, "/"),
            "/": HERE}),), ALIVE,
             "index.html is another name of the root, not something deep"),
    ]


def cases() -> list[Case]:
    """Give all of them."""
    return [*_within(), *_locations(), *_broken(), *_across(), *_baggage(), *_bodies()]
