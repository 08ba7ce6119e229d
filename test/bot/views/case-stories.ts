import { CaseStory } from '../work/cases/case-story.ts';

/** Cases that a board has on a morning: one silent, one under way, one closed, a lost card, a drill. */

const INCIDENT = { facts: { kind: 'loss', importantSystem: false } };

export const NOW = new Date('2026-11-24T05:00:00Z');

/** 市民税課: its head was told and does not answer; nor does anybody above. */
export function silentCase(now = NOW): CaseStory {
  return new CaseStory(
    'C-S1NT-0001',
    before(now, 4),
    'keiyaku-s1',
    { ...INCIDENT, subject: { person: 'keiyaku-s1', section: 'keiyaku' } },
    { what: '<b>USBメモリ</b>をなくした', contact: '内線 1234', 'when-noticed': '今朝' },
  )
    .alerted('information-manager', ['keiyaku-head'], '契約課長', { because: ['2.8.3.i#1', '2.1.3'] })
    .after(10)
    .escalated({
      alert: 'report.information-manager.0',
      cause: 'unacknowledged',
      alerts: [
        {
          id: 'report.information-manager.1',
          of: 'report.information-manager.0',
          step: 'report',
          role: 'information-manager',
          why: 'tell',
          pace: 'at-once',
          persons: ['keiyaku-c1'],
          post: '契約課の副情報管理者',
          because: ['2.2.6#2'],
          reason: '契約課長から返事がないため。',
          deputies: true,
          level: 1,
        },
      ],
      exhausted: false,
    })
    .after(40)
    .escalated({
      alert: 'report.information-manager.0',
      cause: 'unacknowledged',
      alerts: [],
      exhausted: true,
    });
}

/** 契約課: acknowledged, surveyed; recovery is open. */
export function workingCase(now = NOW): CaseStory {
  return new CaseStory(
    'C-W0RK-0001',
    before(now, 100),
    'keiyaku-s1',
    {
      facts: { kind: 'mis-sent', importantSystem: false, minor: false, affectsOthers: true },
      subject: { person: 'keiyaku-s1', section: 'keiyaku' },
    },
    { what: '名簿のメールを別の人に送った', contact: '内線 1234' },
  )
    .alerted('information-manager', ['keiyaku-head'], '契約課長', { because: ['2.8.3.i#1'] })
    .after(4)
    .acknowledged('keiyaku-head', 'report.information-manager.0')
    .after(120)
    .facts('keiyaku-head', { outsideImpact: false, unauthorisedAccess: null }, '送り先に確かめた')
    .done('keiyaku-head', 'survey', 'information-manager', {
      content: '業者一覧の名簿1件を別の業者に送信した。\n添付は1件。',
      cause: '宛先の候補を選び間違えた',
      damage: '業者1社、氏名30人分',
    })
    .alerted('bureau-information-manager', ['zaisei-head'], '財政局長', {
      id: 'survey.bureau-information-manager.0',
      step: 'survey',
    })
    .after(30)
    .acknowledged('zaisei-head', 'survey.bureau-information-manager.0')
    .noted('keiyaku-head', '=HYPERLINK("http://evil.example") \u202Egnp.exe');
}

export function closedCase(now = NOW): CaseStory {
  return new CaseStory(
    'C-C10S-0001',
    before(now, 1800),
    'kaigo-s1',
    { facts: { kind: 'failure', minor: true }, subject: { person: 'kaigo-s1', section: 'kaigo' } },
    { what: '=1+1 端末が動かない' },
  )
    .alerted('information-manager', ['kaigo-head'], '介護保険課長')
    .after(12)
    .acknowledged('kaigo-head', 'report.information-manager.0')
    .after(60)
    .done('kaigo-head', 'survey', 'information-manager', {
      content: '電源の故障',
      cause: '電源の故障',
      damage: 'なし',
    })
    .after(300)
    .done('kaigo-head', 'recover', 'information-manager', { recovery: '交換した' })
    .drawn('kaigo-head', 'first', '報告書（第一報）\n端末の故障。')
    .after(24 * 60)
    .closed('kaigo-head', { 'minor-reason': '影響した業務はない' }, true);
}

export function cardCase(now = NOW): CaseStory {
  return new CaseStory(
    'C-CARD-0001',
    before(now, 9),
    'aoba-koseki-s1',
    {
      flow: 'report-lost-id-card',
      facts: { theft: false, otherLoss: false },
      subject: { person: 'aoba-koseki-s1', section: 'aoba-koseki' },
    },
    { what: '職員証', contact: '内線 5678' },
  )
    .alerted('information-manager', ['aoba-koseki-head'], '青葉区戸籍住民課長', { because: ['2.4.4#3'] })
    .after(7)
    .acknowledged('aoba-koseki-head', 'report.information-manager.0')
    .after(20)
    .done('aoba-koseki-head', 'stop-card', 'information-manager', { 'stopped-at': '11月24日 5:25' });
}

export function drillCase(now = NOW): CaseStory {
  return new CaseStory(
    'C-DR11-0001',
    before(now, 3),
    'keiyaku-s1',
    {
      facts: { kind: 'attack', minor: false, affectsOthers: true, importantSystem: false },
      subject: { person: 'keiyaku-s1', section: 'keiyaku' },
      drill: { roles: ['information-manager'] },
    },
    { what: '訓練の想定' },
  )
    .alerted('information-manager', ['keiyaku-head'], '契約課長')
    .after(3)
    .acknowledged('keiyaku-head', 'report.information-manager.0');
}

export function someCases(now = NOW): CaseStory[] {
  return [silentCase(now), workingCase(now), closedCase(now), cardCase(now), drillCase(now)];
}

function before(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * 3_600_000).toISOString();
}

/** Where each person stands. */
export const PEOPLE = {
  /** CSIRT 責任者. */
  csirt: 'digital-suishin-head',
  /** CSIRT 管理者 of 財政局, whose section 契約課 is. */
  bureau: 'zaisei-kikaku-head',
  manager: 'keiyaku-head',
  reporter: 'keiyaku-s1',
  /** Has to do with none of them. */
  outsider: 'yobo-head',
} as const;
