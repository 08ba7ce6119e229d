import type { Pack } from '../../knowledge/pack.ts';
import type { CurrentDirectory } from '../directory.ts';
import { codeOf, type Log } from '../log.ts';
import type { QuoteMessage } from '../messages/model.ts';
import type { Store } from '../store/open-store.ts';
import { createCasePages } from '../views/case-pages.ts';
import type { CasePages } from '../views/case-view.ts';
import { Absences } from './absences.ts';
import { CaseDesk } from './cases/case-desk.ts';
import { CaseWork, type Undelivered } from './cases/case-work.ts';
import { Clockwork } from './clockwork.ts';
import { Desk } from './desk.ts';
import { RequestDesk } from './requests/request-desk.ts';
import { readHours } from './working-time.ts';

export interface WorkParts {
  readonly pack: Pack;
  readonly store: Store;
  readonly directory: CurrentDirectory;
  /** Says to whoever of these persons is there that what they see may have changed, or that they have news. */
  readonly tell: (persons: readonly string[]) => void;
  /** Channels that tell people who are not on the page: `mail`. */
  readonly deliverers: readonly string[];
  readonly log: Log;
  readonly now?: () => Date;
}

/** Everything that goes on record, and what is done about it without anybody asking. */
export interface Work {
  /** The desk; `quote` is the conversation's. */
  readonly desk: (quote: (clause: QuoteMessage['clause']) => QuoteMessage) => Desk;
  /** Cases as pages show them. */
  readonly cases: CasePages;
  /** A message to somebody was given up: what it stood for is told to somebody else. @throws {StoreError} */
  undelivered(failed: Undelivered): Promise<void>;
  /** Once there is a desk. */
  start(): void;
  /** Does at once what is due by now, as it is done by itself every few seconds. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws {StoreError} */
export async function openWork(parts: WorkParts): Promise<Work> {
  const { pack, store, tell, log, now = () => new Date() } = parts;
  const absences = await Absences.open(store.events, pack.fingerprint);
  const directory = (at: Date) => absences.over(parts.directory.current, at);
  let clockwork: Clockwork | null = null;
  const caseWork = new CaseWork({
    pack,
    store,
    directory,
    messagesFor: ({ person, kind, alerts }, { id: number, drill }, id) =>
      parts.deliverers.flatMap((channel) =>
        // An alert also goes to who has no address: that it does not arrive is on record, and others are told at once.
        alerts.length === 0 && parts.directory.current.person(person)?.email == null
          ? []
          : [
              {
                id: `${id}.${channel}`,
                to: person,
                channel,
                kind,
                payload: { number, alerts: [...alerts], drill: drill !== null },
                orderKey: `${number} ${person}`,
              },
            ],
      ),
    onChanged: tell,
    channels: parts.deliverers,
  });
  return {
    cases: createCasePages({ pack, work: caseWork, directory }),
    desk(quote) {
      const requests = new RequestDesk({
        pack,
        store,
        directory,
        hours: readHours(pack.hours),
        quote,
        messagesFor: ({ person, kind }, number, id) =>
          parts.deliverers.flatMap((channel) =>
            // Without an address nobody is reached there: the page and the reminders are left.
            parts.directory.current.person(person)?.email == null
              ? []
              : [
                  {
                    id: `${id}.${channel}`,
                    to: person,
                    channel,
                    kind,
                    payload: { number },
                    orderKey: `${number} ${person}`,
                  },
                ],
          ),
        onChanged: tell,
      });
      const onFault = (error: unknown) => log({ code: 'CLOCKWORK_FAILED', reason: codeOf(error) });
      const clock = new Clockwork({
        store,
        requests,
        cases: caseWork,
        policy: pack.fingerprint,
        now,
        onFault,
      });
      clockwork = clock;
      return new Desk({
        pack,
        store,
        directory,
        absences,
        requests,
        cases: new CaseDesk({ work: caseWork, world: (at) => ({ pack, directory: directory(at), quote }) }),
        followDirectory: (at) => clock.followDirectory(at),
        quote,
      });
    },
    async undelivered(failed) {
      await caseWork.undelivered(failed, now());
    },
    start() {
      clockwork?.start();
    },
    async look() {
      await clockwork?.look();
    },
    async stop() {
      await clockwork?.stop();
    },
  };
}
