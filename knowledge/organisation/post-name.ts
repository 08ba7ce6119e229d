import type { Directory, Person, Unit } from './directory.ts';

/** What the head of a unit is called: 市民税課 → 市民税課長, 財政局 → 財政局長, 青葉区役所 → 青葉区長. */
export function headTitle({ name }: Unit): string {
  return `${name.replace(/区役所$/u, '区')}長`;
}

/** What a person is called by their post: 市民税課長, 市民税課 係長, 市民税課 職員; an executive by the bureau alone. */
export function postTitle(person: Person, directory: Directory): string {
  const unit = directory.unitOf(person);
  switch (person.post) {
    case 'head':
      return headTitle(unit);
    case 'chief':
      return `${unit.name} 係長`;
    case 'executive':
      return unit.name;
    case 'staff':
      return `${unit.name} 職員`;
  }
}

/** 「防災課長 氏名 甲」; where the name is no more than the post, as in a sample, the name alone. */
export function postAndName(post: string, name: string): string {
  return name.startsWith(post) ? name : `${post} ${name}`;
}
