import type { DirectoryFile } from '../../knowledge/organisation/directory-fault.ts';
import { deliveryRemedy } from '../messages/delivery-remedy.ts';
import type { ChannelName, CodeWord, ColumnName, Frames, Method, NoticeId, OwnUrl, Route } from './field.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * Everything that can be said in the log. A field is a number, or a string that only its own maker in `field.ts` makes:
 * none is for text that somebody typed. A new entry is a line here and a sentence in {@link LINES}.
 */
export type LogEntry =
  | { readonly code: 'POLICY_LOADING' }
  /** `url` is where people reach it, `listening` where the process does: the same where no proxy is in front. */
  | { readonly code: 'WEB_READY'; readonly url: OwnUrl; readonly listening: OwnUrl }
  | { readonly code: 'NO_BROWSER_FOUND'; readonly url: OwnUrl }
  | { readonly code: 'CACHE_NOT_KEPT'; readonly reason: CodeWord }
  | { readonly code: 'FORGETTING_FAILED' | 'CLOCKWORK_FAILED'; readonly reason: CodeWord }
  | { readonly code: 'SAMPLE_DIRECTORY' }
  | { readonly code: 'DIRECTORY_LOADED' | 'DIRECTORY_KEPT'; readonly count: number }
  | {
      readonly code: 'DIRECTORY_FAULT';
      readonly file: DirectoryFile;
      readonly row: number | null;
      readonly column: ColumnName | null;
      readonly reason: CodeWord;
    }
  | { readonly code: 'DIRECTORY_UNSEEN'; readonly reason: CodeWord }
  | { readonly code: 'DEMO_SECRET_NOT_KEPT'; readonly reason: CodeWord }
  | {
      readonly code: 'SIGN_IN_REFUSED' | 'PROVIDER_TROUBLE';
      readonly refusal: CodeWord;
      readonly reason: CodeWord | null;
    }
  | { readonly code: 'MAIL_NOT_SET' }
  | { readonly code: 'NOT_RECORDED' }
  | { readonly code: 'DELIVERY_READY'; readonly channel: ChannelName; readonly ms: number }
  | { readonly code: 'DELIVERY_UNAVAILABLE'; readonly channel: ChannelName; readonly reason: CodeWord }
  | {
      readonly code: 'REQUEST';
      readonly method: Method;
      readonly route: Route;
      readonly status: number;
      readonly ms: number;
    }
  | {
      readonly code: 'WEB_INTERNAL';
      readonly method: Method;
      readonly route: Route;
      readonly reason: CodeWord;
      readonly at: Frames;
    }
  | {
      readonly code: 'NOTICE_DELIVERED';
      readonly channel: ChannelName;
      readonly notice: NoticeId;
      readonly attempt: number;
      readonly ms: number;
    }
  | {
      readonly code: 'NOTICE_DELAYED' | 'NOTICE_UNCERTAIN';
      readonly channel: ChannelName;
      readonly notice: NoticeId;
      readonly attempt: number;
      readonly reason: CodeWord;
      readonly retryMs: number;
    }
  | {
      readonly code: 'NOTICE_GIVEN_UP';
      readonly channel: ChannelName;
      readonly notice: NoticeId;
      readonly attempt: number;
      readonly reason: CodeWord;
    }
  | {
      readonly code: 'OUTBOX_FAILED';
      readonly channel: ChannelName;
      readonly reason: CodeWord;
      readonly at: Frames;
    }
  | { readonly code: 'STOPPING'; readonly signal: CodeWord }
  | { readonly code: 'STOPPED'; readonly ms: number }
  | { readonly code: 'STOPPED_UNFINISHED'; readonly ms: number }
  | { readonly code: 'UNEXPECTED'; readonly reason: CodeWord; readonly at: Frames };

type EntryOf<Code> = Extract<LogEntry, { readonly code: Code }>;

type Lines = {
  readonly [Code in LogEntry['code']]: {
    readonly level: Level;
    /** Japanese, for the administrator; a line without one is for counting. */
    readonly line: (entry: EntryOf<Code> & { readonly code: Code }) => string | null;
  };
};

const silent = () => null;

export const LINES: Lines = {
  POLICY_LOADING: { level: 'info', line: () => '規程を読み込んでいます…' },
  WEB_READY: {
    level: 'info',
    line: ({ url, listening }) =>
      `準備ができました${url === listening ? '' : `（待受け：${listening}）`}。ブラウザーで ${url} を開いてください。`,
  },
  NO_BROWSER_FOUND: {
    level: 'info',
    line: ({ url, code }) => `ブラウザーを自動では開けませんでした。${url} を開いてください。 [${code}]`,
  },
  CACHE_NOT_KEPT: {
    level: 'warn',
    line: ({ reason, code }) =>
      `画面のキャッシュを DATA_DIR の cache に保存できませんでした。動作に影響はありません。 [${code}] ${reason}`,
  },
  CLOCKWORK_FAILED: {
    level: 'error',
    line: ({ reason, code }) =>
      `催促・名簿の確認などの、裏で行う処理に失敗しました。続けて試みます。 [${code}] ${reason}`,
  },
  FORGETTING_FAILED: {
    level: 'warn',
    line: ({ reason, code }) =>
      `続きのない古い会話を消せませんでした。明日もう一度試します。 [${code}] ${reason}`,
  },
  SAMPLE_DIRECTORY: {
    level: 'warn',
    line: ({ code }) =>
      `職員名簿に見本を使っています。職員がサインインするには、DIRECTORY_DIR に名簿のフォルダーを指定してください。 [${code}]`,
  },
  DIRECTORY_LOADED: {
    level: 'info',
    line: ({ count, code }) =>
      `変更された名簿を読み込みました${count === 0 ? '' : `（確かめていただきたい箇所が${count}件あります）`}。 [${code}]`,
  },
  DIRECTORY_KEPT: {
    level: 'warn',
    line: ({ count, code }) =>
      `変更された名簿に${count}件の誤りがあり、読み込めません。直るまで、前の名簿を使い続けます。 [${code}]`,
  },
  DIRECTORY_FAULT: {
    level: 'warn',
    line: ({ file, row, column, reason }) =>
      `  ${file}${row === null ? '' : `:${row}`}${column === null ? '' : ` ${column}`}  [${reason}]`,
  },
  DIRECTORY_UNSEEN: {
    level: 'warn',
    line: ({ reason, code }) => `名簿を確かめられませんでした。 [${code}] ${reason}`,
  },
  DEMO_SECRET_NOT_KEPT: {
    level: 'warn',
    line: ({ reason, code }) =>
      `デモ用の鍵を DATA_DIR に保存できません。窓口を起動し直すと、サインインし直すことになります。 [${code}] ${reason}`,
  },
  SIGN_IN_REFUSED: {
    level: 'warn',
    line: ({ refusal, reason }) => `サインインを受け付けませんでした。 [${refusal}]${after(reason)}`,
  },
  PROVIDER_TROUBLE: {
    level: 'error',
    line: ({ refusal, reason }) =>
      `認証基盤（OIDC_ISSUER）の情報を読み取れませんでした。設定とネットワークを確かめてください。直るまでサインインできません。 [${refusal}]${after(reason)}`,
  },
  NOT_RECORDED: {
    level: 'error',
    line: ({ code }) =>
      `記録できなかったため、操作を受け付けませんでした。DATA_DIR の空き容量と、ほかのプログラムがファイルを使っていないかを確かめてください。 [${code}]`,
  },
  MAIL_NOT_SET: {
    level: 'warn',
    line: ({ code }) =>
      `メール（SMTP_URL）が設定されていないため、管理者には、この画面の外ではお知らせが届きません。 [${code}]`,
  },
  DELIVERY_READY: { level: 'info', line: silent },
  DELIVERY_UNAVAILABLE: {
    level: 'warn',
    line: ({ reason, code }) =>
      `${deliveryRemedy(reason)}お知らせは、つながるまで送り直します。 [${code}] ${reason}`,
  },
  REQUEST: { level: 'info', line: silent },
  WEB_INTERNAL: {
    level: 'error',
    line: ({ method, route, reason, at, code }) =>
      `Web 画面の処理中に障害が起きました（${method} ${route}）。 [${code}] ${reason} ${at}`,
  },
  NOTICE_DELIVERED: { level: 'info', line: silent },
  NOTICE_DELAYED: {
    level: 'warn',
    line: ({ channel, notice, retryMs, reason, code }) =>
      `${nameOf(channel)}のお知らせ ${notice} を送れませんでした。${seconds(retryMs)}秒後に送り直します。 [${code}] ${reason}`,
  },
  NOTICE_UNCERTAIN: {
    level: 'warn',
    line: ({ channel, notice, retryMs, reason, code }) =>
      `${nameOf(channel)}のお知らせ ${notice} が届いたかどうか分かりません。${seconds(retryMs)}秒後に「再送」と付けて送り直します。 [${code}] ${reason}`,
  },
  NOTICE_GIVEN_UP: {
    level: 'error',
    line: ({ channel, notice, reason, code }) =>
      `${nameOf(channel)}のお知らせ ${notice} は、宛先に届けられません。宛先の登録を確かめてください。 [${code}] ${reason}`,
  },
  OUTBOX_FAILED: {
    level: 'error',
    line: ({ channel, reason, at, code }) =>
      `${nameOf(channel)}の送信の記録を読み書きできませんでした。 [${code}] ${reason} ${at}`,
  },
  STOPPING: { level: 'info', line: silent },
  STOPPED: { level: 'info', line: silent },
  STOPPED_UNFINISHED: {
    level: 'warn',
    line: ({ ms, code }) =>
      `終わっていない処理がありましたが、${seconds(ms)}秒待ったため終了します。 [${code}]`,
  },
  UNEXPECTED: {
    level: 'error',
    line: ({ reason, at, code }) =>
      `プログラムの不具合のため終了します。この表示を管理者に知らせてください。 [${code}] ${reason} ${at}`,
  },
};

function nameOf(channel: ChannelName): string {
  return channel === 'mail' ? 'メール' : channel;
}

function after(reason: string | null): string {
  return reason === null ? '' : ` ${reason}`;
}

function seconds(ms: number): string {
  return Math.ceil(ms / 1_000).toLocaleString('ja-JP');
}
