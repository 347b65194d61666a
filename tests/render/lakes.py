"""The setting in which pages of the invented organisation are made."""

from __future__ import annotations

from datetime import date
from functools import cache

from communique.cli.profile_files import read_profile
from communique.render.registry.setting import Setting
from communique.render.site import site_view
from tests.sites import SMALL_PROFILE

TODAY = date(2026, 11, 24)


@cache
def setting(lang: str = "en", on: date = TODAY) -> Setting:
    """Return the setting of a reader of a language, as of a day."""
    profile = read_profile(SMALL_PROFILE)
    site = site_view(profile, lang, url="http://lakes.example", on=on, today=TODAY)
    return Setting(profile, site)
