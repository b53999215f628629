"""Fetching from servers of our own on this machine: redirects, conditions, limits, private networks."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chancery.errors import InputError
from chancery.reading import fetch as fetch_module
from chancery.reading import read_path
from chancery.reading.fetch import Limits, fetch, is_public
from chancery.reading.source import ALLOW_PRIVATE

TEXT = "The minister said on Monday that the talks would go on, and that she was glad of it."
PAGE = (
    f"<html><body><article><h1>Talks</h1><p>{TEXT}</p><p>{TEXT} Again.</p></article></body></html>".encode()
)
HERE = Limits(private=True, idle=2, total=4)

Answer = Callable[[BaseHTTPRequestHandler], None]


def sends(body: bytes, status: int = 200, **header: str) -> Answer:
    """An answer with that body; `_` in a name of the header stands for `-`."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **header}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


class Server:
    """What a server answers by path, and the requests that it got."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[BaseHTTPRequestHandler] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self)
                outer.answers[self.path](self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def test_a_document_with_what_the_server_says_of_it(server: Server) -> None:
    server.answers["/a?b=%C3%A9"] = sends(PAGE, Content_Type="text/html", ETag='"1"', Last_Modified="then")
    found = fetch(server.url("/a?b=é"), limits=HERE)
    assert (found.body, found.content_type, found.etag, found.modified) == (PAGE, "text/html", '"1"', "then")
    assert server.asked[0].headers["Host"] == f"127.0.0.1:{server.port}"


def test_nothing_changed(server: Server) -> None:
    server.answers["/feed"] = sends(b"", 304)
    found = fetch(server.url("/feed"), etag='"1"', modified="Tue, 05 Mar 2024 10:00:00 GMT", limits=HERE)
    assert (found.body, found.etag, found.modified) == (None, '"1"', "Tue, 05 Mar 2024 10:00:00 GMT")
    assert server.asked[0].headers["If-None-Match"] == '"1"'
    assert server.asked[0].headers["If-Modified-Since"].startswith("Tue, 05 Mar")


def test_redirects_are_followed_and_end(server: Server) -> None:
    server.answers["/old"] = sends(b"", 301, Location="/new")
    server.answers["/new"] = sends(PAGE)
    server.answers["/round"] = sends(b"", 302, Location="/round")
    assert fetch(server.url("/old"), limits=HERE).url == server.url("/new")
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetch(server.url("/round"), limits=HERE)


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "gopher://quay.example/", "http://user:secret@quay.example/", "http://:80/"],
)
def test_redirects_lead_only_to_the_web(server: Server, target: str) -> None:
    server.answers["/"] = sends(b"", 302, Location=target)
    with pytest.raises(InputError, match=r"redirected from http://127\.0\.0\.1"):
        fetch(server.url("/"), limits=HERE)


def test_a_private_network_is_refused(server: Server) -> None:
    with pytest.raises(InputError, match="an address of a private network"):
        fetch(server.url("/"))
    assert not server.asked


def test_a_redirect_into_a_private_network_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public server that sends us to the machine's own services."""
    server.answers["/"] = sends(b"", 302, Location="http://169.254.169.254/latest/meta-data")
    monkeypatch.setattr(fetch_module, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(InputError, match=r"169\.254\.169\.254, an address of a private network"):
        fetch(server.url("/"), limits=Limits(idle=2, total=4))


def test_one_private_address_of_a_name_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(InputError, match=r"10\.0\.0\.1, an address of a private network"):
        fetch("http://quay.example/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_gzip_is_unpacked_and_bombs_are_not(server: Server) -> None:
    server.answers["/page"] = sends(gzip.compress(PAGE), Content_Encoding="gzip")
    server.answers["/bomb"] = sends(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")
    assert fetch(server.url("/page"), limits=HERE).body == PAGE
    with pytest.raises(InputError, match="unpacks to more than"):
        fetch(server.url("/bomb"), limits=HERE)


def test_what_never_ends_is_cut_off_by_size(server: Server) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * 65536)
        except OSError:
            pass

    server.answers["/"] = endless
    with pytest.raises(InputError, match="larger than 1 MB"):
        fetch(server.url("/"), limits=Limits(private=True, idle=2, total=10, most_bytes=1_000_000))


@pytest.mark.parametrize("where", ["header", "body"])
def test_what_drips_is_cut_off_by_time(server: Server, where: str) -> None:
    def drips(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if where == "body" else b"X-Slow: "))
        try:
            for _ in range(100):
                request.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            pass

    server.answers["/"] = drips
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"not done after 0\.5 seconds"):
        fetch(server.url("/"), limits=Limits(private=True, idle=2, total=0.5))
    assert time.monotonic() - begun < 3


def test_a_server_that_says_nothing(server: Server) -> None:
    server.answers["/"] = lambda request: time.sleep(2)
    with pytest.raises(InputError, match="does not answer"):
        fetch(server.url("/"), limits=Limits(private=True, idle=0.3, total=4))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (sends(b"", 404), "the server says 404"),
        (sends(b"x", 200, Content_Encoding="br"), "packed as br"),
        (sends(b"short", 200, Content_Length="500"), "bytes too early"),
    ],
)
def test_what_servers_get_wrong(server: Server, answer: Answer, message: str) -> None:
    server.answers["/"] = answer
    with pytest.raises(InputError, match=message):
        fetch(server.url("/"), limits=HERE)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://quay.example/a", "only http and https"),
        ("http://quay.example:99999/", "no address"),
        ("http://quay.example/a b", "no address"),
        ("http://[::1/", "no address"),
        ("https://u:p@quay.example/", "a name or password"),
    ],
)
def test_what_is_no_address(url: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        fetch(url)


def test_a_port_that_nobody_listens_on() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match="cannot be fetched: Connection refused"):
        fetch(f"http://127.0.0.1:{port}/", limits=HERE)


def test_a_page_is_read_from_its_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.decode().replace("Talks", "Łódź talks").encode("iso-8859-2")
    server.answers["/talks.html"] = sends(page, Content_Type="text/html; charset=iso-8859-2")
    with pytest.raises(InputError, match="private network"):
        list(read_path(server.url("/talks.html")))
    monkeypatch.setenv(ALLOW_PRIVATE, "1")
    (article,) = read_path(server.url("/talks.html"))
    assert (article.title, article.url) == ("Łódź talks", server.url("/talks.html"))


def test_a_feed_is_read_from_its_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = (
        f"<rss><channel><title>Quay</title><item><title>T</title><description>{TEXT}</description>"
        "</item></channel></rss>"
    )
    server.answers["/feed"] = sends(feed.encode(), Content_Type="application/rss+xml")
    monkeypatch.setenv(ALLOW_PRIVATE, "1")
    (article,) = read_path(server.url("/feed"))
    assert (article.publisher, article.path) == ("Quay", f"{server.url('/feed')}:1")
