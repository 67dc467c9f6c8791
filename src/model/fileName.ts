const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
const longest = 120;

/**
 * A file name (without extension) from any model id or name: legal on Windows, macOS and Linux, never a path, never
 * hidden, never empty, at most 120 bytes. Different names can give the same result; the caller keeps them apart.
 */
export function safeFileName(name: string): string {
  let safe = name
    .normalize('NFC')
    // Separators, what Windows forbids, controls, and characters that reorder or hide text.
    .replace(/[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[-.\s~]+|[-.\s]+$/g, '');
  while (Buffer.byteLength(safe) > longest) safe = [...safe].slice(0, -1).join('');
  safe = safe.replace(/[-.\s]+$/, '').replace(/[\ud800-\udfff]/gu, '');
  if (safe === '') safe = 'bot';
  return reserved.test(safe) ? `_${safe}` : safe;
}
