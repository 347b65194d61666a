// Check a log with the Go project's own note and tlog packages, knowing nothing of ours.
//
//	go run check.go LOG VERIFIER-KEY
//
// Opens the checkpoint, reads every tile through a reader that trusts only its root hash,
// hashes every entry again, builds the whole tree from the entries alone, and proves
// entries and older sizes. Prints "ok SIZE ROOT", or says what is wrong and exits 1.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// diskTiles reads tiles in the C2SP layout: tile/L/N where Go writes tile/8/L/N.
type diskTiles struct{ folder string }

func (d diskTiles) Height() int { return height }

func (d diskTiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (d diskTiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		content, err := os.ReadFile(d.path(tile))
		if err != nil {
			return nil, err
		}
		all = append(all, content)
	}
	return all, nil
}

func (d diskTiles) path(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return filepath.Join(d.folder, "tile", strings.Replace(path, "data/", "entries/", 1))
}

func main() {
	tree, err := check(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("ok", tree.N, tree.Hash)
}

func check(folder, key string) (tlog.Tree, error) {
	tree, err := openCheckpoint(folder, key)
	if err != nil || tree.N == 0 {
		return tree, err
	}
	disk := diskTiles{folder}
	trusted := tlog.TileHashReader(tree, disk)
	leaves, err := leafHashes(disk, tree.N)
	if err != nil {
		return tree, err
	}
	own, err := compareTrees(disk, tree, trusted, leaves)
	if err != nil {
		return tree, err
	}
	return tree, prove(tree, trusted, own, leaves)
}

func openCheckpoint(folder, key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	message, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(message, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// leafHashes reads every bundle and hashes its entries.
func leafHashes(disk diskTiles, size int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for index := int64(0); index<<height < size; index++ {
		tile := tlog.Tile{H: height, L: -1, N: index, W: 1 << height}
		if rest := size - index<<height; rest < 1<<height {
			tile.W = int(rest)
		}
		bundle, err := os.ReadFile(disk.path(tile))
		if err != nil {
			return nil, err
		}
		for entry := 0; entry < tile.W; entry++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("%s is cut short", disk.path(tile))
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			hashes = append(hashes, tlog.RecordHash(bundle[2:end]))
			bundle = bundle[end:]
		}
		if len(bundle) != 0 {
			return nil, fmt.Errorf("%s is too long", disk.path(tile))
		}
	}
	return hashes, nil
}

// compareTrees builds the tree from the leaves and holds every tile on disk against it.
func compareTrees(disk diskTiles, tree tlog.Tree, trusted tlog.HashReader,
	leaves []tlog.Hash) (tlog.HashReader, error) {
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for index, leaf := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(index), leaf, own)
		if err != nil {
			return nil, err
		}
		stored = append(stored, more...)
	}
	root, err := tlog.TreeHash(tree.N, own)
	if err != nil {
		return nil, err
	}
	if root != tree.Hash {
		return nil, fmt.Errorf("the entries have the root hash %v, not %v", root, tree.Hash)
	}
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		if tile.W < 1<<height && tree.N>>(height*tile.L) != tile.N<<height+int64(tile.W) {
			continue // a partial tile of a smaller tree
		}
		expected, err := tlog.ReadTileData(tile, own)
		if err != nil {
			return nil, err
		}
		content, err := os.ReadFile(disk.path(tile))
		if err != nil {
			return nil, err
		}
		if string(content) != string(expected) {
			return nil, fmt.Errorf("%s has a wrong byte", disk.path(tile))
		}
	}
	_, err = trusted.ReadHashes([]int64{tlog.StoredHashIndex(0, tree.N-1)})
	return own, err
}

// prove proves some entries and some older sizes from the tiles on disk.
func prove(tree tlog.Tree, trusted, own tlog.HashReader, leaves []tlog.Hash) error {
	step := tree.N/7 + 1
	for index := int64(0); index < tree.N; index += step {
		record, err := tlog.ProveRecord(tree.N, index, trusted)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(record, tree.N, tree.Hash, index, leaves[index]); err != nil {
			return err
		}
		older, err := tlog.TreeHash(index+1, own)
		if err != nil {
			return err
		}
		growth, err := tlog.ProveTree(tree.N, index+1, trusted)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(growth, tree.N, tree.Hash, index+1, older); err != nil {
			return err
		}
	}
	return nil
}
