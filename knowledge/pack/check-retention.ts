import type { PackError } from './pack-error.ts';
import type { Placed } from './read-file.ts';
import type { Intent, PackFile } from './schemas.ts';

/** What of `retention` is not so: a report that does not exist, one twice, or one left out though others are named. */
export function checkRetention(main: Placed<PackFile>, intents: readonly Intent[]): PackError[] {
  const { retention } = main.data;
  if (retention.length === 0) return [];
  const reports = intents.flatMap(({ id, kind }) => (kind === 'report' ? [id] : []));
  const named = retention.map(({ procedure }) => procedure);
  const fault = (code: string, path: readonly PropertyKey[], message: string): PackError => ({
    code,
    file: main.file,
    line: main.lineOf(path),
    message,
  });
  return [
    ...named.flatMap((procedure, i) => {
      const path = ['retention', i, 'procedure'];
      if (!reports.includes(procedure))
        return [
          fault(
            'RETENTION_UNKNOWN',
            path,
            `「${procedure}」は intents の報告（kind: report）にありません。綴りを確かめてください。`,
          ),
        ];
      return named.indexOf(procedure) < i
        ? [
            fault(
              'PACK_ENTRY_REPEATED',
              path,
              `「${procedure}」の保存期間が二つあります。一つにまとめてください。`,
            ),
          ]
        : [];
    }),
    ...reports
      .filter((report) => !named.includes(report))
      .map((report) =>
        fault(
          'RETENTION_MISSING',
          ['retention'],
          `報告「${report}」の保存期間がありません。retention に加えてください。`,
        ),
      ),
  ];
}
