"""Makes the newsroom of a site ready to be opened: its folder and its tables."""

from __future__ import annotations

import os

import django
from django.core.management import call_command

from communique.config import Config
from communique.newsroom import site

SETTINGS = "communique.newsroom.settings"


def begin(config: Config) -> None:
    """Make Django know the site's newsroom; once in a process, before any model is imported."""
    config.newsroom.mkdir(mode=0o700, exist_ok=True)
    os.environ[site.VARIABLE] = str(config.site)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    site.config.cache_clear()
    django.setup()


def prepare() -> None:
    """Bring the newsroom's tables up to date; a second time changes nothing."""
    call_command("migrate", interactive=False, verbosity=0)
