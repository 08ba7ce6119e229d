import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveConnection, type Source } from '../../../../adapters/web/page/live-connection.ts';
import { HEARTBEAT_MS } from '../../../../adapters/web/wire.ts';

/** An EventSource whose events the test fires. */
class FakeSource extends EventTarget implements Source {
  closed = false;

  close(): void {
    this.closed = true;
  }

  beat(): void {
    this.dispatchEvent(new Event('heartbeat'));
  }
}

let sources: FakeSource[];
let seen: string[];
let live: LiveConnection;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  seen = [];
  const note = (what: string) => () => void seen.push(what);
  live = new LiveConnection({ onOpen: note('open'), onLost: note('lost'), onNews: note('news') }, () => {
    const source = new FakeSource();
    sources.push(source);
    return source;
  });
  live.connect();
});
afterEach(() => {
  live.rest();
  vi.useRealTimers();
});

test('the first heartbeat opens it', () => {
  expect(seen).toEqual([]);
  sources[0]?.beat();
  expect(seen).toEqual(['open']);
});

test('an error loses it, and it is tried again within two seconds, as often as need be', () => {
  sources[0]?.beat();
  for (let n = 0; n < 5; n++) {
    sources.at(-1)?.dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(2_000);
  }
  expect(sources).toHaveLength(6);
  expect(sources.map(({ closed }) => closed)).toEqual([true, true, true, true, true, false]);
  sources.at(-1)?.beat();
  expect(seen).toEqual(['open', 'lost', 'lost', 'lost', 'lost', 'lost', 'open']);
});

test('silence loses it, heartbeats keep it', () => {
  sources[0]?.beat();
  for (let n = 0; n < 20; n++) {
    vi.advanceTimersByTime(HEARTBEAT_MS);
    sources[0]?.beat();
  }
  expect(seen).not.toContain('lost');
  vi.advanceTimersByTime(3 * HEARTBEAT_MS);
  expect(seen.at(-1)).toBe('lost');
});

test('a rest is no loss, and nothing is tried meanwhile', () => {
  sources[0]?.beat();
  live.rest();
  vi.advanceTimersByTime(100 * HEARTBEAT_MS);
  expect([seen, sources.length]).toEqual([['open'], 1]);
});
