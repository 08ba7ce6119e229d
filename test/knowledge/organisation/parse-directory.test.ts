import { describe, expect, it } from 'vitest';
import type { DirectoryFault } from '../../../knowledge/organisation/directory-fault.ts';
import { parseDirectory } from '../../../knowledge/organisation/parse-directory.ts';
import { bytesOf, type DirectoryTexts, directoryOf, parseTexts, sendaiRules } from './directory-files.ts';

/** A small directory without a fault; every line of it is in sight here. */
const GOOD: DirectoryTexts = {
  units: `id,name,kind,parent,main_section
zs,財政局,bureau,,
zs-so,財政総務課,section,zs,true
zs-sz,市民税課,section,zs,false
zs-sc,税証明センター,branch-office,zs-sz,
`,
  people: `id,name,unit,post,roles,absent_from,absent_to,email,phone,slack_id,teams_id
p1,財政局長,zs,head,,,,p1@city.example,,U1,T1
p2,財政総務課長,zs-so,head,,,,p2@city.example,,U2,T2
p3,市民税課長,zs-sz,head,,2026-11-20,2026-11-24,p3@city.example,,U3,T3
p4,市民税課 係長１,zs-sz,chief,deputy-information-manager,,,p4@city.example,,,
p5,税証明センター長,zs-sc,head,,,,,,,
p6,担当局長,zs,executive,,,,,,,
`,
  systems: `id,name,important,owner,officers
tax,税務システム,true,zs-sz,p4;p5
memo,備品台帳,false,zs-so,
`,
  posts: `role,unit,person,phone
ciso,,p6,022-000-0000
network-manager,zs-so,,
csirt-head,zs-sz,,
csirt-staff,,p4,
csirt-staff,,p5,
`,
};

type File = keyof DirectoryTexts;

/** The good directory with one piece of one file, found there once, written otherwise. */
function changed(file: File, piece: string, instead: string, from: DirectoryTexts = GOOD): DirectoryTexts {
  if (from[file].split(piece).length !== 2) throw new Error(`「${piece}」 does not stand once in ${file}`);
  return { ...from, [file]: from[file].replace(piece, () => instead) };
}

function errorsOf(texts: DirectoryTexts): readonly DirectoryFault[] {
  const parsed = parseTexts(texts);
  return parsed.ok ? [] : parsed.errors;
}

const brief = (faults: readonly DirectoryFault[]) =>
  faults.map(({ code, file, line, column }) =>
    [code.replace(/^DIRECTORY_/u, ''), `${file.replace('.csv', '')}:${line}`, column ?? '-'].join(' '),
  );

describe('a good directory', () => {
  it('is read whole', () => {
    const directory = directoryOf(GOOD);
    expect(directory.units.map(({ id }) => id)).toEqual(['zs', 'zs-sc', 'zs-so', 'zs-sz']);
    expect(directory.person('p3')).toEqual({
      id: 'p3',
      name: '市民税課長',
      unit: 'zs-sz',
      post: 'head',
      roles: [],
      absence: { from: '2026-11-20', to: '2026-11-24' },
      email: 'p3@city.example',
      phone: null,
      slackId: 'U3',
      teamsId: 'T3',
    });
    expect(directory.system('tax')).toMatchObject({
      important: true,
      owner: 'zs-sz',
      officers: ['p4', 'p5'],
    });
    expect(directory.postsOf('csirt-staff')).toHaveLength(2);
    expect(directory.postsOf('ciso')).toEqual([
      { role: 'ciso', holder: { person: 'p6' }, phone: '022-000-0000' },
    ]);
    expect(directory.personByEmail(' P3@CITY.example')?.id).toBe('p3');
    expect(directory.personBySlackId('U2')?.id).toBe('p2');
    expect(directory.personByTeamsId('T1')?.id).toBe('p1');
  });

  it('answers the same whatever the order of its rows', () => {
    const turned = (text: string) => {
      const [header = '', ...rows] = text.trimEnd().split('\n');
      return [header, ...rows.reverse()].join('\n');
    };
    const other = directoryOf({
      units: turned(GOOD.units),
      people: turned(GOOD.people),
      systems: turned(GOOD.systems),
      posts: turned(GOOD.posts),
    });
    const { units, people, systems, posts } = directoryOf(GOOD);
    expect([other.units, other.people, other.systems, other.posts]).toEqual([units, people, systems, posts]);
  });

  it('ignores other columns, blank rows and the order of columns', () => {
    const units = `備考,parent,kind,main_section,name,id
"一行目
二行目",,bureau,,財政局,zs
,,,,,

,zs,section,true,財政総務課,zs-so
,zs,section,,市民税課,zs-sz
,zs-sz,branch-office,,税証明センター,zs-sc
`;
    expect(directoryOf({ ...GOOD, units }).units).toEqual(directoryOf(GOOD).units);
  });

  it('takes what spreadsheets make of values: TRUE, 2026/11/5, full-width digits, spaces around', () => {
    const texts = changed('units', 'section,zs,true', 'section, zs ,TRUE');
    const people = changed('people', '2026-11-20,2026-11-24', '2026/11/5,２０２６－１１－２４', texts);
    const directory = directoryOf(
      changed('people', 'p4,市民税課 係長１,zs-sz', '　ｐ４　,市民税課 係長１,zs-sz　', people),
    );
    expect(directory.person('p3')?.absence).toEqual({ from: '2026-11-05', to: '2026-11-24' });
    expect(directory.person('p4')).toMatchObject({ name: '市民税課 係長１', unit: 'zs-sz' });
  });

  it.each([
    ['=HYPERLINK("x")', '"=HYPERLINK(""x"")"'],
    ['<b>課長</b>', '<b>課長</b>'],
    ['税,係', '"税,係"'],
    ['市民税課 課長', '"市民税課\n課長"'],
    ['髙橋﨑①', '髙橋﨑①'],
    ['\u202E課長', '\u202E課長'],
  ])('keeps %j as text', (name, cell) => {
    expect(directoryOf(changed('people', '市民税課長', cell)).person('p3')?.name).toBe(name);
  });

  it('warns of posts that nobody holds and officers from elsewhere, each with its place', () => {
    let texts = changed('people', 'p2,財政総務課長,zs-so,head', 'p2,財政総務課 職員１,zs-so,staff');
    texts = changed('units', 'zs,true', 'zs,false', texts);
    texts = changed('systems', 'p4;p5', 'p2', texts);
    texts = changed('systems', 'memo,備品台帳,false', 'memo,備品台帳,true', texts);
    texts = changed('posts', 'network-manager,zs-so,,\n', '', texts);
    texts = { ...texts, posts: texts.posts.replaceAll(/,[^,]*$/gmu, '') };
    const parsed = parseTexts(texts);
    expect(parsed.ok ? brief(parsed.warnings) : parsed.errors).toEqual([
      'MAIN_SECTION_EMPTY units:2 -',
      'HEAD_EMPTY units:3 -',
      'DEPUTY_EMPTY units:3 -',
      'OFFICER_OUTSIDE_SECTION systems:2 officers',
      'OFFICER_EMPTY systems:3 officers',
      'ROLE_EMPTY posts:null role',
      'CONTACT_COLUMN_MISSING posts:1 phone',
    ]);
  });

  it('does not miss a head where the CISO is the manager', () => {
    const parsed = parseTexts(changed('people', 'p1,財政局長,zs,head', 'p1,財政局 理事,zs,executive'));
    expect(parsed.ok ? brief(parsed.warnings) : parsed.errors).toEqual(['DEPUTY_EMPTY units:3 -']);
  });
});

describe('what is wrong is named by file, line and column', () => {
  it.each<[code: string, file: File, piece: string, instead: string]>([
    ['HEADER_MISSING units:1 -', 'units', 'id,name,kind,parent,main_section\n', ''],
    ['COLUMN_MISSING units:1 kind', 'units', ',kind,', ',knid,'],
    ['COLUMN_REPEATED people:1 roles', 'people', 'absent_to,email', 'roles,absent_to,email'],
    ['ROW_TOO_LONG systems:3 -', 'systems', '備品台帳,false,zs-so,', '備品,台帳,false,zs-so,p1'],
    ['CSV_MALFORMED people:3 -', 'people', '財政総務課長', '"財政総務課長'],
    ['CSV_MALFORMED people:5 -', 'people', '市民税課 係長１', '市民税課 "係長"１'],
    ['CSV_MALFORMED people:5 -', 'people', '市民税課 係長１', '"市民税課" 係長１'],
    ['FIELD_EMPTY people:4 name', 'people', '市民税課長', ' 　'],
    ['FIELD_EMPTY people:5 unit', 'people', '係長１,zs-sz', '係長１,'],
    ['FIELD_EMPTY people:5 post', 'people', 'chief', ''],
    ['FIELD_EMPTY systems:2 important', 'systems', 'true', ''],
    ['FIELD_EMPTY posts:2 role', 'posts', 'ciso', ''],
    ['FIELD_TOO_LONG units:4 name', 'units', '市民税課', '税'.repeat(101)],
    ['FIELD_TOO_LONG people:4 email', 'people', 'p3@', `${'p'.repeat(250)}@`],
    ['FIELD_CONTROL_CHARACTER people:4 name', 'people', '市民税課長', '市民\u0000税課長'],
    ['FIELD_CONTROL_CHARACTER people:4 name', 'people', '市民税課長', '市民\u001B[31m税課長'],
    ['FIELD_GARBLED people:4 name', 'people', '市民税課長', '市民\uFFFD課長'],
    ['ID_MALFORMED units:3 id', 'units', 'zs-so', 'zs so'],
    ['ID_MALFORMED people:5 id', 'people', 'p4,', 'p\u200B4,'],
    ['ID_REPEATED units:3 id', 'units', 'zs-so,', 'zs,財政局,bureau,,\nzs-so,'],
    ['ID_REPEATED people:5 id', 'people', 'p4,', 'p1,財政局 理事,zs,executive,,,,,,,\np4,'],
    ['ID_REPEATED systems:3 id', 'systems', 'memo', 'tax'],
    ['KIND_UNKNOWN units:3 kind', 'units', 'zs-so,財政総務課,section', 'zs-so,財政総務課,課'],
    ['POST_UNKNOWN people:5 post', 'people', 'chief', '係長'],
    ['BOOLEAN_MALFORMED units:3 main_section', 'units', 'zs,true', 'zs,○'],
    ['BOOLEAN_MALFORMED systems:3 important', 'systems', 'false', 'いいえ'],
    ['DATE_MALFORMED people:4 absent_from', 'people', '2026-11-20', '11月20日'],
    ['DATE_MALFORMED people:4 absent_from', 'people', '2026-11-20', '2026-02-30'],
    ['DATE_MALFORMED people:4 absent_to', 'people', '2026-11-24', '2026-11-24T00:00'],
    ['DATE_MALFORMED people:4 absent_to', 'people', '2026-11-24', '2026/13/1'],
    ['DATES_REVERSED people:4 absent_to', 'people', '2026-11-24', '2026-11-19'],
    ['ABSENCE_WITHOUT_START people:4 absent_from', 'people', '2026-11-20', ''],
    ['EMAIL_MALFORMED people:3 email', 'people', 'p2@city.example', 'p2.city.example'],
    ['EMAIL_MALFORMED people:3 email', 'people', 'p2@city.example', 'p2@city'],
    ['EMAIL_MALFORMED people:3 email', 'people', 'p2@city.example', 'a@b.example;c@d.example'],
    ['EMAIL_REPEATED people:4 email', 'people', 'p3@city.example', 'P2@City.Example'],
    ['SLACK_ID_REPEATED people:4 slack_id', 'people', 'U3', 'U1'],
    ['TEAMS_ID_REPEATED people:3 teams_id', 'people', 'T2', 'T1'],
    ['ROLE_UNKNOWN people:5 roles', 'people', 'deputy-information-manager', 'deputy'],
    [
      'ROLE_UNKNOWN people:5 roles',
      'people',
      'deputy-information-manager',
      'deputy-information-manager;ciso',
    ],
    ['DEPUTY_OUTSIDE_SECTION people:7 roles', 'people', 'executive,', 'executive,deputy-information-manager'],
    ['UNIT_UNKNOWN units:5 parent', 'units', 'branch-office,zs-sz', 'branch-office,zs-s'],
    ['UNIT_UNKNOWN people:5 unit', 'people', '係長１,zs-sz', '係長１,zz'],
    ['UNIT_UNKNOWN systems:3 owner', 'systems', 'false,zs-so', 'false,zz'],
    ['UNIT_UNKNOWN posts:3 unit', 'posts', 'network-manager,zs-so', 'network-manager,zz'],
    ['PERSON_UNKNOWN systems:2 officers', 'systems', 'p4;p5', 'p4;p9'],
    ['PERSON_UNKNOWN posts:5 person', 'posts', ',p4', ',p9'],
    ['BUREAU_WITH_PARENT units:5 parent', 'units', 'branch-office,zs-sz', 'bureau,zs'],
    ['SECTION_WITHOUT_BUREAU units:3 parent', 'units', 'section,zs,true', 'section,,false'],
    ['SECTION_WITHOUT_BUREAU units:3 parent', 'units', 'section,zs,true', 'section,zs-sz,false'],
    ['BRANCH_OFFICE_WITHOUT_SECTION units:5 parent', 'units', 'branch-office,zs-sz', 'branch-office,zs'],
    ['BRANCH_OFFICE_WITHOUT_SECTION units:5 parent', 'units', 'branch-office,zs-sz', 'branch-office,'],
    ['PARENT_CYCLE units:5 parent', 'units', 'branch-office,zs-sz', 'branch-office,zs-sc'],
    ['HEAD_REPEATED people:5 post', 'people', 'chief', 'head'],
    ['MAIN_SECTION_REPEATED units:4 main_section', 'units', 'zs,false', 'zs,true'],
    ['MAIN_SECTION_NOT_SECTION units:2 main_section', 'units', 'bureau,,', 'bureau,,true'],
    ['ROLE_UNKNOWN posts:4 role', 'posts', 'csirt-head', 'csirt-manager'],
    ['ROLE_HELD_TWICE posts:3 role', 'posts', 'network-manager,zs-so', 'ciso,zs-so'],
    ['ROLE_HELD_TWICE posts:4 role', 'posts', 'csirt-head', 'network-manager'],
    ['ROLE_HELD_TWICE posts:5 role', 'posts', 'csirt-staff,,p4', 'csirt-head,,p4'],
    ['ROLE_ROW_REPEATED posts:6 role', 'posts', ',p5', ',p4'],
    ['POST_HOLDER_UNCLEAR posts:3 -', 'posts', 'network-manager,zs-so,', 'network-manager,,'],
    ['POST_HOLDER_UNCLEAR posts:3 -', 'posts', 'network-manager,zs-so,', 'network-manager,zs-so,p2'],
  ])('%s (%s: %j → %j)', (expected, file, piece, instead) => {
    const errors = errorsOf(changed(file, piece, instead));
    expect(brief(errors)).toEqual([expected]);
    // What to do, in Japanese, on one line, with nothing unseen in it.
    expect(errors[0]?.message).toMatch(/^[^\p{Cc}\p{Cf}]*[ぁ-ん][^\p{Cc}\p{Cf}]*。$/u);
    expect(errors[0]?.message.length).toBeLessThan(160);
  });

  it('names every unit of a cycle', () => {
    const units = `${GOOD.units}a,甲課,section,b,\nb,乙課,section,c,\nc,丙課,section,a,\n`;
    expect(brief(errorsOf({ ...GOOD, units }))).toEqual([
      'PARENT_CYCLE units:6 parent',
      'PARENT_CYCLE units:7 parent',
      'PARENT_CYCLE units:8 parent',
    ]);
  });

  it('counts lines as an editor does, behind quoted line breaks and CRLF', () => {
    const people = GOOD.people
      .replace('財政総務課長', '"財政\n総務\n課長"')
      .replace('市民税課 係長１,zs-sz', '市民税課 係長１,zz')
      .replaceAll('\n', '\r\n');
    expect(brief(errorsOf({ ...GOOD, people }))).toEqual(['UNIT_UNKNOWN people:7 unit']);
  });

  it('names all faults of all files at once, in their order', () => {
    let texts = changed('units', 'zs-so,財政総務課,section', 'zs-so,,課');
    texts = changed('people', '2026-11-20', '2026-11-31', texts);
    texts = changed('people', 'p6,担当局長,zs', 'p6,担当局長,zz', texts);
    texts = changed('people', 'p5,税証明センター長', 'p1,税証明センター長', texts);
    texts = changed('systems', 'true,zs-sz', '?,zz', texts);
    texts = changed('posts', ',p4', 'zs,p9', texts);
    expect(brief(errorsOf(texts))).toEqual([
      'FIELD_EMPTY units:3 name',
      'KIND_UNKNOWN units:3 kind',
      'DATE_MALFORMED people:4 absent_from',
      'ID_REPEATED people:6 id',
      'UNIT_UNKNOWN people:7 unit',
      'BOOLEAN_MALFORMED systems:2 important',
      'UNIT_UNKNOWN systems:2 owner',
      'PERSON_UNKNOWN systems:2 officers',
      'POST_HOLDER_UNCLEAR posts:5 -',
      'PERSON_UNKNOWN posts:6 person',
    ]);
  });

  it('does not blame one file for what is broken in another', () => {
    const units = GOOD.units.replace(',kind,', ',knid,');
    expect(brief(errorsOf({ ...GOOD, units }))).toEqual(['COLUMN_MISSING units:1 kind']);
    const people = GOOD.people.replace('p1,財政局長', 'p1,"財政局長');
    expect(brief(errorsOf({ ...GOOD, people }))).toEqual(['CSV_MALFORMED people:2 -']);
  });
});

describe('the bytes of a file', () => {
  const { units, people, systems, posts } = GOOD;
  const parse = (bytes: Uint8Array | null) =>
    parseDirectory(
      {
        'units.csv': bytes,
        'people.csv': bytesOf(people),
        'systems.csv': bytesOf(systems),
        'posts.csv': bytesOf(posts),
      },
      sendaiRules,
    );

  it('may begin with a byte order mark, and end lines with CRLF', () => {
    for (const text of [`\uFEFF${units}`, units.replaceAll('\n', '\r\n'), units.trimEnd()])
      expect(parse(bytesOf(text)).ok).toBe(true);
  });

  it.each<[string, Uint8Array | null]>([
    ['FILE_MISSING units:null -', null],
    ['FILE_EMPTY units:null -', bytesOf('')],
    ['FILE_EMPTY units:null -', bytesOf('\n\n,,\n')],
    // UTF-16, as 「Unicode テキスト」 is saved.
    ['ENCODING_UNKNOWN units:null -', Uint8Array.of(0xff, 0xfe, 0x69, 0x00)],
    // Neither UTF-8 nor CP932.
    ['ENCODING_UNKNOWN units:null -', Uint8Array.of(0x69, 0x64, 0x81, 0x0a)],
  ])('are refused: %s', (expected, bytes) => {
    const parsed = parse(bytes);
    expect(parsed.ok ? [] : brief(parsed.errors)).toEqual([expected]);
  });
});
