"""Tiles: the specification's own examples, one spelling a path, bundles there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.log.errors import LeafTooLong, LogDamaged
from communique.log.tile import (
    Tile,
    bundle_path,
    count_at,
    decode_bundle,
    edge_bundle,
    edge_tiles,
    encode_bundle,
    levels_of,
    parse_path,
    tile_path,
)

places = st.builds(
    Tile,
    st.none() | st.integers(0, 63),
    st.integers(0, 10**12),
    st.integers(1, 256),
)


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert bundle_path(1234067) == "tile/entries/x001/x234/067"
    assert tile_path(1, 0, 17) == "tile/1/000.p/17"
    assert tile_path(0, 1000) == "tile/0/x001/000"


@pytest.mark.parametrize(("level", "index", "width"), [(64, 0, 1), (-1, 0, 1), (0, -1, 1)])
def test_a_place_no_tree_has_is_refused(level: int, index: int, width: int) -> None:
    with pytest.raises(ValueError, match=r"no level|no tile"):
        tile_path(level, index, width)


@pytest.mark.parametrize("width", [0, 257])
def test_a_width_no_tile_has_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="of width"):
        bundle_path(0, width)


def test_a_tree_of_70000_has_the_tiles_the_specification_counts() -> None:
    assert [count_at(level, 70_000) // 256 for level in range(3)] == [273, 1, 0]
    assert edge_tiles(70_000) == (Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1))
    assert edge_bundle(70_000) == Tile(None, 273, 112)


def test_a_tree_of_256_has_a_full_tile_and_one_of_width_1_above() -> None:
    assert (Tile(0, 0).width_in(256), edge_tiles(256)) == (256, (Tile(1, 0, 1),))
    assert edge_bundle(256) is None
    assert [levels_of(size) for size in (0, 1, 255, 256, 65_535, 65_536)] == [0, 1, 1, 2, 2, 3]


@given(places)
def test_a_place_survives_its_path(place: Tile) -> None:
    assert parse_path(place.path) == place


@pytest.mark.parametrize(
    "path",
    [
        *("", "checkpoint", "tile/0", "tile/0/", "tile/0/00", "tile/0/0000", "tile/00/000"),
        *("tile/64/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p"),
        *("tile/0/x000/001", "tile/0/001/002", "tile/data/000", "tile/8/0/000", "tile/-1/000"),
        *("tile/0/../000", "/tile/0/000", "tile/0/000/", "tile/0/٠٠٠", "tile/0/000\n"),
        "tile/0/" + "x001/" * 50 + "000",
    ],
)
def test_what_is_no_path_of_the_specification_names_nothing(path: str) -> None:
    assert parse_path(path) is None


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_a_bundle_survives_its_bytes(entries: list[bytes]) -> None:
    assert decode_bundle(encode_bundle(entries), "bundle") == tuple(entries)


def test_the_longest_leaf_fits_and_one_byte_more_does_not() -> None:
    assert decode_bundle(encode_bundle([b"x" * 65_535]), "bundle") == (b"x" * 65_535,)
    with pytest.raises(LeafTooLong, match="65,536 bytes"):
        encode_bundle([b"x" * 65_536])


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x02a", b"\x00\x01a\x00"])
def test_a_bundle_cut_short_is_refused_by_name(bundle: bytes) -> None:
    with pytest.raises(LogDamaged, match="tile/entries/000: entry"):
        decode_bundle(bundle, "tile/entries/000")
