"""What was learned of sites in one pass over the pages of an import: a template for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from communique.core.evidence import Capture
from communique.ingest.blocks import Block, Sheet, sheet_of
from communique.ingest.html import Saved
from communique.ingest.plain import read_plain
from communique.ingest.template import NOTHING, Learner, Template

FORMAT = 1
# Of so many sites pages are held while learning; those met later are read as they are.
MOST_SITES = 50


@dataclass(frozen=True, slots=True)
class Learned:
    """Templates by site: a host, or a folder or archive of pages without addresses.

    folders: the paths that were given to be read, and the site that pages found there are of.
    """

    templates: Mapping[str, Template] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)

    def of(self, capture: Capture) -> Template:
        """Return what was learned of the site that a capture is from."""
        if not self.templates:
            return NOTHING
        return self.templates.get(site_of(capture, self.folders), NOTHING)


NOTHING_LEARNED = Learned()


def site_of(capture: Capture, folders: Mapping[str, str]) -> str:
    """Return the site of a capture: the host of its address, else the folder it was found in.

    What a page says of its own address does not count: a mirror repeats it.
    """
    try:
        host = urlsplit(capture.address).hostname or ""
    except ValueError:
        host = ""
    if host:
        return host.removeprefix("www.")
    found = (site for path, site in folders.items() if _lies_in(capture.path, path))
    return next(found, "")


def _lies_in(path: str, folder: str) -> bool:
    if folder == ".":
        return not path.startswith("/")
    return path == folder or path.startswith((f"{folder.rstrip('/')}/", f"{folder}!"))


def learn(
    pages: Iterable[Capture | Saved],
    folders: Mapping[str, str],
    known: Mapping[str, Template] | None = None,
) -> Learned:
    """Return what pages have in common with others of their site, in one pass over them.

    known: what was learned before; it stands where these pages are fewer than those it is from.
    """
    learners: dict[str, Learner] = {}
    for page in pages:
        capture = page.capture if isinstance(page, Saved) else page
        site = site_of(capture, folders)
        if site not in learners and len(learners) >= MOST_SITES:
            continue
        learner = learners.setdefault(site, Learner())
        if learner.wants(capture.digest):
            learner.add(capture.digest, _sheet(page))
    templates = dict(known or {})
    for site, learner in learners.items():
        template = learner.learned()
        if template.pages > 0 and template.pages >= templates.get(site, NOTHING).pages:
            templates[site] = template
    return Learned(templates, folders)


def _sheet(page: Capture | Saved) -> Sheet:
    if isinstance(page, Saved):
        return sheet_of(page.capture.text)
    return Sheet(blocks=tuple(Block(text=line.text) for line in read_plain(page).lines))


def to_json(site: str, template: Template) -> str:
    """Return a template as JSON, the same for the same one."""
    members = {
        "format": FORMAT,
        "site": site,
        "pages": template.pages,
        "shared": sorted(f"{one:016x}" for one in template.shared),
        "around": sorted(f"{one:016x}" for one in template.around),
        "glued": sorted(template.glued),
    }
    return json.dumps(members, ensure_ascii=False, indent=0) + "\n"


def from_json(text: str) -> tuple[str, Template]:
    """Return a site and its template.  Raises ValueError, TypeError or KeyError if it is none."""
    members = json.loads(text)
    if members["format"] != FORMAT:
        raise ValueError(f"format {members['format']!r}")
    return str(members["site"]), Template(
        pages=int(members["pages"]),
        shared=frozenset(int(one, 16) for one in members["shared"]),
        around=frozenset(int(one, 16) for one in members["around"]),
        glued=frozenset(map(str, members["glued"])),
    )
