//! Reads a list of records from text and answers queries about them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

pub type Record = BTreeMap<String, String>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Syntax,
    DuplicateKey,
    Unterminated,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Syntax => "syntax error",
            Reason::DuplicateKey => "duplicate key",
            Reason::Unterminated => "unterminated string",
        })
    }
}

/// Says in which line a text is wrong, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub line: usize,
    pub reason: Reason,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}
impl std::error::Error for ParseError {}

/// Says at which byte a query is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    pub pos: usize,
    pub reason: Reason,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "offset {}: {}", self.pos, self.reason)
    }
}
impl std::error::Error for QueryError {}

const BLANKS: [char; 2] = [' ', '\t'];
const KEYWORDS: [&str; 6] = ["and", "or", "not", "sort", "desc", "limit"];

/// Reads records; the first bad line is an error.
pub fn parse(text: &str) -> Result<Vec<Record>, ParseError> {
    let mut records = Vec::new();
    let mut current = Record::new();
    let mut last: Option<String> = None;
    for (index, line) in lines_of(text).into_iter().enumerate() {
        let fail = |reason| ParseError { line: index + 1, reason };
        let content = line.trim_matches(BLANKS);
        if content.is_empty() {
            if !current.is_empty() {
                records.push(std::mem::take(&mut current));
            }
            last = None;
            continue;
        }
        if content.starts_with('#') {
            continue;
        }
        if line.starts_with(BLANKS) {
            let key = last.as_ref().ok_or(fail(Reason::Syntax))?;
            let value = current.get_mut(key).expect("the last key has a value");
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(content);
            continue;
        }
        let (key, value) = line.split_once(':').ok_or(fail(Reason::Syntax))?;
        if !is_key(key) {
            return Err(fail(Reason::Syntax));
        }
        if current.contains_key(key) {
            return Err(fail(Reason::DuplicateKey));
        }
        last = Some(key.to_string());
        current.insert(key.to_string(), value.trim_matches(BLANKS).to_string());
    }
    if !current.is_empty() {
        records.push(current);
    }
    Ok(records)
}

fn lines_of(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let most = lines.len() - 1;
    for line in &mut lines[..most] {
        *line = line.strip_suffix('\r').unwrap_or(line);
    }
    lines
}

fn is_key(text: &str) -> bool {
    let bytes = text.as_bytes();
    !bytes.is_empty()
        && bytes[0].is_ascii_lowercase()
        && bytes.iter().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == b'_')
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    End,
    Word,
    Text,
    Operator,
    Open,
    Close,
}

/// Takes one token at a time, so that the leftmost error is met first.
struct Reader<'a> {
    query: &'a str,
    at: usize,
    kind: Kind,
    text: String,
    start: usize,
}

type Condition = Box<dyn Fn(&Record) -> bool>;

fn is_word_byte(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || c == b'.' || c == b'-'
}

impl Reader<'_> {
    fn fail(&self) -> QueryError {
        QueryError { pos: self.start, reason: Reason::Syntax }
    }

    fn advance(&mut self) -> Result<(), QueryError> {
        let bytes = self.query.as_bytes();
        while self.at < bytes.len() && matches!(bytes[self.at], b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
        self.start = self.at;
        if self.at == bytes.len() {
            self.take(Kind::End, 0);
            return Ok(());
        }
        match bytes[self.at] {
            c if is_word_byte(c) => {
                let length = bytes[self.at..].iter().take_while(|c| is_word_byte(**c)).count();
                self.take(Kind::Word, length);
            }
            b'"' => return self.read_string(),
            b'(' => self.take(Kind::Open, 1),
            b')' => self.take(Kind::Close, 1),
            b'=' | b'~' => self.take(Kind::Operator, 1),
            c @ (b'<' | b'>' | b'!') => {
                let two = bytes.get(self.at + 1) == Some(&b'=');
                if !two && c == b'!' {
                    return Err(self.fail());
                }
                self.take(Kind::Operator, if two { 2 } else { 1 });
            }
            _ => return Err(self.fail()),
        }
        Ok(())
    }

    fn take(&mut self, kind: Kind, length: usize) {
        self.kind = kind;
        self.text = self.query[self.at..self.at + length].to_string();
        self.at += length;
    }

    fn read_string(&mut self) -> Result<(), QueryError> {
        let mut content = String::new();
        let mut characters = self.query[self.start + 1..].char_indices();
        while let Some((offset, c)) = characters.next() {
            match c {
                '"' => {
                    self.kind = Kind::Text;
                    self.text = content;
                    self.at = self.start + 1 + offset + 1;
                    return Ok(());
                }
                '\\' => match characters.next() {
                    Some((_, escaped @ ('"' | '\\'))) => content.push(escaped),
                    Some(_) => return Err(self.fail()),
                    None => break,
                },
                _ => content.push(c),
            }
        }
        Err(QueryError { pos: self.start, reason: Reason::Unterminated })
    }

    fn is_keyword(&self, text: &str) -> bool {
        self.kind == Kind::Word && self.text == text
    }

    fn skip(&mut self, text: &str) -> Result<bool, QueryError> {
        if !self.is_keyword(text) {
            return Ok(false);
        }
        self.advance()?;
        Ok(true)
    }

    fn key(&mut self) -> Result<String, QueryError> {
        if self.kind != Kind::Word || KEYWORDS.contains(&self.text.as_str()) || !is_key(&self.text) {
            return Err(self.fail());
        }
        let key = self.text.clone();
        self.advance()?;
        Ok(key)
    }

    fn count(&mut self) -> Result<usize, QueryError> {
        let digits = self.text.bytes().all(|c| c.is_ascii_digit());
        if self.kind != Kind::Word || self.text.len() > 9 || !digits {
            return Err(self.fail());
        }
        let count = self.text.parse().expect("one to nine digits");
        self.advance()?;
        Ok(count)
    }

    fn or(&mut self) -> Result<Condition, QueryError> {
        let mut left = self.and()?;
        while self.skip("or")? {
            let right = self.and()?;
            left = Box::new(move |record| left(record) || right(record));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Condition, QueryError> {
        let mut left = self.not()?;
        while self.skip("and")? {
            let right = self.not()?;
            left = Box::new(move |record| left(record) && right(record));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Condition, QueryError> {
        if self.skip("not")? {
            let inner = self.not()?;
            return Ok(Box::new(move |record| !inner(record)));
        }
        if self.kind == Kind::Open {
            self.advance()?;
            let inner = self.or()?;
            if self.kind != Kind::Close {
                return Err(self.fail());
            }
            self.advance()?;
            return Ok(inner);
        }
        self.test()
    }

    fn test(&mut self) -> Result<Condition, QueryError> {
        let key = self.key()?;
        if self.kind != Kind::Operator {
            return Ok(Box::new(move |record| record.contains_key(&key)));
        }
        let operator = self.text.clone();
        self.advance()?;
        let is_word = self.kind == Kind::Word;
        if self.kind != Kind::Text && (!is_word || KEYWORDS.contains(&self.text.as_str())) {
            return Err(self.fail());
        }
        let value = self.text.clone();
        self.advance()?;
        Ok(Box::new(move |record| match record.get(&key) {
            Some(content) => holds(&operator, content, &value, is_word),
            None => false,
        }))
    }
}

pub struct Query {
    condition: Option<Condition>,
    sort_key: Option<String>,
    desc: bool,
    limit: Option<usize>,
}

/// Reads a query.
pub fn compile(query: &str) -> Result<Query, QueryError> {
    let mut reader = Reader { query, at: 0, kind: Kind::End, text: String::new(), start: 0 };
    reader.advance()?;
    let everything = reader.kind == Kind::End || reader.is_keyword("sort") || reader.is_keyword("limit");
    let condition = if everything { None } else { Some(reader.or()?) };
    let sort_key = if reader.skip("sort")? { Some(reader.key()?) } else { None };
    let desc = sort_key.is_some() && reader.skip("desc")?;
    let limit = if reader.skip("limit")? { Some(reader.count()?) } else { None };
    if reader.kind != Kind::End {
        return Err(reader.fail());
    }
    Ok(Query { condition, sort_key, desc, limit })
}

impl Query {
    /// Whether the condition holds; sort and limit play no part.
    pub fn matches(&self, record: &Record) -> bool {
        self.condition.as_ref().is_none_or(|holds| holds(record))
    }

    /// The matching records, sorted and cut as the query says.
    pub fn run(&self, records: &[Record]) -> Vec<Record> {
        let mut result: Vec<&Record> = records.iter().filter(|record| self.matches(record)).collect();
        if let Some(key) = &self.sort_key {
            result.sort_by(|a, b| self.order(a.get(key), b.get(key)));
        }
        let most = self.limit.unwrap_or(result.len());
        result.into_iter().take(most).cloned().collect()
    }

    fn order(&self, x: Option<&String>, y: Option<&String>) -> Ordering {
        let (Some(x), Some(y)) = (x, y) else {
            return x.is_none().cmp(&y.is_none());
        };
        let order = compare_contents(x, y);
        if self.desc {
            order.reverse()
        } else {
            order
        }
    }
}

fn holds(operator: &str, content: &str, value: &str, is_word: bool) -> bool {
    if operator == "~" {
        return content.to_ascii_lowercase().contains(&value.to_ascii_lowercase());
    }
    let order = if is_word && is_number(content) && is_number(value) {
        compare_numbers(content, value)
    } else {
        content.cmp(value)
    };
    match operator {
        "=" => order == Ordering::Equal,
        "!=" => order != Ordering::Equal,
        "<" => order == Ordering::Less,
        "<=" => order != Ordering::Greater,
        ">" => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

fn compare_numbers(a: &str, b: &str) -> Ordering {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    number(a).partial_cmp(&number(b)).unwrap_or(Ordering::Equal)
}

fn compare_contents(x: &str, y: &str) -> Ordering {
    match (is_number(x), is_number(y)) {
        (true, true) => compare_numbers(x, y),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => x.cmp(y),
    }
}
