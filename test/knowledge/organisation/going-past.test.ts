import { expect, it } from 'vitest';
import { readDay } from '../../../knowledge/organisation/day.ts';
import type { Past } from '../../../knowledge/organisation/reason.ts';
import { resolveRole } from '../../../knowledge/organisation/resolve-role.ts';
import { sendaiRules } from './directory-files.ts';
import { sample } from './sample-directory.ts';

const directory = sample.withoutAbsences();

/** Whom a report of 市民税課 reaches past these, and why. */
function past(role: string, ...those: readonly (readonly [string, Past])[]) {
  const asker = directory.person('shiminzei-s1');
  const rule = sendaiRules.get(role);
  const day = readDay('2026-11-24');
  if (asker === undefined || rule === undefined || day === null) throw new Error(role);
  const query = { asker, rule, system: null, day, own: 'counts', past: new Map(those) } as const;
  const { persons, reason, because } = resolveRole(query, directory, sendaiRules);
  return { persons: persons.map(({ id }) => id), reason, because };
}

it('goes one post up past a manager whom it concerns, and not to those who stand in for them', () => {
  expect(past('information-manager', ['shiminzei-head', 'concerned'])).toMatchObject({
    persons: ['zaisei-head'],
    reason: '市民税課長に関する報告のため局（区）情報管理者（財政局長）へ',
    because: ['2.1.3', '2.2.2#1', '2.1.2'],
  });
});

it('goes on up past all who give no answer, until nobody is left', () => {
  const head = ['shiminzei-head', 'silent'] as const;
  const bureau = ['zaisei-head', 'silent'] as const;
  const ciso = ['machizukuri-ciso', 'silent'] as const;
  expect(past('information-manager', head, bureau)).toMatchObject({
    persons: ['machizukuri-ciso'],
    reason:
      '市民税課長から返事がなく、財政局長から返事がないためCISO（まちづくり政策局デジタル戦略推進担当局長）へ',
  });
  expect(past('information-manager', head, bureau, ciso).persons).toEqual([]);
});

it('leaves out one of several, and asks the others', () => {
  expect(past('csirt-staff', ['digital-suishin-c2', 'concerned']).persons).toEqual([
    'digital-suishin-s1',
    'digital-suishin-s2',
  ]);
});
