package goredis

import (
	"strings"
	"sync"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// lifetimeRows say where methods have a time to live, and which options they send for
// it: with a time, for zero, and below zero (redis.KeepTTL is -1). A "-" stands for no
// option. "?" is one that a field of the argument decides. The zero of RESTORE is an
// argument of it: "0".
var lifetimeRows = []struct{ name, args string }{
	{"Expire", "1 - - -"},
	{"ExpireAt", "1 - - -"},
	{"ExpireGT", "1 - - -"},
	{"ExpireLT", "1 - - -"},
	{"ExpireNX", "1 - - -"},
	{"ExpireXX", "1 - - -"},
	{"GetEx", "1 EX PERSIST -"},
	{"IncrEXFloat", "1.Expiration ? - -"},
	{"IncrEXInt", "1.Expiration ? - -"},
	{"MSetEX", "0.Expiration ? - -"},
	{"PExpire", "1 - - -"},
	{"PExpireAt", "1 - - -"},
	{"Restore", "1 - 0 -"},
	{"RestoreReplace", "1 - 0 -"},
	{"Set", "2 EX - KEEPTTL"},
	{"SetArgs", "2.KeepTTL KEEPTTL - -; 2.ExpireAt EXAT - -; 2.TTL EX - -"},
	{"SetEX", "2 - - -"},
	{"SetEx", "2 - - -"},
	{"SetIFDEQ", "3 EX - KEEPTTL"},
	{"SetIFDEQGet", "3 EX - KEEPTTL"},
	{"SetIFDNE", "3 EX - KEEPTTL"},
	{"SetIFDNEGet", "3 EX - KEEPTTL"},
	{"SetIFEQ", "3 EX - KEEPTTL"},
	{"SetIFEQGet", "3 EX - KEEPTTL"},
	{"SetIFNE", "3 EX - KEEPTTL"},
	{"SetIFNEGet", "3 EX - KEEPTTL"},
	{"SetNX", "2 EX - KEEPTTL"},
	{"SetXX", "2 EX - KEEPTTL"},
}

// lifetimes holds the rows by the names of the methods.
var lifetimes = sync.OnceValue(func() map[string][]client.Lifetime {
	index := make(map[string][]client.Lifetime)
	for _, r := range lifetimeRows {
		for text := range strings.SplitSeq(r.args, ";") {
			index[r.name] = append(index[r.name], parseLifetime(text))
		}
	}
	return index
})

func parseLifetime(text string) client.Lifetime {
	f := strings.Fields(text)
	if len(f) != 4 {
		panic(text + ": not an argument and three options") // a test reads the whole table
	}
	s, err := client.ParseSelector(f[0])
	if err != nil {
		panic(err.Error())
	}
	for i := range f {
		if f[i] == "-" {
			f[i] = ""
		}
	}
	return client.Lifetime{Arg: s, Option: f[1], Zero: f[2], Negative: f[3]}
}
