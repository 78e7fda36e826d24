"""The nginx and Caddy files of `packaging/` in real proxies: ports and certificate changed, nothing else."""

import datetime
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.e2e.running import until
from tests.house.source_tree import ROOT

NAME = "kiwame.example.com"
KINDS = ("nginx", "caddy")

_NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
events {{ worker_connections 128; }}
http {{
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    include {folder}/kiwame.conf;
}}
"""
_CADDY = """{{
    admin off
    http_port {http}
    https_port {https}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A running one, by its ports and the certificate it shows."""

    http: int
    https: int
    certificate: Path

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, *, name: str = NAME
    ) -> "Answer":
        """A request over TLS to `name`; OSError where no TLS or no answer comes."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=20)
        with context.wrap_socket(plain, server_hostname=name) as wrapped:
            connection = HTTPConnection(name)
            connection.sock = wrapped
            connection.request(method, path, body, dict(headers or {}))
            return Answer.of(connection.getresponse())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def of(cls, response: HTTPResponse) -> "Answer":
        """Read a response whole."""
        headers = {name.lower(): value for name, value in response.getheaders()}
        return cls(status=response.status, headers=headers, body=response.read())


@contextmanager
def running(kind: str, folder: Path, upstream: int) -> Iterator[Proxy]:
    """A proxy before 127.0.0.1:`upstream`."""
    if shutil.which(kind) is None and not Path(f"/usr/sbin/{kind}").exists():
        pytest.fail(f"{kind} is not installed: python -m tests.setup.services, as root")
    proxy = Proxy(http=_free_port(), https=_free_port(), certificate=folder / "certificate.pem")
    _certify(folder)
    command = _nginx(folder, proxy, upstream) if kind == "nginx" else _caddy(folder, proxy, upstream)
    env = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=env)
        try:
            until(lambda: process.poll() is not None or _listens(proxy.https), "the proxy does not listen")
            assert process.poll() is None, (folder / "output").read_text()
            yield proxy
        finally:
            process.terminate()
            process.wait(10)


def _nginx(folder: Path, proxy: Proxy, upstream: int) -> list[str]:
    text = _changed(
        (ROOT / "packaging/nginx.conf").read_text(encoding="utf-8"),
        {
            "127.0.0.1:8969": f"127.0.0.1:{upstream}",
            "listen 80": f"listen 127.0.0.1:{proxy.http}",
            "listen 443": f"listen 127.0.0.1:{proxy.https}",
            "/etc/letsencrypt/live/kiwame.example.com/fullchain.pem": str(proxy.certificate),
            "/etc/letsencrypt/live/kiwame.example.com/privkey.pem": str(folder / "key.pem"),
        },
    )
    (folder / "kiwame.conf").write_text(text)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder))
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, proxy: Proxy, upstream: int) -> list[str]:
    text = _changed(
        (ROOT / "packaging/Caddyfile").read_text(encoding="utf-8"),
        {
            "127.0.0.1:8969": f"127.0.0.1:{upstream}",
            "\nkiwame.example.com {": f"\nkiwame.example.com {{\n\ttls {proxy.certificate} {folder / 'key.pem'}",
        },
    )
    (folder / "Caddyfile").write_text(_CADDY.format(http=proxy.http, https=proxy.https) + text)
    return [str(shutil.which("caddy")), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        assert old in text, f"the file says {old!r} no more"
        text = text.replace(old, new)
    return text


def _certify(folder: Path) -> None:
    """A certificate of its own for NAME."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
