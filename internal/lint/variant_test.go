package lint

import (
	"strings"
	"testing"
)

// TestVariant shows that a finding of a package is told once, in the words of the
// package, where its tests give a function more values.
func TestVariant(t *testing.T) {
	const source = `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type Queue struct{ Name, ID string }

type Job struct{ Name, ID string }

func Find(ctx context.Context, c redis.UniversalClient, q *Queue) error {
	return c.Eval(ctx, "return redis.call('GET', ARGV[1] .. ARGV[2])", []string{q.Name}, q.Name, q.ID).Err()
}

func FindJob(ctx context.Context, c redis.UniversalClient, j *Job) error {
	return Find(ctx, c, &Queue{j.Name, j.ID})
}
`
	const tests = `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func check(ctx context.Context, c redis.UniversalClient) {
	Find(ctx, c, &Queue{"tests", "1"})
	c.SInter(ctx, "test:a", "test:b")
}
`
	dir := module(t, map[string]string{"store/store.go": source, "store/store_test.go": tests})
	_, r := lintModule(t, dir)
	var files []string
	for _, f := range r.Findings {
		files = append(files, r.Rel(f.File))
		if strings.Contains(f.Problem, "tests") {
			t.Errorf("the report has a value of the tests: %s", f.Problem)
		}
	}
	if got := strings.Join(files, " "); got != "store/store.go store/store_test.go" {
		t.Errorf("findings in %s; failures %v", got, r.Failures)
	}
}
