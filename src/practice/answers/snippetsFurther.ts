import type { Snippet } from './snippet';

export const furtherSnippets: readonly Snippet[] = [
  {
    title: 'Binary search',
    clue: /binary search/i,
    python: `def binary_search(items: list[int], wanted: int) -> int:
    """Index of wanted in a sorted list, or -1."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < len(items) and items[low] == wanted else -1


if __name__ == "__main__":
    numbers = [1, 3, 4, 7, 9, 12]
    print(binary_search(numbers, 7), binary_search(numbers, 8))`,
    go: `package main

import "fmt"

// binarySearch returns the index of wanted in a sorted slice, or -1.
func binarySearch(items []int, wanted int) int {
	low, high := 0, len(items)
	for low < high {
		middle := low + (high-low)/2
		if items[middle] < wanted {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(items) && items[low] == wanted {
		return low
	}
	return -1
}

func main() {
	numbers := []int{1, 3, 4, 7, 9, 12}
	fmt.Println(binarySearch(numbers, 7), binarySearch(numbers, 8))
}`,
    notes: [
      'The window is half open, which removes the usual off-by-one mistakes.',
      'Each turn halves the window: O(log n) comparisons.',
      'With duplicates it returns the first of them.',
    ],
  },
  {
    title: 'LRU cache',
    clue: /\bLRU\b|least recently used|cache/i,
    python: `from collections import OrderedDict


class LRUCache:
    """Keeps the most recently used entries, at most capacity of them."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.entries: OrderedDict[str, int] = OrderedDict()

    def get(self, key: str) -> int | None:
        if key not in self.entries:
            return None
        self.entries.move_to_end(key)
        return self.entries[key]

    def put(self, key: str, value: int) -> None:
        self.entries[key] = value
        self.entries.move_to_end(key)
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)


if __name__ == "__main__":
    cache = LRUCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    cache.get("a")
    cache.put("c", 3)
    print(cache.get("a"), cache.get("b"), cache.get("c"))`,
    go: `package main

import (
	"container/list"
	"fmt"
)

type entry struct {
	key   string
	value int
}

// LRU keeps the most recently used entries, at most capacity of them.
type LRU struct {
	capacity int
	order    *list.List
	byKey    map[string]*list.Element
}

func NewLRU(capacity int) *LRU {
	return &LRU{capacity, list.New(), map[string]*list.Element{}}
}

func (c *LRU) Get(key string) (int, bool) {
	element, ok := c.byKey[key]
	if !ok {
		return 0, false
	}
	c.order.MoveToFront(element)
	return element.Value.(*entry).value, true
}

func (c *LRU) Put(key string, value int) {
	if element, ok := c.byKey[key]; ok {
		element.Value.(*entry).value = value
		c.order.MoveToFront(element)
		return
	}
	c.byKey[key] = c.order.PushFront(&entry{key, value})
	if c.order.Len() > c.capacity {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		delete(c.byKey, oldest.Value.(*entry).key)
	}
}

func main() {
	cache := NewLRU(2)
	cache.Put("a", 1)
	cache.Put("b", 2)
	cache.Get("a")
	cache.Put("c", 3)
	_, hasB := cache.Get("b")
	fmt.Println(hasB)
}`,
    notes: [
      'A map finds an entry and a list orders it, so both operations take O(1).',
      'Reading moves an entry to the front; that is what "used" means.',
      'It is not safe for several threads at once: wrap it in a lock for that.',
    ],
  },
  {
    title: 'Worker pool',
    clue: /worker|concurren|goroutine|parallel|thread/i,
    python: `from concurrent.futures import ThreadPoolExecutor


def square(n: int) -> int:
    return n * n


def run_all(numbers: list[int], workers: int = 4) -> list[int]:
    """Results in the order of the input, whichever worker is done first."""
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(square, numbers))


if __name__ == "__main__":
    print(run_all([1, 2, 3, 4, 5]))`,
    go: `package main

import (
	"fmt"
	"sync"
)

// runAll squares numbers on several workers; results keep the order of the input.
func runAll(numbers []int, workers int) []int {
	results := make([]int, len(numbers))
	jobs := make(chan int)
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range jobs {
				results[i] = numbers[i] * numbers[i]
			}
		}()
	}
	for i := range numbers {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
	return results
}

func main() {
	fmt.Println(runAll([]int{1, 2, 3, 4, 5}, 3))
}`,
    notes: [
      'Workers share one queue, so a slow job holds up only its own worker.',
      'Each result has its own slot; no lock is needed for writing it.',
      'The pool is drained before the function returns, so nothing leaks.',
    ],
  },
  {
    title: 'Counting words',
    clue: /count|frequen|histogram|words?/i,
    python: `import re
from collections import Counter


def word_counts(text: str) -> list[tuple[str, int]]:
    """Words with how often they occur, most frequent first, ties by alphabet."""
    counts = Counter(re.findall(r"\\w+", text.lower()))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


if __name__ == "__main__":
    print(word_counts("the cat and the hat"))`,
    go: `package main

import (
	"fmt"
	"sort"
	"strings"
)

// wordCounts returns the words of a text, most frequent first, ties by alphabet.
func wordCounts(text string) []string {
	counts := map[string]int{}
	for _, word := range strings.Fields(strings.ToLower(text)) {
		counts[word]++
	}
	words := make([]string, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	sort.Slice(words, func(i, j int) bool {
		if counts[words[i]] != counts[words[j]] {
			return counts[words[i]] > counts[words[j]]
		}
		return words[i] < words[j]
	})
	return words
}

func main() {
	fmt.Println(wordCounts("the cat and the hat"))
}`,
    notes: [
      'Counting is one pass: O(n) for n words, plus sorting the distinct ones.',
      'Ties are ordered by alphabet, so the output is the same on every run.',
      'Case is folded first, otherwise "The" and "the" would be two words.',
    ],
  },
];
