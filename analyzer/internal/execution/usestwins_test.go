package execution

// A carry is a way in which a key gets to where it is used: statements, the key
// afterwards, and a declaration. See parsings for what $k and $n are.
type carry struct{ line, expr, decl string }

var carries = []carry{
	{"", "$k", ""},
	{"", "$k", ""},
	{"key$n := $k", "key$n", ""},
	{"var key$n string\nif key$n = $k; key$n == \"\" {\nreturn \"\", nil\n}", "key$n", ""},
	{"", "same$n($k)", "func same$n(key string) string { return key }"},
	{"", "same$n($k)", "func same$n[T any](v T) T { return v }"},
	{"", "first$n($k, \"none\")", "func first$n(keys ...string) string { return keys[0] }"},
	{"key$n, err := with$n($k)\nif err != nil {\nreturn \"\", err\n}", "key$n", "func with$n(key string) (string, error) {\nif key == \"\" {\nreturn \"\", errors.New(\"no key\")\n}\nreturn key, nil\n}"},
	{"box$n := holds$n{key: $k}", "box$n.key", "type holds$n struct{ key string }"},
	{"box$n := newHolds$n($k)", "box$n.get()", "type holds$n struct{ key string }\n\nfunc newHolds$n(key string) *holds$n { return &holds$n{key: key} }\n\nfunc (h *holds$n) get() string { return h.key }"},
	{"box$n := &holds$n{}\nbox$n.set($k)", "box$n.key", "type holds$n struct{ key string }\n\nfunc (h *holds$n) set(key string) { h.key = key }"},
	{"box$n := holds$n[string]{v: $k}", "box$n.v", "type holds$n[T any] struct{ v T }"},
	{"list$n := []string{$k}", "list$n[0]", ""},
	{"list$n := append([]string(nil), $k)", "list$n[len(list$n)-1]", ""},
	{"key$n := \"\"\nfor _, k := range []string{$k} {\nkey$n = k\n}", "key$n", ""},
	{"list$n := [1]string{$k}", "list$n[0]", ""},
	{"map$n := map[string]string{\"key\": $k}", "map$n[\"key\"]", ""},
	{"func$n := func() string { return $k }", "func$n()", ""},
	{"var func$n func() string\nfunc$n = func() string { return $k }", "func$n()", ""},
	{"key$n := $k\nptr$n := &key$n", "*ptr$n", ""},
	{"var any$n any = $k", "any$n.(string)", ""},
	{"", "string(named$n($k))", "type named$n string"},
	{"var if$n keyer$n = named$n($k)", "if$n.key()", "type keyer$n interface{ key() string }\n\ntype named$n string\n\nfunc (n named$n) key() string { return string(n) }"},
	{"", "named$n($k).String()", "type named$n string\n\nfunc (n named$n) String() string { return string(n) }"},
	{"key$n := \"\"\ndefer func() { _ = key$n }()\nkey$n = $k", "key$n", ""},
	{"var b$n strings.Builder\nb$n.WriteString($k)", "b$n.String()", ""},
	{"", "string([]byte($k))", ""},
	{"", "strings.Clone($k)", ""},
	{"", "fmt.Sprint($k)", ""},
	{"", "strings.Join([]string{$k}, \"\")", ""},
	{"", "(\"\" + $k)", ""},
	{"key$n := \"none\"\nif ctx.Err() == nil {\nkey$n = $k\n}", "key$n", ""},
	{"keep$n = $k", "keep$n", "var keep$n string"},
	{"", "func(key string) string { return key }($k)", ""},
	{"method$n := named$n($k).key", "method$n()", "type named$n string\n\nfunc (n named$n) key() string { return string(n) }"},
	{"pair$n := struct{ name, key string }{\"x\", $k}\ncopy$n := pair$n", "copy$n.key", ""},
	{"outer$n := outer$n{inner$n{$k}}", "outer$n.key", "type inner$n struct{ key string }\n\ntype outer$n struct{ inner$n }"},
}

// twins are uses that look like those of the other tables, and for which a fix
// should come all the same.
var twins = []use{
	{"log", `log.Printf("loading %s", $k)
return "", nil`, ""},
	{"log of a key with a name", `key := $k
log.Println("loading", key)
return strconv.FormatInt(c.Exists(ctx, key).Val(), 10), nil`, ""},
	{"slog", `slog.Info("loading", "key", $k)
return "", nil`, ""},
	{"error", `if c.Exists(ctx, $k).Val() > 99 {
return "", fmt.Errorf("%s is there", $k)
}
return "", nil`, ""},
	{"errors.New", `if c.Exists(ctx, $k).Val() > 99 {
return "", errors.New("unexpected: " + $k)
}
return "", nil`, ""},
	{"printed", `fmt.Fprintln(os.Stderr, "key", $k)
return "", nil`, ""},
	{"empty", `key := $k
if key == "" {
return "none", nil
}
return strconv.FormatInt(c.Exists(ctx, key).Val(), 10), nil`, ""},
	{"other text taken apart", `c.Exists(ctx, $k)
return strings.Split("one:two:three", ":")[1], nil`, ""},
	{"value taken apart", `c.Exists(ctx, $k)
return strings.TrimPrefix(fmt.Sprint($v), "1"), nil`, ""},
	{"unrelated list", `c.Exists(ctx, $k)
return strings.Join(columns$n, ","), nil`, `var columns$n = []string{"id", $a, "created"}`},
	{"unrelated map", `c.Exists(ctx, $k)
return titles$n["name"], nil`, `var titles$n = map[string]string{"name": "Name", "title": $a}`},
	{"unrelated tag", `c.Exists(ctx, $k)
b, err := json.Marshal(row$n{1})
return string(b), err`, "type row$n struct {\nCount int `json:$a`\n}"},
	{"message with the words", `c.Exists(ctx, $k)
return "", nil`, `var errNone$n = errors.New("no such thing")`},
	{"list of keys, measured", `keys := []string{$k}
if len(keys) == 0 {
return "", nil
}
return strconv.FormatInt(c.Exists(ctx, keys[0]).Val(), 10), nil`, ""},
	{"expiry", `return fmt.Sprint(c.Expire(ctx, $k, time.Hour).Val()), nil`, ""},
	{"Do", `return c.Do(ctx, "TYPE", $k).Text()`, ""},
	{"pipeline", `pipe := c.Pipeline()
n := pipe.Exists(ctx, $k)
if _, err := pipe.Exec(ctx); err != nil {
return "", err
}
return fmt.Sprint(n.Val()), nil`, ""},
	{"deferred", `defer c.Persist(ctx, $k)
return strconv.FormatInt(c.Exists(ctx, $k).Val(), 10), nil`, ""},
	{"script that uses the key", "return c.Eval(ctx, `return redis.call('TYPE', KEYS[1])['ok']`, []string{$k}).Text()", ""},
	{"script that compares an argument", "return c.Eval(ctx, `if ARGV[1] == 'x' then return redis.call('EXISTS', KEYS[1]) .. '' end return ARGV[1]:sub(1, 1)`, []string{$k}, \"xy\").Text()", ""},
	{"other keys scanned", `for _, key := range c.Keys(ctx, "zzz:*").Val() {
return strings.Split(key, ":")[1], nil
}
return strconv.FormatInt(c.Exists(ctx, $k).Val(), 10), nil`, ""},
	{"all keys counted", `c.Exists(ctx, $k)
return strconv.Itoa(len(c.Keys(ctx, "*").Val())), nil`, ""},
	{"another channel", `c.Exists(ctx, $k)
return "", c.Publish(ctx, "events", "x").Err()`, ""},
	{"value of another set", `if err := c.SAdd(ctx, "names$n", "one:two").Err(); err != nil {
return "", err
}
c.Exists(ctx, $k)
return strings.Split(c.SMembers(ctx, "names$n").Val()[0], ":")[0], nil`, ""},
	{"helper that loads", `return load$n(ctx, c, $k)`, `func load$n(ctx context.Context, c redis.UniversalClient, key string) (string, error) {
return c.Type(ctx, key).Result()
}`},
	{"cache that loads", `return (&cache$n{c}).kind(ctx, $k)`, `type cache$n struct{ c redis.UniversalClient }

func (s *cache$n) kind(ctx context.Context, key string) (string, error) {
log.Print("asking for ", key)
return s.c.Type(ctx, key).Result()
}`},
	{"keys of a loop", `n := int64(0)
for _, key := range []string{$k, $t} {
n += c.Exists(ctx, key).Val()
}
return strconv.FormatInt(n, 10), nil`, ""},
}
