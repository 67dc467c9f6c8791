import { serverKinds, type ServerConfig, type ServerKind } from './server';

export const defaultServerUrl = 'http://127.0.0.1:1234';

/**
 * Reads the setting `llp.servers`: addresses, or objects with `url` and optionally `name`, `kind`, `concurrency`,
 * `machine`, `chatRoute`, `ttlSeconds`. What is unusable in it is left out; nothing usable at all means `fallback`, LM Studio
 * at its usual address.
 */
export function parseServerConfigs(value: unknown, fallback = defaultServerUrl): ServerConfig[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  const configs = entries.map(parseEntry).filter((config) => config !== null);
  return configs.length > 0 ? configs : [{ url: fallback }];
}

function parseEntry(entry: unknown): ServerConfig | null {
  if (typeof entry === 'string') return entry.trim() === '' ? null : { url: entry.trim() };
  if (typeof entry !== 'object' || entry === null) return null;
  const { url, name, kind, concurrency, machine, chatRoute, ttlSeconds } = entry as Record<string, unknown>;
  if (typeof url !== 'string' || url.trim() === '') return null;
  const config: ServerConfig = { url: url.trim() };
  if (typeof machine === 'string' && machine.trim() !== '') config.machine = machine.trim();
  if (typeof name === 'string' && name.trim() !== '') config.name = name.trim();
  if (serverKinds.includes(kind as ServerKind)) config.kind = kind as ServerKind;
  if (Number.isInteger(concurrency) && (concurrency as number) >= 1) config.concurrency = concurrency as number;
  if (chatRoute === 'native' || chatRoute === 'openai') config.chatRoute = chatRoute;
  if (Number.isInteger(ttlSeconds) && (ttlSeconds as number) >= 1) config.ttlSeconds = ttlSeconds as number;
  return config;
}
