package jobs

import (
	"testing"

	"example.com/whole/keys"
)

func TestNames(t *testing.T) {
	if got := keys.Doing("mail"); got != "queue:mail:doing" {
		t.Error(got)
	}
}
