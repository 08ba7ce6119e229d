import type { LoadedEvent } from '../../bot/store/events/recorded-event.ts';
import type { Received } from '../fakes/mail-server.ts';
import { readRecords, type Streams } from '../long-runs/records.ts';
import type { Client } from './client.ts';
import type { Act, Ledger } from './ledger.ts';

/** What was found wrong, one line each, and what there was to look at. */
export interface Examined {
  readonly faults: readonly string[];
  readonly events: number;
  readonly applications: number;
  readonly mails: number;
  /** Second copies of a mail; those not marked as such are faults. */
  readonly mailsAgain: number;
}

/** Holds what is on record against what was acknowledged. The program must run, and its outbox be empty. */
export async function examine(
  dataFolder: string,
  ledger: Ledger,
  received: readonly Received[],
): Promise<Examined> {
  const { faults: found, streams } = await readRecords(dataFolder);
  if (streams === null) return { ...NOTHING, faults: found };
  const mails = mailFaults(streams, received);
  const numbers = [...streams.keys()].filter((stream) => stream.startsWith('request/'));
  return {
    faults: [
      ...found,
      ...missing(ledger.acts, streams),
      ...twice(streams),
      ...doubles(ledger.acts, streams),
      ...mails.faults,
    ],
    events: [...streams.values()].reduce((sum, events) => sum + events.length, 0),
    applications: numbers.length,
    mails: mails.wanted,
    mailsAgain: mails.again,
  };
}

const NOTHING = { events: 0, applications: 0, mails: 0, mailsAgain: 0 };

/** Whether each person sees on the page what they were told: every application, with its state on record. */
export async function examineList(client: Client, ledger: Ledger): Promise<readonly string[]> {
  const filed = ledger.acts.filter((act) => act.do === 'filed' && act.by === client.person);
  const list = await client.say('申請状況');
  return filed.flatMap((act) =>
    act.do === 'filed' && !list.says(`申請 ${act.number}（`)
      ? [`${act.number} is not in its asker's list`]
      : [],
  );
}

/** Whether the card of an application shows what its asker wrote. */
export async function examineCard(client: Client, act: Extract<Act, { do: 'filed' }>, ledger: Ledger) {
  const { number, what } = act;
  const written = [
    what,
    ...ledger.acts.flatMap((one) => (one.do === 'filed-again' && one.number === number ? [one.what] : [])),
  ];
  const card = await client.press({ do: 'request', act: 'show', number, step: 0, round: 0 });
  return card.says(...written) ? [] : [`${number}: the card does not show what was written`];
}

function missing(acts: readonly Act[], streams: Streams): string[] {
  return acts.flatMap((act) => {
    const events = streams.get(act.do === 'absence-recorded' ? `absence/${act.by}` : `request/${act.number}`);
    const found = (events ?? []).filter((event) => isOf(act, event)).length;
    const wanted = act.do === 'absence-recorded' ? act.times : 1;
    return found >= wanted ? [] : [`lost: ${JSON.stringify(act)}`];
  });
}

function isOf(act: Act, { type, by, data, texts }: LoadedEvent): boolean {
  if (by !== act.by) return false;
  switch (act.do) {
    case 'filed':
    case 'filed-again':
      return type === 'requested' && texts.what === act.what;
    case 'decided':
      return (
        type === 'decided' &&
        data.step === act.step &&
        data.decision === act.decision &&
        (texts.conditions ?? texts.reason ?? '') === act.words
      );
    case 'counter-signed':
      return type === 'counter-signed' && data.step === act.step;
    default:
      return type === act.do;
  }
}

/** In each round of an application one decision a step; nothing decided after its end. */
function twice(streams: Streams): string[] {
  const faults: string[] = [];
  for (const [stream, events] of streams) {
    let decided = new Set<unknown>();
    let over = false;
    for (const { type, data } of events) {
      if (type === 'requested') {
        decided = new Set();
        over = false;
      }
      if (type === 'decided' || type === 'covered') {
        if (decided.has(data.step)) faults.push(`${stream}: step ${data.step} was decided twice`);
        if (over) faults.push(`${stream}: decided after its end`);
        decided.add(data.step);
        over = data.decision === 'returned' || data.decision === 'refused';
      }
      if (type === 'withdrawn') {
        if (over && events.filter((event) => event.type === 'withdrawn').length > 1)
          faults.push(`${stream}: withdrawn twice`);
        over = true;
      }
    }
  }
  return faults;
}

/** What was sent again after an unknown outcome must stand once. */
function doubles(acts: readonly Act[], streams: Streams): string[] {
  const seen = new Map<string, number>();
  for (const events of streams.values())
    for (const { type, texts } of events)
      if (type === 'requested') seen.set(texts.what ?? '', (seen.get(texts.what ?? '') ?? 0) + 1);
  return acts.flatMap((act) =>
    (act.do === 'filed' || act.do === 'filed-again') && (seen.get(act.what) ?? 0) > 1
      ? [`${act.number}: filed more than once`]
      : [],
  );
}

function mailFaults(streams: Streams, received: readonly Received[]) {
  const faults: string[] = [];
  const copies = new Map<string, Received[]>();
  for (const mail of received) {
    const id = mail.mail.messageId ?? '';
    copies.set(id, [...(copies.get(id) ?? []), mail]);
  }
  // Every telling of every event is one mail, except to whoever has no address: everybody in the sample has one.
  const told = new Map<string, number>();
  let wanted = 0;
  for (const [stream, events] of streams)
    for (const { data } of events) {
      const tells = Array.isArray(data.tells) ? data.tells : [];
      wanted += tells.length;
      for (const { person } of tells) {
        const key = `${stream.slice('request/'.length)} ${person}@`;
        told.set(key, (told.get(key) ?? 0) + 1);
      }
    }
  const got = new Map<string, number>();
  for (const [first] of copies.values()) {
    const number = /[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(first?.mail.text ?? '')?.[0] ?? '';
    const key = `${number} ${first?.envelope.to[0]?.split('@')[0]}@`;
    got.set(key, (got.get(key) ?? 0) + 1);
  }
  for (const [key, count] of told)
    if ((got.get(key) ?? 0) !== count) faults.push(`${key}: ${count} mails due, ${got.get(key) ?? 0} came`);
  let again = 0;
  for (const [id, [, ...others]] of copies)
    for (const { mail } of others) {
      again += 1;
      if (!mail.subject?.includes('再送')) faults.push(`${id}: came again without its mark`);
    }
  return { faults, wanted, again };
}
