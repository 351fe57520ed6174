"""Connections go to public addresses alone, and to the very address that was checked.

A name is resolved once, its address checked, and the connection made to that address: a name that resolves to another
one a moment later changes nothing. Redirects pass here again, as every request does.
"""

from __future__ import annotations

import ipaddress
import socket

import httpx

from spacecoop.document.fault import SourceError

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class CheckedTransport(httpx.BaseTransport):
    """Sends a request to the checked address of its host; raises ``SourceError`` when the host has none.

    Connections are not kept: one to an address must not serve another name.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See ``httpx.BaseTransport``; the certificate is checked for the name, not for the address."""
        host = request.url.host
        found = checked_address(host, request.url.port, allow_private=self._allow_private)
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host=found),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._inner.handle_request(sent)

    def close(self) -> None:
        self._inner.close()


def checked_address(host: str, port: int | None, *, allow_private: bool) -> str:
    """The first address of a host that may be connected to; raises ``SourceError`` when there is none."""
    try:
        found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise httpx.ConnectError(f"{host} has no address") from fault
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if allow_private or is_public(address):
            return address
    raise SourceError(
        "private_address",
        f"{host} is an address of this computer or of a private network.",
        "Name a public address, or set allow_private = true in feeds.toml.",
    )


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also where it wraps an IPv4 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
