"""Host rules of code, video, encyclopaedias, questions and answers outside China."""

from curator.urls.rules import HostRule as Rule

_OWNER = r"/(?P<owner>[A-Za-z0-9][A-Za-z0-9\-]{0,38})"
_REPO = _OWNER + r"/(?P<repo>[A-Za-z0-9._\-]+?)"
_LOWER = {"owner": str.lower, "repo": str.lower}
_VIDEO = r"[A-Za-z0-9_\-]{11}"
_YOUTUBE = "youtube.com m.youtube.com music.youtube.com youtube-nocookie.com"
_EXCHANGE = "*.stackexchange.com"
_EXCHANGE_SITES = "stackoverflow.com superuser.com serverfault.com askubuntu.com mathoverflow.net stackapps.com"
_CHROME = "chromewebstore.google.com chrome.google.com"


_WIKI_SIGNS = {"%20": "_", "%2C": ",", "%3A": ":", "%3B": ";", "%40": "@", "%24": "$", "%2F": "/"}


def _wiki_title(title: str) -> str:
    """MediaWiki shows spaces as underscores, lets these signs stand, and begins every title with a capital."""
    for code, sign in _WIKI_SIGNS.items():
        title = title.replace(code, sign)
    return title[:1].upper() + title[1:]


def _pypi(name: str) -> str:
    """Package names as PEP 503 compares them."""
    for sign in "_.":
        name = name.replace(sign, "-")
    return "-".join(filter(None, name.lower().split("-")))


WORLD = (
    Rule("github", "gh", "github.com",
         _REPO + r"/(?P<kind>issues|pull|discussions)/(?P<number>[0-9]+)(?:/(?:files|commits))?",
         "{owner}/{repo}/{kind}/{number}#{comment}",
         "https://github.com/{owner}/{repo}/{kind}/{number}#{comment}",
         "one comment of a thread", spell=_LOWER,
         fragment=r"(?P<comment>(?:issuecomment|discussioncomment|discussion_r|pullrequestreview)-?[0-9]+)"),
    Rule("github", "gh", "github.com",
         _REPO + r"(?:\.git)?", "{owner}/{repo}", "https://github.com/{owner}/{repo}",
         "owner and repository are not case-sensitive; `.git` is for cloning", spell=_LOWER),
    Rule("github", "gh", "github.com",
         _OWNER, "{owner}", "https://github.com/{owner}", "a user or organisation; ?tab= chooses a page of it",
         spell={"owner": str.lower}, unless="*"),
    Rule("github", "gh", "github.com",
         _REPO + r"(?:\.git)?/(?P<path>.*[^/])", "{owner}/{repo}/{path}", "https://github.com/{owner}/{repo}/{path}",
         "deeper paths stay: file names are case-sensitive", spell=_LOWER, unless="*"),
    Rule("gist", "gist", "gist.github.com",
         r"/(?:[A-Za-z0-9\-]+/)?(?P<id>[0-9a-f]{5,32})", "{id}", "https://gist.github.com/{id}",
         "the number alone names a gist; the owner is decoration"),
    Rule("youtube", "youtube", _YOUTUBE,
         r"/watch", "{id}", "https://www.youtube.com/watch?v={id}",
         "a video, whatever list it is played from and at whatever second it starts", query={"id": rf"v={_VIDEO}"}),
    Rule("youtube", "youtube", _YOUTUBE,
         r"/(?:embed|shorts|live|v)/(?P<id>" + _VIDEO + r")", "{id}", "https://www.youtube.com/watch?v={id}",
         "other pages of one video"),
    Rule("youtube", "youtube", "youtu.be",
         r"/(?P<id>" + _VIDEO + r")", "{id}", "https://www.youtube.com/watch?v={id}", "the short address"),
    Rule("youtube", "youtube", _YOUTUBE,
         r"/playlist", "list/{id}", "https://www.youtube.com/playlist?list={id}", "a playlist",
         query={"id": r"list=[A-Za-z0-9_\-]+"}),
    Rule("wikipedia", "wikipedia", "*.wikipedia.org",
         r"/(?:wiki|zh|zh-[a-z]{2,4})/(?P<title>.+)", "{host}/{title}", "https://{host}/wiki/{title}",
         "telephones' hosts, variants of Chinese and percent-encoding show one page; {host} is the language alone",
         spell={"title": _wiki_title, "host": lambda host: host.partition(".")[0]},
         unless="oldid diff action curid redirect"),
    Rule("stackexchange", "so", _EXCHANGE_SITES + " " + _EXCHANGE,
         r"/questions/[0-9]+/[^/]*/(?P<id>[0-9]+)", "{host}/a/{id}", "https://{host}/a/{id}", "an answer"),
    Rule("stackexchange", "so", _EXCHANGE_SITES + " " + _EXCHANGE,
         r"/(?:questions|q)/(?P<id>[0-9]+)(?:/[^/]*)?", "{host}/q/{id}", "https://{host}/q/{id}",
         "the number alone names a question; the words, and a reader's number behind a short address, are decoration"),
    Rule("stackexchange", "so", _EXCHANGE_SITES + " " + _EXCHANGE,
         r"/a/(?P<id>[0-9]+)(?:/[0-9]+)?", "{host}/a/{id}", "https://{host}/a/{id}", "an answer, the short address"),
    Rule("medium", "medium", "*.medium.com",
         r"/(?:.*[/\-])?(?P<id>[0-9a-f]{10,12})", "{id}", "https://medium.com/p/{id}",
         "the number behind the words names a story, in whatever publication"),
    Rule("huggingface", "hf", "huggingface.co hf.co",
         r"/(?P<path>[A-Za-z0-9._\-]+(?:/[A-Za-z0-9._\-]+){0,2})", "{path}", "https://huggingface.co/{path}",
         "models, data sets, spaces and papers; hf.co is the short host", unless="*"),
    Rule("pypi", "pypi", "pypi.org pypi.python.org",
         r"/(?:project|pypi)/(?P<name>[A-Za-z0-9._\-]+)", "{name}", "https://pypi.org/project/{name}/",
         "names compare as PEP 503 says; pypi.python.org is the old host", spell={"name": _pypi}),
    Rule("npm", "npm", "npmjs.com",
         r"/package/(?P<name>(?:@[A-Za-z0-9._~\-]+/)?[A-Za-z0-9._~\-]+)", "{name}",
         "https://www.npmjs.com/package/{name}", "a package", unless="activeTab"),
    Rule("twitter", "tweet", "twitter.com mobile.twitter.com m.twitter.com x.com",
         r"/(?:[A-Za-z0-9_]+|i/web)/status(?:es)?/(?P<id>[0-9]+)(?:/(?:photo|video)/[0-9]+)?",
         "{id}", "https://twitter.com/i/web/status/{id}", "the number alone names a post; x.com is the new host"),
    Rule("reddit", "reddit", "*.reddit.com",
         r"/(?:(?:r|user)/[A-Za-z0-9_\-]+/)?comments/(?P<id>[0-9a-z]+)(?:/[^/]*)?", "{id}",
         "https://www.reddit.com/comments/{id}", "the number alone names a thread; old., np. and m. show the same"),
    Rule("reddit", "reddit", "*.reddit.com",
         r"/(?:(?:r|user)/[A-Za-z0-9_\-]+/)?comments/(?P<id>[0-9a-z]+)/[^/]*/(?P<comment>[0-9a-z]+)",
         "{id}/{comment}", "https://www.reddit.com/comments/{id}/_/{comment}", "a comment of a thread"),
    Rule("reddit", "reddit", "redd.it", r"/(?P<id>[0-9a-z]+)", "{id}", "https://www.reddit.com/comments/{id}",
         "the short address"),
    Rule("hackernews", "hn", "news.ycombinator.com",
         r"/item", "{id}", "https://news.ycombinator.com/item?id={id}", "a story or comment",
         query={"id": "id=[0-9]+"}),
    Rule("instagram", "instagram", "instagram.com",
         r"/(?:[A-Za-z0-9._]+/)?(?:p|reel|tv)/(?P<id>[A-Za-z0-9_\-]{5,})", "{id}", "https://www.instagram.com/p/{id}/",
         "case-sensitive; a post has one code on all its pages"),
    Rule("appstore", "appstore", "apps.apple.com itunes.apple.com",
         r"(?P<path>/(?:[a-z]{2}/)?app/(?:[^/]+/)?id(?P<id>[0-9]+))", "{id}", "https://apps.apple.com{path}",
         "the number names an app in every country's shop"),
    Rule("chromestore", "chromestore", _CHROME,
         r"(?:/webstore)?/detail/(?:[^/]+/)?(?P<id>[a-p]{32})", "{id}", "https://chromewebstore.google.com/detail/{id}",
         "the id of an extension, at the shop's old address and the new"),
    Rule("gdrive", "gdrive", "drive.google.com",
         r"/(?:file/(?:u/[0-9]+/)?d|drive/(?:u/[0-9]+/)?folders|folders)/(?P<id>[A-Za-z0-9_\-]{10,})(?:/[a-z]+)?",
         "{id}", "https://drive.google.com/open?id={id}", "a file or folder; view, edit, preview show the same",
         keep="resourcekey"),
    Rule("gdrive", "gdrive", "drive.google.com",
         r"/(?:open|uc)", "{id}", "https://drive.google.com/open?id={id}", "the same, named by a parameter",
         query={"id": r"id=[A-Za-z0-9_\-]{10,}"}, keep="resourcekey"),
    Rule("gdocs", "gdocs", "docs.google.com",
         r"/(?P<kind>document|presentation|spreadsheets|forms)/(?:u/[0-9]+/)?d/(?P<id>[A-Za-z0-9_\-]{20,})(?:/[a-z]+)?",
         "{id}", "https://docs.google.com/{kind}/d/{id}/", "a document; edit, preview, mobilebasic show the same",
         unless="gid tab"),
)
