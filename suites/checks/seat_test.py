"""Books seats with the answer's book: sold and paid for once, free again after a failed payment, seats apart from each other."""
import asyncio
import sys

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


def wish(holds, what):
    if not holds:
        sys.exit(what)


result, seats, payments = attempt(("12A", "Ana", 0.2), ("12A", "Ben", 0.1), ("12A", "Cem", 0.3))
wish(result == [True, False, False] and seats["12A"] == "Ana", f"three for one seat: {result} {seats['12A']}")
wish(payments.made == 1, f"one seat is paid for {payments.made} times")
result, seats, payments = attempt(("12A", "Ana", FAILS), ("12A", "Ben", 0.1))
sold = seats["12A"]
wish(not isinstance(result[0], bool) or result[0] is False, "a payment that raises counts as a sale")
if sold is None:
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
wish(sold == "Ben", "after a payment that raises the next customer does not get the seat")
result, seats, payments = attempt(("12A", "Ana", 0.2), ("12B", "Ben", 0.1), ("12C", "Cem", 0.3))
wish(result == [True, True, True], f"three seats: {result}")
wish(payments.most == 3, "bookings of different seats wait for each other")
