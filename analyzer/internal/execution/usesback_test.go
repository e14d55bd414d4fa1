package execution

// What comes back from the server, and patterns: see parsings. They run on a single
// server only.
var replies = []use{
	{"SMEMBERS of keys", `if err := c.SAdd(ctx, "index$n", $k).Err(); err != nil {
return "", err
}
for _, key := range c.SMembers(ctx, "index$n").Val() {
return strings.TrimPrefix(key, $p), nil
}
return "", nil`, ""},
	{"SMEMBERS of keys, loaded", `if err := c.SAdd(ctx, "index$n", $t).Err(); err != nil {
return "", err
}
n := int64(0)
for _, key := range c.SMembers(ctx, "index$n").Val() {
n += c.Exists(ctx, key).Val()
}
return fmt.Sprint(n, c.SIsMember(ctx, "index$n", $k).Val()), nil`, ""},
	{"SSCAN of keys", `if err := c.SAdd(ctx, "index$n", $k).Err(); err != nil {
return "", err
}
return strconv.FormatBool(c.SScan(ctx, "index$n", 0, $w, 100).Iterator().Next(ctx)), nil`, ""},
	{"BLPOP", `if err := c.RPush(ctx, $k+$s+"queue", "x").Err(); err != nil {
return "", err
}
list, err := c.BLPop(ctx, time.Second, $t+$s+"queue", "none").Result()
if err != nil {
return "", err
}
return strings.TrimPrefix(list[0], $p) + list[1], nil`, ""},
	{"BLMPOP", `if err := c.RPush(ctx, $k+$s+"queue", "x").Err(); err != nil {
return "", err
}
key, _, err := c.BLMPop(ctx, time.Second, "left", 1, $k+$s+"queue").Result()
return fmt.Sprint(len(key)), err`, ""},
	{"BZPOPMIN", `if err := c.ZAdd(ctx, $k+$s+"queue", redis.Z{Score: 1, Member: "x"}).Err(); err != nil {
return "", err
}
z, err := c.BZPopMin(ctx, time.Second, $k+$s+"queue").Result()
if err != nil {
return "", err
}
return z.Key[:1], nil`, ""},
	{"XREAD", `if err := c.XAdd(ctx, &redis.XAddArgs{Stream: $k+$s+"log", Values: []string{"a", "b"}}).Err(); err != nil {
return "", err
}
list, err := c.XRead(ctx, &redis.XReadArgs{Streams: []string{$k+$s+"log", "0"}, Count: 1, Block: -1}).Result()
if err != nil {
return "", err
}
return strings.Split(list[0].Stream, $s)[0], nil`, ""},
	{"XREADGROUP", `stream := $k+$s+"log"
if err := c.XGroupCreateMkStream(ctx, stream, "g", "0").Err(); err != nil {
return "", err
}
if err := c.XAdd(ctx, &redis.XAddArgs{Stream: stream, Values: []string{"a", "b"}}).Err(); err != nil {
return "", err
}
list, err := c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: []string{stream, ">"}, Block: -1}).Result()
if err != nil {
return "", err
}
return fmt.Sprint(strings.HasPrefix(list[0].Stream, $p)), nil`, ""},
	{"KEYS, taken apart", `for _, key := range c.Keys(ctx, "*").Val() {
if rest, ok := strings.CutPrefix(key, $p); ok {
return rest, nil
}
}
return "none", nil`, ""},
	{"SCAN, counted by prefix", `n := 0
for it := c.Scan(ctx, 0, "", 1000).Iterator(); it.Next(ctx); {
if strings.HasPrefix(it.Val(), $p) {
n++
}
}
return strconv.Itoa(n), nil`, ""},
	{"SCAN, looked up", `for it := c.Scan(ctx, 0, "*", 1000).Iterator(); it.Next(ctx); {
if it.Val() == $t {
return "found", nil
}
}
return "none", nil`, ""},
	{"SCAN, cursor", `n := 0
for cursor := uint64(0); ; {
keys, next, err := c.Scan(ctx, cursor, "*", 100).Result()
if err != nil {
return "", err
}
for _, key := range keys {
if len(key) > 3 && key[:3] == $p[:3] {
n++
}
}
if cursor = next; cursor == 0 {
return strconv.Itoa(n), nil
}
}`, ""},
	{"Do KEYS", `keys, err := c.Do(ctx, "KEYS", "*").StringSlice()
n := 0
for _, key := range keys {
if strings.Contains(key, $p) && strings.Index(key, $p) == 0 {
n++
}
}
return strconv.Itoa(n), err`, ""},
	{"RANDOMKEY", `n := 0
for range 30 {
if strings.HasPrefix(c.RandomKey(ctx).Val(), $p) {
n = 1
}
}
return strconv.Itoa(n), nil`, ""},
	{"SORT of keys", `if err := c.SAdd(ctx, "index$n", $k).Err(); err != nil {
return "", err
}
list, err := c.Sort(ctx, "index$n", &redis.Sort{Alpha: true}).Result()
if err != nil {
return "", err
}
return list[0][:1], nil`, ""},
}

// matches are patterns that find keys.
var matches = []use{
	{"KEYS prefix*", `return strconv.Itoa(len(c.Keys(ctx, $p+"*").Val())), nil`, ""},
	{"KEYS constant", `return strconv.Itoa(len(c.Keys(ctx, match$n).Val())), nil`, `const match$n = $p + "*"`},
	{"KEYS of the family", `return strconv.Itoa(len(c.Keys(ctx, $w).Val())), nil`, ""},
	{"KEYS word*", `return strconv.Itoa(len(c.Keys(ctx, $o+"*").Val())), nil`, ""},
	{"KEYS class", `return strconv.Itoa(len(c.Keys(ctx, "["+$h+"-"+$h+"]"+$r+"*").Val())), nil`, ""},
	{"KEYS ?", `return strconv.Itoa(len(c.Keys(ctx, "?"+$r+"*").Val())), nil`, ""},
	{"KEYS *end", `return strconv.Itoa(len(c.Keys(ctx, "*"+$e).Val())), nil`, ""},
	{"KEYS of a helper", `return strconv.Itoa(len(c.Keys(ctx, all$n($p)).Val())), nil`, `func all$n(prefix string) string { return prefix + "*" }`},
	{"KEYS of a format", `return strconv.Itoa(len(c.Keys(ctx, fmt.Sprintf("%s*", $p)).Val())), nil`, ""},
	{"KEYS of the key", `return strconv.Itoa(len(c.Keys(ctx, $k+"*").Val())), nil`, ""},
	{"KEYS of parts", `return strconv.Itoa(len(c.Keys(ctx, strings.Join([]string{$p, "*"}, "")).Val())), nil`, ""},
	{"KEYS with a field", `m := match$n{prefix: $p}
return strconv.Itoa(len(c.Keys(ctx, m.prefix+"*").Val())), nil`, `type match$n struct{ prefix string }`},
	{"SCAN MATCH", `n := 0
for it := c.Scan(ctx, 0, $w, 1000).Iterator(); it.Next(ctx); {
n++
}
return strconv.Itoa(n), nil`, ""},
	{"SCAN MATCH prefix", `n := 0
for it := c.Scan(ctx, 0, $p+"*", 1000).Iterator(); it.Next(ctx); {
n++
}
return strconv.Itoa(n), nil`, ""},
	{"SCAN TYPE", `n := 0
for _, kind := range []string{"string", "set"} {
for it := c.ScanType(ctx, 0, $p+"*", 1000, kind).Iterator(); it.Next(ctx); {
n++
}
}
return strconv.Itoa(n), nil`, ""},
	{"Do SCAN", `reply, err := c.Do(ctx, "SCAN", 0, "COUNT", 10000, "MATCH", $p+"*").Slice()
if err != nil {
return "", err
}
return strconv.Itoa(len(reply[1].([]any))), nil`, ""},
	{"SORT GET", `if err := c.RPush(ctx, "list$n", fmt.Sprint($v)).Err(); err != nil {
return "", err
}
list, err := c.Sort(ctx, "list$n", &redis.Sort{By: "nosort", Get: []string{$p + "*"}}).Result()
return strings.Join(list, ","), err`, ""},
	{"SORT BY", `if err := c.RPush(ctx, "list$n", fmt.Sprint($v), "zzz").Err(); err != nil {
return "", err
}
list, err := c.Sort(ctx, "list$n", &redis.Sort{By: $w, Alpha: true}).Result()
return strings.Join(list, ","), err`, ""},
	{"ACL", `if err := c.Do(ctx, "ACL", "SETUSER", "app$n", "on", "resetkeys", "~"+$p+"*", "+@all").Err(); err != nil {
return "", err
}
said, err := c.Do(ctx, "ACL", "DRYRUN", "app$n", "GET", $k).Text()
return fmt.Sprint(said == "OK"), err`, ""},
	{"ACL of the family", `if err := c.Do(ctx, "ACL", "SETUSER", "app$n", "on", "resetkeys", "%R~"+$w, "+@all").Err(); err != nil {
return "", err
}
said, err := c.Do(ctx, "ACL", "DRYRUN", "app$n", "GET", $k).Text()
return fmt.Sprint(said == "OK"), err`, ""},
	{"notification", `c.ConfigSet(ctx, "notify-keyspace-events", "KEA")
sub := c.PSubscribe(ctx, "__keyspace@0__:"+$p+"*")
defer sub.Close()
if _, err := sub.Receive(ctx); err != nil {
return "", err
}
c.Expire(ctx, $k, time.Hour)
_, err := sub.ReceiveTimeout(ctx, 200*time.Millisecond)
return fmt.Sprint(err == nil), nil`, ""},
	{"notification, taken apart", `c.ConfigSet(ctx, "notify-keyspace-events", "KEA")
sub := c.PSubscribe(ctx, "__keyevent@0__:expire")
defer sub.Close()
if _, err := sub.Receive(ctx); err != nil {
return "", err
}
c.Expire(ctx, $k, time.Hour)
for {
got, err := sub.ReceiveTimeout(ctx, 200*time.Millisecond)
if err != nil {
return "none", nil
}
if msg, ok := got.(*redis.Message); ok && strings.HasPrefix(msg.Payload, $p) {
return strings.TrimPrefix(msg.Payload, $p), nil
}
}`, ""},
	{"notification of one key", `c.ConfigSet(ctx, "notify-keyspace-events", "KEA")
sub := c.Subscribe(ctx, "__keyspace@0__:"+$k)
defer sub.Close()
if _, err := sub.Receive(ctx); err != nil {
return "", err
}
c.Expire(ctx, $t, time.Hour)
_, err := sub.ReceiveTimeout(ctx, 200*time.Millisecond)
return fmt.Sprint(err == nil), nil`, ""},
	{"channel of the family", `sub := c.PSubscribe(ctx, $w)
defer sub.Close()
if _, err := sub.Receive(ctx); err != nil {
return "", err
}
if err := c.Publish(ctx, $k, "x").Err(); err != nil {
return "", err
}
_, err := sub.ReceiveTimeout(ctx, 200*time.Millisecond)
return fmt.Sprint(err == nil), nil`, ""},
}

// scriptUses use a key in Lua.
var scriptUses = []use{
	{"string.match", "return c.Eval(ctx, `return string.match(KEYS[1], '^%a+')`, []string{$k}).Text()", ""},
	{"method match", "return c.Eval(ctx, `return KEYS[1]:match('^(.-)[^%a]')`, []string{$k}).Text()", ""},
	{"string.sub", "return c.Eval(ctx, `return string.sub(KEYS[1], 1, 3)`, []string{$k}).Text()", ""},
	{"method sub", "return c.Eval(ctx, `local k = KEYS[1] return k:sub(2)`, []string{$k}).Text()", ""},
	{"string.find", "return c.Eval(ctx, `return tostring(string.find(KEYS[1], ARGV[1], 1, true))`, []string{$k}, $p).Text()", ""},
	{"string.gsub", "return c.Eval(ctx, `return (string.gsub(KEYS[1], '%W', '-'))`, []string{$k}).Text()", ""},
	{"string.gmatch", "return c.Eval(ctx, `for word in string.gmatch(KEYS[1], '[^' .. ARGV[1] .. ']+') do return word end`, []string{$k}, $s).Text()", ""},
	{"string.len", "return c.Eval(ctx, `return tostring(#KEYS[1])`, []string{$k}).Text()", ""},
	{"string.byte", "return c.Eval(ctx, `return tostring(KEYS[1]:byte(1))`, []string{$k}).Text()", ""},
	{"string.reverse", "return c.Eval(ctx, `return string.reverse(KEYS[1])`, []string{$k}).Text()", ""},
	{"compared", "return c.Eval(ctx, `return tostring(KEYS[1] == ARGV[1])`, []string{$k}, $t).Text()", ""},
	{"ordered", "return c.Eval(ctx, `if KEYS[1] < 'v' then return 'low' end return 'high'`, []string{$k}).Text()", ""},
	{"compared with a constant", "return c.Eval(ctx, `if KEYS[1] ~= '`+$f+`' then return 'other' end return 'seven'`, []string{$k}).Text()", ""},
	{"table", "return c.Eval(ctx, `local names = {[ARGV[1]] = 'known'} return names[KEYS[1]] or 'unknown'`, []string{$k}, $t).Text()", ""},
	{"returned by a script", "return c.Eval(ctx, `return KEYS[1]`, []string{$k}).Text()", ""},
	{"sha1hex", "return c.Eval(ctx, `return redis.sha1hex(KEYS[1])`, []string{$k}).Text()", ""},
	{"cjson", "return c.Eval(ctx, `return cjson.encode(KEYS)`, []string{$k}).Text()", ""},
	{"format", "return c.Eval(ctx, `return string.format('<%s>', KEYS[1])`, []string{$k}).Text()", ""},
	{"concat", "return c.Eval(ctx, `return table.concat(KEYS, ',')`, []string{$k}).Text()", ""},
	{"stored by a script", "return c.Eval(ctx, `redis.call('SET', 'last$n', KEYS[1]) return redis.call('GETRANGE', 'last$n', 0, 1)`, []string{$k}).Text()", ""},
	{"KEYS in a script", "return c.Eval(ctx, `return tostring(#redis.call('KEYS', ARGV[1] .. '*'))`, nil, $p).Text()", ""},
	{"KEYS in a script, constant", "return c.Eval(ctx, `return tostring(#redis.call('KEYS', '`+$p+`*'))`, nil).Text()", ""},
	{"KEYS in a script, taken apart", "return c.Eval(ctx, `local n = 0 for _, k in ipairs(redis.call('KEYS', '*')) do if k:sub(1, #ARGV[1]) == ARGV[1] then n = n + 1 end end return tostring(n)`, nil, $p).Text()", ""},
	{"SCAN in a script", "return c.Eval(ctx, `return tostring(#redis.call('SCAN', '0', 'MATCH', ARGV[1] .. '*', 'COUNT', '1000')[2])`, nil, $p).Text()", ""},
	{"key made of a value", "return c.Eval(ctx, `return tostring(redis.call('EXISTS', ARGV[1] .. ARGV[2] .. ARGV[3]))`, nil, $p, $v, $e).Text()", ""},
	{"key made of a constant", "return c.Eval(ctx, `local name = '`+$p+`' .. ARGV[1] return tostring(redis.call('EXISTS', name))`, nil, $v).Text()", ""},
	{"key made of KEYS", "return c.Eval(ctx, `redis.call('SET', KEYS[1] .. ':copy', 'x') return tostring(redis.call('EXISTS', ARGV[1] .. ':copy'))`, []string{$k}, $t).Text()", ""},
	{"Script", "return script$n.Run(ctx, c, []string{$k}).Text()", "var script$n = redis.NewScript(`local at = string.find(KEYS[1], '%d') return tostring(at)`)"},
	{"helper in Lua", "return c.Eval(ctx, `local function owner(k) return k:sub(1, 2) end return owner(KEYS[1])`, []string{$k}).Text()", ""},
	{"loop in Lua", "return c.Eval(ctx, `local out = {} for _, k in ipairs(KEYS) do out[#out + 1] = k:upper() end return out[1]`, []string{$k}).Text()", ""},
	{"argument in Lua", "return c.Eval(ctx, `return string.sub(ARGV[1], 1, 4)`, nil, $k).Text()", ""},
}
