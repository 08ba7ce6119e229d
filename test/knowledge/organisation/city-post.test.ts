import { describe, expect, it } from 'vitest';
import { directoryOf, idsOf, resolve } from './directory-files.ts';

const PEOPLE = 'id,name,unit,post,roles,absent_from,absent_to,email,phone,slack_id,teams_id';

/** A bureau whose digital section's head is the CISO, whether anybody is or not. */
const withSectionAsCiso = (head: string) =>
  directoryOf({
    units: `id,name,kind,parent,main_section
mk,まちづくり政策局,bureau,,
mk-so,総務課,section,mk,true
mk-dg,デジタル戦略課,section,mk,false
mk-dg-c,情報センター,branch-office,mk-dg,
`,
    people: `${PEOPLE}
mk-h,局長,mk,head,,,,,,,
so-h,課長,mk-so,head,,,,,,,
dg-h,課長,mk-dg,${head},,,,,,,
dg-c-1,職員,mk-dg-c,staff,,,,,,,
`,
    systems: 'id,name,important,owner,officers\n',
    posts: 'role,unit,person,phone\nciso,mk-dg,,\ncsirt-staff,mk-dg-c,,\n',
  });

describe('a CISO who is the head of a section', () => {
  it.each([
    ['dg-c-1', 'information-manager', 'dg-h'],
    ['so-h', 'information-manager', 'dg-h'],
    ['mk-h', 'bureau-information-manager', 'dg-h'],
    ['dg-h', 'information-manager', ''],
    // Posts that nobody holds: of CSIRT staff the office has no head, of network managers there is no row.
    ['dg-c-1', 'csirt-staff', 'dg-h'],
    ['dg-c-1', 'network-manager', 'dg-h'],
  ])('%s %s → %s', (asker, role, persons) => {
    expect(idsOf(resolve(withSectionAsCiso('head'), [asker, role], '2026-11-24'))).toBe(persons);
  });

  it('leaves the bureau to nobody while the chair is empty: its head is no manager', () => {
    const found = resolve(withSectionAsCiso('staff'), ['so-h', 'information-manager'], '2026-11-24');
    expect(idsOf(found)).toBe('');
    expect(found.reason).toBe(
      '総務課長が申請者本人で、デジタル戦略課長が空席で、その上の役職もないため、該当する人がいません',
    );
  });
});
