"""What `kiwame serve` does before its halves start: makes or migrates store and inbox, and says DSN and page."""

import os
import secrets
import sys
import time
from urllib.parse import urlsplit

from kiwame.core.errors import KiwameError
from kiwame.core.loopback import is_loopback_host
from kiwame.core.ports import Project
from kiwame.service import wiring
from kiwame.service.halves import inherit
from kiwame.service.page_address import page_address, reachable
from kiwame.service.settings import Settings


def main() -> int:
    """Print the DSN lines and the page's; 2 with one line on stderr where the data cannot be used."""
    settings = inherit().settings
    os.umask(0o077)
    try:
        wiring.inbox(settings).close()
        store = wiring.store(settings, create=True)
        project = store.projects.ensure_default(secrets.token_hex(16), time.time())
        store.close()
    except KiwameError as error:
        sys.stderr.write(f"kiwame: {error}\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in (*dsn_lines(project, settings), page_line(settings))))
    sys.stdout.flush()
    return 0


def dsn_lines(project: Project, settings: Settings) -> list[str]:
    """What is printed: the DSN by the address given, and by the public one where that is set."""
    if not project.public_keys:
        return [f"DSN: none: project {project.id} has no key; add one with: kiwame key add {project.id}"]
    key = project.public_keys[0]
    lines = [f"DSN: http://{key}@{reachable(settings.host)}:{settings.port}/{project.id}"]
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        lines.append(f"DSN: {parts.scheme}://{key}@{parts.netloc}{parts.path}/{project.id}")
    if project.closed:
        lines.append(f"project {project.id} is closed; open it with: kiwame project reopen {project.id}")
    return lines


def page_line(settings: Settings) -> str:
    """Where the page is, and what it takes to see it from another machine."""
    line = f"Page: {page_address(settings)}/"
    listens = f"[{settings.host}]" if ":" in settings.host else settings.host
    if settings.admin_password or (is_loopback_host(listens) and not settings.public_url):
        return line
    return f"{line} (from other machines once KIWAME_ADMIN_PASSWORD is set)"


if __name__ == "__main__":
    raise SystemExit(main())
