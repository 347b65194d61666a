"""The search index as its one writer holds it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from communique.core.record import Release
from communique.store.search.index import document, open_index, open_to_readers

# One thread, so that the same log gives the same order of documents; the least tantivy takes
# is 15 MB a thread, and more only makes a rebuild's segments larger.
HEAP_BYTES = 50_000_000


class Indexing:
    """Releases on their way into the index; nothing is seen before `commit`.

    The writer is opened when there is something to write: entries of the registry need none.
    """

    def __init__(self, path: Path) -> None:
        """Open the index of a folder."""
        self._path = path
        self._index = open_index(path)
        self._writer: tantivy.IndexWriter | None = None

    @property
    def is_waiting(self) -> bool:
        """Tell whether there is something to commit."""
        return self._writer is not None

    def put(self, release: Release, first_index: int) -> None:
        """Add a release; whatever stood under its symbol has been removed before."""
        self._open().add_document(document(release, first_index))

    def remove(self, symbol: str) -> None:
        """Forget a release."""
        # By the text field: on an unsigned one nothing would be deleted, without a word.
        self._open().delete_documents_by_term("symbol", symbol)

    def commit(self) -> None:
        """Show readers what waits, durably."""
        if self._writer is not None:
            self._writer.commit()
            self._close()

    def write_anew(self, releases: Iterable[tuple[Release, int]]) -> None:
        """Fill the index again from (release, first index) pairs, so that no old byte is left.

        A deleted document's words stay in its segment until that is merged, and a merge cannot
        be asked for; so for an erasure every segment is dropped.
        """
        writer = self._open()
        writer.rollback()
        writer.delete_all_documents()
        for release, first_index in releases:
            writer.add_document(document(release, first_index))
        writer.commit()
        writer.garbage_collect_files()
        self._close()

    def close(self) -> None:
        """Forget what was not committed, and give the index's lock back."""
        if self._writer is not None:
            self._writer.rollback()
            self._close()

    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)
        return self._writer

    def _close(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()
            open_to_readers(self._path)
