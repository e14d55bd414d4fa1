package value

import "strings"

// stepsEnd returns the end of the steps (".F", "[i]") that begin at i.
func stepsEnd(s string, i int) int {
	for i < len(s) {
		switch s[i] {
		case '.':
			for i++; i < len(s) && isBody(s[i], '.') && s[i] != '.'; i++ {
			}
		case '[':
			depth := 0
		bracket:
			for ; i < len(s); i++ {
				switch s[i] {
				case '"':
					i = quoteEnd(s, i) - 1
				case '[':
					depth++
				case ']':
					if depth--; depth == 0 {
						i++
						break bracket
					}
				}
			}
		default:
			return i
		}
	}
	return i
}

// CutStep splits the first step off steps, as [ElementOf] and [FieldOf] add them.
func CutStep(steps string) (field, index, tail string) { return nextStep(steps) }

// nextStep splits the first step off steps: the name of a field, or the index
// of an element.
func nextStep(steps string) (name, index, tail string) {
	if steps[0] == '.' {
		end := 1
		for end < len(steps) && steps[end] != '.' && steps[end] != '[' {
			end++
		}
		return steps[1:end], "", steps[end:]
	}
	end := stepsEnd(steps, 0)
	// stepsEnd reads all steps: find the end of the first bracket.
	depth := 0
	for i := 0; i < end; i++ {
		switch steps[i] {
		case '"':
			i = quoteEnd(steps, i) - 1
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return "", steps[1:i], steps[i+1:]
			}
		}
	}
	return "", strings.Trim(steps, "[]"), ""
}
