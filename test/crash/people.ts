import { randomUUID } from 'node:crypto';
import { REQUESTS } from '../../bot/messages/request-wording.ts';
import type { Decision } from '../../bot/work/requests/request-events.ts';
import type { Answer, Client } from './client.ts';
import type { Ledger } from './ledger.ts';

/** What people do all day, each until `going` says no. Every wait is for an answer, never for a time. */

export interface Day {
  readonly ledger: Ledger;
  readonly going: () => boolean;
  /** The day of the city, `2026-11-24`. */
  readonly today: string;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const FILINGS = [
  { flow: 'take-out', facts: { object: 'device', specificPersonalInfo: false, onMedia: false } },
  // The information manager of the section, then the CISO who lifts the prohibition.
  {
    flow: 'send-email',
    facts: {
      businessNeed: true,
      classification: 'II',
      article7Personal: false,
      attachment: true,
      account: 'other-domain',
      recipients: 'external',
      multiple: false,
    },
  },
] as const;

/** Files, looks, withdraws some, files again what came back. */
export async function clerk(client: Client, { ledger, going, today, random }: Day): Promise<void> {
  const by = client.person;
  while (going()) {
    const filing = FILINGS[random() < 0.6 ? 0 : 1];
    const form = (await client.press({ do: 'apply', ...filing })).form;
    const what = `案件 ${randomUUID()}`;
    const filed = await client.form(form ?? '', fields(what, today));
    const number = numberIn(filed);
    if (number === null) throw new Error(`not filed: ${filed.text}`);
    ledger.note({ do: 'filed', number, by, what });
    if (random() < 0.2) {
      const answer = await client.press({ do: 'request', act: 'withdraw', number, step: 0, round: 0 });
      if (answer.says(REQUESTS.withdrawn) || isDone(answer)) ledger.note({ do: 'withdrawn', number, by });
      else ledger.refused += 1;
    }
    const mine = await client.say('申請状況');
    ledger.read += 1;
    const returned = mine.messages.flatMap((message) =>
      message.type === 'card' && message.subtitle === REQUESTS.status.returned ? [message.title] : [],
    );
    const back = /[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(returned[0] ?? '')?.[0];
    if (back === undefined) continue;
    const again = (await client.press({ do: 'request', act: 'again', number: back, step: 0, round: 0 })).form;
    const better = `案件 ${randomUUID()}`;
    const answer = await client.form(again ?? '', fields(better, today));
    if (numberIn(answer) === back || isDone(answer))
      ledger.note({ do: 'filed-again', number: back, by, what: better });
    else ledger.refused += 1;
  }
}

/** Decides whatever waits, the newest or the oldest first, and sees what deputies decided. */
export async function decider(client: Client, { ledger, going, random }: Day): Promise<void> {
  const by = client.person;
  while (going()) {
    const list = await client.say('承認待ち');
    ledger.read += 1;
    const shown = list.acts.filter(({ act }) => act === 'show');
    const some = random() < 0.5 ? shown.slice(0, 3) : shown.slice(-3);
    // Nothing waits for a deputy whose manager is there: they look again, and cost the program a request each time.
    for (const { number } of some) {
      if (!going()) return;
      const acts = (await client.press({ do: 'request', act: 'show', number, step: 0, round: 0 })).acts;
      const sign = acts.find(({ act }) => act === 'counter-sign');
      if (sign !== undefined) {
        const answer = await client.press(sign);
        if (answer.says(REQUESTS.counterSigned) || isDone(answer))
          ledger.note({ do: 'counter-signed', number, by, step: sign.step });
        else ledger.refused += 1;
      }
      const open = acts.find(({ act }) => act === 'approve');
      if (open === undefined) continue;
      const decision = pick(random());
      const words = decision === 'approved' ? '' : `言葉 ${randomUUID()}`;
      const button = { ...open, act: BUTTONS[decision] };
      const answer =
        decision === 'approved'
          ? await client.press(button)
          : await client.form((await client.press(button)).form ?? '', { words });
      if (answer.says(`「${REQUESTS.decisions[decision]}」として記録`) || isDone(answer))
        ledger.note({ do: 'decided', number, by, step: open.step, decision, words });
      else ledger.refused += 1;
    }
  }
}

/** A manager who is away and back all the time, so that deputies decide and the manager comes in between. */
export async function wanderer(
  client: Client,
  { ledger, going, today, random }: Day,
  recorded: Map<string, number>,
): Promise<void> {
  while (going()) {
    const answer = await client.form('absence', { from: today, to: today });
    if (!answer.says('不在として登録しました')) throw new Error(`no absence: ${answer.text}`);
    const times = (recorded.get(client.person) ?? 0) + 1;
    recorded.set(client.person, times);
    ledger.note({ do: 'absence-recorded', by: client.person, times });
    for (let looks = random() * 8; looks > 0 && going(); looks -= 1) {
      await client.say('お知らせ');
      ledger.read += 1;
    }
    await client.press({ do: 'absence', act: 'end' });
    for (let looks = random() * 8; looks > 0 && going(); looks -= 1) {
      await client.say('不在登録');
      ledger.read += 1;
    }
  }
}

const BUTTONS = {
  approved: 'approve',
  'approved-with-conditions': 'conditions',
  returned: 'return',
  refused: 'refuse',
} as const satisfies Record<Decision, string>;

function pick(random: number): Decision {
  if (random < 0.5) return 'approved';
  if (random < 0.7) return 'approved-with-conditions';
  return random < 0.85 ? 'returned' : 'refused';
}

/** The same press arrived before, and stands. */
function isDone(answer: Answer): boolean {
  return answer.says(REQUESTS.alreadyDone);
}

function numberIn(answer: Answer): string | null {
  return /申請番号は ([0-9A-Z]{4}-[0-9A-Z]{4}) です/u.exec(answer.text)?.[1] ?? null;
}

function fields(what: string, today: string): Record<string, string> {
  return { what, why: '現地調査のため', toWhom: '', from: today, to: today, returnBy: today, system: 'none' };
}
