/** A block of code and its lines that begin a statement, from 1. */
export interface RustBlock {
  lines: number[];
}

/**
 * Puts a counter at the beginning of every block of Rust code. The tools that read rustc's own coverage must be as new
 * as its LLVM and are seldom there; blocks tell the same but for what stands behind an early return in its own block.
 */
export function instrument(source: string): { source: string; blocks: RustBlock[] } {
  const tokens = tokensOf(source);
  const blocks: RustBlock[] = [];
  const inserts: number[] = [];
  // What each open bracket is: the number of a block, or null for anything else.
  const open: { block: number | null; segment: string[]; test: boolean }[] = [
    { block: null, segment: [], test: false },
  ];
  let expectStatement = false;
  for (const { text, at, line } of tokens) {
    const top = open[open.length - 1];
    if (!top) break;
    if (expectStatement && text !== '}' && top.block !== null) blocks[top.block]?.lines.push(line);
    expectStatement = false;
    if (text === '{' || text === '(' || text === '[') {
      const isCode = text === '{' && opensCode(top.segment);
      const test = top.test || (text === '{' && /\bcfg \( test \)/.test(top.segment.join(' ')));
      open.push({ block: isCode && !test ? blocks.length : null, segment: [], test });
      if (isCode && !test) {
        blocks.push({ lines: [] });
        inserts.push(at + 1);
        expectStatement = true;
      }
      top.segment.push(text);
    } else if (text === '}' || text === ')' || text === ']') {
      if (open.length > 1) open.pop();
      const below = open[open.length - 1];
      below?.segment.push(text);
      if (text === '}') {
        expectStatement = below?.block !== null;
        if (below && !below.segment.includes('=') && !below.segment.includes('return')) below.segment = ['}'];
      }
    } else if (text === ';' || text === ',') {
      top.segment = [];
      expectStatement = text === ';';
    } else top.segment.push(text);
  }
  let result = '';
  let from = 0;
  for (const [index, at] of inserts.entries()) {
    result += `${source.slice(from, at)} crate::llp_hit(${index});`;
    from = at;
  }
  return { source: result + source.slice(from) + counters(inserts.length), blocks };
}

const code = new Set(['fn', 'if', 'else', 'while', 'for', 'loop', 'unsafe', '=>', '||']);
const other = new Set([
  'match',
  'impl',
  'struct',
  'enum',
  'trait',
  'mod',
  'union',
  'use',
  'const',
  'static',
  'macro_rules',
]);

/** Whether a curly bracket after these words begins statements, by the last word that decides. */
function opensCode(segment: string[]): boolean {
  const last = segment[segment.length - 1];
  if (last === undefined || last === '=>' || last === '=' || last === 'else' || last === '}') return true;
  if (segment.includes('const') && segment.includes('fn') && !segment.includes('=')) return true;
  for (let i = segment.length - 1; i >= 0; i--) {
    const word = segment[i] ?? '';
    if (word === 'for' && segment.includes('impl')) return false;
    // A closure's body: `|a, b| {`.
    if (word === '|' && i === segment.length - 1) return true;
    if (other.has(word)) return false;
    if (code.has(word)) return word !== '=>' || i === segment.length - 1;
  }
  return false;
}

function tokensOf(source: string): { text: string; at: number; line: number }[] {
  const pattern =
    /\/\/[^\n]*|\/\*[^]*?\*\/|b?r(#*)"[^]*?"\1|b?"(?:[^"\\]|\\[^])*"|b?'(?:[^'\\\n]|\\[^\n]{1,8}?)'|'\w+|=>|[A-Za-z_]\w*|\d[\w.]*|\|\||[^\s]/g;
  const tokens: { text: string; at: number; line: number }[] = [];
  let line = 1;
  let counted = 0;
  for (const match of source.matchAll(pattern)) {
    for (; counted < match.index; counted++) if (source[counted] === '\n') line++;
    const [text] = match;
    if (text.startsWith('//') || text.startsWith('/*')) continue;
    tokens.push({ text: /^b?r?#*["']/.test(text) ? '""' : text, at: match.index, line });
  }
  return tokens;
}

function counters(count: number): string {
  return `
#[doc(hidden)]
static LLP_HITS: [std::sync::atomic::AtomicU32; ${count}] = [const { std::sync::atomic::AtomicU32::new(0) }; ${count}];
static LLP_ONCE: std::sync::Once = std::sync::Once::new();
extern "C" fn llp_write() {
    let counts: Vec<String> = LLP_HITS.iter().map(|n| n.load(std::sync::atomic::Ordering::Relaxed).to_string()).collect();
    let _ = std::fs::write("/tmp/cover.txt", counts.join(" "));
}
fn llp_hit(n: usize) {
    extern "C" { fn atexit(callback: extern "C" fn()) -> i32; }
    LLP_ONCE.call_once(|| { unsafe { atexit(llp_write); } });
    LLP_HITS[n].fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}
`;
}
