package tests

import "testing"

func TestKeys(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{inKey(7), "mail:7:inbox"},
		{outKey(8), "mail:8:outbox"},
	} {
		if test.got != test.want {
			t.Errorf("%s, want %s", test.got, test.want)
		}
	}
}
