import { randomUUID } from 'node:crypto';
import type { Reply, Sent } from '../../adapters/web/wire.ts';
import type { Message, RequestAction } from '../../bot/messages/model.ts';
import { plainText } from '../../bot/messages/plain-text.ts';
import { Visitor } from '../fakes/visitor.ts';
import { buttonsIn } from '../scripts/buttons.ts';
import type { City } from './city.ts';

/** What the clients went through, together. */
export interface Weather {
  /** Sent again under the same id, since nobody knew whether it had arrived. */
  sentAgain: number;
  /** Told that nothing was recorded. */
  notRecorded: number;
}

/** One person at one tab: signs in, sends, and sends again under the same id until there is an answer. */
export class Client {
  readonly person: string;
  readonly #city: City;
  readonly #weather: Weather;
  readonly #visitor = new Visitor();
  readonly #conversation = randomUUID();
  #signedIn = false;

  constructor(city: City, person: string, weather: Weather) {
    this.#city = city;
    this.person = person;
    this.#weather = weather;
  }

  say(text: string): Promise<Answer> {
    return this.send({ type: 'text', text });
  }

  press(action: Extract<Sent['input'], { type: 'action' }>['action']): Promise<Answer> {
    return this.send({ type: 'action', action });
  }

  form(form: string, values: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send({ type: 'form', form, values });
  }

  /** Resolves with an answer of 200, however many lives of the program it takes. */
  async send(input: Sent['input']): Promise<Answer> {
    const sent: Sent = { conversation: this.#conversation, id: randomUUID(), input, as: this.person };
    for (let attempt = 1; ; attempt += 1) {
      await this.#city.answering;
      try {
        if (!this.#signedIn) await this.#signIn();
        const { status, text } = await this.#visitor.postJson(`${this.#city.url}/api/messages`, sent);
        if (status === 200) return new Answer((JSON.parse(text) as Reply).messages);
        if (status !== 503) throw new Refused(`${status} ${text} to ${JSON.stringify(input)}`);
        this.#weather.notRecorded += 1;
      } catch (error) {
        if (error instanceof Refused) throw error;
        this.#weather.sentAgain += 1;
      }
      if (attempt > 200) throw new Error(`no answer to ${JSON.stringify(input)}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  async #signIn(): Promise<void> {
    const { url } = this.#city;
    const page = await this.#visitor.get(`${url}/sign-in`);
    const token = /name="token" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const answer = await this.#visitor.post(`${url}/sign-in`, { person: this.person, token, return: '/' });
    if (answer.status !== 303) throw new Refused(`sign-in: ${answer.status} ${answer.text.slice(0, 500)}`);
    this.#signedIn = true;
  }
}

/** An answer that no other try will change. */
class Refused extends Error {}

/** What was answered, as a person looks at it. */
export class Answer {
  readonly messages: readonly Message[];
  readonly text: string;

  constructor(messages: readonly Message[]) {
    this.messages = messages;
    this.text = plainText(messages);
  }

  says(...words: readonly string[]): boolean {
    return words.some((one) => this.text.includes(one));
  }

  /** The buttons of applications, in the order in which they are shown. */
  get acts(): readonly RequestAction[] {
    return this.messages
      .flatMap(buttonsIn)
      .flatMap(({ action }) => (action.do === 'request' ? [action] : []));
  }

  /** The name of the form that it shows. */
  get form(): string | null {
    const form = this.messages.findLast((message) => message.type === 'form');
    return form?.type === 'form' ? form.form : null;
  }
}
