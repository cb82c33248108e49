"""Where messages may go: https alone, hosts of the list alone, no address inside a network unless the list says so.

WEBHOOK_HOSTS has hosts, each with a port where it is not 443: qyapi.weixin.qq.com, hooks.office.example:8443. Before a
host of one's own network stands `private:`. The list is the operator's, not the administrator's: whoever signs in to
the admin cannot make this machine knock at others.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

HTTPS = 443
PRIVATE = "private:"
MOST = 4  # addresses of a host that are looked at


class Forbidden(ValueError):
    """A message must not go there; the reason is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Place:
    """A host that is allowed, and the path with its query. `inside`: its addresses may be those of a network."""

    host: str
    port: int
    path: str
    inside: bool


def allowed() -> dict[tuple[str, int], bool]:
    """Host and port → whether it may lie inside a network."""
    found = {}
    for entry in settings.WEBHOOK_HOSTS:
        host, _colon, port = entry.removeprefix(PRIVATE).strip().lower().partition(":")
        if host and (not port or port.isdecimal()):
            found[host, int(port or HTTPS)] = entry.startswith(PRIVATE)
    return found


def place_of(url: str) -> Place:
    """Where an address leads. Raises Forbidden."""
    parts, port = _parts(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Forbidden(_("地址要以 https:// 开头，请核对。"))
    if parts.username is not None or parts.password is not None or parts.fragment or not url.isascii():
        raise Forbidden(_("地址里不能有帐号、# 和中文，请核对。"))
    if any(one <= " " or one == "\x7f" or one == "\\" for one in url):
        raise Forbidden(_("地址里不能有空白，请核对。"))
    host = parts.hostname.lower()
    inside = allowed().get((host, port))
    if inside is None:
        raise Forbidden(_("%(host)s 不在允许的主机里，请运行本站的人把它写进 WEBHOOK_HOSTS。") % {"host": host})
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(host, port, path, inside)


def _parts(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        return parts, parts.port or HTTPS
    except ValueError as fault:
        raise Forbidden(_("地址写得不对，请核对。")) from fault


def addresses_of(place: Place) -> list[str]:
    """The addresses to connect to, as the network names them now. Raises Forbidden, or OSError where there are none.

    The connection goes to one of these and asks no second time: a name could answer otherwise by then.
    """
    told = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(one[4][0]) for one in told))[:MOST]
    if not place.inside and not all(map(is_outside, found)):
        raise Forbidden(_("%(host)s 指向内部网络的地址，没有发送。") % {"host": place.host})
    return found


def is_outside(address: str) -> bool:
    """Whether an IP address is one of the public network: not of this machine, a private network or a special use."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_outside(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip in _TRANSLATED:
            return False  # an address of the other kind is hidden in it
    return ip.is_global and not ip.is_multicast


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
