"""Calls share of the answer: the table of the prompt, its mirror, random sums and large sums."""
import random
import sys

from answer import share


def expected(cents, weights):
    if cents < 0:
        return [-part for part in expected(-cents, weights)]
    total = sum(weights)
    parts = [cents * weight // total for weight in weights]
    rests = [cents * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-rests[i], i))
    for i in order[: cents - sum(parts)]:
        parts[i] += 1
    return parts


def check(cents, weights):
    got = share(cents, list(weights))
    if got != expected(cents, weights) or any(type(part) is not int for part in got):
        sys.exit(f"share({cents}, {weights}) is {got} instead of {expected(cents, weights)}")


for cents, weights in [(100, [1, 1, 1]), (-5, [1, 1, 1]), (1, [0, 1, 1]), (1000, [5, 3, 0, 3]), (10**18 + 1, [1, 1])]:
    check(cents, weights)
generator = random.Random(1)
for _ in range(3000):
    weights = [generator.choice([0, 1, 2, 3, 7, 100]) for _ in range(generator.randint(1, 8))]
    if sum(weights) > 0:
        check(generator.randint(-1000, 1000), weights)
        check(generator.randint(-(10**30), 10**30), weights)
