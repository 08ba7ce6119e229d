import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../sendai.ts';
import { DeskStory } from './desk-story.ts';

let knowledge: Knowledge;
let sample: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  sample = (await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules)).directory;
});

let story: DeskStory;
beforeEach(async () => {
  story = await DeskStory.begin(knowledge, sample.withoutAbsences());
});

describe('whoever says that something has happened', () => {
  it('is told who has to know today, and at which number', async () => {
    const said = await story.say('shiminzei-s1', 'USB落とした');
    expect(said.text).toContain('情報管理者の役は市民税課長');
    expect(said.text).toMatch(/市民税課長 電話 [\d-]+/u);
  });

  it('is told the deputies while the manager is away', async () => {
    await story.away('shiminzei-head');
    const said = await story.say('shiminzei-s1', '不審メールの添付を開いてしまいました');
    expect(said.text).toContain('市民税課 係長１');
    expect(said.text).not.toContain('廃棄してください');
  });
});

describe('who asks for a post of their own', () => {
  it('gets the name and the clauses, and nothing else', async () => {
    const said = await story.say('shiminzei-s1', 'うちの情報管理者は？');
    expect(said.text).toContain('あなたの情報管理者は、市民税課長です。');
    expect(said.text).not.toContain('当てはまる条項が');
  });

  it('is told that another acts today, and why', async () => {
    await story.away('shiminzei-head');
    const said = await story.say('shiminzei-s1', 'うちの情報管理者は？');
    expect(said.text).toMatch(/今日は市民税課の副情報管理者.*が務めます/u);
    expect(said.text).toContain('不在');
  });
});

describe('who records an absence', () => {
  it('is told who really stands in', async () => {
    const form = { type: 'form', form: 'absence', values: { from: '2026-10-06', to: '2026-10-07' } } as const;
    expect((await story.send('shiminzei-head', form)).text).toContain('市民税課の副情報管理者に届きます');
  });
});

describe('a number', () => {
  it('opens its application for whom it concerns, and nothing for others', async () => {
    const number = await story.file('shiminzei-s1');
    expect((await story.say('shiminzei-s1', `${number} を取り下げたい`)).text).toContain(`申請 ${number}`);
    expect((await story.say('keiyaku-s1', number)).text).toContain('この申請は見つかりません');
  });
});
