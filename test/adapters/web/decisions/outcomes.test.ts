import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomeHref } from '../../../../adapters/web/wire.ts';
import { VERDICT_LIMITS } from '../../../../bot/messages/wording.ts';
import { Combinations } from '../../../../knowledge/rules/combinations.ts';
import { Decider } from '../../../../knowledge/rules/decider.ts';
import type { Facts, Flow } from '../../../../knowledge/rules/flow.ts';
import { type SendaiWeb, seen, startSendaiWeb } from './sendai-web.ts';

// Single verdicts as pages, over real HTTP.

let web: SendaiWeb;
beforeAll(async () => {
  web = await startSendaiWeb();
});
afterAll(() => web.stop());

const EMAIL: Facts = {
  businessNeed: true,
  classification: 'II',
  article7Personal: false,
  attachment: true,
  account: 'city',
  recipients: 'external',
  multiple: false,
};

/** For each flow one case of every verdict and result that it can come to. */
function cases(): { flow: Flow; decider: Decider; facts: Facts }[] {
  return web.pack.flows.flatMap((flow) => {
    const decider = new Decider(flow);
    const combinations = new Combinations(flow);
    const found = new Map<string, Facts>();
    for (let number = 0; number < combinations.count; number += 1) {
      const facts = combinations.facts(number);
      const decision = decider.decide(facts);
      if (decision.state !== 'decided') throw new Error(`${flow.id}: all facts, and nothing decided`);
      const { verdict, result, exception } = decision.outcome;
      const kind = `${verdict} ${result} ${exception !== null}`;
      if (!found.has(kind)) found.set(kind, facts);
    }
    return [...found.values()].map((facts) => ({ flow, decider, facts }));
  });
}

describe('the page of a verdict', () => {
  test('is what the rules decide: verdict, posts, exception, duties, clauses and notes', async () => {
    const all = cases();
    const verdicts = new Set<string | null>();
    for (const { flow, decider, facts } of all) {
      const { status, text } = await web.get(outcomeHref(flow.id, facts));
      expect([flow.id, status]).toEqual([flow.id, 200]);
      const decision = decider.decide(facts);
      if (decision.state !== 'decided') throw new Error(flow.id);
      const { verdict, result, approvers, exception, duties, citations, notes, reasons } = decision.outcome;
      verdicts.add(verdict);
      const tone = /class="outcome-band (\w+)"/u.exec(text)?.[1];
      const dutiesOnly = tone === 'duty';
      expect([flow.id, tone]).toEqual([flow.id, dutiesOnly ? tone : (verdict ?? 'result')]);
      if (dutiesOnly) expect(verdict).toBe('allowed');
      const words = seen(text);
      const label = flow.results.find(({ value }) => value === result)?.label;
      if (label !== undefined) expect(words).toContain(label);
      const names = [...approvers, ...(exception?.approvers ?? []), ...(exception?.alsoNeeds ?? [])];
      for (const role of names) {
        expect(words).toContain(web.pack.roles.find((one) => one.role === role)?.names[0]);
      }
      expect([flow.id, text.includes('<h2>許可・承認を得る相手')]).toEqual([flow.id, approvers.length > 0]);
      expect([flow.id, text.includes('<h2>例外')]).toEqual([flow.id, exception !== null]);
      const listed = [...text.matchAll(/class="strength (must|should)"/gu)].map(([, strength]) => strength);
      expect(listed).toEqual(duties.map(({ strength }) => strength).sort());
      for (const duty of duties) expect(words).toContain(duty.text);
      const quotes = text.slice(text.indexOf('引用した条文'));
      const quoted = [...quotes.matchAll(/href="\/clauses\/([^"]+)"/gu)].map(([, id = '']) =>
        decodeURIComponent(id),
      );
      expect(quoted).toEqual([...new Set(citations)]);
      for (const note of notes) expect(words).toContain(note);
      for (const { says } of reasons) expect(words).toContain(says);
      expect(words.split(VERDICT_LIMITS)).toHaveLength(2);
    }
    expect([...verdicts].sort()).toEqual(['allowed', 'approval', 'consult', 'prohibited', null].sort());
    expect(all.length).toBeGreaterThan(50);
  });

  test('calls the verdict as the conversation does', async () => {
    expect(seen((await web.get(outcomeHref('send-email', EMAIL))).text)).toContain(
      '許可が必要次の許可を得れば行えます。',
    );
    expect(seen((await web.get(outcomeHref('backup', { classification: 'S' }))).text)).toContain(
      '行うことがあります',
    );
  });

  test('names the other laws first where personal data leaves the city', async () => {
    const personal = (await web.get(outcomeHref('send-email', { ...EMAIL, article7Personal: true }))).text;
    expect(personal.indexOf(VERDICT_LIMITS)).toBeLessThan(personal.indexOf('outcome-band'));
    const other = (await web.get(outcomeHref('send-email', EMAIL))).text;
    expect(other.indexOf(VERDICT_LIMITS)).toBeGreaterThan(other.indexOf('outcome-band'));
  });

  test('is there as soon as the facts suffice', async () => {
    const { status, text } = await web.get(outcomeHref('send-email', { businessNeed: false }));
    expect(status).toBe(200);
    expect(text).toContain('outcome-band prohibited');
  });
});

describe('an address that names no case', () => {
  const ask = async (flow: string, facts: unknown) => {
    const query =
      facts === undefined
        ? ''
        : `?facts=${encodeURIComponent(typeof facts === 'string' ? facts : JSON.stringify(facts))}`;
    const { status, text } = await web.get(`/outcomes/${encodeURIComponent(flow)}${query}`);
    return { status, code: /<p class="code">([A-Z_]+)<\/p>/u.exec(text)?.[1], words: seen(text), text };
  };

  test('an unknown decision: which there are', async () => {
    const { status, code, words } = await ask('send-mail', {});
    expect([status, code]).toEqual([404, 'FLOW_UNKNOWN']);
    expect(words).toContain('「send-mail」という判定はありません');
    expect(words).toContain('backup');
  });

  test('several of a list may be written as numbers, as the command line takes them', async () => {
    const rest = { opsSecret: false, designated: 'none', lossSevere: false };
    for (const article7 of [
      ['1', '3'],
      [1, 3],
    ]) {
      const { status, words } = await ask('classify-information', { article7, ...rest });
      expect([article7, status]).toEqual([article7, 200]);
      expect(words).toContain('重要性分類Ⅰ');
    }
    expect(await ask('classify-information', { article7: [7], ...rest })).toMatchObject({ status: 400 });
  });

  test('an unknown fact: which there are', async () => {
    const { status, code, words } = await ask('backup', { colour: 'red' });
    expect([status, code]).toEqual([400, 'FACTS_WRONG']);
    expect(words).toContain('「colour」という質問はありません');
    expect(words).toContain('classification 重要性分類');
  });

  test('a value that a fact cannot have: which it can', async () => {
    for (const value of ['IX', 3, null, true, ['S'], { a: 1 }]) {
      const { status, code, words } = await ask('backup', { classification: value });
      expect([value, status, code]).toEqual([value, 400, 'FACTS_WRONG']);
      expect(words).toContain('"S" 重要性分類');
    }
    const { words } = await ask('check-password', { length: -1, kinds: 4 });
    expect(words).toContain('の整数');
  });

  test('facts that are missing: which, with their question and answers', async () => {
    const { status, code, words } = await ask('send-email', { businessNeed: true });
    expect([status, code]).toEqual([400, 'FACTS_MISSING']);
    expect(words).toContain('classification');
    expect(words).toContain('重要性分類はどれですか？');
  });

  test('no facts, or what is no JSON object', async () => {
    expect(await ask('backup', undefined)).toMatchObject({ status: 400, code: 'FACTS_NOT_GIVEN' });
    for (const text of ['{', 'null', '[]', '"S"', '3', '{"classification":"S"', '%']) {
      expect([text, await ask('backup', text)]).toMatchObject([
        text,
        { status: 400, code: 'FACTS_NOT_JSON' },
      ]);
    }
  });

  test('broken escapes and names that objects are born with do no harm', async () => {
    for (const path of ['/outcomes/backup?facts=%E0%A4%A', '/outcomes/%E0%A4%A?facts={}', '/flows/%00']) {
      const { status } = await web.get(path);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const { status } = await ask('backup', `{"${name}":{"classification":"S"}}`);
      expect([name, status]).toEqual([name, 400]);
      expect((await ask(name, {})).status).toBe(404);
    }
    expect(web.logged.filter((line) => line.includes('WEB_INTERNAL'))).toEqual([]);
  });

  test('markup in flow, fact, value or text comes back as text, or not at all', async () => {
    const markup = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const answers = [
      await ask(markup, {}),
      await ask('backup', { [markup]: 'S' }),
      await ask('backup', { classification: markup }),
      await ask('backup', markup),
      await ask('check-password', { length: markup }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/<script>|<img|<[^>]*onerror=/u);
    }
  });

  test('a very long name is cut short', async () => {
    const { words } = await ask('backup', { ['あ'.repeat(1000)]: 1 });
    expect(words).not.toContain('あ'.repeat(100));
  });
});
