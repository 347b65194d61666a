"""The symbols the desk has given out, counted by prefix and year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction

_LETTERS = 2


class SymbolCount(models.Model):
    """How many symbols of a prefix were reserved in a year."""

    prefix = models.CharField(max_length=20)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        """One count for a prefix and a year."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_count_a_year")
        ]

    def __str__(self) -> str:
        """Return the last symbol given out."""
        return f"{self.prefix}-{self.year}-{self.last:04}"


def reserve_symbol(kind: str, year: int) -> str:
    """Return a symbol nobody else has: `pr-2026-0042` for the code `press-release`.

    The number is given once, also where its working copy is dropped later.
    """
    with transaction.atomic():
        count, _ = SymbolCount.objects.select_for_update().get_or_create(
            prefix=prefix_of(kind), year=year
        )
        count.last += 1
        count.save(update_fields=["last"])
    return str(count)


def prefix_of(kind: str) -> str:
    """Return the letters a kind's symbols begin with.

    >>> prefix_of("press-release"), prefix_of("statement")
    ('pr', 'st')
    """
    parts = kind.split("-")
    return "".join(part[0] for part in parts if part) if len(parts) > 1 else kind[:_LETTERS]
