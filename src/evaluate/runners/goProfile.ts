/** A statement block of a cover profile: `shelf/shelf.go:12.34,15.2 3 1`. */
const block = /^(?:.*\/)?([^/:]+):(\d+)\.\d+,(\d+)\.\d+ (\d+) (\d+)$/;

/** Statement coverage by a profile of `go test -coverprofile`; blocks that stand in it twice count once. */
export function parseProfile(
  text: string,
  wanted: (file: string) => boolean,
): { lines: Record<number, number>; covered: number; statements: number } {
  const blocks = new Map<string, { from: number; to: number; statements: number; count: number }>();
  for (const line of text.split('\n')) {
    const [, file = '', from, to, statements, count] = block.exec(line) ?? [];
    if (file === '' || !wanted(file)) continue;
    const place = line.slice(0, line.lastIndexOf(' '));
    const known = blocks.get(place);
    blocks.set(place, {
      from: Number(from),
      to: Number(to),
      statements: Number(statements),
      count: Number(count) + (known?.count ?? 0),
    });
  }
  const lines: Record<number, number> = {};
  let covered = 0;
  let all = 0;
  for (const { from, to, statements, count } of blocks.values()) {
    all += statements;
    if (count > 0) covered += statements;
    for (let line = from; line <= to; line++) lines[line] = Math.max(lines[line] ?? 0, count);
  }
  return { lines, covered, statements: all };
}
