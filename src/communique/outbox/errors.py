"""The errors of the outbox.

CommuniqueError
├── OrderTaken      an order asked back after the registrar took it
├── AlreadyWaiting  a second order of the same act for a symbol
├── OrderEnded      an order placed again after it was revoked or refused
├── BundleClosed    an order put into a bundle that was placed without it
└── NoBundle        a bundle that was never placed
"""

from __future__ import annotations

from communique.core.errors import CommuniqueError


class OrderTaken(CommuniqueError):
    """An order that can no longer be asked back: the registrar has it."""

    code = "outbox.taken"
    hint = "It is public by now, or in a moment: correct or withdraw it in the open."


class AlreadyWaiting(CommuniqueError):
    """A second order of the same act for one symbol."""

    code = "outbox.waiting"
    hint = "Revoke the order that waits, then place the new one."


class OrderEnded(CommuniqueError):
    """An order placed again after it was revoked or refused."""

    code = "outbox.ended"
    hint = "Place a new order, with an id of its own."


class BundleClosed(CommuniqueError):
    """An order put into a bundle that was placed before, without it."""

    code = "outbox.bundle-closed"
    hint = "Revoke the bundle and place it again, with all its orders at once."


class NoBundle(CommuniqueError):
    """A bundle that was never placed."""

    code = "outbox.no-bundle"
    hint = "Look the order up in the queue; it may have been placed under another bundle."
