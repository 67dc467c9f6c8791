import { said, verbatim, type Said } from '../l10n/said';

/**
 * What is wrong with a line of YAML and what to do about it, for people who never wanted to learn YAML. What they are
 * not likely to run into stays in the words of the library.
 */
export function yamlMistake({ code, message }: { code?: string; message: string }): Said {
  switch (code) {
    case 'DUPLICATE_KEY':
      return said`this key is a duplicate; remove one.`;
    case 'MULTILINE_IMPLICIT_KEY':
      return said`each line must read \`key: value\`.`;
    case 'TAB_AS_INDENT':
      return said`lines are indented with blanks, not with tabs.`;
    case 'BAD_SCALAR_START':
      return said`a text that begins with this sign must stand in quotes.`;
    case 'BAD_DQ_ESCAPE':
      return said`a backslash within double quotes must stand there twice.`;
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'TAG_RESOLVE_FAILED':
      return said`a text that begins with \`&\`, \`*\` or \`!\` must stand in quotes.`;
    default:
      return byWords(message.split('\n')[0] ?? message);
  }
}

/** Several mistakes share a code, and some have none. */
function byWords(message: string): Said {
  if (message.startsWith('Nested mappings')) return said`a text with a colon in it must stand in quotes.`;
  if (message.startsWith('Implicit map keys')) return said`each line must read \`key: value\`.`;
  if (message.startsWith('Unresolved alias'))
    return said`a text that begins with \`&\`, \`*\` or \`!\` must stand in quotes.`;
  if (message.startsWith('Missing closing')) return said`the closing quote is missing.`;
  if (/end with a [\]}]$/.test(message)) return said`the closing bracket is missing.`;
  if (message.endsWith('at node end')) return said`nothing may follow the closing quote or bracket.`;
  if (message.startsWith('All mapping items') || message.startsWith('All sequence items'))
    return said`this line is indented more or less than the lines that belong to it.`;
  return verbatim(message);
}
