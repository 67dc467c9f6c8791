import type { ChatOptions } from '../../../../src/model/chat';
import type { ServerErrorCode } from '../../../../src/model/server';
import { head, type Handler } from '../support/byteServer';

/** One fault of the wire: what the server does, and what must come of it. */
export interface Fault {
  name: string;
  play: Handler;
  options?: ChatOptions;
  /** The whole text that arrives; empty where nothing may arrive. */
  text: string;
  reasoning?: string;
  tool?: string;
  /** For an answer that is whole: its finish reason. */
  finish?: string | null;
  /** For one that is not: the error's code and what its sentence must say. */
  error?: ServerErrorCode;
  says?: RegExp;
  details?: Record<string, unknown>;
}

/** Writes a stream of these parts, each in a packet of its own, and closes the connection in good order. */
export function streams(...parts: (string | Uint8Array)[]): Handler {
  return async (connection) => {
    await connection.write(head());
    for (const part of parts) {
      await connection.write(part);
      await pause(1);
    }
    connection.end();
  };
}

/** Writes everything at once, head included, and closes. */
export function answers(response: string | Uint8Array): Handler {
  return async (connection) => {
    await connection.write(response);
    connection.end();
  };
}

/** A whole response in plain text. */
export function plain(body: string, status: string, headers: Record<string, string> = {}): string {
  return head({ 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body), ...headers }, status) + body;
}

/** Writes these parts and leaves the connection open until the client goes. */
export function hangsAfter(...parts: string[]): Handler {
  return async (connection) => {
    for (const part of parts) await connection.write(part);
    await connection.closed;
    connection.end();
  };
}

/** Writes these parts, then breaks the connection. */
export function resetsAfter(...parts: string[]): Handler {
  return async (connection) => {
    for (const part of parts) await connection.write(part);
    // What was written must reach the client before the reset overtakes it.
    await pause(30);
    connection.reset();
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
