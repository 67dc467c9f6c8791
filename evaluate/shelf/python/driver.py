"""The driver turns each case's input into an output. Expected values never come here: they are compared elsewhere."""

import os
import sys

OUT = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")


def quoted(text):
    return "x" + text.encode("utf-8", "surrogatepass").hex()


class Input:
    def __init__(self, words):
        self.words = words

    def text(self):
        return bytes.fromhex(self.words.pop(0)[1:]).decode("utf-8")

    def count(self):
        return int(self.words.pop(0))

    def records(self):
        return [{self.text(): self.text() for _ in range(self.count())} for _ in range(self.count())]


def shown(records):
    words = [str(len(records))]
    for record in records:
        words.append(str(len(record)))
        for key in sorted(record):
            words += [quoted(str(key)), quoted(str(record[key]))]
    return " ".join(words)


KINDS = {"syntax error": "s", "duplicate key": "d", "unterminated string": "u"}


def failed(error, typed, name):
    at = getattr(error, name, -1) if typed else -1
    kind = KINDS.get(str(getattr(error, "reason", "")), "?")
    return f"err {int(typed)} {int(at)} {kind} {quoted(str(error))} 1"


def answer(shelf, op, given):
    if op == "hello":
        for name in ("parse", "compile", "ParseError", "QueryError"):
            if not callable(getattr(shelf, name)):
                raise TypeError(f"{name} cannot be called")
        return "ready"
    if op == "parse":
        try:
            return "ok " + shown(shelf.parse(given.text()))
        except Exception as error:
            return failed(error, isinstance(error, shelf.ParseError), "line")
    records = given.records()
    before = shown(records)
    try:
        query = shelf.compile(given.text())
    except Exception as error:
        return failed(error, isinstance(error, shelf.QueryError), "pos")
    matches = "m" + "".join("1" if query.match(record) else "0" for record in records)
    result = shown(query.run(records))
    return f"ok {matches} {result} {int(before == shown(records))}"


def main():
    sys.path.insert(0, "/work")
    import shelf

    for line in sys.stdin:
        words = line.split()
        try:
            result = answer(shelf, words[1], Input(words[2:]))
        except Exception as error:
            if words[1] == "hello":
                raise
            result = "panic " + quoted(repr(error)[:200])
        OUT.write(f"\n{words[0]} {result}\n")
        OUT.flush()


main()
