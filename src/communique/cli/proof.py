"""The log's own word for an entry, so that a verdict does not hang on the store."""

from __future__ import annotations

from dataclasses import dataclass

from communique.config import Config
from communique.core.edition import Version
from communique.log.errors import LogDamaged
from communique.log.merkle import leaf_hash, verify_inclusion
from communique.log.reader import LogReader
from communique.registrar.keys import verifier_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That an entry stands in a signed log of `tree_size` entries.

    leaf, root, path: hashes, hex.  Source: RFC 6962, section 2.1.1.
    """

    index: int
    at: str
    digest: str
    leaf: str
    tree_size: int
    root: str
    path: tuple[str, ...]
    origin: str

    def as_json(self) -> dict[str, object]:
        """Return the proof as JSON values."""
        return {
            "index": self.index,
            "at": self.at,
            "digest": self.digest,
            "leaf": self.leaf,
            "tree_size": self.tree_size,
            "root": self.root,
            "path": list(self.path),
            "origin": self.origin,
        }

    def sentence(self) -> str:
        """Return what was checked, for a person."""
        return (
            f"entry {self.index:,} of {self.tree_size:,} in the signed log {self.origin}, "
            f"entered {self.at}; signature and proof checked"
        )


def prove(config: Config, version: Version) -> Proof:
    """Return the proof of a version, checked against the signed checkpoint.

    Raises LogDamaged where the log does not hold what the store says it holds.
    """
    reader = LogReader(config.log, verifier_of(config))
    checkpoint = reader.checkpoint()
    leaf = reader.entry(version.index)
    path = reader.inclusion_proof(version.index, checkpoint.size)
    hashed = leaf_hash(leaf)
    is_there = verify_inclusion(
        hashed,
        index=version.index,
        size=checkpoint.size,
        tree_root=checkpoint.root,
        proof=path,
    )
    if not is_there or leaf != version.entry.to_leaf():
        raise LogDamaged(config.log, f"entry {version.index} is not what the store says it is")
    return Proof(
        index=version.index,
        at=version.entry.at,
        digest=version.entry.digest,
        leaf=hashed.hex(),
        tree_size=checkpoint.size,
        root=checkpoint.root.hex(),
        path=tuple(one.hex() for one in path),
        origin=checkpoint.origin,
    )
