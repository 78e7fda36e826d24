"""What the pages are built on, and what decides who sees them: from settings and store to the web's objects."""

import secrets
import time
from pathlib import Path

from kiwame.service.channel_book import operator_channels
from kiwame.service.check_channels import send_test
from kiwame.service.checkup import look_from_within
from kiwame.service.settings import Settings
from kiwame.store.engine import Store
from kiwame.web.access import Access
from kiwame.web.csrf import FormSeal
from kiwame.web.hosts import OwnHosts
from kiwame.web.pages.frame import Frame
from kiwame.web.passwords import settle
from kiwame.web.proxies import TrustedProxies
from kiwame.web.sessions import SignedIn
from kiwame.web.site import Site


def site(settings: Settings, store: Store, config_file: Path | None = None) -> Site:
    """What all pages are built on. `config_file`: whose rules of the user's own are followed."""
    return Site(
        reader=store.reader,
        commands=store.commands,
        regrouping=store.regrouping,
        projects=store.projects,
        deliveries=store.deliveries,
        channels=store.channels,
        frame=Frame(clock=time.time, language=settings.language, public_url=settings.public_url),
        clock=time.time,
        findings=lambda: list(look_from_within(settings, config_file)),
        language=settings.language,
        public_url=settings.public_url,
        unsure_below=settings.llm_below,
        operator_channels=operator_channels(settings),
        send_test=send_test(settings),
        webhooks=bool(settings.sentry_client_secret),
    )


def access(settings: Settings, store: Store) -> Access:
    """Who is let in. Keeps the password's hash; where it is a new one, all sessions end. StorageError."""
    return Access(
        find=store.tokens.find,
        hosts=OwnHosts(public_url=settings.public_url, allowed=settings.allowed_hosts),
        proxies=TrustedProxies(settings.trusted_proxies),
        signed_in=SignedIn(store.sessions, clock=time.time, secret=new_secret),
        password=settle(settings.admin_password, key_values=store.key_values, sessions=store.sessions),
        seal=FormSeal(store.key_values.ensure("form_key", new_secret())),
        secret=new_secret,
    )


def new_secret() -> str:
    """32 random bytes in base64url: 43 characters."""
    return secrets.token_urlsafe(32)
