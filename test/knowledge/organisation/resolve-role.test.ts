import { describe, expect, it } from 'vitest';
import { sendai } from '../policy/sendai-text.ts';
import { idsOf, resolve } from './directory-files.ts';
import { sample } from './sample-directory.ts';

const THE_DAY = '2026-11-24';
const CISO = 'machizukuri-ciso';

/** Who asks for which role, about which system, on which day of 2026 (or later), and who it is; worked out by hand. */
type Case = readonly [asked: string, persons: string];

function check([asked, persons]: Case): void {
  const [asker = '', role = '', ...more] = asked.split(' ');
  const day = more.find((word) => /^\d/u.test(word)) ?? THE_DAY;
  const system = more.find((word) => !/^\d/u.test(word)) ?? null;
  expect(idsOf(resolve(sample, [asker, role, system], day.length === 5 ? `2026-${day}` : day))).toBe(persons);
}

describe('information-manager: the head of the asker’s section', () => {
  it.each<Case>([
    ['koho-s1 information-manager', 'koho-head'],
    ['koho-c1 information-manager', 'koho-head'],
    ['keiyaku-s1 information-manager', 'keiyaku-head'],
    ['seisaku-kikaku-s1 information-manager', 'seisaku-kikaku-head'],
    // One's own goes up.
    ['koho-head information-manager', CISO],
    ['shiminzei-head information-manager', 'zaisei-head'],
    ['kusei-head information-manager', CISO],
    ['shimin-kyodo-head information-manager', CISO],
    ['shimin-kyodo-head information-manager 12-01', 'shimin-head'],
    ['zaisei-head information-manager', CISO],
    ['machizukuri-head information-manager', CISO],
    [`${CISO} information-manager`, ''],
    // Directly in a bureau.
    ['zaisei-riji information-manager', 'zaisei-head'],
    ['shobo-jicho information-manager', 'shobo-head'],
    // Absent from 20 to 27 November, both included.
    ['shiminzei-s1 information-manager 11-19', 'shiminzei-head'],
    ['shiminzei-s1 information-manager 11-20', 'shiminzei-c1 shiminzei-c2'],
    ['shiminzei-s1 information-manager 11-27', 'shiminzei-c1 shiminzei-c2'],
    ['shiminzei-s1 information-manager 11-28', 'shiminzei-head'],
    // Absent until further notice.
    ['shirei-s1 information-manager 10-31', 'shirei-head'],
    ['shirei-s1 information-manager 11-01', 'shirei-c1'],
    ['shirei-s1 information-manager 2030-01-01', 'shirei-c1'],
    // A deputy does not stand in for their own request.
    ['shiminzei-c1 information-manager', 'shiminzei-c2'],
    ['kusei-c1 information-manager', 'kusei-c2'],
    ['shirei-c1 information-manager', 'shobo-head'],
    // The deputy is absent too; the asker who is absent is there all the same.
    ['shisanzei-s1 information-manager', 'zaisei-head'],
    ['shisanzei-s1 information-manager 11-25', 'shisanzei-head'],
    ['shisanzei-c1 information-manager', 'zaisei-head'],
    ['kaigo-s1 information-manager', 'kenko-head'],
    ['kaigo-s1 information-manager 11-25', 'kaigo-c1'],
    ['yobo-s1 information-manager 11-10', 'yobo-head'],
    ['izumi-koseki-s1 information-manager', CISO],
    ['izumi-koseki-s1 information-manager 11-26', 'izumi-koseki-head'],
    ['izumi-koseki-head information-manager 11-26', CISO],
    ['izumi-koseki-head information-manager 11-28', 'izumi-head'],
    // Nobody is head.
    ['izumi-machi-s1 information-manager', 'izumi-machi-c1'],
    ['izumi-machi-c1 information-manager', CISO],
    ['izumi-machi-c1 information-manager 12-01', 'izumi-head'],
    ['kyukyu-s1 information-manager', 'shobo-head'],
  ])('%j', (...one) => check(one));
});

describe('branch offices belong to their section, and their heads are its deputies', () => {
  it.each<Case>([
    ['shohi-seikatsu-s1 information-manager', 'seikatsu-anzen-head'],
    ['shohi-seikatsu-head information-manager', 'seikatsu-anzen-head'],
    ['shogai-s1 information-manager', 'kosei-sodan-head'],
    ['shogai-c1 information-manager', 'kosei-sodan-head'],
    ['kosei-sodan-s1 information-manager', 'kosei-sodan-head'],
    ['kosei-sodan-head information-manager', 'kenko-head'],
    ['aoba-koseki-s1 information-manager', 'aoba-koseki-c1 aoba-koseki-c2 ekimae-head'],
    ['ekimae-s1 information-manager', 'aoba-koseki-c1 aoba-koseki-c2 ekimae-head'],
    ['ekimae-head information-manager', 'aoba-koseki-c1 aoba-koseki-c2'],
    ['ekimae-head information-manager 12-05', 'aoba-koseki-head'],
    ['aoba-koseki-head deputy-information-manager', 'aoba-koseki-c1 aoba-koseki-c2 ekimae-head'],
    ['kosei-sodan-s1 deputy-information-manager', 'kosei-sodan-head'],
    ['ekimae-s1 bureau-information-manager', 'aoba-head'],
    ['ekimae-s1 csirt-manager', 'aoba-somu-head'],
  ])('%j', (...one) => check(one));
});

describe('the posts above: 局（区）情報管理者 and CISO', () => {
  it.each<Case>([
    ['shiminzei-s1 bureau-information-manager', 'zaisei-head'],
    ['zaisei-head bureau-information-manager', CISO],
    ['izumi-somu-s1 bureau-information-manager', CISO],
    ['shohi-seikatsu-s1 bureau-information-manager 12-01', 'shimin-head'],
    // Of the CISO's bureau the CISO, never its head.
    ['koho-s1 bureau-information-manager', CISO],
    ['machizukuri-head bureau-information-manager', CISO],
    ['koho-s1 bureau-information-manager 12-02', ''],
    ['aoba-head ciso', CISO],
    ['aoba-head ciso 12-02', ''],
    [`${CISO} ciso`, ''],
    [`${CISO} bureau-information-manager`, ''],
  ])('%j', (...one) => check(one));
});

describe('system-manager: the head of the section that owns an important system', () => {
  it.each<Case>([
    ['koho-s1 system-manager groupware', 'joho-system-head'],
    ['kusei-s2 system-manager jumin 11-25', 'kusei-head'],
    // Absent: the officers who are there.
    ['koho-s1 system-manager jumin', 'kusei-c1'],
    ['koho-s1 system-manager zeimu', 'shiminzei-c1 shiminzei-s1'],
    ['yobo-s1 system-manager kaigo', 'kaigo-s2'],
    ['koho-s1 system-manager groupware 12-01', 'joho-system-c2 joho-system-s1'],
    // An officer does not stand in for their own request.
    ['shiminzei-s1 system-manager zeimu', 'shiminzei-c1'],
    ['shirei-c1 system-manager shirei', 'shirei-s1'],
    ['kusei-c1 system-manager jumin', CISO],
    // Nobody left: the bureau of the section that owns the system.
    ['koho-s1 system-manager kokuho', 'kenko-head'],
    ['aoba-hoken-s1 system-manager kokuho', 'kenko-head'],
    ['koho-s1 system-manager network 12-01', CISO],
    ['koho-s1 system-manager network 12-02', ''],
    // One's own goes up.
    ['kusei-head system-manager jumin 12-01', 'shimin-head'],
    ['joho-system-head system-manager groupware', CISO],
    // Not important, or none named: the asker's 情報管理者.
    ['koho-s1 system-manager kaigishitsu', 'koho-head'],
    ['zaisei-kikaku-head system-manager kaigishitsu', 'zaisei-head'],
    ['koho-s1 system-manager', 'koho-head'],
    ['zaisei-riji system-manager', 'zaisei-head'],
    // Asked for the officers themselves.
    ['koho-s1 system-officer zeimu', 'shiminzei-c1 shiminzei-s1'],
    ['shirei-s1 system-officer shirei', 'shirei-c1'],
    ['koho-s1 system-officer kokuho', 'kenko-head'],
    ['koho-s1 system-officer network', 'joho-system-head'],
    ['koho-s1 system-officer kaigishitsu', 'koho-head'],
  ])('%j', (...one) => check(one));
});

describe('posts of the whole city', () => {
  it.each<Case>([
    ['aoba-machi-s1 network-manager', 'joho-system-head'],
    ['aoba-machi-s1 network-manager 12-01', CISO],
    ['aoba-machi-s1 network-manager 12-02', ''],
    ['joho-system-head network-manager', CISO],
    ['koho-s1 csirt-head', 'digital-suishin-head'],
    ['digital-suishin-head csirt-head', CISO],
    ['shiminzei-s1 csirt-manager', 'zaisei-kikaku-head'],
    ['zaisei-kikaku-head csirt-manager', 'zaisei-head'],
    ['kusei-s2 csirt-manager', CISO],
    ['kusei-s2 csirt-manager 11-25', 'kusei-head'],
    ['machizukuri-head csirt-manager', 'seisaku-kikaku-head'],
    ['seisaku-kikaku-head csirt-manager', CISO],
    ['koho-s1 csirt-staff', 'digital-suishin-c2 digital-suishin-s1'],
    ['koho-s1 csirt-staff 11-25', 'digital-suishin-c2 digital-suishin-s1 digital-suishin-s2'],
    ['digital-suishin-s1 csirt-staff', 'digital-suishin-c2'],
  ])('%j', (...one) => check(one));
});

describe('deputies asked for', () => {
  it.each<Case>([
    ['shiminzei-s1 deputy-information-manager', 'shiminzei-c1 shiminzei-c2'],
    ['koho-s1 deputy-information-manager', 'koho-head'],
    ['koho-head deputy-information-manager', CISO],
    ['shisanzei-s1 deputy-information-manager', 'zaisei-head'],
    ['zaisei-riji deputy-information-manager', 'zaisei-head'],
  ])('%j', (...one) => check(one));
});

describe('what a resolution says', () => {
  it.each<[asked: [string, string, string?], day: string, post: string, because: string, reason: string]>([
    [['koho-s1', 'information-manager'], THE_DAY, '広報課長', '2.1.3', '広報課長が情報管理者です'],
    [
      ['shiminzei-s1', 'information-manager'],
      THE_DAY,
      '市民税課の副情報管理者',
      '2.1.3 2.2.6#2',
      '市民税課長が不在のため副情報管理者へ',
    ],
    [
      ['shogai-s1', 'information-manager'],
      THE_DAY,
      '障害企画課の副情報管理者',
      '2.1.3 2.2.6#2 2.2.3#5',
      '障害企画課長が不在のため副情報管理者へ',
    ],
    [
      ['keiyaku-head', 'information-manager'],
      THE_DAY,
      '財政局長',
      '2.1.3 2.2.2#1 2.1.2',
      '契約課長が申請者本人のため局（区）情報管理者（財政局長）へ',
    ],
    [
      ['izumi-koseki-s1', 'information-manager'],
      THE_DAY,
      'まちづくり政策局デジタル戦略推進担当局長',
      '2.1.3 2.2.2#1 2.1.2 2.2.1#1 2.1.1',
      '泉区戸籍住民課長が不在で、在席の副情報管理者もおらず、泉区長が不在のためCISO（まちづくり政策局デジタル戦略推進担当局長）へ',
    ],
    [
      ['izumi-machi-c1', 'information-manager'],
      '2026-12-01',
      '泉区長',
      '2.1.3 2.2.2#1 2.1.2',
      '泉区まちづくり推進課長が空席で、本人のほかに在席の副情報管理者もいないため局（区）情報管理者（泉区長）へ',
    ],
    [
      ['zaisei-riji', 'information-manager'],
      THE_DAY,
      '財政局長',
      '2.1.3 2.2.2#1 2.1.2',
      '財政局の直属で課に属さないため局（区）情報管理者（財政局長）へ',
    ],
    [
      ['koho-s1', 'bureau-information-manager'],
      THE_DAY,
      'まちづくり政策局デジタル戦略推進担当局長',
      '2.1.2 2.2.1#4',
      'まちづくり政策局デジタル戦略推進担当局長が局（区）情報管理者です',
    ],
    [
      [CISO, 'ciso'],
      THE_DAY,
      'まちづくり政策局デジタル戦略推進担当局長',
      '2.1.1',
      'まちづくり政策局デジタル戦略推進担当局長が申請者本人で、その上の役職もないため、該当する人がいません',
    ],
    [
      ['joho-system-s1', 'information-manager'],
      THE_DAY,
      '情報システム課長',
      '2.1.3 2.2.5#3',
      '情報システム課長が情報管理者です',
    ],
    [
      ['koho-s1', 'system-manager', 'groupware'],
      '2026-12-01',
      'グループウェアのシステム担当者',
      '2.1.4 2.2.7#2',
      '情報システム課長が不在のためシステム担当者へ',
    ],
    [
      ['koho-s1', 'system-manager'],
      THE_DAY,
      '広報課長',
      '2.1.4 2.4.1#4 2.1.3',
      '情報システムが示されていないため情報管理者（広報課長）へ（どの情報システムかを確かめてください）',
    ],
    [
      ['koho-s1', 'system-manager', 'kaigishitsu'],
      THE_DAY,
      '広報課長',
      '2.1.4 2.4.1#4 2.1.3',
      '会議室予約台帳は重要な情報システムでないため情報管理者（広報課長）へ',
    ],
    [
      ['koho-s1', 'csirt-staff'],
      THE_DAY,
      '行政デジタル推進課セキュリティ対策係',
      '2.1.10',
      '行政デジタル推進課セキュリティ対策係がCSIRT 担当者です',
    ],
    [
      ['shiminzei-s1', 'deputy-information-manager'],
      THE_DAY,
      '市民税課の副情報管理者',
      '2.1.6',
      '市民税課の副情報管理者です',
    ],
  ])('%j on %s: %s', (asked, day, post, because, reason) => {
    const found = resolve(sample, asked, day);
    expect({ post: found.post, because: found.because.join(' '), reason: found.reason }).toEqual({
      post,
      because,
      reason,
    });
    for (const clause of found.because) expect(sendai.get(clause)).toBeDefined();
  });

  it('marks who stands in for whom, by which clause', () => {
    expect(resolve(sample, ['shiminzei-s1', 'information-manager'], THE_DAY)).toMatchObject({
      role: 'information-manager',
      answeredBy: 'deputy-information-manager',
      deputising: { role: 'information-manager', clause: '2.2.6#2' },
    });
    expect(resolve(sample, ['shisanzei-s1', 'information-manager'], THE_DAY)).toMatchObject({
      answeredBy: 'bureau-information-manager',
      deputising: null,
    });
  });

  it('counts the asker where a report is made to a post that is their own', () => {
    const counts = { own: 'counts' } as const;
    expect(idsOf(resolve(sample, ['keiyaku-head', 'information-manager'], THE_DAY, counts))).toBe(
      'keiyaku-head',
    );
    expect(idsOf(resolve(sample, [CISO, 'ciso'], THE_DAY, counts))).toBe(CISO);
    // Who reports is there, though recorded as absent.
    expect(idsOf(resolve(sample, ['shiminzei-head', 'information-manager'], THE_DAY, counts))).toBe(
      'shiminzei-head',
    );
    expect(idsOf(resolve(sample, ['shiminzei-c1', 'information-manager'], THE_DAY, counts))).toBe(
      'shiminzei-c1 shiminzei-c2',
    );
  });

  it('passes deputies over for an act that is not open to them', () => {
    const found = resolve(sample, ['shiminzei-s1', 'information-manager'], THE_DAY, {
      act: 'sign-a-contract',
    });
    expect(idsOf(found)).toBe('zaisei-head');
    expect(found.reason).toBe(
      '市民税課長が不在で、副情報管理者の代理は認められていないため局（区）情報管理者（財政局長）へ',
    );
    for (const act of ['respond-to-incident', 'decide-request'])
      expect(
        resolve(sample, ['shiminzei-s1', 'information-manager'], THE_DAY, { act }).deputising,
      ).not.toBeNull();
  });
});
