package slot

// A State is the register of the checksum after some text: CRC16 with the
// polynomial x¹⁶+x¹²+x⁵+1 (0x1021), most significant bit first, no reflection
// and no final xor, also known as CRC-16/XMODEM (Redis cluster specification,
// appendix "CRC16 reference implementation in ANSI C"). The zero State is the
// one before any text, so State(0).Add(text) is the checksum of text.
type State uint16

// Add returns the state after text, for a register that was s before it.
// s.Add(a).Add(b) == s.Add(a+b).
func (s State) Add(text string) State { return update(s, text) }

// Slot returns the slot, at most Count-1, of a key whose hashed part leaves the
// register in s. It ignores the two highest bits.
func (s State) Slot() uint16 { return uint16(s) & (Count - 1) }

// polynomial is the generator without its highest term.
const polynomial = 0x1021

// stride is how many bytes of a long text one step takes.
const stride = 16

// tables[n][b] is the checksum of the byte b followed by n zero bytes.
//
// The loop over single bytes that uses tables[0] alone waits for one lookup
// before it can start the next. The checksum is linear, so that of several
// bytes is the xor of what each contributes, and the tables give that in
// lookups which do not wait for each other ("slicing-by-N": M. E. Kounavis and
// F. L. Berry, "Novel Table Lookup-Based Algorithms for High-Performance CRC
// Generation", IEEE Transactions on Computers 57(11), 2008). The register
// spans two bytes and so joins the first two of a step only.
//
// The tables take 8 KiB. Most keys need the first eight of them or less.
var tables = makeTables()

// makeTables takes a few microseconds, which each program that imports this
// package spends at its start.
func makeTables() *[stride][256]uint16 {
	t := new([stride][256]uint16)
	crc := uint16(1 << 15) // of a byte whose only bit is the one shifted in last
	for n := range t {
		for bit := 1; bit < 256; bit <<= 1 {
			carry := crc >> 15
			crc = crc<<1 ^ carry*polynomial
			// Linear here too: the entries below bit give those above.
			for low := range bit {
				t[n][bit|low] = t[n][low] ^ crc
			}
		}
	}
	return t
}

// update returns the state after text. It is generic to serve strings and
// bytes without a conversion: each of the two gets code of its own.
//
// In each step the lookups that need the register come last. The others do not
// wait for the step before, and a processor does them ahead.
func update[T string | []byte](s State, text T) State {
	t := tables
	for len(text) >= stride {
		s = State(t[0][text[15]] ^ t[1][text[14]] ^
			t[2][text[13]] ^ t[3][text[12]] ^
			t[4][text[11]] ^ t[5][text[10]] ^
			t[6][text[9]] ^ t[7][text[8]] ^
			t[8][text[7]] ^ t[9][text[6]] ^
			t[10][text[5]] ^ t[11][text[4]] ^
			t[12][text[3]] ^ t[13][text[2]] ^
			t[14][text[1]^byte(s)] ^ t[15][text[0]^byte(s>>8)])
		text = text[stride:]
	}
	if len(text) >= 8 {
		s = State(t[0][text[7]] ^ t[1][text[6]] ^
			t[2][text[5]] ^ t[3][text[4]] ^
			t[4][text[3]] ^ t[5][text[2]] ^
			t[6][text[1]^byte(s)] ^ t[7][text[0]^byte(s>>8)])
		text = text[8:]
	}
	if len(text) >= 4 {
		s = State(t[0][text[3]] ^ t[1][text[2]] ^
			t[2][text[1]^byte(s)] ^ t[3][text[0]^byte(s>>8)])
		text = text[4:]
	}
	for i := range len(text) {
		s = s<<8 ^ State(t[0][text[i]^byte(s>>8)])
	}
	return s
}
