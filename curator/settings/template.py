"""The commented `curator.toml` that `curator init` writes. A test holds what it shows against the defaults."""

from curator.net.policy import USER_AGENT

TEMPLATE = f"""\
# Settings of a curator workspace. Every line that is commented out shows the default.
# Paths are relative to the folder of this file.

[catalogue]
# Where the references are kept: a file, or the URL of a PostgreSQL database
# (postgresql://user@host/name, with the extra curator[postgres]).
# Overridden by --database and by the environment variable CURATOR_DATABASE.
#database = "db/curator.sqlite3"

[import]
# What `curator run`, and `curator import` without a path, read: files, folders with all folders in them, and patterns
# such as "notes/**/*.md".
#paths = ["seeds"]
# Patterns for what folders hold, as in .gitignore: what to take (empty: every format curator reads), what to leave out.
# "drafts" is a file or folder of that name anywhere, "/drafts/*.md" lies in the folder that is read itself.
#include = []
#exclude = []
# Processes that read files; 0 takes one for each processor.
#jobs = 0

[export]
# Where `curator run` writes. Only generated files belong there.
#directory = "exports"

# What `curator run` writes there, list by list, each with the options of `curator export`:
#   format       as `curator export` names it; all others may be left out
#   per_topic    true: a folder with one file for each topic and an index; else it is one file
#   file         its name, or the folder's, below the directory
#   title        of the list
#   topic, category, document, search, tag, host, verdict, since, until, added_since, starred, reading
#                select; where several values make sense a list does: topic = ["GAN", "RNN"]
#   sort         key, title, author, date, added, host or posts; reverse = true turns it round
#   dead         what becomes of dead links: keep, mark, archive or drop
#   base_url     the address that a site will have
#   style        references instead of titles: gb-t-7714-2015, apa, ieee ..., or a .csl file beside this one; locale
#                is the language of what the style adds: zh-CN, en-US (markdown, html and text)
#   notes, raw   notes = false leaves remarks out, raw = true folds nothing
# For instance what came in since a day, the newest first, as a page without dead links:
#   format = "html", file = "new.html", added_since = "2026-11", sort = "added", reverse = true, dead = "drop"
# Without any list here these three are written:
#
#[[export.lists]]
#format = "markdown"
#per_topic = true
#
#[[export.lists]]
#format = "bibtex"
#per_topic = true
#
#[[export.lists]]
#format = "biblatex"

[net]
# How links are asked for. Seconds between two starts on one host, and connections to it at once. Hosts that are known
# to be touchy, as mp.weixin.qq.com, are asked less often, unless [net.hosts] below says otherwise.
#interval = 1.0
#connections = 2
# Connections to all hosts together.
#concurrency = 128
# Seconds for one link in all: looking up its name, all redirects, the body. Waiting for its turn does not count.
#timeout = 30.0
# What curator says it is. Say where to complain: an address of yours.
#user_agent = "{USER_AGENT}"
# Whether private and local addresses may be asked: false, true, or a list: ["wiki.corp", "10.0.0.0/8"].
#allow_private = false
# Ports that may be asked.
#ports = [80, 443, 8000, 8080, 8443]
# Where to connect to instead of looking a name up, for intranets and tests: {{ "example.org:443" = "127.0.0.1:8443" }}
#resolve = {{}}
# Certificates of the authorities to trust, a file in PEM; empty: the usual ones.
#ca_bundle = ""
# A proxy for everything: "http://proxy.example.org:3128".
#proxy = ""
# Addresses that are never asked, with the wildcards of shells: ["*/private/*", "https://example.org/*"].
#exclude = []
# Redirects that are followed.
#redirects = 10
# Bytes that are read of a page, decompressed, and of its headers.
#body = 262144
#header = 65536
# Seconds a host may ask to wait (Retry-After); one that asks for more is left for later.
#patience = 120.0
# Refusals (403, 429) in a row after which a host is left for later.
#breaker = 5

# A host and all hosts below it: what stands above may be set, and what is sent to it alone. `accept` are status codes
# that count as alive there, `never = true` is for a host that is never asked.
#
# [net.hosts."example.org"]
# interval = 10
# connections = 1
# accept = [403]
# headers = {{ Accept-Language = "zh-CN" }}
# cookies = {{ consent = "yes" }}
# never = false

[check]
# When a link is called dead: after so many failures in a row, each at least so many days after the one before.
#failures = 3
#spacing = 3.0
# Other numbers for single kinds of failure: a status, or the name of the rule that spoke (docs/verdicts.md).
# needs = {{ 410 = 1, "weixin deleted" = 2 }}
# Days after which to look again: a link that was seen after the shortest, then `growth` times as long each time; a dead
# one twice as long each time; one that cannot be seen after as long as it has been so.
#shortest = 7.0
#longest = 90.0
#growth = 2.0
#dead = 14.0
#dead_longest = 180.0
#blocked = 3.0
#blocked_longest = 30.0
# Links of one host that must end on one address to make it a catch-all, which shows none of them; 0: none is.
#catch_all = 5
# Whether a random name is asked for beside a page that nothing else speaks about, once a month in each folder.
#siblings = true

# All of this but the last two may be set for a host and all hosts below it.
#
# [check.hosts."example.org"]
# failures = 5
#
# A sign by which pages of a host are known: `where` is "text" (what is shown outside the article's body), "title",
# "element" (an id or a class), "header", "source", "beginning" (of it) or "final address", `outcome` is "alive", "gone"
# or "blocked".
# `pattern` is a regular expression; `mark`, a word that must be there wherever it is found, makes it quick.
#
# [[check.signatures]]
# hosts = "blog.example.org"
# where = "text"
# pattern = "This post was withdrawn"
# outcome = "gone"

[archive]
# What archives are asked for by `curator archive` (docs/archives.md). Days after which they are asked again for what
# they did not have; days of citation that one link is looked up for, and copies that are looked at for each of them.
#again = 30.0
#days = 5
#tries = 5
# Bytes that are read of a list of copies.
#most = 4194304
# Seconds between two requests to an archive that saves.
#pause = 10.0

# Services, in the order in which they are asked; those that are named here take the place of the Wayback Machine's.
# `kind` is "cdx", "availability", "timemap", "timegate" or "save"; `snapshots` is what the addresses of copies begin
# with, before 20190501120000/http://example.org/.
#
# [[archive.services]]
# archive = "mine"
# kind = "cdx"
# url = "https://archive.example.org/cdx"
# snapshots = ["https://archive.example.org/web/"]

[crawl]
# Where `curator crawl` keeps the pages that it fetches, in WARC files: a folder, relative to the catalogue's.
#folder = "warc"
# Bytes that are kept of a page or PDF, and after which the next WARC file begins.
#size = 8388608
#file = 1073741824
# Days after which a page is fetched again: one that has not changed for long is left alone for as long again, but never
# for less than the shortest or for more than the longest.
#shortest = 7.0
#longest = 90.0
# Hours for which a robots.txt holds.
#robots = 24.0
# With --depth 1, pages that one page leads to, and pages of one host in one run, at most.
#page_links = 50
#host_links = 500

[enrich]
# Which services `curator enrich` asks about DOIs and arXiv numbers (docs/enrich.md), each at the pace that it allows.
#services = ["crossref", "arxiv", "semanticscholar", "openalex"]
# An address of yours, with which Crossref answers twice as fast and can write to you; empty: none is sent.
#mailto = ""
# Days after which a service is asked again about what it did not know, and bytes that are read of an answer.
#again = 30.0
#most = 10485760
# Where they stand, if not at their usual addresses: {{ crossref = "https://api.crossref.org" }}
#urls = {{}}

[report]
# The report of `curator run --check` is sent when there is news of links: dead, suspect, moved, insecure, blocked,
# recovered, unusable; or "always".
#when = "news"
# Files below the folder of exports that hold the latest report; the endings tell the formats: ["report.html"].
#files = []

# Mail, and a request (POST, JSON) to an address. What could not be delivered goes with the next report that is.
# `security` is "starttls", "tls" or "none"; port 0 is the usual one. The password is in the environment variable
# CURATOR_SMTP_PASSWORD, or what a command prints. An address that is a secret is better in CURATOR_WEBHOOK; one in a
# private network must be allowed by [net] allow_private.
#
# [report.mail]
# host = "smtp.example.org"
# port = 0
# security = "starttls"
# user = "me@example.org"
# password_command = ["pass", "show", "smtp"]
# sender = "me@example.org"
# to = ["me@example.org"]
#
# [report.webhook]
# url = "https://example.org/hook"
# headers = {{ Authorization = "Bearer …" }}

[backup]
# Where `curator backup` puts copies of the catalogue: an own folder for each catalogue, relative to the catalogue's.
#folder = "backups"
# So many copies stay there, the newest; 0 keeps all.
#keep = 7
# Days after which `curator run` makes another one; with 0 it makes none.
#days = 0
"""
