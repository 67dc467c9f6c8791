import { Agent, request } from 'node:http';

/**
 * The least that any client does: sends the requests over kept connections and reads the answers.
 * @param {string} url
 * @param {number} count
 * @param {number} concurrency
 * @returns {Promise<number>} seconds
 */
export async function bareSeconds(url, count, concurrency) {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < count) await ask(url, agent, next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return (performance.now() - start) / 1000;
}

/** @param {string} url @param {Agent} agent @param {number} number */
function ask(url, agent, number) {
  const body = JSON.stringify({
    model: 'mock',
    stream: true,
    messages: [{ role: 'user', content: promptText(number) }],
  });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/v1/chat/completions`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', resolve).on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** @param {number} number */
export const promptText = (number) => `Question ${number}: what is the answer?`;
