import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, freePort, signIn, viewerOf } from '../adapters/web/identity/oidc-desk.ts';
import { newDataFolder } from '../data-folder.ts';
import { CLIENT_ID, CLIENT_SECRET, startOpenIdProvider } from '../fakes/openid-provider.ts';
import { rawRequest } from '../fakes/raw-request.ts';
import { Visitor } from '../fakes/visitor.ts';
import { killAll, Program } from './program.ts';

// The real program as an administrator starts it, with the pack’s sample directory.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PERSON = 'seisaku-kikaku-head';
const EMAIL = `${PERSON}@sendai.example`;
const SESSION_SECRET = 'a session secret for tests, of more than 32 bytes';

let data: string;
beforeAll(async () => {
  data = await newDataFolder('sign-in');
});
afterAll(async () => {
  await killAll();
  await rm(data, { recursive: true, force: true });
});

const oidc = (issuer: string) => ({
  DATA_DIR: data,
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT_ID,
  OIDC_CLIENT_SECRET: CLIENT_SECRET,
  SESSION_SECRET,
});

describe('npm start', { timeout: 120_000 }, () => {
  it('refuses to listen beyond this machine without a provider, and says what is missing', async () => {
    const tries = [
      { HOST: '0.0.0.0' },
      { HOST: '::' },
      { HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.city.example.jp' },
      { HOST: '0.0.0.0', ...oidc('https://login.city.example.jp') },
    ].map((variables) => Program.npmStart(ROOT, { DATA_DIR: data, PORT: '0', ...variables }));
    for (const program of tries) {
      expect(await program.ended()).toBe(1);
      expect(program.stderr).toContain('[HOST_NEEDS_SIGN_IN]');
      expect(program.stderr).not.toMatch(/^ +at /mu);
      expect(program.stdout).not.toContain('準備ができました');
      expect(program.stderr + program.stdout).not.toContain(CLIENT_SECRET);
    }
  });

  it('signs in with a provider, and logs neither who it was nor a secret', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const provider = await startOpenIdProvider(url);
    provider.accounts.set('known', { email: EMAIL.toUpperCase(), email_verified: true });
    provider.accounts.set('stranger', { email: 'stranger@sendai.example', email_verified: true });
    const desk = Program.npmStart(ROOT, { ...oidc(provider.issuer), PORT: String(port) });
    await desk.address();

    const visitor = new Visitor();
    await signIn(visitor, url, 'known');
    expect(viewerOf(await visitor.get(url))).toMatchObject({ person: { id: PERSON }, demo: false });
    expect(codeOf(await signIn(new Visitor(), url, 'stranger'))).toBe('PERSON_UNKNOWN');
    expect(codeOf(await visitor.get(`${url}/sign-in/callback?code=x&state=y`))).toBe('SIGN_IN_EXPIRED');

    desk.signal('SIGTERM');
    await desk.ended();
    await provider.stop();
    const logged = desk.stdout + desk.stderr;
    expect(logged).toContain('[PERSON_UNKNOWN]');
    expect(logged).toContain('[SAMPLE_DIRECTORY]');
    expect(logged).not.toMatch(/@sendai|eyJ|stranger|seisaku|code=/i);
    for (const secret of [CLIENT_SECRET, SESSION_SECRET]) expect(logged).not.toContain(secret);
    // Nothing of the person or the secrets on the disk either.
    for (const file of await readdir(data, { recursive: true })) {
      if (!(await stat(join(data, file))).isFile()) continue;
      const bytes = await readFile(join(data, file), 'latin1');
      for (const word of [SESSION_SECRET, CLIENT_SECRET, 'stranger@']) expect(bytes).not.toContain(word);
    }
  });

  it('behind a proxy serves all addresses of the machine, and nobody who has not signed in', async () => {
    const provider = await startOpenIdProvider('https://desk.city.example.jp');
    const desk = Program.npmStart(ROOT, {
      ...oidc(provider.issuer),
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://desk.city.example.jp',
    });
    const { port } = new URL(await desk.address());
    const addresses = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family }) => family === 'IPv4');
    for (const { address } of addresses) {
      const at = `http://${address}:${port}`;
      const answer = await rawRequest(`${at}/`, { headers: { host: 'desk.city.example.jp' } });
      expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
      expect((await rawRequest(`${at}/`)).status).toBe(421);
    }
    desk.signal('SIGTERM');
    await desk.ended();
    await provider.stop();
  });

  it('keeps the demo’s secret for its owner’s eyes only', async () => {
    const folder = await newDataFolder('demo');
    const desk = Program.npmStart(ROOT, { DATA_DIR: folder, PORT: '0' });
    await desk.address();
    expect((await stat(join(folder, 'demo-session-secret'))).mode & 0o777).toBe(0o600);
    desk.signal('SIGTERM');
    await desk.ended();
    await rm(folder, { recursive: true });
  });
});
