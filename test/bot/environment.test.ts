import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentRefused, readEnvironment } from '../../bot/environment.ts';

/** The message of the refusal; throws where the variables are accepted. */
function refusalOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentRefused) return error.message;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(variables)}`);
}

describe('what the process takes from its surroundings', () => {
  it('needs nothing', () => {
    const expected = {
      host: '127.0.0.1',
      port: 3978,
      dataFolder: '.data',
      openBrowser: true,
      directoryFolder: null,
      publicUrl: null,
      signIn: { kind: 'demo', secret: null },
      logLevel: 'info',
      mail: null,
    };
    expect(readEnvironment({})).toEqual(expected);
    expect(readEnvironment({ PORT: undefined, HOST: undefined })).toEqual(expected);
  });

  it('takes what is given, and leaves other programs’ variables alone', () => {
    expect(
      readEnvironment({
        PORT: '8080',
        HOST: 'localhost',
        DATA_DIR: '/var/lib/desk',
        NO_BROWSER: '1',
        PATH: '/bin',
      }),
    ).toMatchObject({ host: 'localhost', port: 8080, dataFolder: '/var/lib/desk', openBrowser: false });
  });

  it.each(['0', '1', '3978', '65535'])('takes port %s', (port) => {
    expect(readEnvironment({ PORT: port }).port).toBe(Number(port));
  });

  it.each([
    '',
    ' ',
    '65536',
    '99999',
    '100000',
    '-1',
    '+80',
    '80.5',
    '0x50',
    '1e3',
    '３９７８',
    '80 ',
    'http',
  ])('refuses port 「%s」 by name', (port) => {
    expect(refusalOf({ PORT: port })).toMatch(
      /^環境変数の設定を読み取れません。次を直してください。 \[ENVIRONMENT_REFUSED\]\n {2}PORT: 0〜65535 の数字で書いてください \[ENV_MALFORMED\]/u,
    );
  });

  it('takes a port exactly where it is a number of the range', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -10, max: 70_000 }).map(String), fc.string()), (port) => {
        const right = /^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535;
        if (right) expect(readEnvironment({ PORT: port }).port).toBe(Number(port));
        else expect(refusalOf({ PORT: port })).toContain('PORT:');
      }),
    );
  });

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])(
    'listens on %s, which only this machine reaches',
    (host) => {
      expect(readEnvironment({ HOST: host }).host).toBe(host);
    },
  );

  it.each([
    '0.0.0.0',
    '::',
    '10.1.2.3',
    '192.168.0.5',
    'desk.city.example.jp',
    '127.0.0.1.example.jp',
    'localhost.example.jp',
  ])('refuses to listen on 「%s」, and says why', (host) => {
    expect(refusalOf({ HOST: host })).toMatch(/HOST: 利用者の認証.*127\.0\.0\.1.*\[HOST_NEEDS_SIGN_IN\]/u);
  });

  it.each(['', '  '])('refuses the data folder 「%s」', (folder) => {
    expect(refusalOf({ DATA_DIR: folder })).toContain('DATA_DIR: 空にはできません');
  });

  it.each([
    ['1', false],
    ['true', false],
    ['0', true],
    ['false', true],
    ['', true],
  ])('NO_BROWSER=%s opens a browser: %s', (value, opens) => {
    expect(readEnvironment({ NO_BROWSER: value }).openBrowser).toBe(opens);
  });

  it('refuses another word for NO_BROWSER', () => {
    expect(refusalOf({ NO_BROWSER: 'yes' })).toContain('NO_BROWSER: 1 か 0 で書いてください');
  });

  it('names every malformed variable at once', () => {
    const lines = refusalOf({ PORT: 'x', HOST: '0.0.0.0', DATA_DIR: '', NO_BROWSER: 'x' }).split('\n');
    const named = lines.flatMap((line) => /^ {2}([A-Z_]+): /.exec(line)?.[1] ?? []);
    expect([...new Set(named)]).toEqual(['PORT', 'DATA_DIR', 'NO_BROWSER', 'HOST']);
  });
});
