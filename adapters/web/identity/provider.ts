import * as oidc from 'openid-client';
import type { SignInSettings } from '../../../bot/environment/sign-in.ts';
import type { Secret } from '../../../bot/secret.ts';
import type { RefusalCode } from './refusal.ts';

export type OidcSettings = Extract<SignInSettings, { kind: 'oidc' }>;

/** What must be found again when the person comes back from the provider. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Outcome =
  | { readonly type: 'email'; readonly email: string }
  /** @property detail a word of the protocol for the log, never anything about the person */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly detail: string };

/** Seconds that the provider may take for one answer. */
const PATIENCE_S = 10;

/** The city's OpenID provider: the authorization code flow with PKCE, state and nonce. */
export class Provider {
  readonly #settings: OidcSettings;
  #configuration: Promise<oidc.Configuration> | null = null;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /** Asks the provider who it is, unless it has told already. Throws what {@link refusalOf} explains. */
  discover(): Promise<oidc.Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      // Asked again next time: it may only be away for a moment.
      this.#configuration = null;
      throw error;
    });
    return this.#configuration;
  }

  /** Why the provider cannot be used just now; null where it can. */
  async trouble(): Promise<(Outcome & { readonly type: 'refused' }) | null> {
    try {
      await this.discover();
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  }

  /**
   * Where to send the person, and what to keep until they come back.
   * @param otherAccount the provider is to ask for a sign-in even where it knows who this is
   */
  async begin(
    redirectUri: string,
    otherAccount: boolean,
  ): Promise<{ readonly to: URL; readonly attempt: Attempt }> {
    const configuration = await this.discover();
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const to = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      // User names such as preferred_username belong to the profile.
      scope: this.#settings.emailClaim === 'email' ? 'openid email' : 'openid email profile',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...(otherAccount ? { prompt: 'login' } : {}),
    });
    return { to, attempt };
  }

  /** Trades the code for an ID token, checks it, and takes the e-mail address from it or from UserInfo. */
  async finish(returned: URL, attempt: Attempt): Promise<Outcome> {
    try {
      const configuration = await this.discover();
      const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return refused('SIGN_IN_NOT_VERIFIED', 'no_id_token');
      const { emailClaim } = this.#settings;
      if (claims[emailClaim] !== undefined || !configuration.serverMetadata().userinfo_endpoint)
        return emailOf(claims, emailClaim);
      // By the standard's book, claims of a scope are in UserInfo (OpenID Connect Core §5.4).
      return emailOf(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub), emailClaim);
    } catch (error) {
      return refusalOf(error);
    }
  }

  /** Where to end the provider's own session too, or null where it does not support that. */
  async signOutUrl(comeBackTo: string): Promise<URL | null> {
    try {
      const configuration = await this.discover();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: comeBackTo });
    } catch {
      return null;
    }
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const at = new URL(issuer);
    const execute = [
      // The signature too, though the token comes straight from the provider over TLS.
      oidc.enableNonRepudiationChecks,
      ...(at.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ];
    return oidc.discovery(at, clientId, undefined, authentication(clientSecret), {
      execute,
      timeout: PATIENCE_S,
    });
  }
}

/** In the body, as every provider known to us takes it, or as the only way that this one names. */
function authentication(secret: Secret): oidc.ClientAuth {
  const [post, basic] = [oidc.ClientSecretPost(secret.reveal()), oidc.ClientSecretBasic(secret.reveal())];
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (ways.includes('client_secret_post') ? post : basic)(server, client, body, headers);
  };
}

/** Tells what went wrong without what the provider wrote about it, which may name the person. */
export function refusalOf(error: unknown): Outcome & { readonly type: 'refused' } {
  if (error instanceof oidc.AuthorizationResponseError) {
    const code = error.error === 'access_denied' ? 'SIGN_IN_CANCELLED' : 'SIGN_IN_NOT_VERIFIED';
    return refused(code, AUTHORIZATION_ERRORS.has(error.error) ? error.error : 'unknown');
  }
  if (error instanceof oidc.ResponseBodyError) return refused('SIGN_IN_NOT_VERIFIED', word(error.error));
  if (error instanceof oidc.WWWAuthenticateChallengeError)
    return refused('SIGN_IN_NOT_VERIFIED', `userinfo_${error.status}`);
  if (error instanceof oidc.ClientError) {
    if (error.code === 'OAUTH_TIMEOUT') return refused('PROVIDER_UNREACHABLE', error.code);
    return refused('SIGN_IN_NOT_VERIFIED', word(error.code ?? ''));
  }
  // What fetch throws where nobody answers.
  if (error instanceof TypeError && !('code' in error)) return refused('PROVIDER_UNREACHABLE', 'fetch');
  throw error;
}

function emailOf(claims: Readonly<Record<string, unknown>>, name: string): Outcome {
  const { email_verified: verified } = claims;
  // Some providers write it as text; most leave it out.
  if (verified !== undefined && verified !== true && verified !== 'true')
    return refused('EMAIL_NOT_VERIFIED', '');
  const email = claims[name];
  if (typeof email !== 'string' || !email.includes('@')) return refused('EMAIL_MISSING', '');
  return { type: 'email', email };
}

function refused(code: RefusalCode, detail: string): Outcome & { readonly type: 'refused' } {
  return { type: 'refused', code, detail };
}

/** RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6. It comes in the address, where anybody can write anything. */
const AUTHORIZATION_ERRORS: ReadonlySet<string> = new Set([
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
]);

/** A word of the protocol, and nothing that only looks like one. */
function word(text: string): string {
  return /^[A-Za-z_]{1,60}$/.test(text) ? text : 'unknown';
}
