"""A reader that a page can kill."""

import os
import signal

from communique.core.record import Reported
from communique.ingest.reading import PageRead, Readable, capture_of


def read(readable: Readable) -> PageRead:
    """Return nothing but the capture; end the process where its text says so."""
    capture = capture_of(readable)
    if capture.text == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return PageRead(Reported(capture=capture, findings=()), ())
