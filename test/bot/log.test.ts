import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, createLog, framesOf, type LogEntry, methodOf, ownUrl, routeOf } from '../../bot/log.ts';

const TYPED = '申請者の氏名のマイナンバー 123456789018 shokuin@city.example.jp session=abc';

function logged(
  entries: readonly LogEntry[],
  options: { level?: 'debug' | 'warn'; terminal?: boolean } = {},
) {
  const lines: string[] = [];
  const { level = 'debug', terminal = false } = options;
  const log = createLog({ level, terminal, write: (line) => lines.push(line) });
  for (const entry of entries) log(entry);
  return lines;
}

const READY: LogEntry = {
  code: 'WEB_READY',
  url: ownUrl('http://127.0.0.1:3978'),
  listening: ownUrl('http://127.0.0.1:3978'),
};
const FAILED: LogEntry = {
  code: 'WEB_INTERNAL',
  method: methodOf('POST'),
  route: routeOf('/api/messages'),
  reason: codeOf(new TypeError(TYPED)),
  at: framesOf(new TypeError(TYPED)),
};
const COUNTED: LogEntry = {
  code: 'REQUEST',
  method: methodOf('GET'),
  route: routeOf('/clauses/:id'),
  status: 200,
  ms: 3,
};

describe('a log', () => {
  it('is JSON Lines for machines, each with a level, a time and a short code', () => {
    const lines = logged([READY, COUNTED]);
    expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        code: 'WEB_READY',
        url: 'http://127.0.0.1:3978',
        listening: 'http://127.0.0.1:3978',
        msg: '準備ができました。ブラウザーで http://127.0.0.1:3978 を開いてください。',
      },
      {
        level: 'info',
        time: expect.any(String),
        code: 'REQUEST',
        method: 'GET',
        route: '/clauses/:id',
        status: 200,
        ms: 3,
      },
    ]);
  });

  it('is plain Japanese lines for a person, without what is only counted', () => {
    expect(logged([READY, COUNTED], { terminal: true })).toEqual([
      '準備ができました。ブラウザーで http://127.0.0.1:3978 を開いてください。\n',
    ]);
  });

  it.each([true, false])('leaves out what is below its level (terminal: %s)', (terminal) => {
    const lines = logged([READY, FAILED], { level: 'warn', terminal });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('WEB_INTERNAL');
  });

  it('names where an error arose and its kind, never its message', () => {
    const [line = ''] = logged([FAILED]);
    expect(JSON.parse(line)).toMatchObject({
      reason: 'TypeError',
      at: expect.stringMatching(/^\/?\S*log\.test\.ts:\d+:\d+ /),
    });
    expect(line).not.toContain('申請者');
    expect(codeOf(Object.assign(new Error(TYPED), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
    expect(codeOf(Object.assign(new Error(TYPED), { code: TYPED, name: TYPED }))).toBe('UNKNOWN');
    expect(codeOf(TYPED)).toBe('UNKNOWN');
  });
});

describe('what a person typed', () => {
  it('has no field that it could be put in', () => {
    const entries: LogEntry[] = [
      // @ts-expect-error no entry has a free text
      { code: 'POLICY_LOADING', text: TYPED },
      // @ts-expect-error a route is not any string
      { code: 'REQUEST', method: methodOf('GET'), route: TYPED, status: 200, ms: 1 },
      // @ts-expect-error a reason is not any string
      { code: 'CACHE_NOT_KEPT', reason: TYPED },
      // @ts-expect-error a code is one of those that are declared
      { code: TYPED },
    ];
    for (const line of logged(entries.slice(0, 3))) expect(line).not.toMatch(/申請者|1234|@|session/);
  });

  it('is not written, whatever a type is argued into', () => {
    const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(TYPED, ` ${TYPED}`, '申請者'));
    const argued = fc.record({
      code: fc.constantFrom('CACHE_NOT_KEPT', 'WEB_INTERNAL', 'NOTICE_GIVEN_UP', 'WEB_READY', 'STOPPING'),
      reason: anything,
      at: anything,
      url: anything,
      route: anything,
      channel: anything,
      notice: anything,
      method: anything,
      signal: anything,
      msg: anything,
      note: anything,
    });
    fc.assert(
      fc.property(argued, fc.boolean(), (entry, terminal) => {
        // Written over the types on purpose.
        const lines = logged([entry as unknown as LogEntry], { terminal }).join('');
        expect(lines).not.toMatch(/申請者|123456789018|city\.example|session/);
      }),
    );
  });

  it('does not come in by an address that was asked for', () => {
    expect(routeOf('/clauses/申請者の氏名')).toBe('UNFIT');
    expect(routeOf('/clauses/2?q=shokuin@city.example.jp')).toBe('UNFIT');
    expect(methodOf('TARO')).toBe('UNFIT');
    expect(ownUrl('http://127.0.0.1/申請者')).toBe('UNFIT');
  });
});
