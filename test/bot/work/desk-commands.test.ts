import { describe, expect, it } from 'vitest';
import { deskCommand, requestNamed, whoseRole } from '../../../bot/work/desk-commands.ts';

const ROLES = [
  { role: 'information-manager', names: ['情報管理者'], clause: '2.1.3', plain: '' },
  { role: 'bureau-information-manager', names: ['局（区）情報管理者'], clause: '2.1.2', plain: '' },
  { role: 'csirt-head', names: ['CSIRT 責任者'], clause: '2.1.8', plain: '' },
];

describe('the words for the desk', () => {
  it.each([
    ['申請状況', 'mine'],
    ['私の申請は？', 'mine'],
    ['申請の一覧を見たい', 'mine'],
    ['申請どうなった？', 'mine'],
    ['申請を取り下げたい', 'mine'],
    ['承認待ち', 'waiting'],
    ['承認待ちの申請', 'waiting'],
    ['お知らせ', 'notices'],
    ['不在登録', 'absence'],
    ['不在の登録をしたい', 'absence'],
    ['申請は誰にすればいい？', null],
    ['課長が不在のときは？', null],
    ['例外措置の申請', null],
  ])('%s', (said, command) => expect(deskCommand(said)).toBe(command));
});

describe('the post that somebody asks to be named', () => {
  it.each([
    ['うちの情報管理者は？', 'information-manager'],
    ['私の課の情報管理者って誰？', 'information-manager'],
    ['自分の局（区）情報管理者は誰ですか', 'bureau-information-manager'],
    ['CSIRT責任者は誰？', 'csirt-head'],
    ['情報管理者は誰？', 'information-manager'],
    ['情報管理者は何をする人？', null],
    ['情報管理者は？', null],
    ['うちの情報管理者の許可はいる？', null],
    ['情報管理者の許可を誰がもらう？', null],
  ])('%s', (said, role) => expect(whoseRole(said, ROLES)).toBe(role));
});

describe('the number of an application', () => {
  it.each([
    ['50V6-5B8Y', '50V6-5B8Y'],
    ['申請 50v6-5b8y', '50V6-5B8Y'],
    ['５０Ｖ６－５Ｂ８Ｙを取り下げたい', '50V6-5B8Y'],
    ['ISO-27001', null],
    ['ABCD-EFGH', null],
    ['50V6-5B8YZ', null],
    ['Wi-Fiは使える？', null],
  ])('%s', (said, number) => expect(requestNamed(said)).toBe(number));
});
