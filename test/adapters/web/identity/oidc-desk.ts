import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { WebChannelOptions } from '../../../../adapters/web/create-web-channel.ts';
import { Secret } from '../../../../bot/secret.ts';
import { createFakeAssistant } from '../../../fakes/assistant.ts';
import { CLIENT_ID, CLIENT_SECRET, startOpenIdProvider } from '../../../fakes/openid-provider.ts';
import { createFakePeople } from '../../../fakes/people.ts';
import type { RawAnswer } from '../../../fakes/raw-request.ts';
import type { Visitor } from '../../../fakes/visitor.ts';
import { SECRET, startWebChannel } from '../../../fakes/web-channel.ts';

/** The identity settings of a channel that signs in with a provider. */
export function oidcSignIn(issuer: string, more: object = {}): WebChannelOptions['identity'] {
  return {
    signIn: {
      kind: 'oidc',
      issuer,
      clientId: CLIENT_ID,
      clientSecret: new Secret(CLIENT_SECRET),
      emailClaim: 'email',
      secret: SECRET,
    },
    publicUrl: null,
    people: createFakePeople(),
    dataFolder: '/nonexistent',
    ...more,
  };
}

/** A web channel and the provider that it signs in with, both real, both on loopback. */
export async function startOidcDesk(claims?: 'in-id-token' | 'in-userinfo') {
  const port = await freePort();
  const provider = await startOpenIdProvider(`http://127.0.0.1:${port}`, claims);
  const people = createFakePeople();
  const assistant = createFakeAssistant();
  const clock = { ahead: 0 };
  const web = await startWebChannel({
    assistant,
    port,
    identity: oidcSignIn(provider.issuer, { people }),
    now: () => new Date(Date.now() + clock.ahead),
  });
  for (const { id, email } of people.everyone) provider.accounts.set(id, { email, email_verified: true });
  return {
    ...web,
    provider,
    people,
    assistant,
    clock,
    async stop() {
      await web.stop();
      await provider.stop();
    },
  };
}

/** Goes to sign in and types the name at the provider; gives the redirect back to the desk, not yet followed. */
export async function upToCallback(visitor: Visitor, desk: string, login: string, path = '/sign-in') {
  const form = await visitor.follow(await visitor.get(`${desk}${path}`));
  if (form.status !== 200 || !form.text.includes('name="login"')) throw new Error(`no form: ${form.text}`);
  const typed = await visitor.post(visitor.at, { login });
  const answer = await visitor.follow(typed, (url) => url.startsWith(`${desk}/sign-in/callback`));
  return visitor.locationOf(answer);
}

/** Signs in all the way; gives the answer of the callback. */
export async function signIn(
  visitor: Visitor,
  desk: string,
  login: string,
  path?: string,
): Promise<RawAnswer> {
  return visitor.get(await upToCallback(visitor, desk, login, path));
}

/** Who the desk believes the visitor to be. */
export async function whoAmI(visitor: Visitor, desk: string): Promise<string | null> {
  return viewerOf(await visitor.get(`${desk}/`)).person?.id ?? null;
}

export function viewerOf(page: RawAnswer): {
  person: { id: string; label: string } | null;
  demo: boolean;
  token: string;
} {
  const attribute = /data-viewer="([^"]*)"/.exec(page.text)?.[1] ?? 'null';
  return JSON.parse(attribute.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

export function codeOf(page: RawAnswer): string | undefined {
  return /<p class="code">([A-Z_]+)<\/p>/.exec(page.text)?.[1];
}

/** A port that was free a moment ago: the provider must know the desk's address before the desk starts. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
