import type { Snippet } from './snippet';

export const firstSnippets: readonly Snippet[] = [
  {
    title: 'FizzBuzz',
    clue: /fizz\s?buzz/i,
    python: `def fizzbuzz(n: int) -> list[str]:
    """Words for 1..n."""
    return ["Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0) or str(i) for i in range(1, n + 1)]


if __name__ == "__main__":
    print("\\n".join(fizzbuzz(15)))`,
    go: `package main

import (
	"fmt"
	"strconv"
)

func fizzBuzz(i int) string {
	switch {
	case i%15 == 0:
		return "FizzBuzz"
	case i%5 == 0:
		return "Buzz"
	case i%3 == 0:
		return "Fizz"
	}
	return strconv.Itoa(i)
}

func main() {
	for i := 1; i <= 15; i++ {
		fmt.Println(fizzBuzz(i))
	}
}`,
    notes: [
      'Multiples of 15 are tested before those of 3 and 5, else they would never be reached.',
      'It runs in O(n) time, and each number is decided on its own.',
      'The function returns text and leaves printing to its caller, so that a test can look at it.',
    ],
  },
  {
    title: 'Fibonacci numbers',
    clue: /fibonacci/i,
    python: `def fibonacci(n: int) -> int:
    """The n-th Fibonacci number, counting from fibonacci(0) == 0."""
    if n < 0:
        raise ValueError("n must not be negative")
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


if __name__ == "__main__":
    print([fibonacci(i) for i in range(10)])`,
    go: `package main

import "fmt"

// fibonacci returns the n-th Fibonacci number; it is exact up to n = 93.
func fibonacci(n int) uint64 {
	var a, b uint64 = 0, 1
	for i := 0; i < n; i++ {
		a, b = b, a+b
	}
	return a
}

func main() {
	for i := 0; i < 10; i++ {
		fmt.Print(fibonacci(i), " ")
	}
	fmt.Println()
}`,
    notes: [
      'Two variables replace the recursion, so the time is O(n) instead of exponential.',
      'Memory is O(1): only the last two numbers are kept.',
      'Beyond n = 93 the result no longer fits in 64 bits; Python grows its integers, Go needs math/big.',
    ],
  },
  {
    title: 'Prime numbers',
    clue: /\bprimes?\b|sieve|eratosthenes/i,
    python: `def primes(limit: int) -> list[int]:
    """All primes up to and including limit."""
    if limit < 2:
        return []
    composite = bytearray(limit + 1)
    found = []
    for n in range(2, limit + 1):
        if composite[n]:
            continue
        found.append(n)
        for multiple in range(n * n, limit + 1, n):
            composite[multiple] = 1
    return found


if __name__ == "__main__":
    print(primes(50))`,
    go: `package main

import "fmt"

// primes returns all primes up to and including limit.
func primes(limit int) []int {
	var found []int
	composite := make([]bool, limit+1)
	for n := 2; n <= limit; n++ {
		if composite[n] {
			continue
		}
		found = append(found, n)
		for m := n * n; m <= limit; m += n {
			composite[m] = true
		}
	}
	return found
}

func main() {
	fmt.Println(primes(50))
}`,
    notes: [
      'Crossing out starts at n², because smaller multiples already have a smaller factor.',
      'The sieve takes O(n log log n) time and one byte a number.',
      'Limits below 2 give an empty list.',
    ],
  },
  {
    title: 'Palindrome check',
    clue: /palindrom|reverse (?:a |the )?(?:string|words?)/i,
    python: `def is_palindrome(text: str) -> bool:
    """Whether the letters and digits of a text read the same both ways."""
    kept = [c for c in text.casefold() if c.isalnum()]
    return kept == kept[::-1]


if __name__ == "__main__":
    for sample in ("A man, a plan, a canal: Panama", "palindrome"):
        print(sample, is_palindrome(sample))`,
    go: `package main

import (
	"fmt"
	"unicode"
)

// isPalindrome reports whether the letters and digits of a text read the same both ways.
func isPalindrome(text string) bool {
	var kept []rune
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			kept = append(kept, unicode.ToLower(r))
		}
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		if kept[i] != kept[j] {
			return false
		}
	}
	return true
}

func main() {
	for _, s := range []string{"A man, a plan, a canal: Panama", "palindrome"} {
		fmt.Println(s, isPalindrome(s))
	}
}`,
    notes: [
      'It compares characters, not bytes, so accented letters work.',
      'Punctuation, spaces and case are ignored.',
      'An empty text counts as a palindrome.',
    ],
  },
];
