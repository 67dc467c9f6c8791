# Runs the script of the answer in folders of its own and says what it leaves: odd names, no archive, no logs, a name
# that is taken.
set -u
nonce=$LLP_NONCE
unset LLP_NONCE
answer=$PWD/answer.sh
here=$(mktemp -d)
say() { printf '\n%s %s\n' "$nonce" "$*"; }
fresh() { rm -rf "$here/box"; mkdir "$here/box"; cd "$here/box" || exit 1; }
run() { out=$(bash "$answer" 2>"$here/err"); status=$?; }
there() { if [ -e "$1" ]; then echo yes; else echo no; fi; }

fresh
printf '1\n2\n3\n' >app.log
printf '1\n2\n3\n4\n' >'db 2.log'
printf '1\n' >-n.log
printf '1\n2\n' >$'two\nlines.log'
run
say "odd names: status $status, first line ${out%%$'\n'*}"
for name in app.log 'db 2.log' -n.log $'two\nlines.log'; do
  say "odd names: ${name//$'\n'/ } in archive $(there "archive/$name"), still here $(there "./$name")"
done

fresh
run
say "no logs: status $status, prints $out"

fresh
mkdir archive
seq 60 >a.log
seq 41 >b.log
run
say "101 lines: status $status, prints ${out//$'\n'/ / }"

fresh
seq 100 >a.log
run
say "100 lines: prints ${out//$'\n'/ / }; a file named 100 $(there 100)"

fresh
mkdir archive
echo old >archive/b.log
echo new >a.log
echo new >b.log
run
say "a name that is taken: status $status, a message $([ -s "$here/err" ] && echo yes || echo no)"
say "a name that is taken: a.log here $(there a.log), b.log here $(there b.log), in archive the $(cat archive/b.log) one"
