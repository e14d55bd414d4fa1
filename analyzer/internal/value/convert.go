package value

import (
	"math/big"
	"strconv"
	"strings"
)

// Converted returns the identity of a number after a conversion to a basic type
// that may change it: id, of which other bits or another sign are read.
func Converted(to, id string) string { return Op(opConvert, strconv.Quote(to), id) }

// Convert is the integer v converted to a basic type of Go: uint8, int. It is nil
// if no more is known than that it is a conversion.
func Convert(to string, v *Value) *Value {
	text, ok := v.Constant()
	if !ok {
		return nil
	}
	n, ok := new(big.Int).SetString(text, 10)
	if !ok {
		return nil
	}
	digits := strings.TrimLeft(to, "uint")
	bits := 64
	if digits != "" {
		bits, _ = strconv.Atoi(digits)
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	n.Mod(n, size) // Euclidean: not negative
	if !strings.HasPrefix(to, "uint") && n.Bit(bits-1) == 1 {
		n.Sub(n, size)
	}
	return Literal(n.String())
}

// convertAgain is [Convert] of the operands of an identity.
func convertAgain(args []*Value) *Value {
	if len(args) != 2 {
		return nil
	}
	to, ok := args[0].Constant()
	if !ok || !strings.HasPrefix(strings.TrimPrefix(to, "u"), "int") {
		return nil
	}
	return Convert(to, args[1])
}
