package store_test

import (
	"testing"

	"example.com/whole/keys"
)

func TestFollows(t *testing.T) {
	if got := keys.Follows(5); got != "user:5:follows" {
		t.Error(got)
	}
}
