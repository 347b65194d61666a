"""Merkle trees of RFC 6962, pure: hashes, roots and proofs over leaf hashes.

A proof is planned as ranges of leaves first and hashed afterwards, so that the same
plan serves hashes held in memory, hashes read from tiles, and verification.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()

Span = tuple[int, int]  # leaves [start, end)


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf.  Source: RFC 6962, section 2.1."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node.  Source: RFC 6962, section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the tree hash over leaf hashes, or over the hashes of subtrees of one size.

    The last subtree may be smaller than the others.  Pairing level by level, with an odd
    last node carried up as it is, gives the tree of RFC 6962, section 2.1, in one pass.
    """
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        pairs = zip(level[0::2], level[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def split(size: int) -> int:
    """Return the largest power of two smaller than `size`, which is 2 or more."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_plan(index: int, size: int) -> list[Span]:
    """Return the subtrees whose hashes prove leaf `index` in a tree of `size`, lowest first.

    Raises ValueError where the tree has no such leaf.  Source: RFC 6962, section 2.1.1.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    plan, start, end = [], 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            plan.append((middle, end))
            end = middle
        else:
            plan.append((start, middle))
            start = middle
    return plan[::-1]


def consistency_plan(old: int, new: int) -> list[Span]:
    """Return the subtrees whose hashes prove that a tree of `new` leaves continues one of `old`.

    Empty where nothing needs proof: the tree itself, and the empty tree.
    Raises ValueError unless 0 <= old <= new.  Source: RFC 6962, section 2.1.2.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not continue one of {old}")
    if old in (0, new):
        return []
    plan, start, end = [], 0, new
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            plan.append((middle, end))
            end = middle
        else:
            plan.append((start, middle))
            start = middle
    if start:  # otherwise the lowest subtree is the old tree, whose root the asker holds
        plan.append((start, end))
    return plan[::-1]


def inclusion_proof(index: int, hashes: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the proof of leaf `index` in the tree over these leaf hashes."""
    return tuple(root(hashes[start:end]) for start, end in inclusion_plan(index, len(hashes)))


def consistency_proof(old: int, hashes: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the proof that the tree over these leaf hashes continues its first `old`."""
    return tuple(root(hashes[start:end]) for start, end in consistency_plan(old, len(hashes)))


def verify_inclusion(
    leaf: bytes, *, index: int, size: int, tree_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether `proof` shows the leaf hash `leaf` at `index` in the tree of that root."""
    if not 0 <= index < size:
        return False
    plan = inclusion_plan(index, size)
    if len(plan) != len(proof):
        return False
    found = leaf
    for (start, _), sibling in zip(plan, proof, strict=True):
        found = node_hash(found, sibling) if start > index else node_hash(sibling, found)
    return found == tree_root


def verify_consistency(
    old: int, new: int, *, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether `proof` shows that the tree of `new_root` continues that of `old_root`."""
    if not 0 <= old <= new:
        return False
    plan = consistency_plan(old, new)
    if len(plan) != len(proof):
        return False
    if not plan:
        return old_root == (new_root if old else EMPTY_ROOT)
    steps = list(zip(plan, proof, strict=True))
    begins_inside = plan[0][0] < old
    before = after = steps.pop(0)[1] if begins_inside else old_root
    for (start, _), sibling in steps:
        if start >= old:
            after = node_hash(after, sibling)
        else:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
    return before == old_root and after == new_root
