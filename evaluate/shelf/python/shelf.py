"""Reads a list of records from text and answers queries about them."""

import re

SYNTAX = "syntax error"
DUPLICATE_KEY = "duplicate key"
UNTERMINATED = "unterminated string"


class ParseError(ValueError):
    """Says in which line a text is wrong, counted from 1."""

    def __init__(self, line, reason):
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class QueryError(ValueError):
    """Says at which byte of its UTF-8 form a query is wrong."""

    def __init__(self, pos, reason):
        super().__init__(f"offset {pos}: {reason}")
        self.pos = pos
        self.reason = reason


BLANKS = " \t"
FIELD = re.compile(r"([a-z][a-z0-9_]*):")
KEY = re.compile(r"[a-z][a-z0-9_]*")
COUNT = re.compile(r"[0-9]{1,9}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WORD = re.compile(r"[A-Za-z0-9_.-]+")
OPERATOR = re.compile(r"!=|<=|>=|[=<>~]")
KEYWORDS = {"and", "or", "not", "sort", "desc", "limit"}


def parse(text):
    """Reads records; the first bad line raises a ParseError."""
    records = []
    current = {}
    last = None
    for number, line in enumerate(lines_of(text), 1):
        content = line.strip(BLANKS)
        if content == "":
            if current:
                records.append(current)
            current = {}
            last = None
            continue
        if content[0] == "#":
            continue
        if line[0] in BLANKS:
            if last is None:
                raise ParseError(number, SYNTAX)
            if current[last] == "":
                current[last] = content
            else:
                current[last] += " " + content
            continue
        found = FIELD.match(line)
        if found is None:
            raise ParseError(number, SYNTAX)
        key = found.group(1)
        if key in current:
            raise ParseError(number, DUPLICATE_KEY)
        last = key
        current[key] = line[found.end():].strip(BLANKS)
    if current:
        records.append(current)
    return records


def lines_of(text):
    lines = text.split("\n")
    return [line.removesuffix("\r") for line in lines[:-1]] + lines[-1:]


class Reader:
    """Takes one token at a time, so that the leftmost error is met first."""

    def __init__(self, query):
        self.query = query
        self.at = 0
        self.advance()

    def error(self, start, reason=SYNTAX):
        return QueryError(len(self.query[:start].encode()), reason)

    def advance(self):
        while self.at < len(self.query) and self.query[self.at] in " \t\r\n":
            self.at += 1
        start = self.at
        if start == len(self.query):
            self.take("end", start, start)
            return
        c = self.query[start]
        if c == '"':
            self.read_string(start)
            return
        if c in "()":
            self.take(c, start, start + 1)
            return
        found = WORD.match(self.query, start)
        if found:
            self.take("word", start, found.end())
            return
        found = OPERATOR.match(self.query, start)
        if not found:
            raise self.error(start)
        self.take("operator", start, found.end())

    def take(self, kind, start, end):
        self.kind = kind
        self.text = self.query[start:end]
        self.start = start
        self.at = end

    def read_string(self, start):
        content = []
        i = start + 1
        while i < len(self.query):
            c = self.query[i]
            if c == '"':
                self.take("string", start, i + 1)
                self.text = "".join(content)
                return
            if c == "\\":
                i += 1
                if i == len(self.query):
                    break
                c = self.query[i]
                if c not in '"\\':
                    raise self.error(start)
            content.append(c)
            i += 1
        raise self.error(start, UNTERMINATED)

    def is_keyword(self, text):
        return self.kind == "word" and self.text == text

    def skip(self, text):
        if not self.is_keyword(text):
            return False
        self.advance()
        return True

    def key(self):
        if self.kind != "word" or self.text in KEYWORDS or not KEY.fullmatch(self.text):
            raise self.error(self.start)
        key = self.text
        self.advance()
        return key

    def count(self):
        if self.kind != "word" or not COUNT.fullmatch(self.text):
            raise self.error(self.start)
        count = int(self.text)
        self.advance()
        return count

    def either(self):
        parts = [self.both()]
        while self.skip("or"):
            parts.append(self.both())
        return lambda record: any(part(record) for part in parts)

    def both(self):
        parts = [self.negated()]
        while self.skip("and"):
            parts.append(self.negated())
        return lambda record: all(part(record) for part in parts)

    def negated(self):
        if self.skip("not"):
            inner = self.negated()
            return lambda record: not inner(record)
        if self.kind == "(":
            self.advance()
            inner = self.either()
            if self.kind != ")":
                raise self.error(self.start)
            self.advance()
            return inner
        return self.test()

    def test(self):
        key = self.key()
        if self.kind != "operator":
            return lambda record: key in record
        operator = self.text
        self.advance()
        is_word = self.kind == "word"
        if self.kind != "string" and (not is_word or self.text in KEYWORDS):
            raise self.error(self.start)
        value = self.text
        self.advance()
        return lambda record: key in record and holds(operator, record[key], value, is_word)


class Query:
    def __init__(self, condition, sort_key, desc, limit):
        self._condition = condition
        self._sort_key = sort_key
        self._desc = desc
        self._limit = limit

    def match(self, record):
        """Whether the condition holds; sort and limit play no part."""
        return self._condition(record)

    def run(self, records):
        """The matching records, sorted and cut as the query says."""
        result = [record for record in records if self.match(record)]
        key = self._sort_key
        if key is not None:
            having = [record for record in result if key in record]
            missing = [record for record in result if key not in record]
            having.sort(key=lambda record: sort_value(record[key]), reverse=self._desc)
            result = having + missing
        return result if self._limit is None else result[: self._limit]


def compile(query):
    """Reads a query; raises a QueryError."""
    reader = Reader(query)
    if reader.kind == "end" or reader.is_keyword("sort") or reader.is_keyword("limit"):
        condition = lambda record: True
    else:
        condition = reader.either()
    sort_key = reader.key() if reader.skip("sort") else None
    desc = sort_key is not None and reader.skip("desc")
    limit = reader.count() if reader.skip("limit") else None
    if reader.kind != "end":
        raise reader.error(reader.start)
    return Query(condition, sort_key, desc, limit)


def holds(operator, content, value, is_word):
    if operator == "~":
        return lower(value) in lower(content)
    if is_word and NUMBER.fullmatch(content) and NUMBER.fullmatch(value):
        content, value = float(content), float(value)
    if operator == "=":
        return content == value
    if operator == "!=":
        return content != value
    if operator == "<":
        return content < value
    if operator == "<=":
        return content <= value
    if operator == ">":
        return content > value
    return content >= value


def lower(text):
    return "".join(c.lower() if "A" <= c <= "Z" else c for c in text)


def sort_value(content):
    """Numbers before texts; text by code points, which is the order of its UTF-8 bytes."""
    if NUMBER.fullmatch(content):
        return (0, float(content), "")
    return (1, 0.0, content)
