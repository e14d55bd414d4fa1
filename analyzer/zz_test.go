package analyzer_test
import ("testing";"fmt";"time";"strings")
func TestZZ(t *testing.T) {
	const header = "package generated\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\t\"strings\"\n\n\t\"github.com/redis/go-redis/v9\"\n)\n\nvar _ = fmt.Sprintf\nvar _ strings.Builder\nvar _ redis.UniversalClient\nvar _ context.Context\n\n"
	for _, g := range growths {
		var sizes []int
		switch {
		case strings.HasPrefix(g.name, "loops"): sizes = []int{2,3,4,5,6,8,10}
		case strings.HasPrefix(g.name, "a list that is app"): sizes = []int{350,450,2000}
		case g.name=="a builder", g.name=="variables in memory", g.name=="a transaction", strings.Contains(g.name,"wrappers that"): sizes = []int{g.size,2*g.size,4*g.size}
		default: continue
		}
		for _, n := range sizes {
		st := time.Now()
		r, ds := analyzeText(t, header+g.text(n))
		fmt.Println(g.name, n, r.Work, r.Calls, len(ds), time.Since(st))
		if len(ds) == 1 { fmt.Println(ds[0].Message) }
		}
	}
}
