"""Calls share of the answer: the table of the prompt, its mirror, drawn sums and large sums, and says what comes back."""
import os

nonce = os.environ.pop("LLP_NONCE")
from answer import share


def shown(value):
    if type(value) is list:
        return f"[{', '.join(shown(part) for part in value)}]"
    return repr(value) if type(value) is int else type(value).__name__


def call(cents, weights):
    try:
        got = shown(share(cents, list(weights)))
    except Exception as error:
        got = type(error).__name__
    print(f"\n{nonce} share({cents}, {weights}) is {got}", flush=True)


for cents, weights in [(100, [1, 1, 1]), (-5, [1, 1, 1]), (1, [0, 1, 1]), (1000, [5, 3, 0, 3]), (10**18 + 1, [1, 1])]:
    call(cents, weights)
# Python's own random numbers differ between its versions.
state = 1


def below(bound):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % bound


for _ in range(250):
    weights = [[0, 1, 2, 3, 7, 100][below(6)] for _ in range(1 + below(8))]
    if sum(weights) > 0:
        call(below(2001) - 1000, weights)
        call((below(2**31) * 2**62 + below(2**31) * 2**31 + below(2**31)) * (1 - 2 * below(2)), weights)
