// An OpenAI-compatible server that answers each request after a fixed time. Started as a process of its own, so that it
// takes nothing from who is measured. Argument: ms. Prints its address. A message asks for the time from the first chat
// request to the end of the last answer since it was last asked, in ms.
import { createServer } from 'node:http';

const delayMs = Number(process.argv[2] ?? 10);
const text = 'The answer is forty-two, as everybody knows by now.';
const usage = { prompt_tokens: 20, completion_tokens: 12, total_tokens: 32 };
const chunk = (/** @type {object} */ value) => `data: ${JSON.stringify(value)}\n\n`;
const stream = [
  chunk({ id: 'c', object: 'chat.completion.chunk', model: 'mock', choices: [{ index: 0, delta: { content: text } }] }),
  chunk({
    id: 'c',
    object: 'chat.completion.chunk',
    model: 'mock',
    choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
  }),
  chunk({ id: 'c', object: 'chat.completion.chunk', model: 'mock', choices: [], usage }),
  'data: [DONE]\n\n',
].join('');
const whole = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  model: 'mock',
  choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
  usage,
});
const models = JSON.stringify({ object: 'list', data: [{ id: 'mock', object: 'model' }] });

let first = 0;
let last = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (data) => chunks.push(data));
  request.on('end', () => {
    if (request.url === '/v1/models') return response.setHeader('content-type', 'application/json').end(models);
    if (request.url !== '/v1/chat/completions') return response.writeHead(404).end('{}');
    first ||= performance.now();
    const streams = JSON.parse(Buffer.concat(chunks).toString()).stream === true;
    setTimeout(() => {
      response.setHeader('content-type', streams ? 'text/event-stream' : 'application/json');
      response.end(streams ? stream : whole, () => (last = performance.now()));
    }, delayMs);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.on('message', () => {
  process.send?.({ spanMs: last - first });
  first = last = 0;
});
process.on('disconnect', () => process.exit());
