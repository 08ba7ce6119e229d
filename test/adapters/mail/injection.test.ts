import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Deliverer, OutgoingNotice } from '../../../bot/delivery.ts';
import { delivererTo, type MailServerFake, NOTICE, startMailServer } from '../../fakes/mail-server.ts';

let server: MailServerFake;
let deliverer: Deliverer;
beforeAll(async () => {
  server = await startMailServer();
  deliverer = delivererTo(server.port);
});
afterAll(async () => {
  await deliverer.close();
  await server.stop();
});
let before = 0;
beforeEach(() => {
  before = server.received.length;
});

const BREAKS = ['\r\n', '\n', '\r', '\0', '\u2028', '\u2029', '\u0085', '\u202e', '\u200b', '\x1b'];
const ATTACK = 'Bcc: everyone@elsewhere.example';

describe('what would become a header or a command of its own', () => {
  it.each(BREAKS.map((text) => [JSON.stringify(text), text]))(
    '%s is refused in every field',
    async (_, text) => {
      const bad = `持出し${text}${ATTACK}`;
      const notices: OutgoingNotice[] = [
        { ...NOTICE, number: bad },
        { ...NOTICE, asks: bad },
        { ...NOTICE, link: `/requests/1${text}${ATTACK}` },
        { ...NOTICE, id: `out-1${text}${ATTACK}` },
      ];
      for (const notice of notices) {
        expect(await deliverer.deliver(notice)).toMatchObject({
          code: 'MAIL_NOTICE_MALFORMED',
          permanent: true,
        });
      }
      const to = { person: 'p', email: `shokuin@city.example.jp${text}${ATTACK}` };
      expect(await deliverer.deliver({ ...NOTICE, to })).toMatchObject({ code: 'MAIL_ADDRESS_MALFORMED' });
      expect(server.received).toHaveLength(before);
    },
  );

  it.each([
    '',
    'shokuin',
    'shokuin@',
    '@city.example.jp',
    'shokuin@city.example.jp, jiro@city.example.jp',
    'shokuin@city.example.jp>',
    '<shokuin@city.example.jp>',
    'Taro <shokuin@city.example.jp>',
    'group:shokuin@city.example.jp;',
    '"a b"@city.example.jp',
    'shokuin@@city.example.jp',
    'shokuin@city.example.jp SIZE=1',
    'taro..x@city.example.jp',
    'shokuin@[127.0.0.1]',
    'shokuin@localhost',
    '太郎@city.example.jp',
    'shokuin@市.example.jp',
    `${'a'.repeat(65)}@city.example.jp`,
  ])('the address 「%s」 is refused', async (email) => {
    expect(await deliverer.deliver({ ...NOTICE, to: { person: 'p', email } })).toEqual({
      type: 'failed',
      code: 'MAIL_ADDRESS_MALFORMED',
      retryAfterMs: null,
      permanent: true,
    });
    expect(server.received).toHaveLength(before);
  });

  it.each([
    '//elsewhere.example/',
    'https://elsewhere.example/',
    '@elsewhere.example',
    '/\\elsewhere.example',
    '',
  ])('a link that leads elsewhere (%s) is refused', async (link) => {
    expect(await deliverer.deliver({ ...NOTICE, link })).toMatchObject({ code: 'MAIL_NOTICE_MALFORMED' });
  });

  it('whatever is asked: one recipient, the known headers, and the subject as it was, or nothing at all', async () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(...BREAKS).map((text) => `a${text}${ATTACK}`),
    );
    await fc.assert(
      fc.asyncProperty(any, any, async (asks, number) => {
        const count = server.received.length;
        const { type } = await deliverer.deliver({ ...NOTICE, asks, number });
        if (type !== 'delivered') {
          expect(server.received).toHaveLength(count);
          return;
        }
        const { envelope, mail } = server.received.at(-1) ?? expect.fail('nothing came');
        expect(envelope.to).toEqual([NOTICE.to.email]);
        // Where a line is folded, how much white space there was is not kept (RFC 5322 §2.2.3).
        expect(spaced(mail.subject)).toBe(spaced(`${asks}（${number}）`));
        expect(mail.headers.map(({ key }) => key).sort()).toEqual(HEADERS);
      }),
      { numRuns: 150 },
    );
  });
});

const spaced = (text = '') => text.replace(/\s+/gu, ' ').trim();

const HEADERS = [
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];
