"""What it takes to read what a page says of itself, beside parsing it alone.

    python bench/of_metadata.py

Pages of 90 KB are made of the saved pages of the tests, filled up with paragraphs; then the worst that can come.
"""

from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from measure import Row, print_cells, print_row
from selectolax.lexbor import LexborHTMLParser

from curator.crawl.metadata import page_metadata
from curator.text.charset import page_text

PAGES = sorted((Path(__file__).parent.parent / "tests" / "crawl" / "pages").glob("*.html"))
SIZE = 90_000
WORST = {
    "nested 100,000 deep": "<div>" * 100_000,
    "100 MB": "<p>text</p>" * 9_000_000,
    "10 MB in one attribute": f'<meta name="author" content="{"x" * 10_000_000}">',
    "100,000 attributes": f"<meta {'a=1 ' * 100_000}>",
    "nested authors": "<b itemprop=author typeof=x property=author>" * 5_000,
    "nested times": "<div>" * 2_500 + "<time datetime=x>" * 2_500,
    "10,000 @ in a name": f'<meta name="author" content="{"@" * 10_000}">',
    "200,000 tags": "<meta name=author content=x>" * 200_000,
}


def filled(html: str, size: int) -> str:
    """Fill up a page with paragraphs, links and lists, as far as a size in bytes."""
    chance = Random(len(html))  # noqa: S311 - the same each time
    pieces, length = [html.removesuffix("</html>\n").removesuffix("</body>")], len(html.encode())
    while length < size:
        piece = f'<div class="c{chance.randrange(9)}"><p>{"深度学习 deep learning " * chance.randrange(2, 12)}'
        piece += f'<a href="/p/{chance.randrange(9999)}">link</a></p><ul><li>one</li><li>two</li></ul></div>\n'
        pieces.append(piece)
        length += len(piece.encode())
    return "".join(pieces)


def timed(html: str) -> float:
    """Give the milliseconds of reading a page once."""
    began = process_time()
    page_metadata(html, "https://example.org/")
    return 1e3 * (process_time() - began)


def milliseconds(html: str, runs: int = 20) -> tuple[float, float]:
    """Give the median of reading a page, and of parsing it alone."""
    read, parse = [], []
    for _ in range(runs):
        read.append(timed(html))
        began = process_time()
        LexborHTMLParser(html[: 512 * 1024])
        parse.append(1e3 * (process_time() - began))
    return median(read), median(parse)


def main() -> None:
    """Measure, and show."""
    print_cells("measure", "value", "target", "ratio", "")
    took = [milliseconds(filled(page_text(file.read_bytes()), SIZE)) for file in PAGES]
    usual, parse = median(read for read, _ in took), median(parse for _, parse in took)
    print_row(Row("a page of 90 KB, median", usual, "ms", 1.0, usual / parse, "parsing"))
    worst = max(read for read, _ in took)
    print_row(Row("a page of 90 KB, slowest", worst, "ms", 50.0))
    for name, html in WORST.items():
        print_row(Row(name, min(timed(html) for _ in range(3)), "ms", 50.0))


if __name__ == "__main__":
    main()
