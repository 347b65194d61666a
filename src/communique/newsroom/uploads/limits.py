"""How large an upload may be, and what pictures become."""

from __future__ import annotations

MIB = 1024 * 1024
LARGEST_PICTURE_BYTES = 20 * MIB
LARGEST_ATTACHMENT_BYTES = 50 * MIB
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096
RENDITION_WIDTHS = (400, 800, 1600)
# What an archive may swell to, and how many files it may hold; a sheet of numbers swells
# twentyfold, a bomb a thousandfold.
MOST_UNPACKED_BYTES = 512 * MIB
MOST_TIMES_LARGER = 200
MOST_MEMBERS = 10_000
# Below this nothing that unpacks is a danger, however well it packs.
HARMLESS_BYTES = 8 * MIB
