package command

// scope is the variables that a script has set, as far as their values are known.
type scope struct {
	outer  *scope
	values map[string]string
	params []string // the positional parameters: $0, $1, ...
}

// newScope is the variables of a shell within another, which sees those of the outer one and keeps its own.
func newScope(outer *scope) *scope { return &scope{outer: outer} }

func (s *scope) set(name, value string) {
	if s.values == nil {
		s.values = map[string]string{}
	}
	s.values[name] = value
}

// forget makes the value of a variable unknown.
func (s *scope) forget(name string) {
	if _, known := s.get(name); known {
		s.set(name, "${"+name+"}")
	}
}

func (s *scope) get(name string) (value string, known bool) {
	for ; s != nil; s = s.outer {
		if value, known := s.values[name]; known {
			return value, true
		}
	}
	return "", false
}

// param is a positional parameter.
func (s *scope) param(name string) (value string, known bool) {
	if len(name) != 1 || !isDigit(name[0]) || int(name[0]-'0') >= len(s.params) {
		return "", false
	}
	return s.params[name[0]-'0'], true
}
