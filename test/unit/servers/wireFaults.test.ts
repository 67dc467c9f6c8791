import { afterEach, describe, expect, it } from 'vitest';
import { endings } from './faults/endings';
import { errors } from './faults/errors';
import { compression, network } from './faults/network';
import { framing } from './faults/framing';
import { statuses } from './faults/statuses';
import type { Fault } from './faults/fault';
import { byteServer, type ByteServer } from './support/byteServer';
import { chatWith } from './support/chatting';

let server: ByteServer | undefined;
afterEach(() => server?.close());

async function verify(fault: Fault): Promise<void> {
  server = await byteServer(fault.play);
  const outcome = await chatWith(server.url, fault.options, 'openai-compatible');
  expect(outcome.text).toBe(fault.text);
  expect(outcome.reasoning).toBe(fault.reasoning ?? '');
  expect(outcome.tool).toBe(fault.tool ?? '');
  if (fault.error === undefined) {
    expect(outcome.error).toBeNull();
    expect(outcome.events.at(-1)).toEqual({ type: 'end', finishReason: fault.finish });
    return;
  }
  expect(outcome.error?.code, outcome.error?.message).toBe(fault.error);
  expect(outcome.error?.message).toMatch(fault.says ?? /./);
  expect(outcome.error?.message, 'is one or two plain sentences').toMatch(/^["A-Z\d].*[.]$/);
  expect(outcome.error?.details).toMatchObject({ server: server.url, ...fault.details });
  expect(outcome.events.some(({ type }) => type === 'end')).toBe(false);
}

describe('faults of the wire', () => {
  describe('framing', () => {
    it.each(framing)('$name', verify);
  });
  describe('endings', () => {
    it.each(endings)('$name', verify);
  });
  describe('errors', () => {
    it.each(errors)('$name', verify);
  });
  describe('statuses', () => {
    it.each(statuses)('$name', verify);
  });
  describe('network', () => {
    it.each(network)('$name', verify);
  });
  describe('compression', () => {
    it.each(compression)('$name', verify);
  });
  it('are at least 45', () => {
    const names = [framing, endings, errors, statuses, network, compression].flat().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(45);
  });
});
