import { BlockList, isIP, isIPv4 } from 'node:net';
import { isLoopback } from './loopback';

export type Environment = Record<string, string | undefined>;

function variable(environment: Environment, name: string): string | undefined {
  return environment[name.toLowerCase()] || environment[name.toUpperCase()] || undefined;
}

/**
 * Whether NO_PROXY names the target: `*`, `host`, `.domain`, `*.domain`, `host:port`, addresses with `*` for the rest
 * (`192.168.*`, also `192.168.`), ranges of addresses (`192.168.0.0/16`, `fd00::/8`), and `<local>` for bare names.
 */
function isExempt(target: URL, list: string): boolean {
  const host = target.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry === '<local>') return !/[.:]/.test(host);
      if (entry.includes('/')) return isInRange(host, entry);
      const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
      const bare = entry.includes(']') || entry.split(':').length <= 2 ? name : entry;
      if (entryPort !== undefined && bare !== entry && entryPort !== port) return false;
      if (/^[\d.]+\.\*?$/.test(bare)) return isIPv4(host) && host.startsWith(bare.replace('*', ''));
      const domain = bare.replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}

/** Whether a host is an address within a range in CIDR notation; a name never is. */
function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.replace(/[[\]]/g, '').split('/');
  const family = isIPv4(network) ? 'ipv4' : 'ipv6';
  if (isIP(network) === 0 || isIP(host) === 0 || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 'ipv4' ? 32 : 128)) return false;
  const ranges = new BlockList();
  ranges.addSubnet(network, Number(bits), family);
  return ranges.check(host, isIPv4(host) ? 'ipv4' : 'ipv6');
}

/**
 * The proxy for a target as HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say, or null for a direct connection.
 * This machine itself is never reached through a proxy, whatever the variables say.
 */
export function proxyFor(target: URL, environment: Environment = process.env): URL | null {
  if (isLoopback(target.hostname)) return null;
  const exempt = variable(environment, 'no_proxy');
  if (exempt !== undefined && isExempt(target, exempt)) return null;
  const name = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const address = variable(environment, name) ?? variable(environment, 'all_proxy');
  if (address === undefined) return null;
  try {
    const proxy = new URL(address.includes('://') ? address : `http://${address}`);
    return proxy.protocol === 'http:' || proxy.protocol === 'https:' ? proxy : null;
  } catch {
    return null;
  }
}

/** The header that signs in at a proxy whose address holds a user name, else none. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '') return {};
  const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}
