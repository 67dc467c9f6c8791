//! The driver turns each case's input into an output. Expected values never come here: they are compared elsewhere.
use std::io::{BufRead, Write};
use std::panic::{catch_unwind, AssertUnwindSafe};

use shelf::{ParseError, QueryError, Reason, Record};

struct Input<'a>(std::str::Split<'a, char>);

impl Input<'_> {
    fn text(&mut self) -> String {
        let word = &self.0.next().expect("a text")[1..];
        let bytes = (0..word.len() / 2).map(|i| u8::from_str_radix(&word[2 * i..2 * i + 2], 16).expect("hex"));
        String::from_utf8(bytes.collect()).expect("UTF-8")
    }
    fn count(&mut self) -> usize {
        self.0.next().expect("a number").parse().expect("a number")
    }
    fn records(&mut self) -> Vec<Record> {
        let count = self.count();
        let mut records = Vec::new();
        for _ in 0..count {
            let mut record = Record::new();
            for _ in 0..self.count() {
                let key = self.text();
                record.insert(key, self.text());
            }
            records.push(record);
        }
        records
    }
}

fn quoted(text: &str) -> String {
    text.bytes().fold(String::from("x"), |word, c| format!("{word}{c:02x}"))
}

fn shown(records: &[Record]) -> String {
    let mut words = vec![records.len().to_string()];
    for record in records {
        words.push(record.len().to_string());
        for (key, value) in record {
            words.push(quoted(key));
            words.push(quoted(value));
        }
    }
    words.join(" ")
}

fn failed(error: &dyn std::error::Error, at: usize, reason: &Reason) -> String {
    let kind = match reason {
        Reason::Syntax => "s",
        Reason::DuplicateKey => "d",
        Reason::Unterminated => "u",
    };
    format!("err 1 {at} {kind} {} 1", quoted(&error.to_string()))
}

fn answer(op: &str, input: &mut Input) -> String {
    if op == "hello" {
        return "ready".to_string();
    }
    if op == "parse" {
        let parsed: Result<Vec<Record>, ParseError> = shelf::parse(&input.text());
        return match parsed {
            Ok(records) => format!("ok {}", shown(&records)),
            Err(error) => failed(&error, error.line, &error.reason),
        };
    }
    let records = input.records();
    let compiled: Result<shelf::Query, QueryError> = shelf::compile(&input.text());
    let query = match compiled {
        Ok(query) => query,
        Err(error) => return failed(&error, error.pos, &error.reason),
    };
    let before = shown(&records);
    let matches: String = records.iter().map(|record| if query.matches(record) { '1' } else { '0' }).collect();
    let result: Vec<Record> = query.run(&records);
    format!("ok m{matches} {} {}", shown(&result), u8::from(before == shown(&records)))
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let mut words = line.split(' ');
        let nonce = words.next().expect("a nonce").to_string();
        let op = words.next().expect("an operation").to_string();
        let mut input = Input(words);
        let result = catch_unwind(AssertUnwindSafe(|| answer(&op, &mut input))).unwrap_or_else(|_| "panic x".to_string());
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{nonce} {result}").expect("standard output");
        out.flush().expect("standard output");
    }
}
