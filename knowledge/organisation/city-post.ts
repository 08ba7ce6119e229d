import type { CityPost, Directory, Person, Unit } from './directory.ts';

/** Who holds a post of `posts.csv`; null where the unit has no head. */
export function holderOf(post: CityPost, directory: Directory): Person | null {
  if ('person' in post.holder) return directory.person(post.holder.person) ?? null;
  const unit = directory.unit(post.holder.unit);
  return unit === undefined ? null : directory.headOf(unit);
}

/** The unit a post belongs to, whether anybody holds it or not. */
export function unitOfPost(post: CityPost, directory: Directory): Unit | null {
  if ('unit' in post.holder) return directory.unit(post.holder.unit) ?? null;
  const person = directory.person(post.holder.person);
  return person === undefined ? null : directory.unitOf(person);
}

/** Whether one of the posts for a role belongs to a bureau. */
export function isInBureau(role: string, bureau: Unit, directory: Directory): boolean {
  return directory.postsOf(role).some((post) => {
    const unit = unitOfPost(post, directory);
    return unit !== null && directory.bureauOf(unit).id === bureau.id;
  });
}
