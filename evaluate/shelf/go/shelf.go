// Package shelf reads a list of records from text and answers queries about them.
package shelf

import (
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Record is one entry: its fields by key.
type Record map[string]string

var (
	ErrSyntax       = errors.New("syntax error")
	ErrDuplicateKey = errors.New("duplicate key")
	ErrUnterminated = errors.New("unterminated string")
)

// ParseError says in which line a text is wrong, counted from 1.
type ParseError struct {
	Line int
	Err  error
}

func (e *ParseError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *ParseError) Unwrap() error { return e.Err }

// QueryError says at which byte a query is wrong.
type QueryError struct {
	Pos int
	Err error
}

func (e *QueryError) Error() string { return fmt.Sprintf("offset %d: %v", e.Pos, e.Err) }
func (e *QueryError) Unwrap() error { return e.Err }

const blanks = " \t"

var (
	fieldShape  = regexp.MustCompile(`^([a-z][a-z0-9_]*):`)
	keyShape    = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	countShape  = regexp.MustCompile(`^[0-9]{1,9}$`)
	numberShape = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	keywords    = map[string]bool{"and": true, "or": true, "not": true, "sort": true, "desc": true, "limit": true}
)

// Parse reads records. The first bad line ends the reading with a *ParseError.
func Parse(text string) ([]Record, error) {
	var records []Record
	var current Record
	last := ""
	finish := func() {
		if len(current) > 0 {
			records = append(records, current)
		}
		current, last = nil, ""
	}
	for index, line := range linesOf(text) {
		content := strings.Trim(line, blanks)
		if content == "" {
			finish()
			continue
		}
		if content[0] == '#' {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			if last == "" {
				return nil, &ParseError{index + 1, ErrSyntax}
			}
			if current[last] != "" {
				current[last] += " "
			}
			current[last] += content
			continue
		}
		found := fieldShape.FindStringSubmatch(line)
		if found == nil {
			return nil, &ParseError{index + 1, ErrSyntax}
		}
		last = found[1]
		if _, ok := current[last]; ok {
			return nil, &ParseError{index + 1, ErrDuplicateKey}
		}
		if current == nil {
			current = Record{}
		}
		current[last] = strings.Trim(line[len(last)+1:], blanks)
	}
	finish()
	return records, nil
}

func linesOf(text string) []string {
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines)-1; i++ {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	return lines
}

type kind int

const (
	end kind = iota
	word
	str
	operator
	open
	closing
)

type token struct {
	kind kind
	text string
	pos  int
}

// reader takes one token at a time, so that the leftmost error is met first.
type reader struct {
	query string
	at    int
	next  token
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-'
}

func syntaxAt(pos int) error { return &QueryError{pos, ErrSyntax} }

func (r *reader) advance() error {
	for r.at < len(r.query) && strings.IndexByte(" \t\r\n", r.query[r.at]) >= 0 {
		r.at++
	}
	start := r.at
	if start == len(r.query) {
		r.next = token{end, "", start}
		return nil
	}
	switch c := r.query[start]; {
	case isWordByte(c):
		for r.at < len(r.query) && isWordByte(r.query[r.at]) {
			r.at++
		}
		r.next = token{word, r.query[start:r.at], start}
	case c == '"':
		return r.readString(start)
	case c == '(':
		r.at++
		r.next = token{open, "(", start}
	case c == ')':
		r.at++
		r.next = token{closing, ")", start}
	case c == '=' || c == '~':
		r.at++
		r.next = token{operator, string(c), start}
	case c == '<' || c == '>' || c == '!':
		r.at++
		if r.at < len(r.query) && r.query[r.at] == '=' {
			r.at++
		} else if c == '!' {
			return syntaxAt(start)
		}
		r.next = token{operator, r.query[start:r.at], start}
	default:
		return syntaxAt(start)
	}
	return nil
}

func (r *reader) readString(start int) error {
	var content strings.Builder
	for i := start + 1; i < len(r.query); i++ {
		switch c := r.query[i]; c {
		case '"':
			r.at = i + 1
			r.next = token{str, content.String(), start}
			return nil
		case '\\':
			i++
			if i == len(r.query) {
				return &QueryError{start, ErrUnterminated}
			}
			if r.query[i] != '"' && r.query[i] != '\\' {
				return syntaxAt(start)
			}
			content.WriteByte(r.query[i])
		default:
			content.WriteByte(c)
		}
	}
	return &QueryError{start, ErrUnterminated}
}

func (r *reader) isKeyword(text string) bool { return r.next.kind == word && r.next.text == text }

func (r *reader) key() (string, error) {
	if r.next.kind != word || keywords[r.next.text] || !keyShape.MatchString(r.next.text) {
		return "", syntaxAt(r.next.pos)
	}
	key := r.next.text
	return key, r.advance()
}

type condition func(Record) bool

// Query is a compiled query.
type Query struct {
	holds    condition
	sortKey  string
	desc     bool
	limit    int
	hasLimit bool
}

// Compile reads a query. Every error is a *QueryError.
func Compile(query string) (*Query, error) {
	r := &reader{query: query}
	q, err := r.compile()
	if err != nil {
		return nil, err
	}
	return q, nil
}

func (r *reader) compile() (*Query, error) {
	q := &Query{}
	if err := r.advance(); err != nil {
		return nil, err
	}
	if r.next.kind != end && !r.isKeyword("sort") && !r.isKeyword("limit") {
		holds, err := r.or()
		if err != nil {
			return nil, err
		}
		q.holds = holds
	}
	if r.isKeyword("sort") {
		if err := r.readSort(q); err != nil {
			return nil, err
		}
	}
	if r.isKeyword("limit") {
		if err := r.readLimit(q); err != nil {
			return nil, err
		}
	}
	if r.next.kind != end {
		return nil, syntaxAt(r.next.pos)
	}
	return q, nil
}

func (r *reader) readSort(q *Query) error {
	if err := r.advance(); err != nil {
		return err
	}
	key, err := r.key()
	if err != nil {
		return err
	}
	q.sortKey = key
	if r.isKeyword("desc") {
		q.desc = true
		return r.advance()
	}
	return nil
}

func (r *reader) readLimit(q *Query) error {
	if err := r.advance(); err != nil {
		return err
	}
	if r.next.kind != word || !countShape.MatchString(r.next.text) {
		return syntaxAt(r.next.pos)
	}
	q.limit, _ = strconv.Atoi(r.next.text)
	q.hasLimit = true
	return r.advance()
}

func (r *reader) or() (condition, error) {
	left, err := r.and()
	for err == nil && r.isKeyword("or") {
		if err = r.advance(); err != nil {
			break
		}
		var right condition
		right, err = r.and()
		before := left
		left = func(record Record) bool { return before(record) || right(record) }
	}
	return left, err
}

func (r *reader) and() (condition, error) {
	left, err := r.not()
	for err == nil && r.isKeyword("and") {
		if err = r.advance(); err != nil {
			break
		}
		var right condition
		right, err = r.not()
		before := left
		left = func(record Record) bool { return before(record) && right(record) }
	}
	return left, err
}

func (r *reader) not() (condition, error) {
	if r.isKeyword("not") {
		if err := r.advance(); err != nil {
			return nil, err
		}
		inner, err := r.not()
		return func(record Record) bool { return !inner(record) }, err
	}
	if r.next.kind == open {
		if err := r.advance(); err != nil {
			return nil, err
		}
		inner, err := r.or()
		if err != nil {
			return nil, err
		}
		if r.next.kind != closing {
			return nil, syntaxAt(r.next.pos)
		}
		return inner, r.advance()
	}
	return r.test()
}

func (r *reader) test() (condition, error) {
	key, err := r.key()
	if err != nil {
		return nil, err
	}
	if r.next.kind != operator {
		return func(record Record) bool { _, ok := record[key]; return ok }, nil
	}
	op := r.next.text
	if err := r.advance(); err != nil {
		return nil, err
	}
	value := r.next
	if value.kind != str && (value.kind != word || keywords[value.text]) {
		return nil, syntaxAt(value.pos)
	}
	compare := func(record Record) bool {
		content, ok := record[key]
		return ok && holds(op, content, value.text, value.kind == word)
	}
	return compare, r.advance()
}

func holds(op, content, value string, isWord bool) bool {
	if op == "~" {
		return strings.Contains(lower(content), lower(value))
	}
	order := strings.Compare(content, value)
	if isWord && numberShape.MatchString(content) && numberShape.MatchString(value) {
		order = compareNumbers(content, value)
	}
	switch op {
	case "=":
		return order == 0
	case "!=":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// lower folds ASCII letters only.
func lower(text string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}, text)
}

func compareNumbers(a, b string) int {
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	if x < y {
		return -1
	}
	if x > y {
		return 1
	}
	return 0
}

// Match reports whether the condition holds; sort and limit play no part.
func (q *Query) Match(record Record) bool { return q.holds == nil || q.holds(record) }

// Run returns the matching records, sorted and cut as the query says.
func (q *Query) Run(records []Record) []Record {
	var result []Record
	for _, record := range records {
		if q.Match(record) {
			result = append(result, record)
		}
	}
	if q.sortKey != "" {
		sort.SliceStable(result, func(i, j int) bool { return q.before(result[i], result[j]) })
	}
	if q.hasLimit && len(result) > q.limit {
		result = result[:q.limit]
	}
	return result
}

func (q *Query) before(a, b Record) bool {
	x, hasX := a[q.sortKey]
	y, hasY := b[q.sortKey]
	if !hasX || !hasY {
		return hasX && !hasY
	}
	order := compareContents(x, y)
	if q.desc {
		return order > 0
	}
	return order < 0
}

func compareContents(x, y string) int {
	isX, isY := numberShape.MatchString(x), numberShape.MatchString(y)
	switch {
	case isX && isY:
		return compareNumbers(x, y)
	case isX:
		return -1
	case isY:
		return 1
	}
	return strings.Compare(x, y)
}
