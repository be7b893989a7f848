"""A scripted hostile web on loopback: real sockets, many hosts, and what each of them does, as data.

`cases()` gives rows: an address, the sites behind it, what must come out and why. `serving(*sites)` lets sites stand;
`Web.policy()` leads the net to them. By hand: `python -m tests.web`.
"""
