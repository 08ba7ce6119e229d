import type { Pack } from '../../knowledge/pack.ts';
import type { CurrentDirectory } from '../directory.ts';
import type { QuoteMessage } from '../messages/model.ts';
import type { Store } from '../store/open-store.ts';
import { Absences } from './absences.ts';
import { Clockwork } from './clockwork.ts';
import { Desk } from './desk.ts';
import { RequestDesk } from './requests/request-desk.ts';
import { readHours } from './working-time.ts';

export interface WorkParts {
  readonly pack: Pack;
  readonly store: Store;
  readonly directory: CurrentDirectory;
  /** Says to whoever of these persons is there that there is something new. */
  readonly tell: (persons: readonly string[]) => void;
  /** Takes one line for the administrator. Never anything that a person typed. */
  readonly log: (line: string) => void;
  readonly now?: () => Date;
}

/** Everything that goes on record, and what is done about it without anybody asking. */
export interface Work {
  /** The desk; `quote` is the conversation's. */
  readonly desk: (quote: (clause: QuoteMessage['clause']) => QuoteMessage) => Desk;
  /** Once there is a desk. */
  start(): void;
  stop(): Promise<void>;
}

/** @throws {StoreError} */
export async function openWork(parts: WorkParts): Promise<Work> {
  const { pack, store, tell, log, now = () => new Date() } = parts;
  const absences = await Absences.open(store.events, pack.fingerprint);
  const directory = (at: Date) => absences.over(parts.directory.current, at);
  let clockwork: Clockwork | null = null;
  return {
    desk(quote) {
      const requests = new RequestDesk({
        pack,
        store,
        directory,
        hours: readHours(pack.hours),
        quote,
        messagesFor: () => [],
        onTold: tell,
      });
      const onFault = (error: unknown) =>
        log(
          `裏で行う処理に失敗しました。続けて試みます。 [CLOCKWORK] ${error instanceof Error ? error.name : ''}`,
        );
      clockwork = new Clockwork({ store, requests, now, onFault });
      return new Desk({ pack, store, directory, absences, requests, quote });
    },
    start() {
      clockwork?.start();
    },
    async stop() {
      await clockwork?.stop();
    },
  };
}
