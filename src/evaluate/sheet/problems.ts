/** Places that a compiler, linter or interpreter names in the answer's files. Lines count from 1. */
export function problemsIn(
  messages: string,
  files: ReadonlyMap<string, string>,
): { file: string; line: number; message: string }[] {
  const problems: { file: string; line: number; message: string }[] = [];
  let told = '';
  for (const text of messages.split('\n')) {
    // rustc says what is wrong in the line above the place, Python below it.
    const rust = /^error(?:\[\w+\])?: (.*)$/.exec(text)?.[1];
    if (rust !== undefined) told = rust;
    const place = /(?:^|[\s/"])([\w.-]+\.(?:go|rs|py|ts))(?:", line |:)(\d+)(?::\d+)?(?::\s*(.*))?/.exec(text);
    const [, file = '', line, message] = place ?? [];
    if (files.has(file)) problems.push({ file, line: Number(line), message: (message ?? told) || text.trim() });
    else {
      const last = problems[problems.length - 1];
      const python = /^(?:\w+\.)*\w*(?:Error|Exception): .*$/.exec(text)?.[0];
      if (python !== undefined && last) last.message = python;
    }
  }
  return problems.slice(0, 50);
}
