"""Books seats with the answer's book and says who gets them: one seat, a payment that fails, seats apart from each other."""
import asyncio
import os

nonce = os.environ.pop("LLP_NONCE")
with open("answer.py", encoding="utf-8") as file:
    SOURCE = file.read()
real_sleep, real_run = asyncio.sleep, asyncio.run
FAILS = 0.0625


class Payments:
    def __init__(self):
        self.made = self.now = self.most = 0

    async def sleep(self, seconds, *rest):
        self.made += 1
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            for _ in range(20):
                await real_sleep(0)
            if seconds == FAILS:
                raise RuntimeError("the payment was refused")
        finally:
            self.now -= 1


def fresh():
    space = {"asyncio": asyncio, "seats": {"12A": None, "12B": None, "12C": None}, "__name__": "answer"}
    asyncio.run = lambda main, **_: main.close()
    try:
        exec(SOURCE, space)
    finally:
        asyncio.run = real_run
    payments = Payments()
    asyncio.sleep = payments.sleep
    return space, payments


def attempt(*bookings):
    space, payments = fresh()

    async def main():
        return await asyncio.gather(*(space["book"](*one) for one in bookings), return_exceptions=True)

    try:
        return real_run(main()), space["seats"], payments
    finally:
        asyncio.sleep = real_sleep


def say(text):
    print(f"\n{nonce} {text}", flush=True)


def shown(result):
    return " ".join("True" if one is True else "False" if one is False else type(one).__name__ for one in result)


result, seats, payments = attempt(("12A", "Ana", 0.2), ("12A", "Ben", 0.1), ("12A", "Cem", 0.3))
say(f"three for one seat: {shown(result)}; it is {seats['12A']}'s, {payments.made} payment(s)")
result, seats, payments = attempt(("12A", "Ana", FAILS), ("12A", "Ben", 0.1))
sold = seats["12A"]
say(f"a payment that raises is {'a' if result[0] is True else 'no'} sale")
if sold is None:
    # The second one may have been turned away while the first was paying: then he gets it when he comes again.
    space, _ = fresh()
    again = []

    async def later():
        for one in (("12A", "Ana", FAILS), ("12A", "Ben", 0.1)):
            try:
                again.append(await space["book"](*one))
            except RuntimeError:
                again.append(False)

    real_run(later())
    asyncio.sleep = real_sleep
    sold = space["seats"]["12A"] if again == [False, True] else None
say(f"after it the seat is {sold}'s")
result, seats, payments = attempt(("12A", "Ana", 0.2), ("12B", "Ben", 0.1), ("12C", "Cem", 0.3))
say(f"three seats: {shown(result)}; {payments.most} payments at a time")
