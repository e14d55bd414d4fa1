package value

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// alphabets has the bytes of what functions make of something else: a hash, a number, a
// time. They are rows by what the name of the operation begins with, the first that fits.
var alphabets = []struct{ op, bytes string }{
	{"encoding/hex.", keyform.Digits + "abcdef"},
	{"strconv.Format", keyform.Alphanumeric + "+-."},
	{"__encoding/base64.Encoding_.EncodeToString", keyform.Alphanumeric + "+/-_="},
	{"__encoding/base32.Encoding_.EncodeToString", keyform.Alphanumeric + "="},
	{"_time.Time_.", keyform.Alphanumeric + "+-.:/ ,_"},
	{"_time.", keyform.Alphanumeric + "."},
}

// escaping are functions of which a text stays what it was, but for some of its bytes.
var escaping = map[string]string{
	"net/url.QueryEscape": "-_.~%+", "net/url.PathEscape": "-_.~%$&+=:@", "_net/url.Values_.Encode": "-_.~%+&=",
}

// words are the bytes of what is known to be encoded, and not how: a number of some
// form, an identifier.
const words = keyform.Alphanumeric + "-_.+%"

// Values returns the texts that a hole may be, as far as the function tells that made it.
func Values(h *pattern.Hole) keyform.Values {
	switch h.Kind {
	case pattern.Int:
		return keyform.Values{Int: true}
	case pattern.Bool:
		return keyform.Values{Bool: true}
	}
	op, _, ok := splitOp(Unaliased(h.ID))
	if !ok {
		op, _, _ = splitOp(Alias(h.ID))
	}
	if more, ok := escaping[op]; ok {
		return keyform.Values{Bytes: keyform.BytesOf(keyform.Alphanumeric + more)}
	}
	for _, row := range alphabets {
		if strings.HasPrefix(op, row.op) {
			return keyform.Values{Bytes: keyform.BytesOf(row.bytes), Encoded: true}
		}
	}
	if h.Kind == pattern.Word {
		return keyform.Values{Bytes: keyform.BytesOf(words), Encoded: true}
	}
	return keyform.Values{Bytes: keyform.Printable()}
}
