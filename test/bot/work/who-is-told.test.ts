import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { Directory, type PersonId } from '../../../knowledge/organisation/directory.ts';
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

describe('an absence', () => {
  it('in the place of another says so', async () => {
    await story.away('shiminzei-head', '2026-10-06', '2026-10-08');
    const said = await story.away('shiminzei-head', '2026-10-06', '2026-10-07');
    expect(said.text).toContain('前の登録（2026-10-06 から 2026-10-08 まで）は取り消しました');
  });

  it('of more than a year is a slip of the year', async () => {
    const said = await story.away('shiminzei-head', '2026-10-06', '2030-10-06');
    expect(said.text).toContain('366日まで');
    expect((await story.say('shiminzei-head', '不在登録')).text).not.toContain('不在として登録されています');
  });

  it('is recorded by people whom the directory names in any letters, and is there after a restart', async () => {
    const { units, people, systems, posts } = story.directory;
    const named = (id: string) => (id === 'shiminzei-head' ? '市民税課長／甲' : id) as PersonId;
    story.directory = new Directory({
      units,
      people: people.map((person) => ({ ...person, id: named(person.id) })),
      systems,
      posts,
    });
    expect((await story.away('市民税課長／甲')).text).toContain('不在として登録しました');
    await story.restart();
    const number = await story.file('shiminzei-s1');
    expect((await story.act('shiminzei-c1', 'approve', number)).text).toContain('として記録し');
    expect((await story.say('市民税課長／甲', 'お知らせ')).text).toContain(number);
    await story.press('市民税課長／甲', { do: 'absence', act: 'end' });
    expect((await story.act('市民税課長／甲', 'counter-sign', number)).text).toContain('後閲として記録');
  });
});

describe('whoever files', () => {
  it('is told who is asked, why, and on which clause', async () => {
    await story.away('shiminzei-head');
    const said = await story.send('shiminzei-s1', await story.filing('shiminzei-s1'));
    expect(said.text).toContain('理由：市民税課長が不在のため副情報管理者へ。');
    expect(said.text).toContain('第２章（２）⑥2項目め');
  });

  it('and has nobody above is told so, and gets back what was written under the names of its fields', async () => {
    const filing = await story.filing('machizukuri-ciso');
    const { text } = await story.send('machizukuri-ciso', filing);
    expect(text).toMatch(/承認を求める相手がいないため、申請できません。理由：.+該当する人がいません。/u);
    expect(text).toMatch(/記録していません。\n件名：\n\u2068ノートパソコンを持ち出す/u);
    expect(text).not.toContain('もう一度送って');
  });

  it('in a chain hears of the end only, and whoever gives the first step is told who is asked next and why', async () => {
    const flow = 'change-equipment';
    const { form } = await story.press('shiminzei-s1', {
      do: 'apply',
      flow,
      facts: { kind: 'network-equipment' },
    });
    const values = {
      what: 'ハブをつなぐ',
      why: '席替え',
      system: 'groupware',
      from: '2026-10-07',
      to: '2026-10-08',
    };
    const { number } = await story.send('shiminzei-s1', { type: 'form', form, values });
    const first = await story.act('shiminzei-head', 'approve', number ?? '');
    expect(first.text).toContain('「許可」として記録しました。');
    expect(first.text).toContain('続けて、情報システム課長に承認を依頼しました。理由：');
    expect(first.text).not.toContain('申請者に知らせます');
    expect((await story.say('shiminzei-s1', 'お知らせ')).text).toContain('新しいお知らせはありません');
    const last = await story.act('joho-system-head', 'approve', number ?? '', 1);
    expect(last.text).toContain('「許可」として記録し、申請者に知らせます。');
    // What goes on from a permission names it.
    const renewal = await story.act('shiminzei-s1', 'renew', number ?? '');
    const renewed = await story.send('shiminzei-s1', { type: 'form', form: renewal.form, values });
    const card = await story.act('shiminzei-head', 'show', renewed.number ?? '');
    expect(card.text).toContain(`続ける許可：申請 ${number}`);
  });

  it('for something taken out brings it back while the permission holds', async () => {
    const said = await story.send(
      'shiminzei-s1',
      await story.filing('shiminzei-s1', { returnBy: '2026-10-10' }),
    );
    expect(said.text).toContain('「返却日」が「いつまで」より後');
    expect(said.number).toBeNull();
  });
});

describe('a number', () => {
  it('opens its application for whom it concerns, and nothing for others', async () => {
    const number = await story.file('shiminzei-s1');
    expect((await story.say('shiminzei-s1', `${number} を取り下げたい`)).text).toContain(`申請 ${number}`);
    expect((await story.say('keiyaku-s1', number)).text).toContain('この申請は見つかりません');
  });
});
