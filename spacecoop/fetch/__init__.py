"""Feeds and pages from the network to files below ``sources/``: the only room of the engine that connects to anything.

Nothing is fetched but what a user named in ``feeds.toml`` or gave as an address; reading the files is ``document``'s.
"""

from spacecoop.fetch.collect import Fetched, add_page, fetch_all, last_problems

__all__ = ["Fetched", "add_page", "fetch_all", "last_problems"]
