"""Runs program A of the answer and compares what it prints."""
import subprocess
import sys

done = subprocess.run([sys.executable, "answer.py"], capture_output=True, text=True)
lines = [line.rstrip() for line in done.stdout.splitlines()]
if done.returncode != 0 or lines != ["paid: 4", "Bergen 350", "Oslo 2000"]:
    sys.exit(f"it prints {lines}, status {done.returncode}: {done.stderr[-300:]}")
