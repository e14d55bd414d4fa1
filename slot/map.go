package slot

import "math/bits"

// A Map is a linear map from states to states over GF(2), the field of one
// bit in which addition is xor: m.Apply(a^b) == m.Apply(a) ^ m.Apply(b).
// Element i is the image of the state whose only bit is 1<<i, a column of the
// matrix. The zero Map takes each state to 0.
//
// The checksum of a text after an unknown prefix is such a map and a constant:
// for each State s,
//
//	s.Add(text) == Bytes(len(text)).Apply(s) ^ State(0).Add(text)
//
// Two keys that continue one prefix with a and b thus share a slot for exactly
// those states s after the prefix for which
//
//	Bytes(len(a)).Xor(Bytes(len(b))).Apply(s)
//
// equals State(0).Add(a) ^ State(0).Add(b) in the bits of Count-1, and
// [Map.Solutions] counts them.
type Map [16]State

// Bytes returns the map that n bytes apply to the state before them,
// s -> s.Add(n zero bytes). It takes time in the order of log n, so that n may
// be any length of a text. Bytes(0) is the identity. Bytes panics if n is
// negative.
func Bytes(n int) Map {
	if n < 0 {
		panic("slot: negative number of bytes")
	}
	var m, square Map // identity; then one byte, squared once a bit of n
	for i := range m {
		m[i] = 1 << i
		square[i] = State(1 << i).Add("\x00")
	}
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			m = square.Compose(m)
		}
		square = square.Compose(square)
	}
	return m
}

// Apply returns the image of s.
func (m Map) Apply(s State) State {
	var image State
	for i := range m {
		image ^= m[i] & -(s >> i & 1) // all bits of the column, or none
	}
	return image
}

// Compose returns the map that applies inner first and m to its result.
// Bytes(n).Compose(Bytes(k)) == Bytes(n + k).
func (m Map) Compose(inner Map) Map {
	var product Map
	for i := range inner {
		product[i] = m.Apply(inner[i])
	}
	return product
}

// Xor returns the sum of the two maps, s -> m.Apply(s) ^ other.Apply(s).
func (m Map) Xor(other Map) Map {
	for i := range m {
		m[i] ^= other[i]
	}
	return m
}

// Solutions returns for how many of the 65536 states s the images m.Apply(s)
// and c agree in the bits of mask: 0 or a power of two, at most 65536. With
// the mask Count-1 that compares slots, with the mask 0xffff checksums.
func (m Map) Solutions(c, mask uint16) int {
	// Gaussian elimination over the columns: basis[i] is 0 or a combination
	// of columns whose highest bit is i.
	var basis [16]uint16
	reduce := func(v uint16) uint16 {
		for v != 0 {
			b := basis[bits.Len16(v)-1]
			if b == 0 {
				break
			}
			v ^= b
		}
		return v
	}
	free := 0 // dimension of the kernel
	for _, column := range m {
		if v := reduce(uint16(column) & mask); v != 0 {
			basis[bits.Len16(v)-1] = v
		} else {
			free++
		}
	}
	if reduce(c&mask) != 0 {
		return 0 // c is not an image
	}
	return 1 << free
}
