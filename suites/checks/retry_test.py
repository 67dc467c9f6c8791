"""Decorates functions with retry of the answer and says what comes back and how long it would sleep."""
import os
import time

nonce = os.environ.pop("LLP_NONCE")
slept = []
time.sleep = slept.append
import answer

if hasattr(answer, "sleep"):
    answer.sleep = slept.append
retry = answer.retry


def say(what):
    seconds = [float(one) if type(one) in (int, float) else type(one).__name__ for one in slept]
    print(f"\n{nonce} {what}; sleeps {seconds}", flush=True)
    slept.clear()


def failing(count, error, calls):
    def work(a, *, b=1):
        """Works."""
        calls.append((a, b))
        if len(calls) <= count:
            raise error
        return a + b

    return work


def outcome(function, *arguments, **named):
    try:
        got = function(*arguments, **named)
        return repr(got) if type(got) is int else type(got).__name__
    except Exception as error:
        return "the last exception" if error is last else f"a {type(error).__name__}"


last = OSError("last")
calls = []
say(f"two failures give {outcome(retry(3)(failing(2, OSError('x'), calls)), 1, b=2)} with {calls}")
calls = []
came = outcome(retry(3)(failing(9, last, calls)), 1)
# How long is slept in all is asked here, not how it is divided.
slept[:] = [sum(slept)]
say(f"nothing but failures gives {came} after {len(calls)} attempts")
calls = []
say(f"an exception that is not named gives {outcome(retry(5)(failing(9, ValueError('no'), calls)), 1)} after {len(calls)} attempts")
calls = []
say(f"one failure, first_delay 0.25: {outcome(retry(2, on=(ValueError, KeyError), first_delay=0.25)(failing(1, KeyError('k'), calls)), 1)}")
for times in (0, -1):
    say(f"retry({times}) gives {outcome(lambda: retry(times)(lambda: 1))}")
wrapped = retry(2)(failing(0, OSError(), []))
say(f"name {wrapped.__name__}, docstring {wrapped.__doc__}")
