"""Which machines a page may be fetched from: those of the public internet, and no other.

A name can lead into the network that the server stands in, to a cloud's metadata or to the server itself; so
a name counts as what it resolves to, and one address that is not public refuses all of them.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import anyio

from bot.errors import BotError

_UNICAST = IPv6Network("2000::/3")  # all that IANA has given out of IPv6
_NAT64 = IPv6Network("64:ff9b::/96")  # carries an IPv4 address in its last 32 bits
# Global by number, and yet a cloud's own machines (Azure, Oracle), or a relay that is no more
_WITHIN = tuple(IPv4Network(net) for net in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24"))


async def public_addresses(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host; BotError where it has none, or one that is not public."""
    try:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise BotError(f"no site was found at {host}: check the address") from exc
    addresses = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
    if not addresses or not all(is_public(address) for address in addresses):
        raise BotError(f"{host} is not on the public internet: give a page that everybody can open")
    return addresses


def is_public(address: str) -> bool:
    """Return whether an IP address is of the public internet, also the one that it carries within itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        within = any(parsed in network for network in _WITHIN)
        return parsed.is_global and not parsed.is_multicast and not within
    return _is_public6(parsed)


def _is_public6(address: IPv6Address) -> bool:
    if carried := _carried(address):
        return is_public(str(carried))
    return (
        address.scope_id is None
        and address in _UNICAST
        and address.is_global
        and not address.is_multicast
        and address.teredo is None
    )


def _carried(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address to which a gateway would pass on what is sent here."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
