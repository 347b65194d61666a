"""Every address the portal answers to, in the order they are tried."""

from __future__ import annotations

from communique.public import files, home, media, registry, releases, searching, sitemap, verify
from communique.public.route import Route

ROUTES: tuple[Route, ...] = (
    *home.ROUTES,
    *releases.ROUTES,
    *searching.ROUTES,
    *verify.ROUTES,
    *registry.ROUTES,
    *sitemap.ROUTES,
    *files.ROUTES,
    *media.ROUTES,
)
