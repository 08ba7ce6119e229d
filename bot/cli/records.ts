import type { Writable } from 'node:stream';
import { openStore } from '../store/open-store.ts';
import { backup } from '../store/sqlite/backup.ts';
import { restore } from '../store/sqlite/restore.ts';
import { verifyFile } from '../store/sqlite/verify-file.ts';
import { faultSentence } from '../store/verify/fault.ts';
import type { Anchor } from '../store/verify/verify-checkpoints.ts';
import type { Verified } from '../store/verify/verify-records.ts';
import { WORK_VIEWS } from '../work/views.ts';
import { writeLine } from './json-lines.ts';

// Each of these writes one JSON line a fault and one at the end, with a Japanese `message`, and returns the exit code.
// What keeps them from their work is thrown, as a sentence for the administrator.

/** @param checkpoint `3:9f86d0…`, as an earlier run has printed it. */
export async function verifyRecords(
  file: string,
  checkpoint: string | undefined,
  out: Writable,
): Promise<number> {
  const anchor = checkpoint === undefined ? undefined : anchorIn(checkpoint);
  if (anchor === null) {
    await writeLine(out, {
      ok: false,
      message: '--checkpoint には、以前の結果にある「番号:値」を書いてください。 [CHECKPOINT_MALFORMED]',
    });
    return 2;
  }
  const verified = await verifyFile({ file, anchor, views: WORK_VIEWS });
  if (await writeFaults(verified, out)) return 1;
  await writeLine(out, { ok: true, ...countsOf(verified), message: soundMessage(verified) });
  return 0;
}

export async function backupRecords(dataFolder: string, file: string, out: Writable): Promise<number> {
  const verified = await backup({ dataFolder, file, views: WORK_VIEWS });
  if (await writeFaults(verified, out)) {
    await writeLine(out, {
      ok: false,
      message: '記録に異常があるため、控えは取りませんでした。 [BACKUP_FAULTY]',
    });
    return 1;
  }
  await writeLine(out, {
    ok: true,
    file,
    ...countsOf(verified),
    message: `控えを「${file}」に取り、確かめました。${soundMessage(verified)}`,
  });
  return 0;
}

export async function restoreRecords(dataFolder: string, file: string, out: Writable): Promise<number> {
  const { verified, kept } = await restore({ dataFolder, file, views: WORK_VIEWS });
  if (await writeFaults(verified, out)) {
    await writeLine(out, {
      ok: false,
      message: `「${file}」に異常があるため、何も戻していません。別の控えを指定してください。 [RESTORE_FAULTY]`,
    });
    return 1;
  }
  const before = kept === null ? '' : `元の記録は「${kept}」に残しました。`;
  await writeLine(out, {
    ok: true,
    kept,
    ...countsOf(verified),
    message: `「${file}」の記録を戻しました。${before}控えのあとに送った通知は、再送としてもう一度送られることがあります。`,
  });
  return 0;
}

export async function rebuildViews(dataFolder: string, out: Writable): Promise<number> {
  const store = await openStore({ dataFolder, views: WORK_VIEWS });
  try {
    const events = await store.views.rebuild();
    await writeLine(out, { ok: true, events, message: `${events}件の出来事から一覧を作り直しました。` });
    return 0;
  } finally {
    await store.close();
  }
}

/** @returns whether there were any. */
async function writeFaults(verified: Verified, out: Writable): Promise<boolean> {
  for (const fault of verified.faults) await writeLine(out, { ...fault, message: faultSentence(fault) });
  if (verified.faults.length === 0) return false;
  const count = `${verified.faults.length}件${verified.cut ? '以上' : ''}`;
  await writeLine(out, {
    ok: false,
    ...countsOf(verified),
    message: `記録に異常が${count}あります。記録をそのまま保管し、控え（バックアップ）と照らし合わせてください。 [RECORDS_FAULTY]`,
  });
  return true;
}

const anchorText = (anchor: Anchor | null) => (anchor === null ? null : `${anchor.number}:${anchor.hash}`);

function countsOf({ events, streams, texts, erased, checkpoints, last }: Verified) {
  return { events, streams, texts, erased, checkpoints, checkpoint: anchorText(last) };
}

function soundMessage(verified: Verified): string {
  const { events, streams, texts, erased, checkpoints, last } = verified;
  const noted =
    last === null
      ? ''
      : `確認点「${anchorText(last)}」を別の場所に控えておくと、次に --checkpoint で照らし合わせられます。`;
  return `記録に異常はありません（出来事 ${events}件、流れ ${streams}本、文章 ${texts}件、消去済み ${erased}件、確認点 ${checkpoints}件）。${noted}`;
}

/** Null where it cannot be read. */
function anchorIn(text: string): Anchor | null {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/u.exec(text) ?? [];
  return number === undefined || hash === undefined ? null : { number: Number(number), hash };
}
