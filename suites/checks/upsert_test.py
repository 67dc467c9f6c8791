"""Runs the statement of the answer on the tables of the prompt, where fox is known and where he is not."""
import sqlite3
import sys

with open("answer.txt", encoding="utf-8") as file:
    statement = file.read()


def after(bots, times):
    db = sqlite3.connect(":memory:")
    db.executescript("""
        PRAGMA foreign_keys = ON;
        CREATE TABLE bot (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, note TEXT);
        CREATE TABLE score (bot_id INTEGER REFERENCES bot(id) ON DELETE CASCADE, points);
    """)
    db.executemany("INSERT INTO bot VALUES (?, ?, ?)", bots)
    db.executemany("INSERT INTO score VALUES (?, ?)", [(bot[0], points) for bot in bots for points in (12, 9)])
    for _ in range(times):
        db.executescript(statement)
    return db.execute("SELECT id, name, note FROM bot ORDER BY id").fetchall(), db.execute("SELECT count(*) FROM score").fetchone()[0]


try:
    cases = [
        (after([(1, "fox", "old"), (2, "owl", "big")], 1), ([(1, "fox", "new"), (2, "owl", "big")], 4)),
        (after([(2, "owl", "big")], 1), ([(2, "owl", "big"), (3, "fox", "new")], 2)),
        (after([(2, "owl", "big")], 2), ([(2, "owl", "big"), (3, "fox", "new")], 2)),
    ]
except sqlite3.Error as error:
    sys.exit(str(error))
for got, wanted in cases:
    if got != wanted:
        sys.exit(f"{got} instead of {wanted}")
