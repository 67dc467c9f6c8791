"""Decorates functions with retry of the answer and records how long it would sleep."""
import sys
import time

slept = []
time.sleep = slept.append
import answer

if hasattr(answer, "sleep"):
    answer.sleep = slept.append
retry = answer.retry


def wish(holds, what):
    if not holds:
        sys.exit(what)


def failing(count, error, calls):
    def work(a, *, b=1):
        """Works."""
        calls.append((a, b))
        if len(calls) <= count:
            raise error
        return a + b

    return work


calls = []
wish(retry(3)(failing(2, OSError("x"), calls))(1, b=2) == 3, "the value of the third attempt does not come back")
wish(calls == [(1, 2)] * 3 and slept == [1.0, 2.0], f"two failures: {calls}, sleeps {slept}")
slept.clear()
last = OSError("last")
calls = []
try:
    retry(3)(failing(9, last, calls))(1)
    sys.exit("the last exception does not reach the caller")
except OSError as error:
    wish(error is last, "another exception reaches the caller")
wish(len(calls) == 3 and sum(slept) == 3, f"{len(calls)} attempts, sleeps {slept}")
slept.clear()
calls = []
try:
    retry(5)(failing(9, ValueError("no"), calls))(1)
    sys.exit("a ValueError is swallowed")
except ValueError:
    wish(len(calls) == 1 and slept == [], "an exception that is not named is tried again")
calls = []
retry(2, on=(ValueError, KeyError), first_delay=0.25)(failing(1, KeyError("k"), calls))(1)
wish(slept == [0.25], f"first_delay 0.25 sleeps {slept}")
for times in (0, -1):
    try:
        decorator = retry(times)
        decorator(lambda: 1)
        sys.exit(f"retry({times}) is accepted")
    except ValueError:
        pass
wrapped = retry(2)(failing(0, OSError(), []))
wish(wrapped.__name__ == "work" and wrapped.__doc__ == "Works.", "name or docstring is lost")
