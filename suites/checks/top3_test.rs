// Calls top3 of the answer: the example, ties, fewer than three words, none.
#![allow(dead_code, unused_imports)]
include!("answer.rs");

fn main() {
    let cases: [(&str, &[(&str, usize)]); 6] = [
        ("to be or not to be that is to say be", &[("be", 3), ("to", 3), ("is", 1)]),
        ("", &[]),
        ("  one \n one\ttwo", &[("one", 2), ("two", 1)]),
        ("b a c d", &[("a", 1), ("b", 1), ("c", 1)]),
        ("Zug zug zug Zug Ärger Ärger x", &[("Zug", 2), ("zug", 2), ("Ärger", 2)]),
        ("d d d c c c b b a", &[("c", 3), ("d", 3), ("b", 2)]),
    ];
    for (text, wanted) in cases {
        assert_eq!(top3(text), wanted.to_vec(), "top3({text:?})");
    }
}
