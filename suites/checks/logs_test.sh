# Runs the script of the answer in folders of its own: odd names, no archive, no logs, a name that is taken.
set -u
here=$PWD
fail() { echo "$1"; exit 1; }
fresh() { rm -rf "$here/box"; mkdir "$here/box"; cd "$here/box" || exit 1; }
run() { out=$(bash "$here/answer.sh" 2>"$here/err"); status=$?; }

fresh
printf '1\n2\n3\n' >app.log
printf '1\n2\n3\n4\n' >'db 2.log'
printf '1\n' >-n.log
printf '1\n2\n' >$'two\nlines.log'
run
[ "$status" = 0 ] || fail "odd names: status $status: $(cat "$here/err")"
[ "${out%%$'\n'*}" = 'total: 10' ] || fail "odd names: prints $out"
for name in app.log 'db 2.log' -n.log $'two\nlines.log'; do
  [ -f "archive/$name" ] && [ ! -e "./$name" ] || fail "odd names: $name is not in archive"
done

fresh
run
[ "$status" = 0 ] && [ "$out" = 'total: 0' ] || fail "no logs: status $status, prints $out"

fresh
mkdir archive
seq 60 >a.log
seq 41 >b.log
run
[ "$status" = 0 ] && [ "$out" = $'total: 101\nthat is a lot' ] || fail "101 lines: status $status, prints $out"

fresh
seq 100 >a.log
run
[ "$out" = 'total: 100' ] || fail "100 lines: prints $out"
[ ! -e 100 ] || fail 'a file named 100 is left'

fresh
mkdir archive
echo old >archive/b.log
echo new >a.log
echo new >b.log
run
[ "$status" = 1 ] || fail "a name that is taken: status $status"
[ -s "$here/err" ] || fail 'a name that is taken: no message on standard error'
[ -e a.log ] && [ -e b.log ] && [ "$(cat archive/b.log)" = old ] || fail 'a name that is taken: something was moved'
exit 0
