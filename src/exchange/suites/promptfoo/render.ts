import { parse } from 'yaml';
import { isRecord } from '../imported';
import { singleTurn } from '../messages';
import { notUsed, type LeftOut } from '../leftOut';
import { fillTemplate, fillValue } from './template';

type Turn = { text: string; system: string | null } | { reason: string };

/** Text, or a chat written as JSON or YAML. `leftover` instead where a variable is not there. */
export function render(template: string, vars: Record<string, unknown>, leftOut: LeftOut): Turn | { leftover: string } {
  const chat = readJson(template) ?? readYamlChat(template);
  if (chat === undefined) {
    const filled = fillTemplate(template, vars);
    return 'leftover' in filled ? filled : singleTurn([{ role: 'user', content: filled.text }], leftOut);
  }
  const filled = fillValue(chat.messages, vars);
  if ('leftover' in filled) return filled;
  for (const key of chat.others) notUsed(leftOut, 'key', key);
  return singleTurn(filled.value, leftOut);
}

interface Chat {
  messages: unknown;
  /** Keys beside the messages. */
  others: string[];
}

function chatOf(value: unknown): Chat | undefined {
  if (Array.isArray(value) && value.some((one) => isRecord(one) && 'role' in one)) return { messages: value, others: [] };
  if (!isRecord(value) || !Array.isArray(value['messages'])) return undefined;
  return { messages: value['messages'], others: Object.keys(value).filter((key) => key !== 'messages') };
}

function readJson(text: string): Chat | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return chatOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Variables are put in after reading: what they hold must not be read as YAML. */
function readYamlChat(text: string): Chat | undefined {
  if (!/^\s*-\s+["']?(?:role|content)["']?\s*:/.test(text)) return undefined;
  const names: string[] = [];
  const plain = text.replace(/\{\{[^{}]*\}\}/g, (all) => `\ue010${names.push(all) - 1}\ue011`);
  try {
    const back = (_key: string, value: unknown): unknown =>
      typeof value === 'string' ? value.replace(/\ue010(\d+)\ue011/g, (_all, at: string) => names[Number(at)] ?? '') : value;
    const value: unknown = parse(plain, { merge: true, logLevel: 'error', maxAliasCount: 100 });
    return chatOf(JSON.parse(JSON.stringify(value), back));
  } catch {
    return undefined;
  }
}
