"""How pages are crawled: what is kept of them, where, and how often. Frozen values that settings make."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrawlPolicy:
    """The whole of it.

    `folder` holds the WARC files, relative to the catalogue's own. `size` is how many bytes of a page or PDF are kept,
    `file` after how many the next WARC file begins. A page is fetched again when it has stood as it is for as long
    again, but not before `shortest` days, and after `longest` at the latest. `robots` is for how many hours robots.txt
    holds: a day, says RFC 9309, 2.4. Of pages that a page of the same host links to `page_links` are fetched at most,
    and `host_links` of one host in one run.
    """

    folder: str = "warc"
    size: int = 8 * 1024 * 1024
    file: int = 1 << 30
    shortest: float = 7.0
    longest: float = 90.0
    robots: float = 24.0
    page_links: int = 50
    host_links: int = 500
