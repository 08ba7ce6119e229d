import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePageView } from '../../../bot/views/case-view.ts';
import { loadPack } from '../../../knowledge/pack.ts';
import { SENDAI } from '../../knowledge/pack/small-pack.ts';
import { CaseStory } from '../work/cases/case-story.ts';
import { type CaseHouse, openCaseHouse } from './case-house.ts';
import { NOW, PEOPLE, someCases } from './case-stories.ts';

let house: CaseHouse;
beforeAll(async () => {
  house = await openCaseHouse(await loadPack(SENDAI), () => NOW);
  await house.keep(...someCases());
});
afterAll(() => house.close());

const board = (person: string) => house.pages.board(person, NOW);
const numbers = async (person: string) => {
  const { open, closed, drills } = await board(person);
  return [open, closed, drills].map((cases) => cases.map(({ number }) => number));
};

async function page(number: string, person: string = PEOPLE.manager): Promise<CasePageView> {
  const view = await house.pages.page(number, person, NOW);
  if (view === null) throw new Error(`${person} does not see ${number}`);
  return view;
}

describe('who sees which cases', () => {
  it('CSIRT’s head all of them, on a board', async () => {
    expect((await board(PEOPLE.csirt)).scope).toBe('all');
    expect(await numbers(PEOPLE.csirt)).toEqual([
      ['C-S1NT-0001', 'C-W0RK-0001', 'C-CARD-0001'],
      ['C-C10S-0001'],
      ['C-DR11-0001'],
    ]);
  });

  it('a CSIRT manager those of their bureau, on a board of their own', async () => {
    expect(await board(PEOPLE.bureau)).toMatchObject({ scope: 'bureau', bureau: '財政局' });
    expect(await numbers(PEOPLE.bureau)).toEqual([['C-S1NT-0001', 'C-W0RK-0001'], [], ['C-DR11-0001']]);
  });

  it('anybody else those that concern them, without numbers of others', async () => {
    for (const person of [PEOPLE.manager, PEOPLE.reporter]) {
      expect(await board(person)).toMatchObject({ scope: 'own', statistics: null });
      expect(await numbers(person)).toEqual([['C-S1NT-0001', 'C-W0RK-0001'], [], ['C-DR11-0001']]);
    }
    expect(await numbers(PEOPLE.outsider)).toEqual([[], [], []]);
    expect(await house.pages.register(PEOPLE.outsider, NOW)).toHaveLength(1);
  });

  it('nobody a case, a report or a place to store it that is not theirs, or is none', async () => {
    for (const number of ['C-S1NT-0001', 'C-N0NE-0001', 'S1NT-0001', '../C-S1NT-0001', '']) {
      expect(await house.pages.page(number, PEOPLE.outsider, NOW)).toBe(null);
      expect(await house.pages.report(number, 'first', PEOPLE.outsider, NOW)).toBe(null);
      const stored = await house.pages.storeReport(number, 'first', 'text', 0, PEOPLE.outsider, NOW);
      expect(stored).toEqual({ outcome: 'unseen' });
    }
  });

  it('whom a case is about not even where the post would', async () => {
    const about = new CaseStory('C-AB0T-0001', '2026-11-24T03:00:00Z', 'keiyaku-s1', {
      about: PEOPLE.csirt,
      subject: { person: 'keiyaku-s1', section: 'keiyaku' },
    });
    await house.keep(about);
    expect(await house.pages.page('C-AB0T-0001', PEOPLE.csirt, NOW)).toBe(null);
    expect((await numbers(PEOPLE.csirt)).flat()).not.toContain('C-AB0T-0001');
    expect(await house.pages.page('C-AB0T-0001', PEOPLE.reporter, NOW)).not.toBe(null);
  });
});

describe('the board', () => {
  it('says who has not acknowledged, since when, and that nobody is left above', async () => {
    const [first] = (await board(PEOPLE.csirt)).open;
    expect(first).toMatchObject({ state: 'unacknowledged', stateWords: '受領待ち', kind: '紛失・滅失' });
    expect(first?.silent.map(({ post, age, instead, exhausted }) => [post, age, instead, exhausted])).toEqual(
      [
        ['契約課長', '4時間', '', true],
        ['契約課の副情報管理者', '3時間50分', '代わる人', false],
      ],
    );
  });

  it('counts without drills, by state and age, kind and month', async () => {
    const { statistics } = await board(PEOPLE.csirt);
    expect(statistics).toMatchObject({ cases: 4, open: 3, closed: 1 });
    expect(statistics?.byState).toEqual([
      { label: '受領待ち', parts: [0, 1, 0, 0, 0] },
      { label: '対応中', parts: [0, 1, 0, 1, 0] },
      { label: '終了待ち', parts: [0, 0, 0, 0, 0] },
    ]);
    expect(statistics?.byKind.map(({ label }) => label).sort()).toEqual(
      ['情報システムの故障・停止', '誤送付・誤送信', '紛失・滅失', '職員証（IDカード）をなくした'].sort(),
    );
    expect(statistics?.byMonth.map(({ parts: [count] }) => count)).toEqual([1, 0, 3]);
    expect(statistics?.toAcknowledgement).toMatchObject({
      count: 3,
      median: { words: '7分' },
      ninth: { words: '12分' },
    });
  });
});

describe('a case’s page', () => {
  it('has the steps with whose they are, on which clause, due when, done by whom', async () => {
    const { steps } = await page('C-W0RK-0001');
    expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'report done',
      'survey done',
      'tell-csirt-head open',
      'ask-advice open',
      'check-personal-data-report open',
      'recover open',
      'prevent waiting',
    ]);
    const survey = steps.find(({ id }) => id === 'survey');
    expect(survey).toMatchObject({
      bearers: ['情報管理者'],
      tells: ['局（区）情報管理者', 'CSIRT 管理者'],
      due: '「情報管理者に報告する」の後、直ちに',
      done: { by: '契約課長', as: '情報管理者として' },
    });
    expect(survey?.citations[0]).toEqual({ id: '2.8.3.ii#1', citation: '第２章（８）③（ⅱ）1項目め' });
    expect(survey?.done?.written[1]).toEqual({ label: '原因', text: '宛先の候補を選び間違えた' });
    expect(steps.find(({ id }) => id === 'check-personal-data-report')?.law).toMatchObject({
      status: '市の確認前',
    });
  });

  it('has what is not known, who was told, and the whole time-line with posts and names', async () => {
    const view = await page('C-W0RK-0001');
    expect(view.open.map(({ name }) => name)).toEqual(['拡大のおそれ', '不正アクセスの可能性']);
    expect(view.alerts.map(({ role, acknowledged }) => [role, acknowledged?.by, acknowledged?.took])).toEqual(
      [
        ['情報管理者', '契約課長', '4分'],
        ['局（区）情報管理者', '財政局長', '30分'],
      ],
    );
    expect(view.timeline.map(({ what, actor }) => `${actor}：${what}`)).toEqual([
      '契約課 職員１：報告',
      '契約課 職員１：「情報管理者に報告する」を行った',
      '契約課 職員１：知らせた',
      '契約課長：受領（契約課長）',
      '契約課長：分かったことの記録',
      '契約課長：「三項目を調査し、報告する」を行った',
      '契約課 職員１：知らせた',
      '財政局長：受領（財政局長）',
      '契約課長：メモ',
    ]);
  });

  it('marks what the desk did by itself, and that texts were erased', async () => {
    const silent = await page('C-S1NT-0001');
    expect(silent.timeline.filter(({ source }) => source === '自動').map(({ tone }) => tone)).toEqual([
      'alarm',
      'alarm',
    ]);
    await house.store.events.erase({
      stream: 'case/C-C10S-0001',
      fields: 'all',
      by: 'retention',
      policy: 'f',
      reason: 'retention-5-years',
    });
    const closed = await page('C-C10S-0001', 'kaigo-s1');
    expect(closed.intake).toEqual([]);
    expect(closed.timeline.at(-1)).toMatchObject({
      source: '自動',
      what: expect.stringContaining('消去した'),
    });
    expect(closed.closing).toMatchObject({ by: '介護保険課長', minor: true, written: [] });
    expect((await house.pages.report('C-C10S-0001', 'first', 'kaigo-s1', NOW))?.body).toBe('');
  });

  it('of long ago has lost what people wrote and kept its numbers', async () => {
    const old = new CaseStory(
      'C-0LD0-0001',
      '2020-11-02T01:00:00Z',
      'yobo-s1',
      { subject: { person: 'yobo-s1', section: 'yobo' } },
      { what: '書類をなくした' },
    )
      .alerted('information-manager', ['yobo-head'], '予防課長')
      .after(5)
      .acknowledged('yobo-head', 'report.information-manager.0')
      .closed('yobo-head', { cause: '置き忘れ', prevention: '施錠' });
    await house.keep(old);
    const before = (await board(PEOPLE.csirt)).statistics;
    await house.work.forget(NOW);
    const view = await page('C-0LD0-0001', 'yobo-head');
    expect([view.intake, view.closing?.written]).toEqual([[], []]);
    expect(view.timeline.at(-1)?.what).toContain('保存期間を過ぎたため');
    expect((await board(PEOPLE.csirt)).statistics).toEqual(before);
    // Not past its time: as it was.
    expect((await page('C-W0RK-0001')).intake).not.toEqual([]);
  });

  it('links cases that belong together, both ways as each says', async () => {
    const one = new CaseStory('C-J01N-0001', '2026-11-24T03:00:00Z', 'keiyaku-s1', {
      with: 'C-CARD-0001',
      subject: { person: 'keiyaku-s1', section: 'keiyaku' },
    }).joined('keiyaku-s1', 'C-W0RK-0001');
    await house.keep(one);
    expect((await page('C-J01N-0001')).related.map(({ number }) => number)).toEqual([
      'C-CARD-0001',
      'C-W0RK-0001',
    ]);
  });

  it('shows who left the directory by the id on record, and an unlisted reporter by the name given', async () => {
    const unlisted = new CaseStory(
      'C-VN1S-0001',
      '2026-11-24T03:00:00Z',
      'unlisted',
      { reporter: 'unlisted', subject: { section: 'keiyaku' } },
      { 'reporter-name': '氏名 丁', what: '書類をなくした' },
    )
      .alerted('information-manager', ['left-head'], '契約課長')
      .acknowledged('left-head', 'report.information-manager.0');
    await house.keep(unlisted);
    const view = await page('C-VN1S-0001');
    expect(view.line).toMatchObject({ reporter: '氏名 丁（名簿にない報告者）', section: '契約課' });
    expect(view.alerts[0]?.acknowledged?.by).toBe('名簿から外れた職員（left-head）');
  });
});

describe('storing a report', () => {
  const store = (body: string, versions: number, person: string = PEOPLE.manager) =>
    house.pages.storeReport('C-W0RK-0001', 'follow-up', body, versions, person, NOW);
  const stored = async () => {
    const view = await house.pages.report('C-W0RK-0001', 'follow-up', PEOPLE.manager, NOW);
    return [view?.versions, view?.body.split('\n')[0]];
  };

  it('keeps what its author left, without a マイナンバー, and does not write over another’s', async () => {
    expect(await stored()).toEqual([0, '報告書（続報）']);
    expect(await store('直した続報 1234 5678 9018', 0)).toEqual({ outcome: 'stored' });
    expect(await stored()).toEqual([1, '直した続報 （個人番号と思われる数字を伏せました）']);
    expect(await store('古い画面から', 0, PEOPLE.reporter)).toEqual({ outcome: 'changed' });
    expect(await store('見比べてから', 1, PEOPLE.reporter)).toEqual({ outcome: 'stored' });
    expect(await stored()).toEqual([2, '見比べてから']);
  });

  it('is for the chain alone: who only oversees reads it', async () => {
    expect(await house.pages.report('C-W0RK-0001', 'first', PEOPLE.csirt, NOW)).not.toBe(null);
    expect(await house.pages.storeReport('C-C10S-0001', 'first', 'x', 1, PEOPLE.csirt, NOW)).toEqual({
      outcome: 'refused',
    });
  });
});

describe('the register', () => {
  it('has a row a case under its columns, drills marked', async () => {
    const [columns = [], ...rows] = await house.pages.register(PEOPLE.csirt, NOW);
    const of = (number: string) => {
      const row = rows.find((cells) => cells.includes(number)) ?? [];
      return Object.fromEntries(columns.map((column, i) => [column, row[i]]));
    };
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(of('C-DR11-0001')).toMatchObject({ 訓練: '【訓練】', 状態: '対応中' });
    expect(of('C-S1NT-0001')).toMatchObject({ 訓練: '', 未受領の役職: '契約課長・契約課の副情報管理者' });
    expect(of('C-W0RK-0001')).toMatchObject({
      障害の種類: '誤送付・誤送信',
      受領までの分: '4',
      原因: '宛先の候補を選び間違えた',
    });
  });
});
