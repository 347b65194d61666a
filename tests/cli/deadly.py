"""A reader that a page can kill."""

import os
import signal

from communique.core.evidence import Capture
from communique.core.record import Reported
from communique.ingest.reading import PageRead


def read(capture: Capture) -> PageRead:
    """Return nothing but the capture; end the process where its text says so."""
    if capture.text == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return PageRead(Reported(capture=capture, findings=()), ())
