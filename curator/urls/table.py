"""The one table of host rules, in the order in which rules on one host are tried."""

from curator.urls.table_chinese import CHINESE
from curator.urls.table_papers import PAPERS
from curator.urls.table_world import WORLD

HOST_RULES = (*CHINESE, *PAPERS, *WORLD)
"""Every host whose addresses carry an identity of their own. Hosts that are not here go by the generic rule."""
