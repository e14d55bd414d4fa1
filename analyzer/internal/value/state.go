package value

import "strings"

// enter returns what reads the parts of a parameter when the callee is called.
func (b *Substitution) enter(n int) func(v *Value, field, index string) *Value {
	if b.Enter != nil {
		if step := b.Enter(n); step != nil {
			return step
		}
	}
	return func(*Value, string, string) *Value { return nil }
}

// state returns what a value holds when the callee is called, nil if it is what
// the identity says.
func (b *Substitution) state(id string) *Value {
	if b.State == nil || !IsGlobal(id) && !isMaybe(id) {
		return nil
	}
	return b.State(id)
}

// restate replaces, in an identity of the callee, what is another value when it is
// called.
func (b *Substitution) restate(id string) string {
	if !strings.Contains(id, "@") && !strings.Contains(id, opMaybe+"(") && !HasOpenField(id) {
		return id
	}
	var out strings.Builder
	for i := 0; i < len(id); {
		end := i + 1
		switch {
		case id[i] == '"':
			end = quoteEnd(id, i)
		case id[i] == '@':
			for end < len(id) && isBody(id[end], '@') {
				end++
			}
			end = stepsEnd(id, end)
			if v := b.state(id[i:end]); v != nil && v.Identity() != "" {
				out.WriteString(v.Identity())
				i = end
				continue
			}
		case strings.HasPrefix(id[i:], opMaybe+"("):
			whole := opEnd(id, i+len(opMaybe))
			if v := b.state(id[i:whole]); v != nil && v.Identity() != "" {
				out.WriteString(v.Identity())
				i = whole
				continue
			}
		case strings.HasPrefix(id[i:], opField+"(") && (i == 0 || !isName(id[i-1])):
			whole := opEnd(id, i+len(opField))
			if _, args, ok := splitOp(id[i:whole]); ok && len(args) == 2 {
				if v := b.field(args[0], args[1], ""); v != nil && v.Identity() != "" {
					out.WriteString(v.Identity())
					i = whole
					continue
				}
			}
		}
		out.WriteString(id[i:end])
		i = end
	}
	return out.String()
}

func isName(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// entry returns the entry of a map of the callee as it is when the callee is
// called, nil if that is what its name says.
func (b *Substitution) entry(m, key string) *Value {
	if b.State == nil {
		return nil
	}
	index := b.operand(key)
	if index == nil {
		return nil
	}
	id := index.Identity()
	if text, ok := index.Constant(); ok {
		id = text
	}
	if id == "" {
		return nil
	}
	if IsGlobal(m) {
		if strings.ContainsAny(id, "[].") {
			return nil
		}
		return b.State(ElementOf(m, id))
	}
	n, steps, ok := b.parameter(m)
	if !ok || n >= len(b.Args) || b.Args[n] == nil {
		return nil
	}
	step := b.enter(n)
	v := b.Args[n]
	for steps != "" && v != nil {
		field, index, tail := nextStep(steps)
		now := step(v, field, b.rewrite(index))
		if now == nil {
			if now = v.Select(field); field == "" {
				now = b.element(v, index)
			}
		}
		v, steps = now, tail
	}
	if v == nil {
		return nil
	}
	return step(v, "", id)
}

// AtKey returns the identity of the entry of a map under a key.
func AtKey(m, key string) string { return Op(opAt, m, key) }

// CallOf returns the identity of what a function value returns that is called by
// the instruction site: another call of it may return the same, or not.
func CallOf(f string, args []string, site string) string {
	operands := append([]string{f}, args...)
	return Maybe(Op(opCall, operands...), Op(opCall, append(operands[:len(operands):len(operands)], site)...))
}

func isCall(id string) bool { return strings.HasPrefix(id, opCall+"(") }
