// Calls top3 of the answer: the example, ties, fewer than three words, none.
#![allow(dead_code, unused_imports)]
include!("answer.rs");

fn main() {
    let nonce = std::env::var("LLP_NONCE").unwrap();
    let cases = [
        "to be or not to be that is to say be",
        "",
        "  one \n one\ttwo",
        "b a c d",
        "Zug zug zug Zug Ärger Ärger x",
        "d d d c c c b b a",
    ];
    for text in cases {
        println!("\n{nonce} top3({text:?}) is {:?}", top3(text).to_vec());
    }
}
