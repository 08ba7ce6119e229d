import type { Marker } from './rules/marker.ts';
import type { SourceLine } from './rules/page-furniture.ts';

/** A clause while it is being read: where it stands, and its lines as printed. Nothing outside the parser sees one. */
export interface Draft {
  readonly id: string;
  readonly marker: Marker;
  readonly parent: Draft | null;
  readonly children: Draft[];
  /** The first is the marker's own line without the marker; its `columns` are those of the whole line. */
  readonly lines: SourceLine[];
  readonly line: number;
}
