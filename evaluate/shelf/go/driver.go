// The driver turns each case's input into an output. Expected values never come here: they are compared elsewhere.
package main

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"shelf"
)

// The API that the task gives; what has other names or signatures does not compile against it.
var (
	_ func(string) ([]shelf.Record, error)              = shelf.Parse
	_ func(string) (*shelf.Query, error)                = shelf.Compile
	_ func(*shelf.Query, shelf.Record) bool             = (*shelf.Query).Match
	_ func(*shelf.Query, []shelf.Record) []shelf.Record = (*shelf.Query).Run
	_ interface {
		error
		Unwrap() error
	} = (*shelf.ParseError)(nil)
	_ interface {
		error
		Unwrap() error
	} = (*shelf.QueryError)(nil)
	_ map[string]string = shelf.Record{}
)

type input struct{ words []string }

func (in *input) text() string {
	word := in.words[0]
	in.words = in.words[1:]
	decoded, err := hex.DecodeString(word[1:])
	if err != nil {
		panic(err)
	}
	return string(decoded)
}

func (in *input) count() int {
	n, err := strconv.Atoi(in.words[0])
	if err != nil {
		panic(err)
	}
	in.words = in.words[1:]
	return n
}

func (in *input) records() []shelf.Record {
	records := make([]shelf.Record, 0, 64)
	for n := in.count(); n > 0; n-- {
		record := shelf.Record{}
		for fields := in.count(); fields > 0; fields-- {
			key := in.text()
			record[key] = in.text()
		}
		records = append(records, record)
	}
	return records
}

func quoted(text string) string { return "x" + hex.EncodeToString([]byte(text)) }

func flag(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

func shown(records []shelf.Record) string {
	words := []string{strconv.Itoa(len(records))}
	for _, record := range records {
		keys := make([]string, 0, len(record))
		for key := range record {
			keys = append(keys, key)
		}
		sort.Strings(keys)
		words = append(words, strconv.Itoa(len(keys)))
		for _, key := range keys {
			words = append(words, quoted(key), quoted(record[key]))
		}
	}
	return strings.Join(words, " ")
}

func failed(err error, typed bool, at int, empty bool) string {
	kind := "?"
	switch {
	case errors.Is(err, shelf.ErrSyntax):
		kind = "s"
	case errors.Is(err, shelf.ErrDuplicateKey):
		kind = "d"
	case errors.Is(err, shelf.ErrUnterminated):
		kind = "u"
	}
	return fmt.Sprintf("err %s %d %s %s %s", flag(typed), at, kind, quoted(err.Error()), flag(empty))
}

func answer(op string, in *input) string {
	switch op {
	case "hello":
		return "ready"
	case "parse":
		records, err := shelf.Parse(in.text())
		if err != nil {
			at, typed := -1, false
			if known, ok := err.(*shelf.ParseError); ok && known != nil {
				at, typed = known.Line, true
			}
			return failed(err, typed, at, records == nil)
		}
		return "ok " + shown(records)
	}
	records := in.records()
	query, err := shelf.Compile(in.text())
	if err != nil {
		at, typed := -1, false
		if known, ok := err.(*shelf.QueryError); ok && known != nil {
			at, typed = known.Pos, true
		}
		return failed(err, typed, at, query == nil)
	}
	before := shown(records)
	matches := "m"
	for _, record := range records {
		matches += flag(query.Match(record))
	}
	result := shown(query.Run(records))
	return "ok " + matches + " " + result + " " + flag(before == shown(records))
}

func safely(op string, in *input) (result string) {
	defer func() {
		if problem := recover(); problem != nil {
			result = "panic " + quoted(fmt.Sprint(problem))
		}
	}()
	return answer(op, in)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	for lines.Scan() {
		words := strings.Split(lines.Text(), " ")
		fmt.Fprintf(out, "\n%s %s\n", words[0], safely(words[1], &input{words[2:]}))
		out.Flush()
	}
}
