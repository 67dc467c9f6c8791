// Streams text at a fixed number of chunks a second. A process of its own. Prints its address.
// The model's name says how fast: rate-2000 for 2,000 chunks/s. Arguments: seconds of text, ms before it.
import { createServer } from 'node:http';

const rates = [200, 2000, 10000];
const [seconds = 5, prefillMs = 1000] = process.argv.slice(2).map(Number);
const chunk = (/** @type {object} */ value) => `data: ${JSON.stringify(value)}\n\n`;
const piece = (/** @type {number} */ index) => (index % 16 === 15 ? 'line\n' : 'word ');
const delta = (/** @type {number} */ index) => chunk({ choices: [{ index: 0, delta: { content: piece(index) } }] });

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  if (request.url === '/v1/models') {
    const data = rates.map((rate) => ({ id: `rate-${rate}`, object: 'model' }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
    return;
  }
  if (request.url !== '/v1/chat/completions') {
    response.writeHead(404).end('{}');
    return;
  }
  const rate = Number(/\d+/.exec(JSON.parse(Buffer.concat(parts).toString()).model)?.[0]);
  setTimeout(() => stream(response, rate, rate * seconds), prefillMs);
});

/** @param {import('node:http').ServerResponse} response @param {number} rate chunks/s @param {number} total */
function stream(response, rate, total) {
  response.setHeader('content-type', 'text/event-stream');
  const begun = performance.now();
  let sent = 0;
  const tick = () => {
    if (response.destroyed) return;
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * rate) + 1);
    let text = '';
    while (sent < due) text += delta(sent++);
    if (text !== '') response.write(text);
    if (sent < total) {
      setTimeout(tick, 1);
      return;
    }
    response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
    response.end(chunk({ choices: [], usage: { prompt_tokens: 10, completion_tokens: total } }) + 'data: [DONE]\n\n');
  };
  tick();
}
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
