import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { loadSendai } from '../sendai.ts';
import { ReportTalk } from './report-talk.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await loadSendai();
});

let talk: ReportTalk;
beforeEach(() => {
  talk = new ReportTalk(knowledge);
});

describe('a report whose words name a superior', () => {
  it('asks first whether it is about them, and shows the numbers past them', async () => {
    await talk.say('課長が職員証をなくした');
    expect(talk.asks).toBe('about');
    expect(talk.text).toContain('「課長」についての報告');
    expect(talk.text).toContain('財政局長');
    expect(talk.text).not.toContain('まず、');
    await talk.press('契約課長');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only).toMatchObject({ flow: 'report-lost-id-card', about: 'keiyaku-head' });
  });

  it('goes to everybody where it is about no superior', async () => {
    await talk.say('課長が職員証をなくした');
    await talk.press('上司についての報告ではない');
    expect(talk.last.messages[0]).toMatchObject({ type: 'text', tone: 'urgent' });
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only.about).toBe(null);
  });

  it('is asked of who signs in only at the end', async () => {
    talk.person = null;
    await talk.say('課長が職員証をなくした');
    expect(talk.asks).toBe('when-noticed');
    expect(talk.text).not.toContain('所属の課の長（情報管理者）か');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.last.signIn).toBe(true);
    expect(talk.text).not.toContain('課の長');
    talk.person = 'keiyaku-s1';
    await talk.press('後で伝える');
    expect(talk.asks).toBe('about');
    expect(talk.desk.filed.size).toBe(0);
    await talk.press('契約課長');
    expect(talk.desk.only.about).toBe('keiyaku-head');
  });

  it('is not asked where a superior only was told', async () => {
    await talk.say('職員証をなくしたので課長に言いました');
    expect(talk.asks).toBe('when-noticed');
    expect(talk.desk.filed.size).toBe(0);
  });
});
