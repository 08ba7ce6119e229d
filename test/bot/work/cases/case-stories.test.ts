import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../../bot/knowledge.ts';
import { CASES } from '../../../../bot/messages/case-wording.ts';
import { excesses } from '../../../../bot/messages/limits.ts';
import type { Directory } from '../../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../../sendai.ts';
import { ReportStory } from './report-story.ts';

const CLERK = 'shiminzei-s1';
const HEAD = 'shiminzei-head';
const DEPUTIES = ['shiminzei-c1', 'shiminzei-c2'];
const BUREAU = 'zaisei-head';
const CISO = 'machizukuri-ciso';
const CSIRT_MANAGER = 'zaisei-kikaku-head';
const CSIRT_HEAD = 'digital-suishin-head';

let knowledge: Knowledge;
let sample: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  const loaded = await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules);
  sample = loaded.directory.withoutAbsences();
});

let story: ReportStory;
beforeEach(async () => {
  story = await ReportStory.begin(knowledge, sample);
});

describe('a lost ID card', () => {
  const lost = { flow: 'report-lost-id-card', facts: {}, system: 'jumin' };

  it('is told to both managers at once, on the clause, and the reporter is told whom to ring', async () => {
    const { said, number } = await story.report(CLERK, lost);
    const one = await story.case(number);
    expect(one.alerts.map(({ role, persons, because }) => [role, persons, because[0]])).toEqual([
      ['system-manager', ['kusei-head'], '2.4.4#3'],
      ['information-manager', [HEAD], '2.4.4#3'],
    ]);
    expect(said.text).toContain(`事案番号は ${number} です`);
    expect(said.text).toContain('情報管理者（市民税課長）に知らせました');
    expect(said.text).toContain('市民税課長 電話 022-000-0025');
    expect(said.messages.flatMap(excesses)).toEqual([]);
  });

  it('is carried to its end: acknowledged, stopped with who did it and when, filed as an incident, found again', async () => {
    const { number } = await story.report(CLERK, lost);
    await story.minutes(4);
    const received = await story.act(HEAD, 'acknowledge', number);
    expect(received.text).toContain(CASES.acknowledged);
    expect((await story.act(CLERK, 'show', number)).text).toContain('市民税課長が10月6日 10:04に受領');
    await story.step(HEAD, number, 'stop-card', { 'stopped-at': '10:05', 'stopped-by': '市民税課長' });
    expect((await story.case(number)).done.at(-1)).toMatchObject({
      step: 'stop-card',
      by: HEAD,
      deputy: false,
      written: { 'stopped-at': '10:05' },
    });
    const filed = await story.act(CLERK, 'step', number, 'file-incident');
    const incident = (await story.case(number)).done.at(-1)?.opened ?? '';
    expect(filed.text).toContain(CASES.opened(incident));
    expect(await story.case(incident)).toMatchObject({
      flow: 'report-incident',
      with: number,
      reporter: CLERK,
    });
    await story.act(CLERK, 'found', number);
    const found = await story.form(CLERK, `case card ${number} found`, {
      'card-when': '11月24日 11:00',
      'card-how': '駅に届いていた',
    });
    expect(found.text).toContain('駅に届いていた');
    const offered = found.caseActs.map(({ act }) => act);
    expect(offered).toEqual(expect.arrayContaining(['reissued', 'destroyed']));
    expect(offered).not.toContain('found');
    const refused = await story.close(HEAD, number);
    expect(refused.text).toContain(CASES.causeMissing);
    const closed = await story.close(HEAD, number, { cause: '通勤中に落とした', prevention: 'ひもを付ける' });
    expect(closed.text).toContain(CASES.closed);
    await story.form(CLERK, `case card ${number} destroyed`, {});
    expect((await story.case(number)).card.map(({ fate }) => fate)).toEqual(['found', 'destroyed']);
  });

  it('asks which system the card opens, and tells who runs it', async () => {
    const { said, number } = await story.report(CLERK, { ...lost, system: null, key: 'which-system' });
    expect(said.text).toContain(CASES.askSystem);
    expect(said.caseActs).toContainEqual(expect.objectContaining({ act: 'facts', number }));
    await story.learn(CLERK, number, { system: 'jumin' });
    const told = (await story.case(number)).alerts.filter(({ role }) => role === 'system-manager');
    expect(told.flatMap(({ persons }) => persons)).toContain('kusei-head');
    const again = await story.report(CLERK, { ...lost, system: null, key: 'which-system' });
    expect(again.said.text).not.toContain(CASES.askSystem);
  });

  it('is one line of the news of who answers for two roles, which says what it is and whose', async () => {
    const { number } = await story.report(CLERK, { ...lost, system: null, key: 'two-roles' });
    const news = async () => (await story.desk.press(HEAD, { do: 'requests', list: 'notices' })).text;
    const lines = (await news())
      .split('\n')
      .filter((line) => line.includes(CASES.notices['case-alert'](number)));
    expect(lines).toEqual([expect.stringContaining('職員証（IDカード）をなくした、市民税課、')]);
    await story.act(HEAD, 'acknowledge', number);
    await story.act(CLERK, 'note', number);
    await story.form(CLERK, `case note ${number}`, { note: '駅に電話した' });
    const after = await news();
    expect(after).toContain(CASES.notices['case-news'](number));
    expect(after).not.toContain(CASES.notices['case-alert'](number));
  });

  it('takes back what was recorded of the card by mistake, with the reason, and keeps both on record', async () => {
    const { number } = await story.report(CLERK, { ...lost, key: 'found-by-mistake' });
    const asked = await story.act(CLERK, 'found', number);
    expect(asked.form).toBe(`case card ${number} found`);
    expect((await story.case(number)).card).toEqual([]);
    const found = await story.form(CLERK, `case card ${number} found`, { 'card-how': '引き出し' });
    expect(found.caseActs).toContainEqual(expect.objectContaining({ act: 'card-back', about: 'found' }));
    const unexplained = await story.form(CLERK, `case card-back ${number} found`, { 'card-undone': ' ' });
    expect(unexplained.text).toContain(CASES.textMissing);
    const back = await story.form(CLERK, `case card-back ${number} found`, {
      'card-undone': '別の人のカードだった',
    });
    expect(back.text).toContain(CASES.cardTakenBack);
    expect((await story.case(number)).card).toEqual([]);
    expect(back.caseActs.map(({ act }) => act)).toContain('found');
    expect((await story.record(number)).slice(-2)).toEqual(['card-recorded', 'card-taken-back']);
  });

  it('opens the incident in the same breath where more was lost, once, whatever happens in between', async () => {
    const filing = { ...lost, key: 'lost-with-more', facts: { otherLoss: true, theft: true } };
    const { said, number } = await story.report(CLERK, filing);
    const again = await story.report(CLERK, filing);
    expect(again.number).toBe(number);
    expect(again.said.text).toContain(CASES.filedAgain(number));
    const cases = await story.stored.list();
    expect(cases.map(({ flow, facts }) => [flow, facts.kind])).toEqual([
      ['report-lost-id-card', undefined],
      ['report-incident', 'theft'],
    ]);
    expect(said.text).toContain(`一緒になくしたものは、別の事案 ${cases[1]?.id}`);
    expect(said.caseActs).toContainEqual(expect.objectContaining({ act: 'note', number: cases[1]?.id }));
  });

  it('opens it as soon as it is learnt that more was lost', async () => {
    const { number } = await story.report(CLERK, lost);
    await story.learn(HEAD, number, { otherLoss: 'true' });
    expect((await story.stored.list()).map(({ with: of }) => of)).toEqual([null, number]);
  });
});

describe('a report by the section’s own manager', () => {
  it('counts as received by them, and goes on at once', async () => {
    const { number } = await story.report(HEAD);
    expect(await story.record(number)).toEqual(['reported', 'step-done', 'alerted', 'acknowledged']);
    expect((await story.act(HEAD, 'step', number, 'survey')).form).toBe(`case step ${number} survey`);
    await story.minutes(60);
    expect(await story.record(number)).not.toContain('escalated');
  });
});

describe('an absent manager', () => {
  it('is stood in for, and what the deputy does is marked', async () => {
    await story.desk.away(HEAD);
    const { number } = await story.report(CLERK);
    expect(await story.alerted(number)).toEqual([`report information-manager 0: ${DEPUTIES.join()}`]);
    await story.step(DEPUTIES[0] ?? '', number, 'survey', { cause: '不注意' });
    const one = await story.case(number);
    expect(one.done.at(-1)).toMatchObject({ step: 'survey', deputy: true });
    expect((await story.act(CLERK, 'show', number)).text).toContain('市民税課 係長１（代理）');
  });

  it('is told along with the deputies when they leave after the report', async () => {
    const { number } = await story.report(CLERK);
    await story.desk.away(HEAD);
    expect(await story.alerted(number)).toEqual([
      `report information-manager 0: ${HEAD}`,
      `report information-manager 0: ${DEPUTIES.join()}`,
    ]);
  });
});

describe('an alert that nobody acknowledges', () => {
  it('goes to the deputies, then post by post up to the CISO, then to all again; each once', async () => {
    const { number } = await story.report(CLERK);
    const expected = [`report information-manager 0: ${HEAD}`];
    const pass = async (minutes: number, ...more: string[]) => {
      await story.minutes(minutes);
      expected.push(...more);
      expect(await story.alerted(number)).toEqual(expected);
    };
    await pass(9);
    await pass(1, `report information-manager 1: ${DEPUTIES.join()}`);
    await story.desk.restart();
    await pass(0);
    await pass(9);
    await pass(1, `report information-manager 2: ${BUREAU}`);
    await pass(10, `report information-manager 3: ${CISO}`);
    await pass(10);
    const shown = await story.act(CLERK, 'show', number);
    expect(shown.text).toContain(CASES.view.exhausted);
    const escalated = async () => (await story.record(number)).filter((type) => type === 'escalated').length;
    expect(await escalated()).toBe(4);
    await story.minutes(19);
    expect(await escalated()).toBe(4);
    story.desk.told.length = 0;
    await story.minutes(1);
    expect(await escalated()).toBe(5);
    expect([...new Set(story.desk.told)].sort()).toEqual([BUREAU, CISO, CLERK, HEAD, ...DEPUTIES].sort());
    await story.act(CISO, 'acknowledge', number);
    await story.minutes(300);
    expect(await escalated()).toBe(5);
    expect((await story.act(CLERK, 'show', number)).text).not.toContain(CASES.view.exhausted);
  });

  it('does not go twice when the clock jumps ahead and back', async () => {
    const { number } = await story.report(CLERK);
    await story.minutes(15);
    await story.minutes(-15);
    await story.minutes(15);
    expect(await story.alerted(number)).toHaveLength(2);
  });

  it('lets a deputy act who was told because the manager does not answer', async () => {
    const [deputy = ''] = DEPUTIES;
    const { number } = await story.report(CLERK);
    expect((await story.act(deputy, 'show', number)).text).toBe(CASES.gone);
    await story.minutes(10);
    await story.step(deputy, number, 'survey', { content: '調査中' });
    expect((await story.case(number)).done.at(-1)).toMatchObject({
      step: 'survey',
      by: deputy,
      deputy: true,
    });
  });
});

describe('an alert that cannot be delivered', () => {
  const mail = { channel: 'mail', code: 'SMTP_550' };

  it('goes to the next at once, is on record once, and the reporter sees it', async () => {
    const { number } = await story.report(CLERK);
    const [message] = await story.desk.store.outbox.claim('test', 10, 60_000, ['mail']);
    expect(message).toMatchObject({
      to: HEAD,
      kind: 'case-alert',
      payload: { number, alerts: ['report.information-manager.0'] },
    });
    const failed = {
      ...mail,
      stream: `case/${number}`,
      alerts: ['report.information-manager.0'],
      person: HEAD,
    };
    await story.desk.work.undelivered(failed);
    await story.desk.work.undelivered(failed);
    expect((await story.record(number)).slice(3)).toEqual(['undelivered', 'escalated']);
    expect(await story.alerted(number)).toContain(`report information-manager 1: ${DEPUTIES.join()}`);
    expect((await story.act(CLERK, 'show', number)).text).toContain('届きませんでした');
  });

  it('goes further once no channel is left that could deliver it, and once only', async () => {
    story.desk.deliverers = ['mail', 'chat'];
    await story.desk.restart();
    const { number } = await story.report(CLERK);
    const failed = { stream: `case/${number}`, alerts: ['report.information-manager.0'], person: HEAD };
    const [byMail, byChat] = ['mail', 'chat'].map((channel) => ({ ...failed, channel, code: 'NO_ADDRESS' }));
    await story.desk.work.undelivered(byMail ?? never());
    expect((await story.record(number)).slice(3)).toEqual(['undelivered']);
    await story.desk.work.undelivered(byChat ?? never());
    await story.desk.work.undelivered(byChat ?? never());
    expect((await story.record(number)).slice(3)).toEqual(['undelivered', 'undelivered', 'escalated']);
  });

  it('goes no further when somebody cannot be told again of what was never theirs alone', async () => {
    const { number } = await story.report(CLERK);
    const root = { ...mail, stream: `case/${number}`, alerts: ['report.information-manager.0'] };
    await story.desk.work.undelivered({ ...root, person: HEAD });
    // Told again because nobody is left above: the deputy, whose own alert came before.
    await story.desk.work.undelivered({ ...root, person: DEPUTIES[0] ?? '' });
    expect((await story.record(number)).slice(3)).toEqual(['undelivered', 'escalated', 'undelivered']);
  });

  it('goes no further while another of those who were told has it, or once it is acknowledged', async () => {
    await story.desk.away(HEAD);
    const { number } = await story.report(CLERK);
    const [first = '', second = ''] = DEPUTIES;
    const failed = { ...mail, stream: `case/${number}`, alerts: ['report.information-manager.0'] };
    await story.desk.work.undelivered({ ...failed, person: first });
    expect(await story.record(number)).not.toContain('escalated');
    await story.act(first, 'acknowledge', number);
    await story.desk.work.undelivered({ ...failed, person: second });
    expect(await story.record(number)).not.toContain('escalated');
  });
});

describe('a report about one’s own superior', () => {
  it('goes one post up, and is nothing to them or those who stand in for them', async () => {
    const { number } = await story.report(CLERK, { about: HEAD });
    expect(await story.alerted(number)).toEqual([`report information-manager 0: ${BUREAU}`]);
    expect((await story.act(HEAD, 'show', number)).text).toBe(CASES.gone);
    expect((await story.desk.say(HEAD, '事案一覧')).text).not.toContain(number);
    await story.minutes(60);
    for (const alerted of await story.alerted(number)) expect(alerted).not.toContain(HEAD);
    expect((await story.act(HEAD, 'acknowledge', number)).text).toBe(CASES.gone);
  });
});

describe('a reporter whom the directory does not know', () => {
  it('reaches the manager of the section they name, and the CSIRT', async () => {
    const reporter = { kind: 'unlisted', name: '応援の職員', section: '市民税課' } as const;
    const { said, number } = await story.report(reporter);
    expect((await story.alerted(number)).map((line) => line.split(': ')[1])).toEqual([
      HEAD,
      CSIRT_HEAD,
      'digital-suishin-c2,digital-suishin-s1,digital-suishin-s2',
    ]);
    expect(said.text).toContain('022-000-9003');
    const card = await story.act(HEAD, 'show', number);
    expect(card.text).toContain('名簿にない報告者');
    expect(card.text).toContain('応援の職員');
    const loaded = await story.desk.store.events.load(`case/${number}`);
    expect(JSON.stringify(loaded.map(({ by, data }) => [by, data]))).not.toContain('応援の職員');
  });

  it('reaches the CSIRT even from a section that there is not', async () => {
    const { number } = await story.report({ kind: 'unlisted', name: '誰か', section: 'ない課' });
    expect((await story.case(number)).alerts.every(({ persons }) => persons.length > 0)).toBe(true);
  });
});

describe('an exercise', () => {
  it('tells nobody but the posts that it names, and can be ended by them', async () => {
    const drill = { roles: ['information-manager', 'bureau-information-manager'] };
    const facts = { kind: 'loss', noticedBy: 'self', importantSystem: false, affectsOthers: false };
    const rest = { minor: true, outsideImpact: false, spreading: false, unauthorisedAccess: false };
    const { said, number } = await story.report(CLERK, { drill, facts: { ...facts, ...rest } });
    expect(said.text).toContain('【訓練】');
    expect((await story.desk.say(HEAD, 'お知らせ')).text).toContain(`【訓練】事案 ${number} の報告`);
    const asked = await story.act(HEAD, 'show', number);
    expect(asked.text).toContain('訓練に加わる役職のほかには知らせません');
    expect(asked.text).not.toContain('上の役職にも知らせます');
    await story.step(HEAD, number, 'survey', { cause: '想定' });
    await story.step(HEAD, number, 'check-personal-data-report', { 'personal-data': 'なし' });
    await story.step(HEAD, number, 'recover', { recovery: '再起動' });
    await story.minutes(120);
    await story.step(BUREAU, number, 'prevent', { prevention: '想定' });
    expect((await story.close(BUREAU, number)).text).toContain(CASES.closed);
    const one = await story.case(number);
    const told = new Set(one.alerts.flatMap(({ persons }) => persons));
    expect([...told].sort()).toEqual([BUREAU, HEAD].sort());
    const card = await story.act(HEAD, 'show', number);
    expect(card.text).toContain('【訓練】事案');
    for (const message of await story.desk.store.outbox.claim('test', 99, 60_000, ['mail']))
      expect(message.payload).toMatchObject({ drill: true });
  });

  it('does not go to a deputy of an absent post that it does not name', async () => {
    await story.desk.away(HEAD);
    const { number } = await story.report(CLERK, { drill: { roles: ['information-manager'] } });
    await story.minutes(100);
    const told = (await story.case(number)).alerts.flatMap(({ persons }) => persons);
    expect(new Set(told)).toEqual(new Set([HEAD]));
  });
});

describe('what is learnt', () => {
  it('adds steps, undoes nothing, and keeps what was done for another case on record', async () => {
    const { number } = await story.report(CLERK, {
      facts: { kind: 'attack', noticedBy: 'self', affectsOthers: true, minor: true, importantSystem: false },
    });
    await story.step(HEAD, number, 'survey', { cause: '調査中' });
    await story.step(HEAD, number, 'contain', { measures: '切り離した' });
    const standing = async () => {
      const shown = await story.desk.desk.cases.shown(number, HEAD, story.desk.now);
      return shown?.standing.steps.map(({ step, state, overtaken }) => [
        step.id,
        overtaken ? 'overtaken' : state,
      ]);
    };
    expect(await standing()).not.toContainEqual(['tell-csirt-head', 'open']);
    story.desk.told.length = 0;
    await story.learn(HEAD, number, {
      minor: 'false',
      kind: 'failure',
      outsideImpact: 'true',
      spreading: 'false',
    });
    expect(await standing()).toEqual(
      expect.arrayContaining([
        ['tell-csirt-head', 'open'],
        ['tell-ciso', 'open'],
        ['contain', 'overtaken'],
        ['survey', 'done'],
      ]),
    );
    expect(story.desk.told).toEqual(expect.arrayContaining([CSIRT_MANAGER, BUREAU]));
    expect((await story.act(HEAD, 'show', number)).text).toContain('（条件が変わる前に実施）');
  });

  it('tells the manager of a system that is named later', async () => {
    const { number } = await story.report(CLERK, { flow: 'report-lost-id-card', facts: {} });
    expect(await story.alerted(number)).toEqual([
      `report system-manager 0: ${HEAD}`,
      `report information-manager 0: ${HEAD}`,
    ]);
    await story.learn(HEAD, number, { system: 'jumin' });
    expect(await story.alerted(number)).toContain('report system-manager 0: kusei-head');
  });

  it('is refused where it is no value', async () => {
    const { number } = await story.report(CLERK);
    const said = await story.form(HEAD, `case facts ${number}`, { kind: 'nonsense' });
    expect(said.text).toContain(CASES.factsWrong);
  });
});

describe('an important system', () => {
  it('is told to its manager by the manager of the section, and each is asked anew for what comes next', async () => {
    const facts = { kind: 'failure', noticedBy: 'self', importantSystem: true };
    const { number } = await story.report(CLERK, { facts, system: 'jumin' });
    expect(await story.alerted(number)).toEqual([`report information-manager 0: ${HEAD}`]);
    await story.act(HEAD, 'step', number, 'tell-system-manager');
    expect((await story.alerted(number)).at(-1)).toBe('tell-system-manager system-manager 0: kusei-head');
    await story.step('kusei-head', number, 'survey', { cause: '経年' });
    expect((await story.alerted(number)).slice(2)).toEqual([
      `survey bureau-information-manager 0: ${BUREAU}`,
      `survey csirt-manager 0: ${CSIRT_MANAGER}`,
      `recover information-manager 0: ${HEAD}`,
    ]);
    const { alerts } = await story.case(number);
    expect(alerts.map(({ why, because }) => [why, because[0]])).toEqual([
      ['tell', '2.8.3.i#1'],
      ['tell', '2.8.3.i#2'],
      ['tell', '2.8.3.ii#1'],
      ['tell', '2.8.3.ii#1'],
      ['act', '2.8.3.iv#1'],
    ]);
  });
});

describe('the end', () => {
  it('is refused while a step is open, while something is unknown, and without cause and prevention', async () => {
    const { number } = await story.report(CLERK, { facts: { kind: 'failure', noticedBy: 'self' } });
    expect((await story.close(HEAD, number)).text).toContain('まだ終わっていない手順');
    await story.step(HEAD, number, 'survey', { content: '停止した' });
    await story.step(HEAD, number, 'recover', { recovery: '再起動' });
    await story.step(BUREAU, number, 'prevent', { prevention: '点検' });
    expect((await story.close(HEAD, number)).text).toContain('まだ分かっていないこと');
    await story.learn(HEAD, number, {
      importantSystem: 'false',
      affectsOthers: 'false',
      minor: 'true',
      outsideImpact: 'false',
      spreading: 'false',
      unauthorisedAccess: 'false',
    });
    expect((await story.close(HEAD, number, { cause: ' ' })).text).toContain(CASES.causeMissing);
    expect((await story.close(HEAD, number, { minor: 'yes', reason: 'あ' })).text).toContain(
      CASES.reasonMissing,
    );
    expect((await story.close(CLERK, number)).text).toContain(CASES.notYours);
    const closed = await story.close(HEAD, number, { minor: 'yes', reason: '数分で復旧し、影響がなかった' });
    expect(closed.text).toContain(CASES.closed);
    const refused = (await story.record(number)).filter((type) => type === 'press-refused');
    expect(refused).toHaveLength(5);
    expect((await story.act(HEAD, 'reopen', number)).text).toContain(CASES.reopened);
  });
});

describe('what the policy asks to be written', () => {
  it('is not left out: a step that nothing is written of is not recorded, and what is wanted is named', async () => {
    const { number } = await story.report(CLERK, { facts: { kind: 'failure', noticedBy: 'self' } });
    const blank = await story.step(HEAD, number, 'survey', { content: ' ', cause: '' });
    expect(blank.text).toContain('障害の内容、原因、確認した被害と影響範囲');
    expect((await story.case(number)).done.map(({ step }) => step)).toEqual(['report']);
    await story.step(HEAD, number, 'survey', { content: '停止した' });
    expect((await story.case(number)).done.at(-1)?.step).toBe('survey');
  });

  it('can wait where it comes of the step: the CISO is told by recording it, and the form says so', async () => {
    const facts = { kind: 'failure', noticedBy: 'self', outsideImpact: true } as const;
    const { number } = await story.report(CLERK, { facts });
    await story.step(HEAD, number, 'survey', { content: '停止した' });
    const asked = await story.act(BUREAU, 'step', number, 'tell-ciso');
    expect(JSON.stringify(asked.messages)).toContain('CISO に知らせます');
    await story.form(BUREAU, asked.form, {});
    expect(await story.alerted(number)).toContain(`tell-ciso ciso 0: ${CISO}`);
  });

  it('is not minor against the facts, which are named in the words of the procedure', async () => {
    const facts = { kind: 'failure', noticedBy: 'self', importantSystem: false, affectsOthers: false };
    const rest = { minor: false, outsideImpact: false, spreading: false, unauthorisedAccess: false };
    const { number } = await story.report(CLERK, { facts: { ...facts, ...rest } });
    await story.step(HEAD, number, 'survey', { content: '停止した' });
    await story.step(HEAD, number, 'recover', { recovery: '再起動' });
    const early = await story.close(HEAD, number, { minor: 'no', reason: '影響がなかった' });
    expect(early.text).toContain('まだ終わっていない手順');
    expect(early.text).toContain('影響がなかった');
    expect(early.text).not.toMatch(/^(?:yes|no|true|false)$/mu);
    await story.step(BUREAU, number, 'prevent', { prevention: '点検' });
    const refused = await story.close(HEAD, number, { minor: 'yes', reason: '影響がなかった' });
    expect(refused.text).toContain('「軽微：いいえ」');
    expect(refused.form).toBe(`case close ${number}`);
    expect((await story.case(number)).status).toBe('open');
    await story.learn(HEAD, number, { minor: 'true' });
    expect((await story.close(HEAD, number, { minor: 'yes', reason: '影響がなかった' })).text).toContain(
      CASES.closed,
    );
  });
});

describe('two reports of one thing', () => {
  it('are offered to be joined, name each other, and both stay', async () => {
    const first = await story.report(CLERK);
    await story.minutes(30);
    const second = await story.report('shiminzei-s2');
    const [join] = second.said.caseActs.filter(({ act }) => act === 'join');
    expect(join).toMatchObject({ number: second.number, about: first.number });
    await story.desk.press('shiminzei-s2', join ?? never());
    await story.desk.press('shiminzei-s2', join ?? never());
    expect((await story.case(first.number)).joined).toEqual([second.number]);
    expect((await story.case(second.number)).joined).toEqual([first.number]);
    expect((await story.act('shiminzei-s2', 'show', first.number)).text).toBe(CASES.gone);
  });

  it.each([
    ['of another section', 'keiyaku-s1', {}],
    ['of another kind', 'shiminzei-s2', { facts: { kind: 'mis-sent' } }],
    ['about a superior', 'shiminzei-s2', { about: HEAD }],
    ['an exercise', 'shiminzei-s2', { drill: { roles: ['information-manager'] } }],
  ])('are not, where one is %s', async (_, reporter, filing) => {
    await story.report(CLERK);
    const { said } = await story.report(reporter, filing);
    expect(said.caseActs.filter(({ act }) => act === 'join')).toEqual([]);
  });

  it('are not, a day later', async () => {
    await story.report(CLERK);
    await story.minutes(24 * 60 + 1);
    const { said } = await story.report('shiminzei-s2');
    expect(said.caseActs.filter(({ act }) => act === 'join')).toEqual([]);
  });
});

describe('somebody whom a case does not concern', () => {
  it('is told that there is none, whatever they press, and each press is on record', async () => {
    const { number } = await story.report(CLERK);
    const outsider = 'keiyaku-head';
    const before = (await story.record(number)).length;
    for (const act of ['acknowledge', 'found', 'reopen'] as const)
      expect((await story.act(outsider, act, number)).text).toBe(CASES.gone);
    expect((await story.act(outsider, 'step', number, 'survey')).text).toBe(CASES.gone);
    for (const form of ['note', 'close', 'step'])
      expect(
        (
          await story.form(
            outsider,
            `case ${form} ${number} survey`.replace(/(note|close) (\S+) survey/u, '$1 $2'),
            { note: 'よそから' },
          )
        ).text,
      ).toContain(CASES.gone);
    expect((await story.desk.say(outsider, number)).text).toBe(CASES.gone);
    expect((await story.record(number)).slice(before)).toEqual(
      Array.from({ length: 7 }, () => 'press-refused'),
    );
    expect((await story.desk.say(outsider, '事案')).text).toContain(CASES.waitingNone);
  });
});

describe('the lists', () => {
  it('show a reporter theirs, whoever is asked what waits, and the CSIRT all', async () => {
    const { number } = await story.report(CLERK);
    for (const [person, words] of [
      [CLERK, '報告状況'],
      [HEAD, '事案'],
      [CSIRT_HEAD, '事案一覧'],
      ['digital-suishin-s1', '事案一覧'],
      [CSIRT_MANAGER, '事案一覧'],
      [HEAD, 'お知らせ'],
      [CLERK, number],
      [CLERK, `事案 ${number.toLowerCase()} は？`],
    ] as const)
      expect((await story.desk.say(person, words)).text, `${person} ${words}`).toContain(number);
    expect((await story.desk.say('kenko-somu-head', '事案一覧')).text).not.toContain(number);
  });
});

it('a number that can be a My Number is kept nowhere', async () => {
  const { number } = await story.report(CLERK, { written: { what: '番号 1234 5678 9018 の控え' } });
  await story.form(HEAD, `case note ${number}`, { note: '１２３４５６７８９０１８' });
  const loaded = JSON.stringify(await story.desk.store.events.load(`case/${number}`));
  expect(loaded).not.toMatch(/9018|９０１８/u);
});

it('a suspicious mail that was opened is an incident in the same breath; one that was not asks to be thrown away', async () => {
  const opened = await story.report(CLERK, { flow: 'report-suspicious-email', facts: { opened: true } });
  expect((await story.stored.list()).map(({ flow }) => flow)).toEqual([
    'report-suspicious-email',
    'report-incident',
  ]);
  expect(await story.alerted(opened.number)).toEqual([]);
  const unopened = await story.report(CLERK, { flow: 'report-suspicious-email', facts: { opened: false } });
  expect(unopened.said.text).toContain('直ちに廃棄します');
  expect(await story.alerted(unopened.number)).toEqual([]);
  await story.act(CLERK, 'step', unopened.number, 'discard');
  await story.act(CLERK, 'step', unopened.number, 'do-not-forward');
  expect((await story.close(CLERK, unopened.number)).text).toContain(CASES.closed);
});

function never(): never {
  throw new Error('must not be');
}
