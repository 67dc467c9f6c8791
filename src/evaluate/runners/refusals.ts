import type { AnswerFiles } from './runner';

/**
 * Coverage is counted inside the process that is measured, so code that could write the count itself is not measured:
 * the task forbids files and network anyway. These checks read the text without strings and comments.
 */
export function pythonRefusal(files: AnswerFiles): string | null {
  for (const [name, content] of files) {
    const text = withoutPythonText(
      content.replace(/^[ \t]*sys\.path\.(?:insert|append)\((?:[\w.()\s,"'/]|\+)*\)[ \t]*$/gm, (line) =>
        /\b(?!os\.path\b|sys\.path\b|os\b|sys\b|path\b|insert\b|append\b|dirname\b|abspath\b|realpath\b|join\b|str\b|Path\b|pathlib\b|resolve\b|parent\b|__file__\b)[a-z_]{2,}\s*\(/i.test(
          line,
        )
          ? line
          : 'pass',
      ),
    );
    const imports = [...text.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w., \t]+))/gm)].flatMap(
      ([, from, list]) =>
        from === undefined ? (list ?? '').split(',').map((one) => one.trim().split(/\s/)[0] ?? '') : [from],
    );
    const strange = imports.find(
      (module) => !allowedModules.has(module.split('.')[0] ?? '') || module.startsWith('unittest.mock'),
    );
    if (strange !== undefined) return `${name} imports “${strange}”`;
    const used = forbiddenPython.exec(text);
    if (used) return `${name} uses “${used[0].trim()}”`;
  }
  return null;
}

const allowedModules = new Set(
  'shelf unittest pytest re math json typing dataclasses collections functools itertools operator string enum abc copy textwrap decimal fractions bisect heapq random time __future__ os sys pathlib contextlib types numbers statistics'.split(
    ' ',
  ),
);

const forbiddenPython =
  /\b(?:exec|eval|open|globals|locals|vars|breakpoint|getattr|setattr|delattr|__import__|builtins|subprocess|ctypes|inspect|importlib|gc|modules|settrace|setprofile|monkeypatch|mock|_exit|_getframe|f_globals|f_locals|f_back|gi_frame|tb_frame|write_text|write_bytes|touch|unlink|rename|mkdir|symlink_to)\b|\bos\s*\.\s*(?!path\b)\w+|\bsys\s*\.\s*(?!path\b|exit\b|maxsize\b|version_info\b)\w+|\b(?:os|sys)\s+as\b|\bfrom\s+(?:os|sys|pathlib)\b(?!\s+import\s+(?:path|Path)\b)|=\s*(?:os|sys)\s*$|\.\s*(?:os|sys|io)\b|\.\s*__(?!init__|name__|class__|eq__|ne__|lt__|gt__|le__|ge__|repr__|str__|len__|iter__|next__|contains__|getitem__|setitem__|hash__|cause__|post_init__|enter__|exit__|call__|doc__|bool__|new__)\w+/m;

function withoutPythonText(content: string): string {
  return content.replace(
    /"""[^]*?"""|'''[^]*?'''|#[^\n]*|[rbuRBU]{0,2}"(?:[^"\\\n]|\\.)*"|[rbuRBU]{0,2}'(?:[^'\\\n]|\\.)*'/g,
    (part) => (part.startsWith('#') ? '' : '""'),
  );
}

export function nodeRefusal(files: AnswerFiles): string | null {
  for (const [name, content] of files) {
    const imports = [
      ...content.matchAll(/^\s*(?:import|export)\s(?:[\w*{},\s$]+from\s*|\s*(?:type\s+)?)['"]([^'"\n]+)['"]/gm),
    ].map(([, module = '']) => module);
    const strange = imports.find(
      (module) =>
        !/^(?:node:test|test|node:assert(?:\/strict)?|assert(?:\/strict)?|\.\/shelf(?:\.[tj]s)?)$/.test(module),
    );
    if (strange !== undefined) return `${name} imports “${strange}”`;
    const text = content.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (part) =>
      part.startsWith('/') ? ' ' : '""',
    );
    const used =
      /\b(?:process|globalThis|global|require|eval|Function|Reflect|Proxy|WebAssembly|Worker|prepareStackTrace|mock)\b|\.\s*constructor\b|\bimport\s*[(.]|\[\s*""\s*\]\s*\[/.exec(
        text,
      );
    if (used) return `${name} uses “${used[0].trim()}”`;
  }
  return null;
}

export function rustRefusal(files: AnswerFiles): string | null {
  for (const [name, content] of files) {
    const text = content.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\]|\\[^])*"/g, (part) =>
      part.startsWith('/') ? ' ' : '""',
    );
    const used =
      /\bunsafe\b|\bextern\b|\binclude(?:_str|_bytes)?\s*!|\b(?:global_)?asm\s*!|#!?\[\s*(?:path|link|no_mangle|export_name)\b|\b(?:env|option_env)\s*!|\b(?:fs|process|net|os|env|ffi|thread_local)\s*::|::(?:\s*\{)?[^;{}]*\b(?:fs|process|net|os|ffi|env)\b|\bllp_/.exec(
        text,
      );
    if (used) return `${name} uses “${used[0].trim().slice(0, 40)}”`;
  }
  return null;
}
