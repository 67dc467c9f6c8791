/**
 * Hosts to try for an address, in order. A server bound to `localhost` may listen on ::1 only, or on 127.0.0.1 only,
 * whatever the person typed; a refused connection on one of them says nothing of the other.
 */
export function connectHosts(hostname: string): string[] {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  switch (host) {
    case 'localhost':
      return ['localhost', '127.0.0.1', '::1'];
    case '127.0.0.1':
    case '0.0.0.0':
      return ['127.0.0.1', '::1'];
    case '::1':
    case '::':
      return ['::1', '127.0.0.1'];
    default:
      return [host];
  }
}

export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127(?:\.\d{1,3}){3}$/.test(host) ||
    host === '::1' ||
    host === '::' ||
    host === '0.0.0.0' ||
    /^::ffff:127\./.test(host)
  );
}
