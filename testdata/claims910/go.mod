module example.com/claims910

go 1.26.0

require (
	example.com/claim v0.0.0
	github.com/redis/go-redis/v9 v9.10.0
)

require (
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/dgryski/go-rendezvous v0.0.0-20200823014737-9f7001d12a5f // indirect
)

replace example.com/claim => ../claim
