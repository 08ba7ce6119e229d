import { type RawAnswer, rawRequest } from './raw-request.ts';

/** A browser without a screen: keeps cookies for each origin, and follows redirects when told to. */
export class Visitor {
  /** By origin, then by name: as sent, so that a test can read, copy and spoil them. */
  readonly jars = new Map<string, Map<string, string>>();
  /** Set-Cookie lines as they came. */
  readonly setCookies: string[] = [];
  /** Where the last answer came from. */
  at = '';
  /** What this visitor says of itself at every request: a Host behind a proxy, a forged header. */
  readonly #headers: Readonly<Record<string, string>>;

  constructor(headers: Readonly<Record<string, string>> = {}) {
    this.#headers = headers;
  }

  get(url: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
    return this.#send(url, { method: 'GET', headers });
  }

  /** Sends a form as the page it stands on would. */
  post(url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<RawAnswer> {
    return this.#send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: new URL(url).origin,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    });
  }

  /** Sends JSON as the chat does. */
  postJson(url: string, body: unknown): Promise<RawAnswer> {
    return this.#send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(url).origin },
      body: JSON.stringify(body),
    });
  }

  /** Follows redirects, each as a GET, up to one that `stop` wants to see first. */
  async follow(answer: RawAnswer, stop: (url: string) => boolean = () => false): Promise<RawAnswer> {
    let last = answer;
    while (last.status >= 300 && last.status < 400) {
      const next = this.locationOf(last);
      if (stop(next)) return last;
      last = await this.get(next);
    }
    return last;
  }

  /** Where an answer sends the visitor. */
  locationOf(answer: RawAnswer): string {
    return new URL(String(answer.headers.location), this.at).href;
  }

  jar(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }

  async #send(
    url: string,
    options: { method: string; headers: Record<string, string>; body?: string },
  ): Promise<RawAnswer> {
    const jar = this.jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await rawRequest(url, {
      ...options,
      headers: { ...(cookie === '' ? {} : { cookie }), ...this.#headers, ...options.headers },
    });
    this.at = url;
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      this.setCookies.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
}
