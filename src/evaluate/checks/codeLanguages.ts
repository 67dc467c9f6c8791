const names: Record<string, string[]> = {
  bash: ['bash', 'sh', 'shell', 'zsh', 'console', 'shell-session'],
  c: ['c', 'h'],
  cpp: ['cpp', 'c++', 'cc', 'cxx', 'hpp'],
  csharp: ['csharp', 'c#', 'cs'],
  css: ['css'],
  go: ['go', 'golang'],
  html: ['html', 'htm'],
  java: ['java'],
  javascript: ['javascript', 'js', 'jsx', 'mjs', 'cjs', 'node', 'ecmascript'],
  json: ['json', 'jsonc', 'json5'],
  kotlin: ['kotlin', 'kt'],
  markdown: ['markdown', 'md'],
  python: ['python', 'py', 'python3', 'py3'],
  ruby: ['ruby', 'rb'],
  rust: ['rust', 'rs'],
  sql: ['sql', 'sqlite', 'postgres', 'postgresql', 'plpgsql', 'psql', 'mysql'],
  text: ['text', 'txt', 'plain', 'plaintext', ''],
  toml: ['toml'],
  typescript: ['typescript', 'ts', 'tsx'],
  xml: ['xml'],
  yaml: ['yaml', 'yml'],
};

/** The name that stands for all names of a language; an unknown one stands for itself. */
export function languageNamed(name: string): string {
  const lower = name.toLowerCase();
  return Object.entries(names).find(([, all]) => all.includes(lower))?.[0] ?? lower;
}

/** Whether the info word of a fence names that language. JavaScript is TypeScript too, and C is C++. */
export function isLanguage(info: string, wanted: string): boolean {
  const own = languageNamed(info.replace(/^\{?\.?|[},:].*$/g, ''));
  return (
    own === wanted ||
    (wanted === 'typescript' && own === 'javascript' && info !== '') ||
    (wanted === 'cpp' && own === 'c')
  );
}
