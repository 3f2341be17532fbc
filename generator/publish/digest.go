package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"github.com/zeebo/xxh3"
)

// A digest tells contents apart: XXH3 of 128 bits. SHA-256 took 3 % of a build of a
// thousand guides, of which 160 MB are written; this takes a tenth of that.
//
// Nobody is kept out by it. Two contents for one path have the same digest by chance once
// in 2^128; and who could choose two of them, because pages are made of what he writes,
// wins that a page of his stays as it was. Who can write into the output folder could
// write the record there, too. What becomes a name in the site, or decides whether a
// script may run, has a SHA-256 still.
type digest [16]byte

// nothingThere is the digest of no file: there is no content known that has it.
var nothingThere digest

// digestOf gives the digest of a content.
func digestOf(content []byte) digest { return xxh3.Hash128(content).Bytes() }

// formerVersion is the version of records that have SHA-256 for digests.
const formerVersion = 1

// former are the sums of a record of that version: by the path of each file those that
// it may have, the pending one too.
type former map[string][][sha256.Size]byte

// note notes sums, by their paths.
func (f former) note(sums map[string]string) {
	for path, text := range sums {
		if sum, err := hex.DecodeString(text); err == nil && len(sum) == sha256.Size {
			f[path] = append(f[path], [sha256.Size]byte(sum))
		}
	}
}

// translate finds out, of a record of that version, which files still are what it says,
// and notes their digests. What is not stays without one, as somebody else's.
func (t *Transaction) translate(r *record) error {
	for _, o := range r.files {
		known := r.former[o.path]
		if len(known) == 0 {
			continue
		}
		if at, stands, err := t.follow(o.path); err != nil {
			return t.refused(o.path, err)
		} else if at != o.path || stands != regular {
			continue
		}
		former, now := sha256.New(), xxh3.New()
		if err := t.disk.read(o.path, io.MultiWriter(former, now)); err != nil {
			return t.refused(o.path, err)
		}
		if slices.Contains(known, [sha256.Size]byte(former.Sum(nil))) {
			o.sum = now.Sum128().Bytes()
		}
	}
	r.former = nil
	return nil
}
