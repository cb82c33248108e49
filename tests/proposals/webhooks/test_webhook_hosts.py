"""Where messages may go at all."""

import socket

import pytest

from proposals.webhooks.hosts import Forbidden, Place, addresses_of, is_outside, place_of


@pytest.fixture(autouse=True)
def listed(settings):
    settings.WEBHOOK_HOSTS = ["qyapi.weixin.qq.com", "Hooks.Example:8443", "private:localhost", "127.0.0.1"]


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
            Place("qyapi.weixin.qq.com", 443, "/cgi-bin/webhook/send?key=1", inside=False),
        ),
        ("https://QYAPI.weixin.qq.com", Place("qyapi.weixin.qq.com", 443, "/", inside=False)),
        ("https://hooks.example:8443/a", Place("hooks.example", 8443, "/a", inside=False)),
        ("https://localhost/a", Place("localhost", 443, "/a", inside=True)),
    ],
)
def test_an_address_of_a_host_on_the_list_is_taken(url: str, place: Place):
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "http://qyapi.weixin.qq.com/", "ftp://qyapi.weixin.qq.com/", "//qyapi.weixin.qq.com/", "", "https://",
        "https://qyapi.weixin.qq.com:8443/", "https://hooks.example/", "https://other.example/",
        "https://qyapi.weixin.qq.com.other.example/", "https://other.example/qyapi.weixin.qq.com",
        "https://qyapi.weixin.qq.com@other.example/", "https://user:word@qyapi.weixin.qq.com/",
        "https://qyapi.weixin.qq.com\\@other.example/", "https://qyapi.weixin.qq.com/#a", "https://[::1/",
        "https://qyapi.weixin.qq.com:99999/", "https://qyapi.weixin.qq.com/ HTTP/1.1", "https://企业.example/",
        "https://qyapi.weixin.qq.com/\r\nX: 1", "https://localhost:444/",
    ],
)  # fmt: skip
def test_any_other_address_is_refused_with_a_sentence(url: str):
    with pytest.raises(Forbidden, match=r"。$"):
        place_of(url)


def test_an_empty_list_allows_nothing(settings):
    settings.WEBHOOK_HOSTS = []

    with pytest.raises(Forbidden, match="WEBHOOK_HOSTS"):
        place_of("https://qyapi.weixin.qq.com/")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  nothing listens here
        "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "255.255.255.255", "224.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12:3456::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_or_of_special_use_are_known(address: str):
    assert not is_outside(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_public_network_are_known(address: str):
    assert is_outside(address)


def test_a_listed_name_that_leads_inside_is_refused_unless_the_list_says_so():
    with pytest.raises(Forbidden, match="内部网络"):
        addresses_of(place_of("https://127.0.0.1/"))

    assert "127.0.0.1" in addresses_of(place_of("https://localhost/"))


def test_one_address_inside_among_others_is_enough_to_refuse(monkeypatch):
    def told(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (one, 443)) for one in ("1.1.1.1", "192.168.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", told)  # the network's answer, not a part of this program

    with pytest.raises(Forbidden):
        addresses_of(place_of("https://qyapi.weixin.qq.com/"))
