import { expect, test } from 'vitest';
import { peopleOf } from '../../../../adapters/web/identity/people-of-directory.ts';
import { labelOf } from '../../../../adapters/web/identity/person.ts';
import { parseDirectory } from '../../../../knowledge/organisation/parse-directory.ts';
import { sample } from '../../../knowledge/organisation/sample-directory.ts';

const directory = (people: string) => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const parsed = parseDirectory(
    {
      'units.csv': bytes(
        'id,name,kind,parent,main_section\nsoumu,総務局,bureau,,false\nbousai,防災課,section,soumu,true\naoba,青葉区役所,bureau,,false\n',
      ),
      'people.csv': bytes(
        `id,name,unit,post,roles,absent_from,absent_to,email,phone,slack_id,teams_id\n${people}`,
      ),
      'systems.csv': bytes('id,name,important,owner,officers\n'),
      'posts.csv': bytes('role,unit,person,phone\n'),
    },
    new Map(),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return { current: parsed.directory };
};

const SMALL = directory(
  [
    'kou,氏名 甲,bousai,head,,,,kou@city.example.jp,,,',
    'otsu,氏名 乙,bousai,chief,,,,Otsu@City.Example.JP,,,',
    'hei,氏名 丙,bousai,staff,,,,,,,',
    'tei,氏名 丁,soumu,executive,,,,tei@city.example.jp,,,',
    'bo,氏名 戊,aoba,head,,,,bo@city.example.jp,,,',
  ].join('\n'),
);

test('people are called by their posts, and listed as an organisation is read', () => {
  expect(peopleOf(SMALL).all().map(labelOf)).toEqual([
    '青葉区長 氏名 戊',
    '総務局 氏名 丁',
    '防災課長 氏名 甲',
    '防災課 係長 氏名 乙',
    '防災課 職員 氏名 丙',
  ]);
  expect(peopleOf(SMALL).byId('kou')).toMatchObject({ unit: '防災課', bureau: '総務局' });
});

test('the sample’s people, who are named after their posts, are not called by them twice', () => {
  const labels = peopleOf({ current: sample }).all().map(labelOf);
  expect(labels.length).toBeGreaterThan(80);
  expect(labels.filter((label) => /(\S+) \1/u.test(label))).toEqual([]);
});

test('a person is found by the address, whatever its capitals on either side', () => {
  const people = peopleOf(SMALL);
  expect(people.byEmail('KOU@city.example.jp')?.id).toBe('kou');
  expect(people.byEmail('otsu@city.example.jp')?.id).toBe('otsu');
});

test.each([
  '',
  ' ',
  'kou',
  'kou@city.example.jp.evil.example',
  'ao\u212ai@city.example.jp',
  'kou@city.example.jp\u0000',
  ' kou@city.example.jp',
  'ａｏｋｉ@city.example.jp',
  'null',
])('nobody is found by 「%s」', (email) => {
  expect(peopleOf(SMALL).byEmail(email)).toBeNull();
});

test.each(['', 'nobody', '__proto__', 'constructor'])('nobody has the id 「%s」', (id) => {
  expect(peopleOf(SMALL).byId(id)).toBeNull();
});

test('a directory that changes counts at once', () => {
  const changing = { current: SMALL.current };
  const people = peopleOf(changing);
  expect(people.byId('hei')).not.toBeNull();
  changing.current = directory('kou,氏名 甲,bousai,staff,,,,new@city.example.jp,,,').current;
  expect(people.byId('hei')).toBeNull();
  expect(people.byEmail('kou@city.example.jp')).toBeNull();
  expect(people.byEmail('new@city.example.jp')?.post).toBe('防災課 職員');
});
