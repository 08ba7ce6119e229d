/** What can stand in the way of the store. Everything else that is thrown is a fault of our own code. */
export type StoreErrorCode =
  /** Another process has this data folder. */
  | 'STORE_LOCKED'
  /** The folder or a file in it cannot be made or written: rights, a read-only disk, a file in a folder's place. */
  | 'STORE_NOT_WRITABLE'
  /** The file is no database, not ours, or broken inside. It has been left as it was found. */
  | 'STORE_DAMAGED'
  /** Made by a newer version, whose migrations are unknown here. It has been left as it was found. */
  | 'STORE_NEWER'
  /** Made by an older version, and not started with this one yet: it cannot be verified here. */
  | 'STORE_OLDER'
  /** There is no file where one was to be read. */
  | 'STORE_MISSING'
  /** There is a file where a new one was to be written. It has been left as it was found. */
  | 'STORE_EXISTS'
  /** A read or write failed: disk full, file locked by another program, store closed. Load again before a next write. */
  | 'STORE_UNAVAILABLE';

/** Japanese, for the administrator: what is wrong with which place, and what to do. */
const REMEDIES: Readonly<Record<StoreErrorCode, (place: string, reason: string) => string>> = {
  STORE_LOCKED: (place) =>
    `データフォルダー「${place}」は、動作中の別のアシスタントが使っています。先に動いているものを終わらせるか、DATA_DIR に別のフォルダーを指定して、もう一度起動してください。`,
  STORE_NOT_WRITABLE: (place, reason) =>
    `「${place}」に記録を書き込めません${reason}。書き込み禁止になっていないか、このプログラムを動かす利用者に書き込みの権限があるかを確かめてください。別の場所に記録するには、DATA_DIR にそのフォルダーを指定してください。`,
  STORE_DAMAGED: (place, reason) =>
    `「${place}」は壊れているか、このアシスタントの記録ではありません${reason}。名前が「assistant」で始まるファイルをまとめて別の場所に移し、控え（バックアップ）があればそれを戻して、もう一度起動してください。`,
  STORE_NEWER: (place) =>
    `「${place}」は、これより新しい版のアシスタントの記録です。新しい版で起動してください。この版で試すには、DATA_DIR に別のフォルダーを指定してください。`,
  STORE_OLDER: (place) =>
    `「${place}」は、これより古い版のアシスタントの記録です。この版でアシスタントを一度起動すると新しくなります。そのあとで、もう一度実行してください。`,
  STORE_MISSING: (place) =>
    `「${place}」に記録がありません。ファイルやフォルダーの指定が正しいかを確かめて、もう一度実行してください。`,
  STORE_EXISTS: (place) =>
    `「${place}」はすでにあります。上書きはしません。別の名前を指定して、もう一度実行してください。`,
  STORE_UNAVAILABLE: (place, reason) =>
    `「${place}」の記録を読み書きできませんでした${reason}。ディスクの空き容量と、別のプログラムがこのファイルを開いていないかを確かめて、もう一度試してください。`,
};

/** Thrown by `openStore` and by all that the store does. Its message is ready to be shown, and holds nothing typed. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** The database's or system's own word for it (`SQLITE_FULL`, `EACCES`), or empty. */
  readonly reason: string;

  /** @param place the folder or file that the administrator has to look at. */
  constructor(code: StoreErrorCode, place: string, reason = '', options?: ErrorOptions) {
    super(`${REMEDIES[code](place, reason && `（${reason}）`)} [${code}]`, options);
    this.name = 'StoreError';
    this.code = code;
    this.reason = reason;
  }
}
