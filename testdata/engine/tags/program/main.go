// The program sees what is written by the one package, and read by the other.
package main

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/tags/reader" // want `^example.com/engine/tags/reader/reader.go:13 reads \{order:<int>\}:lines, but what is written is order:<int>:lines \(example.com/engine/tags/writer/writer.go:11\): .*\(hashtag, likely\)$`
	"example.com/engine/tags/writer"
)

func main() {
	ctx := context.Background()
	c := redis.NewClusterClient(&redis.ClusterOptions{})
	writer.Save(ctx, c, 1)
	reader.Load(ctx, c, 1)
}
