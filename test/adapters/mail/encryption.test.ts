import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryUnavailable } from '../../../bot/delivery.ts';
import type { MailServer } from '../../../bot/environment/mail.ts';
import { Secret } from '../../../bot/secret.ts';
import { selfSigned } from '../../fakes/certificate.ts';
import { type Behaviour, delivererTo, NOTICE, startMailServer } from '../../fakes/mail-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const PASSWORD = 'p@ss:w0rd/秘';
const certificate = selfSigned('localhost');

async function desk(
  server: Partial<MailServer>,
  options: Behaviour['options'],
  trusted: string | undefined = certificate.cert,
) {
  const fake = await startMailServer({ options: { ...certificate, ...options } });
  const deliverer = delivererTo(fake.port, {
    server: { host: 'localhost', ...server },
    ...(trusted && { ca: trusted }),
    patience: { totalMs: 3_000, silenceMs: 1_000 },
  });
  open.push({ close: () => deliverer.close() }, { close: () => fake.stop() });
  return { fake, deliverer };
}

async function checked(deliverer: { check(): Promise<void> }): Promise<string> {
  const error = await deliverer.check().then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return 'ok';
  expect(error).toBeInstanceOf(DeliveryUnavailable);
  return error instanceof DeliveryUnavailable ? error.message : '';
}

describe('encryption', () => {
  it.each([
    ['tls', { secure: true }],
    ['starttls', { disabledCommands: [] }],
  ] as [MailServer['security'], Behaviour['options']][])(
    'carries a mail by %s where the certificate is good',
    async (security, options) => {
      const { fake, deliverer } = await desk({ security }, options);
      expect(await checked(deliverer)).toBe('ok');
      expect(await deliverer.deliver(NOTICE)).toMatchObject({ type: 'delivered' });
      expect(fake.received).toHaveLength(1);
    },
  );

  const stranger = selfSigned('localhost').cert;
  const misnamed = selfSigned('mail.city.example.jp');
  it.each([
    ['tls', { secure: true }, 'nobody known has signed', stranger],
    ['starttls', { disabledCommands: [] }, 'nobody known has signed', stranger],
    ['tls', { secure: true, ...misnamed }, 'bears another name', misnamed.cert],
    ['starttls', { disabledCommands: [], ...misnamed }, 'bears another name', misnamed.cert],
  ] as [MailServer['security'], Behaviour['options'], string, string][])(
    'by %s is refused where the certificate %j: %s',
    async (security, options, _, trusted) => {
      const { fake, deliverer } = await desk({ security }, options, trusted);
      expect(await deliverer.deliver(NOTICE)).toEqual({
        type: 'failed',
        code: 'SMTP_TLS_FAILED',
        retryAfterMs: null,
        permanent: false,
      });
      expect(await checked(deliverer)).toMatch(/証明書.*NODE_EXTRA_CA_CERTS.*\[SMTP_TLS_FAILED\]$/);
      expect(fake.received).toEqual([]);
    },
  );

  it('is not given up where the server offers none', async () => {
    const { fake, deliverer } = await desk({ security: 'starttls' }, { disabledCommands: ['STARTTLS'] });
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ code: 'SMTP_TLS_FAILED', permanent: false });
    expect(fake.received).toEqual([]);
  });

  it('is not given up for an environment that switches verification off', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const { deliverer } = await desk({ security: 'tls' }, { secure: true }, selfSigned('localhost').cert);
      expect(await deliverer.deliver(NOTICE)).toMatchObject({ code: 'SMTP_TLS_FAILED' });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });
});

describe('sign-in to the mail server', () => {
  const onAuth: NonNullable<Behaviour['options']>['onAuth'] = (auth, _, done) =>
    auth.username === 'desk' && auth.password === PASSWORD
      ? done(null, { user: 'desk' })
      : done(Object.assign(new Error(`no such user, ${auth.password}`), { responseCode: 535 }));
  const required = { secure: true, authOptional: false, onAuth };

  it('is done with what the settings say', async () => {
    const signIn = { user: 'desk', password: new Secret(PASSWORD) };
    const { deliverer } = await desk({ security: 'tls', signIn }, required);
    expect(await checked(deliverer)).toBe('ok');
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ type: 'delivered' });
  });

  it('that fails is a setting to be mended, and says nothing of the password', async () => {
    const wrong = `${PASSWORD}!`;
    const { fake, deliverer } = await desk(
      { security: 'tls', signIn: { user: 'desk', password: new Secret(wrong) } },
      required,
    );
    const outcome = await deliverer.deliver(NOTICE);
    expect(outcome).toEqual({
      type: 'failed',
      code: 'SMTP_SIGN_IN_REFUSED',
      retryAfterMs: null,
      permanent: false,
    });
    const said = await checked(deliverer);
    expect(said).toMatch(/^メールサーバーが.*利用者とパスワード.*\[SMTP_SIGN_IN_REFUSED\]$/);
    expect(said).not.toContain(PASSWORD);
    expect(fake.received).toEqual([]);
  });

  it('that is missing is not the end of the notice', async () => {
    const { deliverer } = await desk({ security: 'tls' }, required);
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ code: 'SMTP_530', permanent: false });
  });
});
