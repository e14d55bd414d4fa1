package tags

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Two spellings that are meant: nothing here is reported.

// Read both, as long as data is under either name.

func (s *store) saveScore(ctx context.Context, id, n int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{score:%d}:sum", id), n, 0).Err()
}

func (s *store) score(ctx context.Context, id int) (string, error) {
	text, err := s.rdb.Get(ctx, fmt.Sprintf("{score:%d}:sum", id)).Result()
	if err == redis.Nil {
		return s.rdb.Get(ctx, fmt.Sprintf("score:%d:sum", id)).Result()
	}
	return text, err
}

// The same, with a helper for each.

func (s *store) saveLevel(ctx context.Context, id, n int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{level:%d}:now", id), n, 0).Err()
}

func (s *store) readLevel(ctx context.Context, id int) (string, error) {
	if text, err := s.level(ctx, id); err == nil {
		return text, nil
	}
	return s.untaggedLevel(ctx, id)
}

func (s *store) level(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("{level:%d}:now", id)).Result()
}

func (s *store) untaggedLevel(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("level:%d:now", id)).Result()
}

// Write both, so that the version before this one can run beside it.

func (s *store) saveMood(ctx context.Context, id int, mood string) error {
	if err := s.rdb.Set(ctx, fmt.Sprintf("mood:%d:now", id), mood, 0).Err(); err != nil {
		return err
	}
	return s.rdb.Set(ctx, fmt.Sprintf("{mood:%d}:now", id), mood, 0).Err()
}

func (s *store) mood(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("{mood:%d}:now", id)).Result()
}

// Move what is under the name without a tag.

func (s *store) moveRank(ctx context.Context, id int) error {
	text, err := s.rdb.Get(ctx, fmt.Sprintf("rank:%d:last", id)).Result()
	if err != nil {
		return err
	}
	return s.rdb.Set(ctx, fmt.Sprintf("{rank:%d}:last", id), text, 0).Err()
}

func (s *store) rank(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("{rank:%d}:last", id)).Result()
}

func (s *store) copy(ctx context.Context, id int) error {
	return s.rdb.Copy(ctx, fmt.Sprintf("seat:%d:row", id), fmt.Sprintf("{seat:%d}:row", id), 0, false).Err() // want `never share|share a slot|COPY`
}

func (s *store) seat(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("{seat:%d}:row", id)).Result()
}

// The name of the function says it.

func (s *store) saveAge(ctx context.Context, id, n int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{age:%d}:years", id), n, 0).Err()
}

func (s *store) age(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("{age:%d}:years", id)).Result()
}

func (s *store) legacyAge(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, fmt.Sprintf("age:%d:years", id)).Result()
}

// To remove keys of the name without a tag is to clean up.

func (s *store) saveHat(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{hat:%d}:size", id), 1, 0).Err()
}

func (s *store) hat(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("{hat:%d}:size", id)).Err()
}

func (s *store) cleanHat(ctx context.Context, id int) error {
	return s.rdb.Del(ctx, fmt.Sprintf("hat:%d:size", id)).Err()
}

// Two stores, each with its own names.

type taggedStore struct{ rdb *redis.ClusterClient }

func (s *taggedStore) save(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{item:%d}:count", id), 1, 0).Err()
}

func (s *taggedStore) load(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("{item:%d}:count", id)).Err()
}

type plainStore struct{ rdb *redis.Client }

func (s *plainStore) save(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("item:%d:count", id), 1, 0).Err()
}

func (s *plainStore) load(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("item:%d:count", id)).Err()
}

// One server is read, a cluster written.

func (s *plainStore) loan(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("loan:%d:due", id)).Err()
}

func (s *taggedStore) saveLoan(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{loan:%d}:due", id), 1, 0).Err()
}

// The tag is an option.

type optional struct {
	rdb     redis.UniversalClient
	cluster bool
}

func (o *optional) key(id int) string {
	if o.cluster {
		return fmt.Sprintf("{room:%d}:guests", id)
	}
	return fmt.Sprintf("room:%d:guests", id)
}

func (o *optional) save(ctx context.Context, id int) error {
	return o.rdb.SAdd(ctx, o.key(id), 1).Err()
}

func (o *optional) load(ctx context.Context, id int) error {
	return o.rdb.SMembers(ctx, fmt.Sprintf("room:%d:guests", id)).Err()
}

func (o *optional) saveDoor(ctx context.Context, id int) error {
	if o.cluster {
		return o.rdb.Set(ctx, fmt.Sprintf("{door:%d}:open", id), 1, 0).Err()
	}
	return o.rdb.Set(ctx, fmt.Sprintf("door:%d:open", id), 1, 0).Err()
}

func (o *optional) door(ctx context.Context, id int) error {
	return o.rdb.Get(ctx, fmt.Sprintf("{door:%d}:open", id)).Err()
}

// What else is done with a key cannot be seen.

type cache interface {
	Put(ctx context.Context, key, text string) error
}

func (s *store) saveTown(ctx context.Context, c cache, id int) error {
	return c.Put(ctx, fmt.Sprintf("{town:%d}:mayor", id), "x")
}

func (s *store) town(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("{town:%d}:mayor", id)).Err()
}

func (s *store) saveTowns(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("town:%d:mayor", id), 1, 0).Err()
}

func (s *store) towns(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("town:%d:mayor", id)).Err()
}

// What the package gives away as a key may be written by others.

func TreeKey(id int) string { return fmt.Sprintf("tree:%d:age", id) }

func (s *store) tree(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, TreeKey(id)).Err()
}

func (s *store) saveTree(ctx context.Context, id int) error {
	s.rdb.Get(ctx, fmt.Sprintf("{tree:%d}:age", id))
	return s.rdb.Set(ctx, fmt.Sprintf("{tree:%d}:age", id), 1, 0).Err()
}

// Braces that are no tags, prefixes that may hold one, and texts that are too
// short to be alike for a reason.

func (s *store) braces(ctx context.Context, q, prefix string, id int) {
	s.rdb.Set(ctx, `query:{"user":1}`, 1, 0)
	s.rdb.Get(ctx, `query:"user":1`)
	s.rdb.Set(ctx, "page:{{.User}}:html", 1, 0)
	s.rdb.Get(ctx, "page:.User:html")
	s.rdb.Set(ctx, prefix+"wish:"+q, 1, 0)
	s.rdb.Get(ctx, prefix+"{wish:"+q+"}")
	s.rdb.Set(ctx, fmt.Sprintf("u:%d", id), 1, 0)
	s.rdb.Get(ctx, fmt.Sprintf("{u:%d}", id))
	s.rdb.Set(ctx, fmt.Sprintf("%d", id), 1, 0)
	s.rdb.Get(ctx, fmt.Sprintf("{%d}", id))
	// A command with one key has its slot, whatever the tag.
	s.rdb.Get(ctx, fmt.Sprintf("{}:note:%d", id))
	s.rdb.Get(ctx, fmt.Sprintf("{hint:%d:x", id))
	s.rdb.Get(ctx, fmt.Sprintf("{{tip}}:%d", id))
	s.rdb.Get(ctx, fmt.Sprintf("{fact}:{%d}", id))
	s.rdb.Set(ctx, "smile:{", 1, 0)
}

// Two kinds of values are two families.

func (s *store) saveCity(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("city:%d", id), 1, 0).Err()
}

func (s *store) city(ctx context.Context, name string) error {
	return s.rdb.Get(ctx, fmt.Sprintf("{city:%s}", name)).Err()
}

// A script may do anything with its key.

func (s *store) saveRoad(ctx context.Context, id int) error {
	return s.rdb.Eval(ctx, "return redis.call('SET', KEYS[1], 1)", []string{fmt.Sprintf("{road:%d}:lanes", id)}).Err()
}

func (s *store) saveRoads(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("road:%d:lanes", id), 1, 0).Err()
}

func (s *store) road(ctx context.Context, id int) error {
	s.rdb.Get(ctx, fmt.Sprintf("{road:%d}:lanes", id))
	return s.rdb.Get(ctx, fmt.Sprintf("road:%d:lanes", id)).Err()
}

// Keys that are handed on: to another goroutine, in an object or a map.

type write struct{ key string }

func (s *store) handOn(ctx context.Context, id int, queue chan string, todo map[string]string) *write {
	queue <- fmt.Sprintf("{pond:%d}:depth", id)
	todo[fmt.Sprintf("{lake:%d}:depth", id)] = "1"
	return &write{key: fmt.Sprintf("{well:%d}:depth", id)}
}

func (s *store) depths(ctx context.Context, id int) {
	s.rdb.Set(ctx, fmt.Sprintf("pond:%d:depth", id), 1, 0)
	s.rdb.Set(ctx, fmt.Sprintf("lake:%d:depth", id), 1, 0)
	s.rdb.Set(ctx, fmt.Sprintf("well:%d:depth", id), 1, 0)
}

func (s *store) allDepths(ctx context.Context, id int) {
	s.rdb.Get(ctx, fmt.Sprintf("pond:%d:depth", id))
	s.rdb.Get(ctx, fmt.Sprintf("lake:%d:depth", id))
	s.rdb.Get(ctx, fmt.Sprintf("well:%d:depth", id))
}

func (s *store) pond(ctx context.Context, id int) { s.rdb.Get(ctx, fmt.Sprintf("{pond:%d}:depth", id)) }
func (s *store) lake(ctx context.Context, id int) { s.rdb.Get(ctx, fmt.Sprintf("{lake:%d}:depth", id)) }
func (s *store) well(ctx context.Context, id int) { s.rdb.Get(ctx, fmt.Sprintf("{well:%d}:depth", id)) }

// Two generations, by their names.

func (s *store) saveBirdV2(ctx context.Context, id int) {
	s.rdb.Set(ctx, fmt.Sprintf("{bird:%d}:song", id), 1, 0)
}

func (s *store) birdV2(ctx context.Context, id int) {
	s.rdb.Get(ctx, fmt.Sprintf("{bird:%d}:song", id))
}

func (s *store) birdV1(ctx context.Context, id int) {
	s.rdb.Get(ctx, fmt.Sprintf("bird:%d:song", id))
}
