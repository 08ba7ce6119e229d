import { NOTICES } from '../messages/desk-wording.ts';
import type { Message } from '../messages/model.ts';
import { REQUESTS } from '../messages/request-wording.ts';
import { text } from '../messages/wording.ts';
import { ConversationConflict } from '../store/conversations.ts';
import type { Store } from '../store/open-store.ts';
import type { CaseDesk } from './cases/case-desk.ts';
import { caseOf } from './cases/case-number.ts';
import { type Notice, noticesFor } from './notices-view.ts';
import { numberOf } from './requests/number.ts';
import type { RequestDesk, Visit } from './requests/request-desk.ts';

/** Begins the keys under which is kept up to where everybody has read: not forgotten as conversations are. */
export const SEEN = 'seen ';
/** So many notices are shown at once; older ones are in the lists. */
const MOST_NOTICES = 20;
/** Notices that ask for a decision. */
const ASKS_TO_DECIDE: ReadonlySet<string> = new Set(['routed', 'reminded']);

export interface NoticesDeskParts {
  readonly store: Pick<Store, 'views' | 'conversations'>;
  readonly cases: CaseDesk;
  readonly requests: RequestDesk;
}

/** What somebody was told since they last looked. */
export class NoticesDesk {
  readonly #parts: NoticesDeskParts;

  constructor(parts: NoticesDeskParts) {
    this.#parts = parts;
  }

  /** How many things. @throws {StoreError} */
  async unread(person: string): Promise<number> {
    return (await this.#unread(person)).length;
  }

  /** Shows them, and remembers that they were seen: what waits for them first, a case once. @throws {StoreError} */
  async show(visit: Visit): Promise<readonly Message[]> {
    const { person } = visit;
    const notices = await this.#unread(person.id);
    const latest = notices[0];
    if (latest === undefined) return [text(NOTICES.none)];
    await this.#saw(person.id, latest.position);
    const rows = await Promise.all([...this.#ofCases(notices, visit), ...this.#ofRequests(notices, visit)]);
    const shown = rows.filter((row) => row !== null);
    const inOrder = shown.toSorted((a, b) => Number(b.asks) - Number(a.asks) || b.position - a.position);
    return [text(NOTICES.list(inOrder.length)), ...inOrder.map(({ message }) => message)];
  }

  #ofCases(notices: readonly Notice[], visit: Visit): Promise<Row | null>[] {
    const numbers = new Set(notices.flatMap(({ stream }) => caseOf(stream) ?? []));
    return [...numbers].map(async (number) => {
      const those = notices.filter(({ stream }) => caseOf(stream) === number);
      const kinds = those.map(({ kind }) => kind);
      const row = await this.#parts.cases.notice(number, kinds, visit);
      return row === null ? null : { ...row, position: those[0]?.position ?? 0 };
    });
  }

  #ofRequests(notices: readonly Notice[], visit: Visit): Promise<Row | null>[] {
    const { requests } = this.#parts;
    return notices.map(async ({ stream, kind, position }): Promise<Row | null> => {
      const number = numberOf(stream);
      const say = REQUESTS.notices[kind as keyof typeof REQUESTS.notices];
      if (number === null || say === undefined) return null;
      const decision = (await requests.decisionAt(number, position)) ?? 'approved';
      const asks = ASKS_TO_DECIDE.has(kind);
      // Somebody else has decided since, or it was withdrawn: nobody is sent to do what is done.
      const settled = asks && (await requests.standingFor(number, visit));
      const show = { do: 'request', act: 'show', number, step: 0, round: 0 } as const;
      const prompt = settled
        ? REQUESTS.notices.settled(number, settled)
        : say(number, REQUESTS.decisions[decision]);
      const choices = [{ label: REQUESTS.buttons.show(number), action: show, style: 'plain' } as const];
      return { message: { type: 'choices', prompt, choices }, asks: asks && !settled, position };
    });
  }

  async #saw(person: string, position: number): Promise<void> {
    const { conversations } = this.#parts.store;
    const kept = await conversations.load(seenKey(person));
    await conversations
      .save(seenKey(person), String(position), kept?.version ?? null)
      .catch((error: unknown) => {
        // Read in another tab at the same instant: whichever stands, both have seen these.
        if (!(error instanceof ConversationConflict)) throw error;
      });
  }

  async #unread(person: string): Promise<readonly Notice[]> {
    const { views, conversations } = this.#parts.store;
    const seen = Number((await conversations.load(seenKey(person)))?.state ?? 0);
    return views.read((database) => noticesFor(database, person, seen, MOST_NOTICES));
  }
}

interface Row {
  readonly message: Message;
  /** Something waits for them. */
  readonly asks: boolean;
  readonly position: number;
}

function seenKey(person: string): string {
  return `${SEEN}${person}`;
}
