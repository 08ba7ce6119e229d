import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopleOf } from '../../../../adapters/web/identity/people-of-directory.ts';
import { loadPack } from '../../../../knowledge/pack.ts';
import { type CaseHouse, openCaseHouse } from '../../../bot/views/case-house.ts';
import { NOW, PEOPLE, someCases } from '../../../bot/views/case-stories.ts';
import { createFakeAssistant } from '../../../fakes/assistant.ts';
import { rawRequest } from '../../../fakes/raw-request.ts';
import { Visitor } from '../../../fakes/visitor.ts';
import { demoSignIn, startWebChannel } from '../../../fakes/web-channel.ts';
import { sample } from '../../../knowledge/organisation/sample-directory.ts';
import { SENDAI } from '../../../knowledge/pack/small-pack.ts';

const logged: string[] = [];
let house: CaseHouse;
let web: Awaited<ReturnType<typeof startWebChannel>>;
beforeAll(async () => {
  house = await openCaseHouse(await loadPack(SENDAI), () => NOW);
  await house.keep(...someCases());
  web = await startWebChannel({
    assistant: createFakeAssistant(),
    cases: house.pages,
    identity: { ...demoSignIn(), people: peopleOf({ current: sample }) },
    now: () => NOW,
    log: (entry) => void logged.push(JSON.stringify(entry)),
  });
});
afterAll(async () => {
  await web.stop();
  await house.close();
});

async function signedIn(person: string): Promise<Visitor> {
  const visitor = new Visitor();
  const token =
    /name="token" value="([^"]+)"/u.exec((await visitor.get(`${web.url}/sign-in`)).text)?.[1] ?? '';
  await visitor.post(`${web.url}/sign-in`, { person, token, return: '/' });
  return visitor;
}

const OWN = ['', '/reports/first', '/reports/follow-up/edit'];
const ALL = OWN.map((path) => `/cases/C-S1NT-0001${path}`);

/** An answer without what differs with the address: who asks where is said above the page. */
const essence = ({ status, headers, text }: Awaited<ReturnType<Visitor['get']>>, number: string) => ({
  status,
  type: headers['content-type'],
  length: headers['content-length'],
  text: text.replaceAll(number, 'NUMBER'),
});

describe('a case that is not theirs', () => {
  it('is answered to the letter like one that does not exist, at every address', async () => {
    const outsider = await signedIn(PEOPLE.outsider);
    for (const path of OWN) {
      const [hidden, none] = [
        await outsider.get(`${web.url}/cases/C-S1NT-0001${path}`),
        await outsider.get(`${web.url}/cases/C-N0NE-0001${path}`),
      ];
      expect(hidden.status).toBe(404);
      expect(essence(hidden, 'C-S1NT-0001')).toEqual(essence(none, 'C-N0NE-0001'));
    }
    const list = await outsider.get(`${web.url}/cases`);
    expect(list.text).toContain('対応中の事案はありません。');
    expect(list.text).not.toMatch(/C-[0-9A-Z]{4}-/u);
    expect((await outsider.get(`${web.url}/cases.csv`)).text.split('\r\n')).toHaveLength(2);
  });

  it('takes no report, and keeps a line of who tried', async () => {
    const outsider = await signedIn(PEOPLE.outsider);
    const token =
      /name="token" value="([^"]+)"/u.exec((await outsider.get(`${web.url}/cases`)).text)?.[1] ?? '';
    const send = (number: string) =>
      outsider.post(`${web.url}/cases/${number}/reports/first/edit`, { token, versions: '0', body: 'x' });
    const [hidden, none] = [await send('C-S1NT-0001'), await send('C-N0NE-0001')];
    expect(hidden.status).toBe(404);
    expect(essence(hidden, 'C-S1NT-0001')).toEqual(essence(none, 'C-N0NE-0001'));
    const last = (await house.store.events.load('case/C-S1NT-0001')).at(-1);
    expect(last).toMatchObject({ type: 'press-refused', by: PEOPLE.outsider });
  });

  it('asks for a person first, whether it exists or not', async () => {
    for (const path of [...ALL, '/cases', '/cases.csv', '/cases/C-N0NE-0001']) {
      const answer = await rawRequest(`${web.url}${path}`);
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe(`/sign-in?return=${encodeURIComponent(path)}`);
    }
  });
});

describe('the pages', () => {
  it('hold no inline script, style or handler, and what people wrote as text', async () => {
    const manager = await signedIn(PEOPLE.manager);
    for (const path of ['/cases', ...ALL, '/cases/C-W0RK-0001']) {
      const { status, text } = await manager.get(`${web.url}${path}`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|<b>USB/u);
    }
    expect((await manager.get(`${web.url}/cases/C-S1NT-0001`)).text).toContain(
      '&lt;b>USBメモリ&lt;/b>をなくした',
    );
  });

  it('say nothing of what a person typed in the log, nor which case it was', () => {
    expect(logged.join('\n')).not.toMatch(/C-S1NT|USB/u);
    expect(logged.join('\n')).toContain('/cases/:number');
  });

  it('take only what they are for', async () => {
    const manager = await signedIn(PEOPLE.manager);
    const post = await manager.post(`${web.url}/cases/C-S1NT-0001`, {});
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect((await manager.get(`${web.url}/cases/C-S1NT-0001/reports/second`)).status).toBe(404);
  });

  it('give the register with formulas shown as text and drills marked', async () => {
    const csirt = await signedIn(PEOPLE.csirt);
    const { headers, text } = await csirt.get(`${web.url}/cases.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="cases-2026-11-24.csv"');
    expect(text).toContain(`"'=1+1 端末が動かない"`);
    expect(text).toMatch(/"【訓練】","C-DR11-0001"/u);
  });
});

describe('a report’s form', () => {
  const path = '/cases/C-W0RK-0001/reports/final/edit';
  async function opened(person: string = PEOPLE.manager) {
    const visitor = await signedIn(person);
    const { text } = await visitor.get(`${web.url}${path}`);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(text)?.[1] ?? '';
    const form = {
      token: /report-form.*?name="token" value="([^"]+)"/u.exec(text)?.[1] ?? '',
      versions: field('versions'),
    };
    return { visitor, form };
  }

  it('stores what was typed, once it carries its token', async () => {
    const { visitor, form } = await opened();
    const body = '最終の内容';
    const forged = await visitor.post(`${web.url}${path}`, { ...form, token: 'x', body });
    expect(forged.status).toBe(403);
    expect(forged.text).toContain(body);
    expect(
      (await visitor.post(`${web.url}${path}`, { ...form, body }, { origin: 'http://evil.example' })).status,
    ).toBe(403);
    expect((await visitor.post(`${web.url}${path}`, { ...form, body: ' \r\n' })).status).toBe(422);
    expect((await visitor.post(`${web.url}${path}`, { ...form, body: '長'.repeat(30_001) })).status).toBe(
      422,
    );
    expect((await visitor.post(`${web.url}${path}`, { ...form, body: '長'.repeat(200_000) })).status).toBe(
      413,
    );
    const stored = await visitor.post(`${web.url}${path}`, { ...form, body });
    expect([stored.status, stored.headers.location]).toEqual([303, '/cases/C-W0RK-0001/reports/final']);
    expect((await visitor.get(`${web.url}/cases/C-W0RK-0001/reports/final`)).text).toContain(body);
  });

  it('of an old page stores nothing, shows both texts, and stores once they were compared', async () => {
    const [first, second] = [await opened(), await opened(PEOPLE.reporter)];
    await first.visitor.post(`${web.url}${path}`, { ...first.form, body: '課長の内容' });
    const refused = await second.visitor.post(`${web.url}${path}`, { ...second.form, body: '職員の内容' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('課長の内容');
    expect(refused.text).toContain('職員の内容');
    const versions = /name="versions" value="(\d+)"/u.exec(refused.text)?.[1] ?? '';
    const again = await second.visitor.post(`${web.url}${path}`, {
      ...second.form,
      versions,
      body: '合わせた内容',
    });
    expect(again.status).toBe(303);
  });

  it('of somebody who only oversees is refused with the reason, and gives back what was typed', async () => {
    const { visitor, form } = await opened(PEOPLE.csirt);
    const refused = await visitor.post(`${web.url}/cases/C-CARD-0001/reports/first/edit`, {
      ...form,
      versions: '0',
      body: '書いたもの',
    });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('書いたもの');
    expect(refused.text).toContain('保存できるのは、報告した人と');
  });
});
