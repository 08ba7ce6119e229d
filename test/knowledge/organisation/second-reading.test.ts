import { describe, expect, it } from 'vitest';
import { directoryOf, idsOf, resolve } from './directory-files.ts';

/**
 * A second reading: cases worked out from 2.1, 2.2 and 2.4.1 of the policy on a directory of their own, before the
 * program had answered any of them.
 */
const directory = directoryOf({
  units: `id,name,kind,parent,main_section
mk,まちづくり政策局,bureau,,
mk-pl,政策企画課,section,mk,true
mk-dx,行政デジタル推進課,section,mk,false
mk-is,情報システム課,section,mk,false
zs,財政局,bureau,,
zs-so,財政総務課,section,zs,true
zs-zk,税務課,section,zs,false
zs-kz,固定資産課,section,zs,false
zs-zk-c,税証明センター,branch-office,zs-zk,
zs-zk-e,駅前証明所,branch-office,zs-zk,
wk,若林区役所,bureau,,
wk-so,総務課,section,wk,true
wk-ko,戸籍課,section,wk,false
wk-ko-f,六郷出張所,branch-office,wk-ko,
ik,消防局,bureau,,
ik-yo,予防課,section,ik,false
`,
  // zs-kz, wk-so, zs-zk-e and ik have no head; ik has no main section.
  people: `id,name,unit,post,roles,absent_from,absent_to,email,phone,slack_id,teams_id
cis,デジタル戦略推進担当局長,mk,executive,,,,,,,
mk-h,局長,mk,head,,,,,,,
mk-pl-h,課長,mk-pl,head,,,,,,,
mk-dx-h,課長,mk-dx,head,,,,,,,
mk-dx-1,係長,mk-dx,chief,deputy-information-manager,,,,,,
mk-dx-s1,セキュリティ対策係１,mk-dx,staff,,,,,,,
mk-dx-s2,セキュリティ対策係２,mk-dx,staff,,,,,,,
mk-is-h,課長,mk-is,head,,,,,,,
mk-is-1,係長,mk-is,chief,deputy-information-manager,,,,,,
mk-is-2,職員,mk-is,staff,,,,,,,
zs-h,局長,zs,head,,,,,,,
zs-ex,理事,zs,executive,,,,,,,
zs-so-h,課長,zs-so,head,,,,,,,
zs-zk-h,課長,zs-zk,head,,,,,,,
zs-zk-1,係長,zs-zk,chief,deputy-information-manager,,,,,,
zs-zk-2,職員,zs-zk,staff,,,,,,,
zs-zk-c-h,センター長,zs-zk-c,head,,,,,,,
zs-zk-c-1,職員,zs-zk-c,staff,,,,,,,
zs-zk-e-1,職員,zs-zk-e,staff,,,,,,,
zs-kz-1,係長,zs-kz,chief,,,,,,,
wk-h,区長,wk,head,,2026-11-20,2026-11-24,,,,
wk-so-1,係長,wk-so,chief,deputy-information-manager,,,,,,
wk-so-2,職員,wk-so,staff,,,,,,,
wk-ko-h,課長,wk-ko,head,,2026-11-01,2026-11-30,,,,
wk-ko-1,係長１,wk-ko,chief,deputy-information-manager,,,,,,
wk-ko-2,係長２,wk-ko,chief,deputy-information-manager,2026-11-24,2026-11-24,,,,
wk-ko-3,職員,wk-ko,staff,,,,,,,
wk-ko-f-h,所長,wk-ko-f,head,,,,,,,
wk-ko-f-1,職員,wk-ko-f,staff,,,,,,,
ik-yo-h,課長,ik-yo,head,,2026-10-01,,,,,
ik-yo-1,職員,ik-yo,staff,,,,,,,
`,
  systems: `id,name,important,owner,officers
tax,税システム,true,zs-zk,zs-zk-1;zs-zk-2
reg,戸籍システム,true,wk-ko,wk-ko-1;wk-ko-2;wk-ko-3
net,庁内LAN,true,mk-is,
fire,指令システム,true,ik-yo,
memo,備品台帳,false,zs-so,
`,
  posts: `role,unit,person,phone
ciso,,cis,
network-manager,mk-is,,
csirt-head,mk-dx,,
csirt-staff,,mk-dx-s1,
csirt-staff,,mk-dx-s2,
`,
});

const THE_DAY = '2026-11-24';

describe('a second reading of who a role is', () => {
  it.each<[why: string, asked: [string, string, string?], persons: string, day?: string]>([
    ['the head of the section', ['zs-zk-2', 'information-manager'], 'zs-zk-h'],
    ['a head’s own goes to the bureau', ['zs-zk-h', 'information-manager'], 'zs-h'],
    [
      'a bureau head has no section, and is his own manager: the CISO',
      ['zs-h', 'information-manager'],
      'cis',
    ],
    ['above the CISO is nobody', ['cis', 'information-manager'], ''],
    ['the CISO is not his own CISO', ['cis', 'ciso'], ''],
    ['the CISO is not his own bureau manager', ['cis', 'bureau-information-manager'], ''],
    ['in the CISO’s bureau even its head turns to the CISO', ['mk-h', 'information-manager'], 'cis'],
    ['in the CISO’s bureau its head is no manager', ['mk-pl-h', 'bureau-information-manager'], 'cis'],
    ['a head’s own in the CISO’s bureau', ['mk-dx-h', 'information-manager'], 'cis'],
    ['directly in a bureau: its manager', ['zs-ex', 'information-manager'], 'zs-h'],
    ['in a branch office: the section’s head', ['zs-zk-c-1', 'information-manager'], 'zs-zk-h'],
    ['a branch office’s head is only a deputy', ['zs-zk-c-h', 'information-manager'], 'zs-zk-h'],
    ['a branch office without a head', ['zs-zk-e-1', 'information-manager'], 'zs-zk-h'],
    [
      'deputies: appointed, and heads of branches',
      ['zs-zk-2', 'deputy-information-manager'],
      'zs-zk-1 zs-zk-c-h',
    ],
    ['no head and no deputy: the bureau', ['zs-kz-1', 'information-manager'], 'zs-h'],
    ['no deputy at all: the manager', ['zs-so-h', 'deputy-information-manager'], 'zs-h'],
    ['absent: the deputies who are there', ['wk-ko-3', 'information-manager'], 'wk-ko-1 wk-ko-f-h'],
    [
      'a day later all deputies are there',
      ['wk-ko-3', 'information-manager'],
      'wk-ko-1 wk-ko-2 wk-ko-f-h',
      '2026-11-25',
    ],
    [
      'the last day of an absence is absent',
      ['wk-ko-3', 'information-manager'],
      'wk-ko-1 wk-ko-2 wk-ko-f-h',
      '2026-11-30',
    ],
    ['back the day after', ['wk-ko-3', 'information-manager'], 'wk-ko-h', '2026-12-01'],
    ['a deputy does not decide for himself', ['wk-ko-1', 'information-manager'], 'wk-ko-f-h'],
    ['an absent head’s own, the bureau’s head absent too', ['wk-ko-h', 'information-manager'], 'cis'],
    ['the same when the bureau’s head is back', ['wk-ko-h', 'information-manager'], 'wk-h', '2026-11-25'],
    ['nobody is head: the deputy', ['wk-so-2', 'information-manager'], 'wk-so-1'],
    ['nobody is head and the deputy asks', ['wk-so-1', 'information-manager'], 'cis'],
    ['no main-section head, bureau’s head absent', ['wk-ko-3', 'csirt-manager'], 'cis'],
    ['no main-section head', ['wk-ko-3', 'csirt-manager'], 'wk-h', '2026-11-25'],
    ['the main section’s head himself', ['zs-so-h', 'csirt-manager'], 'zs-h'],
    ['another of the bureau', ['zs-zk-c-1', 'csirt-manager'], 'zs-so-h'],
    [
      'absent until further notice, nobody below the CISO',
      ['ik-yo-1', 'information-manager'],
      'cis',
      '2027-06-01',
    ],
    ['before that absence began', ['ik-yo-1', 'information-manager'], 'ik-yo-h', '2026-09-30'],
    ['no main section, no bureau head', ['ik-yo-1', 'csirt-manager'], 'cis'],
    ['an important system: the owner’s head', ['wk-so-2', 'system-manager', 'tax'], 'zs-zk-h'],
    ['its head absent: officers who are there', ['zs-so-h', 'system-manager', 'reg'], 'wk-ko-1 wk-ko-3'],
    ['an officer does not decide for himself', ['wk-ko-3', 'system-manager', 'reg'], 'wk-ko-1'],
    ['no officers, owner’s bureau without a head', ['zs-zk-2', 'system-manager', 'fire'], 'cis'],
    ['a system that is not important', ['wk-ko-f-1', 'system-manager', 'memo'], 'wk-ko-1 wk-ko-f-h'],
    ['no system named', ['zs-zk-2', 'system-manager'], 'zs-zk-h'],
    ['a system manager’s own', ['zs-zk-h', 'system-manager', 'tax'], 'zs-h'],
    ['the network manager manages his section’s systems', ['mk-is-2', 'system-manager', 'net'], 'mk-is-h'],
    ['and for his own goes to the CISO', ['mk-is-h', 'system-manager', 'net'], 'cis'],
    ['the network manager’s own', ['mk-is-h', 'network-manager'], 'cis'],
    ['the network manager', ['ik-yo-1', 'network-manager'], 'mk-is-h'],
    ['officers of a system', ['zs-zk-h', 'system-officer', 'tax'], 'zs-zk-1 zs-zk-2'],
    ['only officers who are there, and not oneself', ['wk-ko-3', 'system-officer', 'reg'], 'wk-ko-1'],
    ['a system without officers: its manager', ['zs-zk-2', 'system-officer', 'net'], 'mk-is-h'],
    ['CSIRT staff', ['wk-ko-3', 'csirt-staff'], 'mk-dx-s1 mk-dx-s2'],
    ['CSIRT staff among themselves', ['mk-dx-s1', 'csirt-staff'], 'mk-dx-s2'],
    ['the head of CSIRT', ['cis', 'csirt-head'], 'mk-dx-h'],
    ['the head of CSIRT’s own', ['mk-dx-h', 'csirt-head'], 'cis'],
  ])('%s: %j → %s', (_, asked, persons, day = THE_DAY) => {
    expect(idsOf(resolve(directory, asked, day))).toBe(persons);
  });
});
