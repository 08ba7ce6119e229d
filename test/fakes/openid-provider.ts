import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

export const CLIENT_ID = 'desk';
export const CLIENT_SECRET = 'the client secret, 32 bytes or so';

export interface Account {
  readonly email?: string;
  readonly email_verified?: boolean;
}

export interface OpenIdProvider {
  readonly issuer: string;
  /** Whoever may sign in, by the name they type. */
  readonly accounts: Map<string, Account>;
  stop(): Promise<void>;
}

/**
 * A real, certified OpenID provider on loopback: its one page asks for a name and takes everyone it knows.
 * @param desk the origin of the web channel that may use it
 * @param claims whether the e-mail address stands in the ID token, as Entra ID and Keycloak have it, or in UserInfo only
 */
export async function startOpenIdProvider(
  desk: string,
  claims: 'in-id-token' | 'in-userinfo' = 'in-id-token',
): Promise<OpenIdProvider> {
  const accounts = new Map<string, Account>();
  let answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => undefined;
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${desk}/sign-in/callback`],
        post_logout_redirect_uris: [`${desk}/signed-out`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] },
    cookies: { keys: ['a key for the cookies of the provider'], names: { session: 'op-session' } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: claims === 'in-userinfo',
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = `<!DOCTYPE html><title>認証</title>${form}<button form="op.logoutForm" name="logout" value="yes">サインアウトする</button>`;
        },
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
    // The city's own application needs nobody's consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  answer = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response);
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        '<!DOCTYPE html><title>認証</title><form method="post"><label>名前 <input name="login"></label><button>続ける</button><button name="cancel" value="1">やめる</button></form>',
      );
      return;
    }
    const form = new URLSearchParams(await bodyOf(request));
    const login = form.get('login') ?? '';
    await provider.interactionFinished(
      request,
      response,
      form.has('cancel') || !accounts.has(login)
        ? { error: 'access_denied' }
        : { login: { accountId: login } },
    );
  };
  return {
    issuer,
    accounts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
