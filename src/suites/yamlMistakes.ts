import { sentence } from '../l10n/sentence';

/**
 * What is wrong with a line of YAML and what to do about it, for people who never wanted to learn YAML. What they are
 * not likely to run into stays in the words of the library.
 */
export function yamlMistake({ code, message }: { code?: string; message: string }): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return sentence('this key is a duplicate; remove one.');
    case 'MULTILINE_IMPLICIT_KEY':
      return sentence('each line must read `key: value`.');
    case 'TAB_AS_INDENT':
      return sentence('lines are indented with blanks, not with tabs.');
    case 'BAD_SCALAR_START':
      return sentence('a text that begins with this sign must stand in quotes.');
    case 'BAD_DQ_ESCAPE':
      return sentence('a backslash within double quotes must stand there twice.');
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'TAG_RESOLVE_FAILED':
      return sentence('a text that begins with `&`, `*` or `!` must stand in quotes.');
    default:
      return byWords(message.split('\n')[0] ?? message);
  }
}

/** Several mistakes share a code, and some have none. */
function byWords(message: string): string {
  if (message.startsWith('Nested mappings')) return sentence('a text with a colon in it must stand in quotes.');
  if (message.startsWith('Implicit map keys')) return sentence('each line must read `key: value`.');
  if (message.startsWith('Unresolved alias'))
    return sentence('a text that begins with `&`, `*` or `!` must stand in quotes.');
  if (message.startsWith('Missing closing')) return sentence('the closing quote is missing.');
  if (/end with a [\]}]$/.test(message)) return sentence('the closing bracket is missing.');
  if (message.endsWith('at node end')) return sentence('nothing may follow the closing quote or bracket.');
  if (message.startsWith('All mapping items') || message.startsWith('All sequence items'))
    return sentence('this line is indented more or less than the lines that belong to it.');
  return message;
}
