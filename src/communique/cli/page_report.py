"""What became of one page of an import."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.doubt import Doubt
from communique.core.record import Finding
from communique.core.rules import ADDRESS_TAKEN
from communique.ingest.hints import DIFFERS
from communique.registrar.intake import Outcome

REFUSED, NO_RELEASE = "refused", "no-release"
TO_REVIEW, REFUSED_AT_DESK = "to-review", "refused-at-desk"
REFUSED_OUTCOMES = (REFUSED, Outcome.KEPT_OUT)
_QUIET = (
    Outcome.ENTERED,
    Outcome.UNCHANGED,
    Outcome.READDRESSED,
    Outcome.COMPLETED,
    Outcome.TRANSLATED,
    Outcome.WITHDRAWN,
)
# Findings that a person should read of whatever became of the page.
TOLD = (ADDRESS_TAKEN, DIFFERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReport:
    """What became of one page.

    facts: how many that it reports were confirmed and entered with it.
    doubts: why it waits for a person, or would if the site had a newsroom.
    site, reasons: its family there, as `core.waiting.Waits` has them.
    confidences: (field, per cent) of the fields that are weighed, for each of its texts.
    """

    path: str
    outcome: str
    symbol: str = ""
    message: str = ""
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()
    facts: int = 0
    doubts: tuple[Doubt, ...] = ()
    site: str = ""
    reasons: str = ""
    confidences: tuple[tuple[str, int], ...] = ()

    @property
    def is_worth_saying(self) -> bool:
        """Tell whether a person should read of the page by itself."""
        is_told = any(one.code in TOLD for one in self.findings)
        return self.outcome not in _QUIET or is_told or bool(self.doubts)

    def as_json(self) -> dict[str, object]:
        """Return the report as JSON values."""
        return {
            "path": self.path,
            "outcome": self.outcome,
            "symbol": self.symbol or None,
            "message": self.message or None,
            "findings": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.findings
            ],
            "changes": list(self.changes),
            "facts": self.facts,
            "doubts": [
                {"field": one.field, "why": one.why, "confidence": one.confidence}
                for one in self.doubts
            ],
        }
