import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Filing,
  file,
  handle,
  type RequestCommand,
  type ResolveRole,
} from '../../../../bot/work/requests/handle.ts';
import { foldRequest, holdsOn, type Request } from '../../../../bot/work/requests/request.ts';
import {
  DECISIONS,
  type RequestEvent,
  readRequestEvent,
} from '../../../../bot/work/requests/request-events.ts';

const at = new Date('2026-11-24T01:00:00Z');

/** Posts by role; `deputies` says that the persons stand in. */
type Posts = Readonly<
  Record<
    string,
    { readonly persons: readonly string[]; readonly deputies?: boolean; readonly reason?: string }
  >
>;

const resolver =
  (posts: Posts): ResolveRole =>
  (role) => ({
    role,
    persons: posts[role]?.persons ?? [],
    post: `${role}の職`,
    because: ['2.1.3'],
    reason: posts[role]?.reason ?? '',
    deputies: posts[role]?.deputies ?? false,
  });
const as = (by: string, posts: Posts) => ({ by, at, resolve: resolver(posts) });

const filing = (...steps: readonly (readonly string[])[]): Filing => ({
  data: {
    flow: 'take-out',
    facts: { object: 'device' },
    verdict: 'approval',
    citations: ['2.4.1#5'],
    steps: steps.map((roles) => ({ roles: [...roles], citations: ['2.4.1#5'] })),
    system: null,
    from: '2026-11-25',
    to: '2026-11-27',
    returnBy: '2026-11-27',
    renews: null,
  },
  written: { what: 'ノートPC', why: '現地調査' },
});

const POSTS: Posts = { im: { persons: ['kacho'] }, sm: { persons: ['system-kacho'] } };

/** A story: an application and what was done with it. Every act must have been taken, unless it says otherwise. */
class Story {
  readonly events: RequestEvent[] = [];
  constructor(steps: readonly (readonly string[])[] = [['im']], posts: Posts = POSTS) {
    const handled = file(filing(...steps), as('clerk', posts));
    this.events.push(...handled.events);
  }
  get request(): Request {
    return foldRequest('r1', this.events);
  }
  act(by: string, command: RequestCommand, posts: Posts = POSTS) {
    const handled = handle(this.request, command, as(by, posts));
    this.events.push(...handled.events);
    return handled;
  }
}
const decide = (
  decision: (typeof DECISIONS)[number],
  step = 0,
  text: { conditions?: string; reason?: string } = {},
): RequestCommand => ({
  do: 'decide',
  step,
  round: 0,
  decision,
  conditions: text.conditions ?? '',
  reason: text.reason ?? '',
});

describe('an application', () => {
  it('asks the holder of the post, who permits it with one press', () => {
    const story = new Story();
    expect(story.request).toMatchObject({ status: 'waiting', asked: [{ role: 'im', persons: ['kacho'] }] });
    expect(story.act('kacho', decide('approved')).ok).toBe(true);
    expect(story.request).toMatchObject({ status: 'approved', asked: [] });
    expect(holdsOn(story.request, '2026-11-24')).toBe(false);
    expect(holdsOn(story.request, '2026-11-25')).toBe(true);
    expect(holdsOn(story.request, '2026-11-28')).toBe(false);
  });

  it('goes on along the chain by itself, and ends where one refuses', () => {
    const story = new Story([['im'], ['sm']]);
    story.act('kacho', decide('approved'));
    expect(story.request).toMatchObject({ status: 'waiting', step: 1, asked: [{ role: 'sm' }] });
    expect(story.act('system-kacho', decide('refused', 1, { reason: '必要がない' })).ok).toBe(true);
    expect(story.request.status).toBe('refused');
    expect(story.act('system-kacho', decide('approved', 1))).toMatchObject({ refusal: { code: 'NOT_OPEN' } });
  });

  it('needs one decision where the same person holds both posts', () => {
    const posts = { im: { persons: ['kacho'] }, sm: { persons: ['kacho'] } };
    const story = new Story([['im'], ['sm']], posts);
    story.act('kacho', decide('approved'), posts);
    expect(story.request.status).toBe('approved');
    expect(story.request.decisions).toHaveLength(2);
  });

  it('may be decided by any one of several posts', () => {
    const story = new Story([['sm', 'im']]);
    expect(story.request.asked).toHaveLength(2);
    story.act('kacho', decide('approved'));
    expect(story.act('system-kacho', decide('refused', 0, { reason: '否' }))).toMatchObject({ ok: false });
    expect(story.request.status).toBe('approved');
  });

  it('is not filed where nobody stands above the asker', () => {
    const handled = file(filing(['im']), as('ciso', { im: { persons: [], reason: '上位の職がありません' } }));
    expect(handled).toEqual({
      ok: false,
      refusal: { code: 'NOBODY_TO_ASK', reason: '上位の職がありません' },
      events: [],
    });
  });

  it('that was sent back is filed anew and begins the chain again', () => {
    const story = new Story([['im'], ['sm']]);
    story.act('kacho', decide('returned', 0, { reason: '期間を短く' }));
    expect(story.request.status).toBe('returned');
    expect(story.act('kacho', { do: 'file-again', filing: filing(['im'], ['sm']) })).toMatchObject({
      ok: false,
    });
    expect(story.act('clerk', { do: 'file-again', filing: filing(['im'], ['sm']) }).ok).toBe(true);
    expect(story.request).toMatchObject({
      status: 'waiting',
      step: 0,
      decisions: [],
      asked: [{ role: 'im' }],
    });
  });
});

describe('a press', () => {
  it('by somebody who is not asked today changes nothing and leaves a line in the record', () => {
    const story = new Story();
    for (const by of ['outsider', 'clerk', 'system-kacho']) {
      expect(story.act(by, decide('approved'))).toMatchObject({ ok: false, refusal: { code: 'NOT_YOURS' } });
    }
    // The one who was asked has moved on since.
    const moved = { im: { persons: ['new-kacho'] } };
    expect(story.act('kacho', decide('approved'), moved)).toMatchObject({ refusal: { code: 'NOT_YOURS' } });
    expect(story.request.status).toBe('waiting');
    expect(story.events.filter(({ type }) => type === 'press-refused')).toHaveLength(4);
    expect(story.act('new-kacho', decide('approved'), moved).ok).toBe(true);
  });

  it('on an old card, or a second one, is too late', () => {
    const story = new Story([['im'], ['sm']]);
    story.act('kacho', decide('approved'));
    expect(story.act('kacho', decide('refused', 0, { reason: '否' }))).toMatchObject({
      refusal: { code: 'NOT_OPEN' },
    });
    story.act('clerk', { do: 'withdraw' });
    expect(story.act('system-kacho', decide('approved', 1))).toMatchObject({ refusal: { code: 'NOT_OPEN' } });
    expect(story.request.status).toBe('withdrawn');
  });

  it('without the reason or the conditions that it needs asks for them and leaves no line', () => {
    const story = new Story();
    const before = story.events.length;
    expect(story.act('kacho', decide('refused'))).toMatchObject({ refusal: { code: 'REASON_MISSING' } });
    expect(story.act('kacho', decide('returned', 0, { reason: ' 　' }))).toMatchObject({
      refusal: { code: 'REASON_MISSING' },
    });
    expect(story.act('kacho', decide('approved-with-conditions'))).toMatchObject({
      refusal: { code: 'CONDITIONS_MISSING' },
    });
    expect(story.events).toHaveLength(before);
  });
});

describe('what a deputy decides', () => {
  const away: Posts = { im: { persons: ['kakaricho'], deputies: true, reason: '課長が不在のため' } };

  it('holds, and waits to be seen by the holder, who alone can sign it', () => {
    const story = new Story([['im']], away);
    story.act('kakaricho', decide('approved'), away);
    expect(story.request).toMatchObject({
      status: 'approved',
      decisions: [{ deputy: true, counterSigned: null }],
    });
    expect(story.act('kakaricho', { do: 'counter-sign', step: 0 }, away)).toMatchObject({ ok: false });
    expect(story.act('kacho', { do: 'counter-sign', step: 0 }).ok).toBe(true);
    expect(story.request.decisions[0]?.counterSigned).toMatchObject({ by: 'kacho' });
    expect(story.act('kacho', { do: 'counter-sign', step: 0 })).toMatchObject({
      refusal: { code: 'NOT_OPEN' },
    });
  });

  it('is nothing once the holder is back', () => {
    const story = new Story([['im']], away);
    expect(story.act('kakaricho', decide('approved'))).toMatchObject({ refusal: { code: 'NOT_YOURS' } });
  });
});

describe('a permission', () => {
  it('is taken back by who may give it, with a reason', () => {
    const story = new Story();
    story.act('kacho', decide('approved-with-conditions', 0, { conditions: '暗号化する' }));
    expect(story.act('clerk', { do: 'revoke', reason: '不要' })).toMatchObject({
      refusal: { code: 'NOT_YOURS' },
    });
    expect(story.act('kacho', { do: 'revoke', reason: '' })).toMatchObject({
      refusal: { code: 'REASON_MISSING' },
    });
    expect(story.act('kacho', { do: 'revoke', reason: '調査が終わった' }).ok).toBe(true);
    expect(story.request).toMatchObject({ status: 'revoked', revoked: { reason: '調査が終わった' } });
    expect(holdsOn(story.request, '2026-11-26')).toBe(false);
  });
});

describe('whatever is pressed by whom, in any order', () => {
  const people = ['clerk', 'kacho', 'system-kacho', 'kakaricho', 'outsider'];
  const command: fc.Arbitrary<RequestCommand> = fc.oneof(
    fc.record({
      do: fc.constant('decide' as const),
      step: fc.nat(2),
      round: fc.nat(2),
      decision: fc.constantFrom(...DECISIONS),
      conditions: fc.constantFrom('', '条件'),
      reason: fc.constantFrom('', '理由'),
    }),
    fc.constant({ do: 'withdraw' as const }),
    fc.record({ do: fc.constant('counter-sign' as const), step: fc.nat(1) }),
    fc.record({ do: fc.constant('revoke' as const), reason: fc.constantFrom('', '理由') }),
    fc.constant({ do: 'file-again' as const, filing: filing(['im'], ['sm']) }),
  );
  const turn = fc.tuple(fc.constantFrom(...people), command, fc.boolean());

  it('no step is decided twice, none by the asker or an outsider, and every event can be read back', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 25 }), (turns) => {
        const story = new Story([['im'], ['sm']]);
        for (const [by, what, away] of turns) {
          const posts: Posts = away ? { ...POSTS, im: { persons: ['kakaricho'], deputies: true } } : POSTS;
          story.act(by, what, posts);
        }
        let decided = new Set<number>();
        for (const event of story.events) {
          if (event.type === 'requested') decided = new Set();
          if (event.type !== 'decided' && event.type !== 'covered') continue;
          expect(decided.has(event.data.step)).toBe(false);
          decided.add(event.data.step);
          expect(['kacho', 'system-kacho', 'kakaricho']).toContain(event.by);
        }
        const stored = story.events.map((event) =>
          readRequestEvent(
            JSON.parse(JSON.stringify(event), (key, value) => (key === 'at' ? new Date(value) : value)),
          ),
        );
        expect(foldRequest('r1', stored)).toEqual(story.request);
        expect(story.request.version).toBe(story.events.length);
      }),
    );
  });
});
