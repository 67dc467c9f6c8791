import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Silence } from '../../../src/ui/silence';

describe('a page that may be heard by nobody', () => {
  let asked: number;
  let said: boolean[];
  let silence: Silence;

  beforeEach(() => {
    vi.useFakeTimers();
    [asked, said] = [0, []];
    silence = new Silence(
      () => asked++,
      (isSilent) => said.push(isSilent),
    );
  });
  afterEach(() => vi.useRealTimers());

  it('asks once after it has sent something, and says so when nothing comes back', () => {
    silence.sent();
    silence.sent();
    vi.advanceTimersByTime(2_500);
    expect([asked, said]).toEqual([1, []]);
    vi.advanceTimersByTime(3_000);
    expect([asked, said]).toEqual([1, [true]]);
    silence.heard();
    expect(said).toEqual([true, false]);
  });

  it('asks nothing while it hears something, and never by itself', () => {
    vi.advanceTimersByTime(60_000);
    silence.sent();
    vi.advanceTimersByTime(1_000);
    silence.heard();
    vi.advanceTimersByTime(60_000);
    expect(asked).toBe(0);
  });
});
