"""Calls size of the answer around every place at which the unit changes, where the rounded number decides."""
import os
from fractions import Fraction

nonce = os.environ.pop("LLP_NONCE")
from answer import size

for power in range(1, 5):
    limit = 1024**power
    edge = limit * 1024 - limit // 20
    near = range(edge - 3, edge + 4) if power > 1 else (1048524, 1048525)
    for n in [limit - 1, limit, limit + 1, *near]:
        # Both ways to round a half are right.
        if Fraction(n * 20, limit).denominator == 1:
            continue
        got = size(n)
        print(f"\n{nonce} size({n}) is {ascii(got) if type(got) is str else type(got).__name__}", flush=True)
