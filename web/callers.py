"""Who asks: an address, and the groups of addresses that share its allowance."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

LONGEST_ADDRESS = 100
WIDER_SHARES = 8  # a /48 is a household's provider or an office: eight times one connection's share


def client_address(request: HttpRequest) -> str:
    """Return who asks: the connection's address, or what the outermost of our own PROXIES saw."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    return seen_address(request.headers.get("X-Forwarded-For", ""), remote, proxies=settings.PROXIES)


def seen_address(forwarded: str, remote: str, *, proxies: int) -> str:
    """Return of an X-Forwarded-For header what the outermost of so many proxies saw; where there is none, `remote`."""
    if not proxies:
        return remote
    seen = [part.strip() for part in forwarded.split(",")]
    return seen[-min(proxies, len(seen))] or remote


def groups(address: str) -> tuple[tuple[str, int], ...]:
    """Return the groups an address counts for, with how many shares each has.

    An IPv4 address is its own group; an IPv6 address stands for its /64, which one customer has whole, and its /48.
    """
    try:
        known = ip_address(address)
    except ValueError:
        return ((address[:LONGEST_ADDRESS], 1),)
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return ((str(known.ipv4_mapped), 1),)
        near, wide = (str(ip_network((int(known), bits), strict=False)) for bits in (64, 48))
        return ((near, 1), (wide, WIDER_SHARES))
    return ((str(known), 1),)
