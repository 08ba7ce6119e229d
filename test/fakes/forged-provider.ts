import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export interface Forgery {
  /** Changes to a right ID token. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that the provider does not publish, or not at all. */
  readonly signature?: 'foreign' | 'none' | 'cut';
  /** The token endpoint gives no ID token. */
  readonly withoutIdToken?: boolean;
  /** UserInfo is about another subject. */
  readonly userInfo?: JWTPayload;
}

/** A provider whose ID tokens are forged as a test wishes, which no real one does. */
export async function startForgedProvider(clientId: string) {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = await generateKeyPair('RS256', { extractable: true });
  const foreign = await generateKeyPair('RS256', { extractable: true });
  const forged: { next: Forgery; nonce: string; metadata: object } = { next: {}, nonce: '', metadata: {} };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (value: unknown) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return json({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/me`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
          ...forged.metadata,
        });
      case '/jwks':
        return json({
          keys: [{ ...(await exportJWK(own.publicKey)), alg: 'RS256', use: 'sig', kid: 'own' }],
        });
      case '/token': {
        const { withoutIdToken } = forged.next;
        const token = withoutIdToken ? {} : { id_token: await idToken() };
        return json({ access_token: 'an-access-token', token_type: 'Bearer', expires_in: 60, ...token });
      }
      case '/me':
        return json(forged.next.userInfo ?? {});
      default:
        response.writeHead(404).end();
    }
  }

  async function idToken(): Promise<string> {
    const { claims, signature } = forged.next;
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: issuer,
      aud: clientId,
      sub: 'somebody',
      nonce: forged.nonce,
      iat: now,
      exp: now + 60,
      ...claims,
    };
    // What is undefined is left out, as JSON does.
    const exact: JWTPayload = JSON.parse(JSON.stringify(payload));
    if (signature === 'none') return new UnsecuredJWT(exact).encode();
    const key = signature === 'foreign' ? foreign.privateKey : own.privateKey;
    const signed = await new SignJWT(exact).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key);
    return signature === 'cut' ? signed.slice(0, -8) : signed;
  }

  return {
    issuer,
    forged,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
