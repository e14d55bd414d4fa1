package execution

// What Go programs do with the text of a key. In the statements $k is the key, $t a
// second spelling of it, $p what its family begins with, $e what it ends with, $s its
// separator, $f the key of the value 7, $w its pattern, $q its format, $a its last word
// and $v a value; $o is the first word, $h its first letter and $r the rest of $p. Each
// is an expression, and $n a number. They end by returning a text.

// A use is what a program does with a key besides storing and loading.
type use struct {
	name string
	body string
	decl string // of the package
}

// parsings take the text of a key apart.
var parsings = []use{
	{"Split", `parts := strings.Split($k, $s)
return parts[len(parts)/2], nil`, ""},
	{"first of Split", `return strings.Split($k, $s)[0], nil`, ""},
	{"SplitN", `return strings.SplitN($k, $s, 2)[0], nil`, ""},
	{"SplitAfter", `return strings.SplitAfter($k, $s)[0], nil`, ""},
	{"SplitSeq", `for part := range strings.SplitSeq($k, $s) {
return part, nil
}
return "", nil`, ""},
	{"Cut", `before, _, _ := strings.Cut($k, $s)
return before, nil`, ""},
	{"rest of Cut", `_, rest, _ := strings.Cut($k, $p)
return rest, nil`, ""},
	{"CutPrefix", `rest, ok := strings.CutPrefix($k, $p)
return fmt.Sprint(rest, ok), nil`, ""},
	{"CutSuffix", `rest, _ := strings.CutSuffix($k, $e)
return rest, nil`, ""},
	{"TrimPrefix", `return strings.TrimPrefix($k, $p), nil`, ""},
	{"TrimSuffix", `return strings.TrimSuffix($k, $e), nil`, ""},
	{"TrimLeft", `return strings.TrimLeft($k, $p), nil`, ""},
	{"TrimFunc", `return strings.TrimFunc($k, unicode.IsLetter), nil`, ""},
	{"HasPrefix", `return fmt.Sprint(strings.HasPrefix($k, $p)), nil`, ""},
	{"HasSuffix", `return fmt.Sprint(strings.HasSuffix($k, $e)), nil`, ""},
	{"HasPrefix in a condition", `if !strings.HasPrefix($k, $p) {
return "another", nil
}
return "one", nil`, ""},
	{"Index", `return strconv.Itoa(strings.Index($k, $s)), nil`, ""},
	{"LastIndex", `key := $k
return key[strings.LastIndex(key, $s)+1:], nil`, ""},
	{"IndexByte", `key := $k
return key[:max(0, strings.IndexByte(key, $s[0]))], nil`, ""},
	{"Contains", `return fmt.Sprint(strings.Contains($k, $e)), nil`, ""},
	{"FieldsFunc", `return strings.FieldsFunc($k, func(r rune) bool { return string(r) == $s })[0], nil`, ""},
	{"Map", `return strings.Map(func(r rune) rune {
if unicode.IsLetter(r) || unicode.IsDigit(r) {
return r
}
return '_'
}, $k), nil`, ""},
	{"ReplaceAll", `return strings.ReplaceAll($k, $p, "-"), nil`, ""},
	{"Replacer", `return strings.NewReplacer($p, "", $s, "/").Replace($k), nil`, ""},
	{"slice", `key := $k
return key[min(len(key), len($p)):], nil`, ""},
	{"slice from the end", `key := $k
return key[max(0, len(key)-2):], nil`, ""},
	{"index", `return string($k[0]), nil`, ""},
	{"len", `return strconv.Itoa(len($k)), nil`, ""},
	{"letters", `n := 0
for _, r := range $k {
if r != '-' {
n++
}
}
return strconv.Itoa(n), nil`, ""},
	{"runes", `return strconv.Itoa(len([]rune($k))), nil`, ""},
	{"bytes", `return string(bytes.TrimPrefix([]byte($k), []byte($p))), nil`, ""},
	{"byte of a copy", `key := []byte($k)
return string(key[:2]), nil`, ""},
	{"bytes.Split", `return string(bytes.Split([]byte($k), []byte($s))[0]), nil`, ""},
	{"Reader", `text, err := bufio.NewReader(strings.NewReader($k)).ReadString($s[0])
if err != nil {
return "", nil
}
return text, nil`, ""},
	{"Scanner", `in := bufio.NewScanner(strings.NewReader($k))
in.Split(bufio.ScanRunes)
in.Scan()
return in.Text(), nil`, ""},
	{"Sscanf", `var rest string
_, err := fmt.Sscanf($k, $p+"%s", &rest)
return fmt.Sprint(rest, err != nil), nil`, ""},
	{"regexp", `return fmt.Sprint(pattern$n.MatchString($k)), nil`, `var pattern$n = regexp.MustCompile("^" + $p)`},
	{"FindString", `return regexp.MustCompile("^[^0-9]+").FindString($k), nil`, ""},
	{"ReplaceAllString", `return pattern$n.ReplaceAllString($k, "*"), nil`, `var pattern$n = regexp.MustCompile("[^a-z0-9]+")`},
	{"path.Base", `return path.Base(strings.ReplaceAll($k, $s, "/")), nil`, ""},
	{"path.Match", `ok, err := path.Match($w, $k)
return fmt.Sprint(ok), err`, ""},
	{"filepath.Dir", `return filepath.Dir(strings.ReplaceAll($k, $s, "/")), nil`, ""},
	{"Quote", `return strconv.Quote($k), nil`, ""},
	{"url.Parse", `return url.PathEscape($k), nil`, ""},
	{"url.Values", `q := url.Values{}
q.Set("key", $k)
return q.Encode(), nil`, ""},
	{"template", `var b strings.Builder
err := template.Must(template.New("").Parse("{{slice . 0 2}}")).Execute(&b, $k)
return b.String(), err`, ""},
	{"hash", `h := fnv.New32a()
h.Write([]byte($k))
return strconv.Itoa(int(h.Sum32() % 7919)), nil`, ""},
	{"hash of io.WriteString", `h := sha1.New()
_, err := io.WriteString(h, $k)
return hex.EncodeToString(h.Sum(nil)), err`, ""},
	{"checksum", `sum := sha1.Sum([]byte($k))
return hex.EncodeToString(sum[:]), nil`, ""},
	{"base64", `return base64.URLEncoding.EncodeToString([]byte($k)), nil`, ""},
	{"helper that parses", `return owner$n($k), nil`, `func owner$n(key string) string { return strings.TrimPrefix(key, $p) }`},
	{"helper of another type", `return string(key$n($k).owner()), nil`, `type key$n string

func (k key$n) owner() key$n { return k[:1] }`},
	{"function value that parses", `return cut$n($k, $s), nil`, `var cut$n = func(s, sep string) string { return strings.Split(s, sep)[0] }`},
	{"method expression", `return first$n.of(first$n{}, $k), nil`, `type first$n struct{}

func (first$n) of(key string) string { return key[:1] }`},
	{"interface that parses", `var p parser$n = prefix$n{}
return p.parse($k), nil`, `type parser$n interface{ parse(string) string }

type prefix$n struct{}

func (prefix$n) parse(key string) string { return strings.TrimPrefix(key, $p) }`},
	{"generic that parses", `return pick$n($k, func(s string) string { return s[:1] }), nil`, `func pick$n[T any](v T, f func(T) T) T { return f(v) }`},
	{"channel", `ch := make(chan string, 1)
ch <- $k
return (<-ch)[:1], nil`, ""},
	{"channel of a goroutine", `ch := make(chan string)
go func() { ch <- $k }()
return strings.Split(<-ch, $s)[0], nil`, ""},
	{"reflect", `return reflect.ValueOf($k).Slice(0, 1).String(), nil`, ""},
	{"reflect of a struct", `v := reflect.ValueOf(struct{ Key string }{$k})
return strconv.Itoa(v.Field(0).Len()), nil`, ""},
	{"unsafe", `key := $k
return strconv.Itoa(int(*unsafe.StringData(key))), nil`, ""},
	{"context", `ctx = context.WithValue(ctx, at$n{}, $k)
return owner$n(ctx), nil`, `type at$n struct{}

func owner$n(ctx context.Context) string {
key, _ := ctx.Value(at$n{}).(string)
return strings.TrimPrefix(key, $p)
}`},
	{"sync.Map", `last$n.Store("key", $k)
key, _ := last$n.Load("key")
return key.(string)[:1], nil`, `var last$n sync.Map`},
	{"atomic.Value", `last$n.Store($k)
return last$n.Load().(string)[:1], nil`, `var last$n atomic.Value`},
	{"atomic.Pointer", `key := $k
last$n.Store(&key)
return (*last$n.Load())[:1], nil`, `var last$n atomic.Pointer[string]`},
	{"environment", `if err := os.Setenv("LAST$n", $k); err != nil {
return "", err
}
return os.Getenv("LAST$n")[:1], nil`, ""},
	{"header", `h := http.Header{}
h.Set("Key", $k)
return h.Get("Key")[:1], nil`, ""},
	{"error taken apart", `err := error(&missing$n{$k})
var m *missing$n
if errors.As(err, &m) {
return m.key[:1], nil
}
return "", nil`, `type missing$n struct{ key string }

func (m *missing$n) Error() string { return "missing" }`},
	{"deferred", `out := ""
func() {
defer func(key string) { out = key[:1] }($k)
}()
return out, nil`, ""},
	{"package variable", `last$n = $k
return owner$n(), nil`, `var last$n string

func owner$n() string { return strings.TrimSuffix(last$n, $e) }`},
	{"callback", `out := ""
each$n(func(key string) { out = key[:1] }, $k)
return out, nil`, `func each$n(f func(string), keys ...string) {
for _, k := range keys {
f(k)
}
}`},
	{"iterator", `for key := range keys$n($k) {
return key[:1], nil
}
return "", nil`, `func keys$n(list ...string) iter.Seq[string] { return slices.Values(list) }`},
	{"embedded", `r := row$n{entry$n{$k}, 1}
return r.owner(), nil`, `type entry$n struct{ key string }

func (e entry$n) owner() string { return e.key[:1] }

type row$n struct {
entry$n
n int
}`},
}

// comparisons compare a key with texts.
var comparisons = []use{
	{"==", `return fmt.Sprint($k == $t), nil`, ""},
	{"!= constant", `return fmt.Sprint($k != $f), nil`, ""},
	{"<", `return fmt.Sprint($k < "v"+$p), nil`, ""},
	{"switch", `switch $k {
case $t:
return "one", nil
}
return "another", nil`, ""},
	{"switch of constants", `switch key := $k; key {
case $f, "none":
return "seven", nil
default:
return "another", nil
}`, ""},
	{"switch true", `key := $k
switch {
case key == $t:
return "one", nil
}
return "another", nil`, ""},
	{"EqualFold", `return fmt.Sprint(strings.EqualFold($k, $t)), nil`, ""},
	{"strings.Compare", `return strconv.Itoa(strings.Compare($k, $f)), nil`, ""},
	{"cmp.Compare", `return strconv.Itoa(cmp.Compare($k, $t)), nil`, ""},
	{"bytes.Equal", `return fmt.Sprint(bytes.Equal([]byte($k), []byte($t))), nil`, ""},
	{"reflect.DeepEqual", `return fmt.Sprint(reflect.DeepEqual([]string{$k}, []string{$t})), nil`, ""},
	{"slices.Contains", `return fmt.Sprint(slices.Contains([]string{$t, "none"}, $k)), nil`, ""},
	{"slices.Index", `return strconv.Itoa(slices.Index(known$n, $k)), nil`, `var known$n = []string{"none", $f}`},
	{"slices.Equal", `return fmt.Sprint(slices.Equal([]string{$k}, []string{$t})), nil`, ""},
	{"slices.Max", `return slices.Max([]string{$k, "v"})[:1], nil`, ""},
	{"min", `return min($k, "v")[:1], nil`, ""},
	{"map", `return map[string]string{$t: "known"}[$k], nil`, ""},
	{"map of the package", `return known$n[$k], nil`, `var known$n = map[string]string{$f: "seven"}`},
	{"map that is filled", `m := make(map[string]int)
m[$k]++
m[$t]++
return strconv.Itoa(len(m)), nil`, ""},
	{"map that is listed", `m := map[string]bool{$k: true}
for key := range m {
return key[:1], nil
}
return "", nil`, ""},
	{"map with a struct", `m := map[at$n]int{{$t}: 1}
return strconv.Itoa(m[at$n{$k}]), nil`, `type at$n struct{ key string }`},
	{"structs", `return fmt.Sprint(at$n{$k} == at$n{$t}), nil`, `type at$n struct{ key string }`},
	{"arrays", `return fmt.Sprint([1]string{$k} == [1]string{$t}), nil`, ""},
	{"interfaces", `var a, b any = $k, $t
return fmt.Sprint(a == b), nil`, ""},
	{"sorted", `list := []string{$k, "u", "z"}
sort.Strings(list)
return list[0][:1], nil`, ""},
	{"BinarySearch", `_, ok := slices.BinarySearch([]string{$t}, $k)
return fmt.Sprint(ok), nil`, ""},
	{"Cond", `if key := $k; key == $f || key > "v" {
return "high", nil
}
return "low", nil`, ""},
	{"types of a switch", `var v any = $k
switch v := v.(type) {
case string:
return v[:1], nil
}
return "", nil`, ""},
}

// encodings write a key into a text of another form, or to something else.
var encodings = []use{
	{"JSON", `b, err := json.Marshal(page$n{$k})
return string(b), err`, "type page$n struct {\nKey string `json:\"key\"`\n}"},
	{"JSON of a map", `b, err := json.Marshal(map[string]any{$k: 1})
return string(b), err`, ""},
	{"JSON of a list", `b, err := json.Marshal([]string{$k})
return string(b), err`, ""},
	{"JSON to a writer", `var b bytes.Buffer
err := json.NewEncoder(&b).Encode(map[string]string{"key": $k})
return b.String(), err`, ""},
	{"MarshalText", `b, err := json.Marshal(id$n{$k})
return string(b), err`, `type id$n struct{ key string }

func (i id$n) MarshalText() ([]byte, error) { return []byte(i.key), nil }`},
	{"XML", `b, err := xml.Marshal(page$n{Key: $k})
return string(b), err`, `type page$n struct{ Key string }`},
	{"CSV", `var b strings.Builder
w := csv.NewWriter(&b)
err := w.Write([]string{$k})
w.Flush()
return b.String(), err`, ""},
	{"Fprintf", `var b bytes.Buffer
fmt.Fprintf(&b, "%s!", $k)
return b.String(), nil`, ""},
	{"io.Writer", `var b bytes.Buffer
var w io.Writer = &b
_, err := w.Write([]byte($k))
return b.String(), err`, ""},
	{"Stringer", `return fmt.Sprint(id$n{$k})[:1], nil`, `type id$n struct{ key string }

func (i id$n) String() string { return i.key }`},
	{"%+v of a struct", `return fmt.Sprintf("%+v", struct{ key string }{$k}), nil`, ""},
	{"returned", `return $k, nil`, ""},
	{"returned in a struct", `return page$n{$k}.Key, nil`, `type page$n struct{ Key string }`},
	{"named result", `out := $k
return out, nil`, ""},
	{"file", `dir, err := os.MkdirTemp("", "")
if err != nil {
return "", err
}
defer os.RemoveAll(dir)
if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll($k, "/", "_")), nil, 0o600); err != nil {
return "", err
}
list, err := filepath.Glob(filepath.Join(dir, strings.ReplaceAll($w, "/", "_")))
return strconv.Itoa(len(list)), err`, ""},
	{"file that is listed", `dir, err := os.MkdirTemp("", "")
if err != nil {
return "", err
}
defer os.RemoveAll(dir)
name := filepath.Join(dir, strings.ReplaceAll($k, "/", "_"))
if err := os.WriteFile(name, nil, 0o600); err != nil {
return "", err
}
list, err := os.ReadDir(dir)
if err != nil || len(list) == 0 {
return "", err
}
return list[0].Name()[:1], nil`, ""},
	{"topic", `return strings.Join(topics$n.send($k), ","), nil`, `type bus$n map[string][]string

func (b bus$n) send(topic string) []string {
for pattern, list := range b {
if ok, _ := path.Match(pattern, topic); ok {
return list
}
}
return nil
}

var topics$n = bus$n{$w: {"mail", "push"}}`},
	{"request", `r, err := http.NewRequest("GET", "http://cache.example/"+$k, nil)
if err != nil {
return "", nil
}
return r.URL.Path, nil`, ""},
	{"struct tag", `tag := reflect.TypeFor[user$n]().Field(0).Tag.Get("key")
return fmt.Sprint(tag == $k, c.Exists(ctx, fmt.Sprintf("%s", $k)).Val(), tag), nil`, "type user$n struct {\nItems []string `key:$f`\n}"},
	{"key of a struct tag", `key := strings.Replace(reflect.TypeFor[user$n]().Field(0).Tag.Get("key"), "%v", fmt.Sprint($v), 1)
return strconv.FormatInt(c.Exists(ctx, key).Val(), 10), nil`, "type user$n struct {\nItems []string `key:$q`\n}"},
	{"key of a type's name", `key := strings.ToLower(reflect.TypeFor[Kind$n]().Name()) + $s + fmt.Sprint($v)
return strconv.FormatInt(c.Exists(ctx, key).Val(), 10), nil`, `type Kind$n struct{}`},
	{"stored by SET", `if err := c.Set(ctx, "last$n", $k, 0).Err(); err != nil {
return "", err
}
key, err := c.Get(ctx, "last$n").Result()
return strings.TrimPrefix(key, $p), err`, ""},
	{"stored by HSET", `if err := c.HSet(ctx, "last$n", "key", $k).Err(); err != nil {
return "", err
}
return c.HGet(ctx, "last$n", "key").Val()[:1], nil`, ""},
	{"field of a hash", `if err := c.HSet(ctx, "last$n", $k, 1).Err(); err != nil {
return "", err
}
return c.HKeys(ctx, "last$n").Val()[0][:1], nil`, ""},
	{"member of a sorted set", `if err := c.ZAdd(ctx, "last$n", redis.Z{Score: 1, Member: $k}).Err(); err != nil {
return "", err
}
return c.ZRange(ctx, "last$n", 0, -1).Val()[0][:1], nil`, ""},
	{"stored by RPUSH", `if err := c.RPush(ctx, "last$n", $k).Err(); err != nil {
return "", err
}
return c.LPop(ctx, "last$n").Val()[:1], nil`, ""},
	{"stored by XADD", `if err := c.XAdd(ctx, &redis.XAddArgs{Stream: "last$n", Values: []string{"key", $k}}).Err(); err != nil {
return "", err
}
return fmt.Sprint(c.XRange(ctx, "last$n", "-", "+").Val()[0].Values["key"])[:1], nil`, ""},
}
