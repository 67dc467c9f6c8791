// Calls longest of the answer, which may give a text or an Option: characters count, not bytes, and an empty text is none.
#![allow(dead_code, unused_imports)]
include!("answer.rs");

trait Word {
    fn word(self) -> String;
}
impl Word for &str {
    fn word(self) -> String {
        self.to_string()
    }
}
impl Word for Option<&str> {
    fn word(self) -> String {
        self.unwrap_or("").to_string()
    }
}

fn main() {
    let cases = [
        "",
        "   ",
        "One THREE two",
        "ääää abcde",
        "Straße über",
    ];
    let nonce = std::env::var("LLP_NONCE").unwrap();
    for text in cases {
        println!("\n{nonce} longest({text:?}) is {:?}", longest(text).word());
    }
}
