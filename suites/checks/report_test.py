"""Runs program A of the answer and says what it prints."""
import json
import os
import subprocess
import sys

nonce = os.environ.pop("LLP_NONCE")
done = subprocess.run([sys.executable, "answer.py"], capture_output=True, text=True)
lines = [line.rstrip() for line in done.stdout.splitlines()]
print(f"\n{nonce} it prints {json.dumps(lines)}, status {done.returncode}", flush=True)
print(done.stderr[-300:])
