package confine

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// makers are the functions whose result has the text of their arguments in it, as
// it is or in other letters, with the arguments that it has: nil for all of them,
// and -1 for the receiver.
var makers = map[string][]int{
	"fmt.Sprintf": nil, "fmt.Sprint": nil, "fmt.Sprintln": nil,
	"fmt.Appendf": nil, "fmt.Append": nil, "fmt.Appendln": nil,
	"strings.Join": nil, "strings.Clone": nil, "strings.Concat": nil,
	"strings.ToLower": nil, "strings.ToUpper": nil, "strings.TrimSpace": nil, "strings.Repeat": {0},
	"strings.Replace": {0, 2}, "strings.ReplaceAll": {0, 2}, "(*strings.Replacer).Replace": {0},
	"bytes.Join": nil, "bytes.Clone": nil,
	"strconv.AppendInt": {0}, "strconv.AppendUint": {0}, "strconv.AppendFloat": {0}, "strconv.AppendBool": {0}, "unicode/utf8.AppendRune": {0},
	"(time.Time).AppendFormat":  {0},
	"path.Join":                 nil,
	"(*strings.Builder).String": {-1}, "(*bytes.Buffer).String": {-1}, "(*bytes.Buffer).Bytes": {-1},
	"slices.Clone": nil, "slices.Concat": nil, "slices.Insert": nil, "slices.Collect": nil, "slices.Values": nil,
	"slices.Sorted": nil, "slices.Compact": nil, "slices.Grow": nil, "slices.Chunk": nil, "slices.Repeat": nil,
	"slices.AppendSeq": nil, "slices.All": nil, "slices.Backward": nil, "slices.Delete": {0}, "slices.Clip": nil,
	"maps.Keys": nil, "maps.Values": nil, "maps.Clone": nil, "maps.All": nil, "maps.Collect": nil,
	"unique.Make": nil, "(unique.Handle[T]).Value": {-1},
}

// searches are the makers that look for their second argument in the first one.
var searches = map[string]bool{"strings.Replace": true, "strings.ReplaceAll": true}

// fillers are the methods that put their arguments into the receiver.
var fillers = map[string]bool{
	"(*strings.Builder).WriteString": true, "(*strings.Builder).Write": true,
	"(*bytes.Buffer).WriteString": true, "(*bytes.Buffer).Write": true,
	"(*strings.Builder).Grow": true, "(*strings.Builder).Reset": true, "(*strings.Builder).Len": true,
	"(*bytes.Buffer).Grow": true, "(*bytes.Buffer).Reset": true, "(*bytes.Buffer).Len": true,
	"(*strings.Builder).WriteByte": true, "(*strings.Builder).WriteRune": true,
	"(*bytes.Buffer).WriteByte": true, "(*bytes.Buffer).WriteRune": true,
}

// printers are the functions that put the arguments behind the first one into the
// first one.
var printers = map[string]bool{"fmt.Fprintf": true, "fmt.Fprint": true, "fmt.Fprintln": true}

// inPlace are functions that change the order of a list, which no key depends on.
var inPlace = map[string]bool{
	"sort.Strings": true, "slices.Sort": true, "slices.Reverse": true,
	"math/rand.Shuffle": true, "math/rand/v2.Shuffle": true,
}

func isMaker(name string, arg int) bool {
	args, ok := makers[generic(name)]
	return ok && (args == nil || slices.Contains(args, arg))
}

func isFiller(name string) bool  { return fillers[name] }
func isPrinter(name string) bool { return printers[name] }
func isInPlace(name string) bool { return inPlace[generic(name)] }

// generic returns the name of a function without type arguments.
func generic(name string) string {
	if i := strings.IndexByte(name, '['); i > 0 && !strings.HasPrefix(name, "(") {
		return name[:i]
	}
	return name
}

// logPackages are the import paths of packages that write logs, traces or error
// messages, or test output, and of those that tests expect calls with. What they are given
// is read by people, or by tests.
var logPackages = regexp.MustCompile(`^(errors|testing|log|log/slog|github\.com/(pkg/errors|rs/zerolog|sirupsen/logrus|golang/glog|go-logr/logr|hashicorp/go-hclog|go-kit/(kit/)?log|cockroachdb/errors|stretchr/testify|golang/mock)|go\.uber\.org/(zap|multierr|mock)|k8s\.io/klog|go\.opentelemetry\.io/otel|google\.golang\.org/grpc/status)(/|$)`)

// printed are functions of other packages that print for people.
var printed = map[string]bool{
	"fmt.Print": true, "fmt.Printf": true, "fmt.Println": true, "fmt.Errorf": true,
}

// isLog reports whether a call shows its arguments to people.
func isLog(t *trace, call *ast.CallExpr, i int, fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	if printed[fn.FullName()] {
		return true
	}
	if fn.Pkg().Path() == "fmt" && strings.HasPrefix(fn.Name(), "Fprint") && i > 0 {
		obj := t.objectOf(call.Args[0])
		return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "os" && (obj.Name() == "Stderr" || obj.Name() == "Stdout")
	}
	return logPackages.MatchString(fn.Pkg().Path()) || isLogMethod(fn)
}

// logMethod matches the names of the methods that loggers have.
var logMethod = regexp.MustCompile(`^(Trace|Debug|Info|Notice|Warn|Warning|Error|Fatal|Panic|Print|Log|Skip)(f|w|ln|Context|Ctx|S|x)?$`)

// isLogMethod reports whether a method is one of a logger: it has such a name, and
// returns nothing.
func isLogMethod(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() != nil && sig.Results().Len() == 0 && logMethod.MatchString(fn.Name())
}

// pure are the packages whose functions have no effect but their results.
var pure = map[string]bool{"strings": true, "bytes": true, "strconv": true, "unicode": true, "unicode/utf8": true, "path": true}

// databases are the packages whose methods are given statements. What a database returns
// is not made of their text.
var databases = map[string]bool{"database/sql": true, "github.com/jmoiron/sqlx": true}

// isStatement reports whether argument i of a function is a statement for a database: a
// text, where the values of the statement may be of any type.
func isStatement(fn *types.Func, i int) bool {
	typ := paramType(fn, i)
	return fn.Pkg() != nil && databases[fn.Pkg().Path()] && i >= 0 && typ != nil && types.Identical(typ, types.Typ[types.String])
}

// keyFields are the fields of replies that hold keys. The others hold values and
// identifiers. A name that is one of these elsewhere stands with its type.
var keyFields = map[string]bool{"Stream": true, "Key": true, "Keys": true, "Channel": true, "Pattern": true, "Payload": true,
	"SlowLog.Args": true, "ACLLogEntry.Object": true, "FTSearchResult.Docs": true, "Document.ID": true,
}

// notification reports whether a text names a channel of keyspace notifications, or
// of client tracking (https://redis.io/docs/latest/develop/use/keyspace-notifications/).
func notification(text string) bool {
	return strings.HasPrefix(text, "__key") || strings.HasPrefix(text, "__redis__:")
}

func upper(text string) string { return strings.ToUpper(text) }
