"""Pages read per second and core, and the memory it takes.

    python -m bench.read_pages [PAGES]

Every page is different: a menu of the profile's own names, a header, and a text of the length
of a press release, made of invented words. Prints the machine, the speed and the peak memory
after each tenth of the pages; the last must not lie above the first by more than some MiB.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from bench.machine import machine
from communique.cli.profile_files import shipped_profile
from communique.core.profile import Profile
from communique.core.record import Draft
from communique.ingest.capture import take_bytes
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page

PAGES = 50_000
SYLLABLES = ("ba", "do", "fe", "gi", "ku", "la", "me", "no", "pi", "ru", "sa", "to", "wi", "zu")
TODAY = date(2025, 1, 1)


def main() -> None:
    """Read the pages, one after another, and print what it took."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    profile = shipped_profile("osce")
    print(f"{machine()}; {pages:,} pages, one core")
    drafts, read_bytes, spent = 0, 0, 0.0
    for number, content in enumerate(texts(profile, pages), start=1):
        # Time of the processor: others at work on the machine do not count.
        begun = time.process_time()
        found = draft_release(read_page(take_bytes(content), profile), profile)
        spent += time.process_time() - begun
        drafts += isinstance(found, Draft)
        read_bytes += len(content)
        if number % max(1, pages // 10) == 0:
            print(
                f"{number:>8,} pages  {number / spent:>6,.0f} a second  peak {peak_mib():,.1f} MiB"
            )
    print(f"{drafts:,} releases of {pages:,} pages, {read_bytes / pages:,.0f} bytes a page")


def texts(profile: Profile, pages: int) -> Iterator[bytes]:
    """Yield page texts, the same ones every time."""
    chance = random.Random(17)
    menu = "\n".join(f"- {name}" for name in menu_names(profile))
    sources = [term.name("en", TODAY) for term in profile["structure"]]
    fields = [term.name("en", TODAY) for term in profile["field-of-work"]]
    places = [term.name("en", TODAY) for term in profile["place"]]
    states = [term.name("en", TODAY) for term in profile["country"]]
    for number in range(pages):
        place = chance.choice(places).upper()
        day = date(1995, 1, 1) + timedelta(days=number % 11_000)
        title = f"Example {number}: {said(chance, 9)}"
        labels = (
            f"- Date:\n- Place:\n- {place}\n- Source:\n- {', '.join(chance.sample(sources, 2))}\n"
            f"- Fields of work:\n- {', '.join(chance.sample(fields, 3))}\n"
        )
        first = f"{place}, {day.day} {day:%B %Y} – {said(chance, 45)} in {chance.choice(states)}."
        yield f"{menu}\nPress release\n{title}\n{labels}{first}\n{body(chance, states)}".encode()


def body(chance: random.Random, states: list[str]) -> str:
    """Return six paragraphs, two of them with quotations."""
    name = f"{said(chance, 1)} {said(chance, 1)}"
    return "\n".join(
        [
            f"{name} met {said(chance, 50)} from {chance.choice(states)}.",
            f"“{said(chance, 40)},” said {name}.",
            f"{said(chance, 60)}.",
            f"{said(chance, 30)} and {chance.choice(states)}. “{said(chance, 30)}.”",
            f"{said(chance, 55)}.",
        ]
    )


def said(chance: random.Random, words: int) -> str:
    """Return invented words, the first with a capital."""
    made = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(words))
    return " ".join(made).capitalize()


def menu_names(profile: Profile) -> Iterator[str]:
    """Yield the lines of a menu as long as the real one."""
    for code in ("field-of-work", "meeting-series", "country", "structure"):
        for term in list(profile[code])[:57]:
            yield term.name("en", TODAY)


def peak_mib() -> float:
    """Return the most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
