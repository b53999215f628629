"""Documents from the web, fetched with care: by time, by size, and never from a private network by accident.

Every address that a host has is looked at before one is used, and the connection is made to the address that was
looked at, after each redirect anew. Only http and https; no cookies, no scripts, no proxies.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from chancery.errors import InputError
from chancery.reading import source, streams

IDLE_SECONDS = 20.0
"""How long a server may say nothing: what browsers and curl's usual settings grant is longer, feeds need less."""

TOTAL_SECONDS = 60.0
"""How long one document may take, so that a server which drips bytes ends too."""

MOST_REDIRECTS = 5
"""What RFC 2068 recommended, and more than feeds need."""

PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)
NOT_MODIFIED = 304

AGENT = "Chancery"

_AS_IT_IS = "/?#[]@!$&'()*+,;=:%~"
"""What an address may hold beside letters and figures; everything else is written as percent signs and figures."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What a server sent, or that nothing has changed (`body` is None).

    `etag` and `modified` are for the next request of this address; `url` is where the document was in the end.
    """

    url: str
    body: bytes | None
    content_type: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What a fetch may take and where it may go."""

    private: bool = False
    idle: float = IDLE_SECONDS
    total: float = TOTAL_SECONDS
    most_bytes: int | None = None
    """None for the size of the largest document that is read."""


def fetch(
    url: str, *, etag: str | None = None, modified: str | None = None, limits: Limits | None = None
) -> Fetched:
    """The document at an http or https address.

    With `etag` or `modified` of an earlier answer the server may say that nothing has changed. Raises InputError,
    which names the address, for everything that goes wrong.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.total
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    conditions = {name: value for name, value in asked.items() if value}
    at = url
    for _ in range(MOST_REDIRECTS + 1):
        parts = _parts(at, url)
        try:
            found = _ask(parts, conditions, limits, deadline)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            reason = _late(limits) if time.monotonic() > deadline else _reason(error)
            raise InputError(f"{at}: {reason}") from None
        if isinstance(found, Fetched):
            return found
        at = urljoin(at, found)
        if parts.scheme == "https" and urlsplit(at).scheme == "http":
            raise InputError(f"{url}: redirects from https to {at}, which anybody on the way could change")
    raise InputError(f"{url}: more than {MOST_REDIRECTS} redirects")


def _parts(at: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(at)
        port = parts.port
    except ValueError as error:
        raise InputError(f"{at}: no address ({error})") from None
    whence = "" if at == url else f" (redirected from {url})"
    if parts.scheme not in PORTS or not parts.hostname:
        raise InputError(f"{at}{whence}: only http and https addresses are read")
    if parts.username is not None:
        raise InputError(f"{at}{whence}: addresses with a name or password in them are not read")
    if port == 0 or any(character <= " " for character in at):
        raise InputError(f"{at!r}{whence}: no address")
    return parts


def _ask(parts: SplitResult, conditions: Mapping[str, str], limits: Limits, deadline: float) -> Fetched | str:
    """The answer of one server, or the address that it sends us to."""
    address = parts.geturl()
    with closing(_connected(parts, limits)) as connection, _until(deadline, connection):
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_IT_IS)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", "Connection": "close"}
        connection.request("GET", path, headers={**headers, **conditions})
        answer = connection.getresponse()
        location = answer.getheader("Location")
        if answer.status in MOVED and location:
            return location
        if answer.status not in (200, NOT_MODIFIED):
            raise InputError(f"{address}: the server says {answer.status} {answer.reason}")
        body = None
        if answer.status == 200:
            body = _body(answer, address, limits, deadline)
        return Fetched(
            url=address,
            body=body,
            content_type=answer.getheader("Content-Type", ""),
            etag=answer.getheader("ETag") or conditions.get("If-None-Match"),
            modified=answer.getheader("Last-Modified") or conditions.get("If-Modified-Since"),
        )


@contextmanager
def _until(deadline: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Cut the connection off at the deadline: a server that drips bytes never lets a socket time out."""

    # The connection lets go of its socket when the answer's header is there; the answer still reads from it.
    open_socket = connection.sock

    def cut() -> None:
        with suppress(OSError):
            open_socket.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(answer: http.client.HTTPResponse, address: str, limits: Limits, deadline: float) -> bytes:
    packing = answer.getheader("Content-Encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"{address}: packed as {packing}, which was not asked for")
    received = b"".join(_received(answer, address, limits, deadline))
    if packing in ("gzip", "x-gzip") and received.startswith(streams.GZIP):
        return streams.gunzipped(received, address, _most(limits))
    return received


def _most(limits: Limits) -> int:
    return source.MOST_BYTES if limits.most_bytes is None else limits.most_bytes


def _received(
    answer: http.client.HTTPResponse, address: str, limits: Limits, deadline: float
) -> Iterator[bytes]:
    size = 0
    while True:
        part = answer.read1(streams.CHUNK)
        if time.monotonic() > deadline:
            raise InputError(f"{address}: {_late(limits)}")
        if not part:
            break
        size += len(part)
        if size > _most(limits):
            raise InputError(f"{address}: larger than {_most(limits) / 1_000_000:g} MB")
        yield part
    if answer.length:
        raise InputError(f"{address}: the connection ended {answer.length} bytes too early")


def _connected(parts: SplitResult, limits: Limits) -> http.client.HTTPConnection:
    """A connection to an address of the host that was looked at: no second look-up can lead it elsewhere."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    connected = _any_of(_addresses(host, port, limits, parts.geturl()), port, limits)
    connection = http.client.HTTPConnection(host, port, timeout=limits.idle)
    if parts.scheme == "https":
        connected = ssl.create_default_context().wrap_socket(connected, server_hostname=host)
    connection.sock = connected
    return connection


def _any_of(addresses: list[str], port: int, limits: Limits) -> socket.socket:
    """A socket to the first address that takes one."""
    for number, address in enumerate(addresses, start=1):
        try:
            return socket.create_connection((address, port), timeout=limits.idle)
        except OSError:
            if number == len(addresses):
                raise
    raise OSError("the host has no address")


def _addresses(host: str, port: int, limits: Limits, url: str) -> list[str]:
    """Every address that the name stands for. One private one is enough to refuse them all."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not limits.private and not is_public(address):
            raise InputError(f"{url}: {host} is {address}, an address of a private network; it is not read")
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        # NAT64: the last four bytes are an IPv4 address.
        if parsed in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _late(limits: Limits) -> str:
    return f"not done after {limits.total:g} seconds"


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the server does not answer"
    if isinstance(error, socket.gaierror):
        return "no such host"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({error.verify_message})"
    return f"cannot be fetched: {getattr(error, 'strerror', None) or error or type(error).__name__}"
