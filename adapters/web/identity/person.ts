import type { PersonId } from '../../../knowledge/organisation/directory.ts';
import { postAndName } from '../../../knowledge/organisation/post-name.ts';
import type { Viewer } from '../wire.ts';
import type { Session } from './session.ts';

/** A person of the directory, as far as the web channel needs to know one. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** What the person is called by their post: 市民税課長, 市民税課 係長, 市民税課 職員. */
  readonly post: string;
  readonly unit: string;
  /** The unit above, for the list; '' where there is none. */
  readonly bureau: string;
}

/** The directory as it is now: asked at every request, so that a changed directory counts at once. */
export interface People {
  byId(id: string): Person | null;
  /** @param email as the provider writes it; capitals make no difference. */
  byEmail(email: string): Person | null;
  all(): readonly Person[];
}

/** 「防災課長 氏名 甲」; where the name is no more than the post, as in a sample, the name alone. */
export function labelOf({ name, post }: Person): string {
  return postAndName(post, name);
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Whoever is signed in; null: nobody. */
    person: Person | null;
    session: Session | null;
    /** The same, as pages are told. */
    viewer: Viewer;
  }
}
