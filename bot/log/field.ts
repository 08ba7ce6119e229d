/** A short English word from our own code or the system: `ECONNREFUSED`, `STORE_UNAVAILABLE`, `TypeError`. */
export type CodeWord = string & { readonly __brand: 'CodeWord' };
/** A route as it is declared, not as it was asked for: `/clauses/:id`. */
export type Route = string & { readonly __brand: 'Route' };
/** Places in the program, innermost first: `bot/main.ts:41:9 adapters/start.ts:12:1`. */
export type Frames = string & { readonly __brand: 'Frames' };
/** Where the program itself answers: `http://127.0.0.1:3978`. */
export type OwnUrl = string & { readonly __brand: 'OwnUrl' };
/** A channel, as its folder is named. */
export type ChannelName = string & { readonly __brand: 'ChannelName' };
/** A column of the staff directory, as its header names it. */
export type ColumnName = string & { readonly __brand: 'ColumnName' };
export type Method = string & { readonly __brand: 'Method' };
/** The id that the program gave to a message of its own. */
export type NoticeId = string & { readonly __brand: 'NoticeId' };

const PLACE = /^((?:node:)?[\w@./+-]{1,200}:\d+:\d+)?$/;

/** Every field that a line of the log may have, and what it must look like. There is none for a text, an address, a name. */
const FIELDS = {
  code: word,
  reason: orNull(word),
  refusal: word,
  signal: word,
  file: matches(/^(units|people|systems|posts)\.csv$/),
  column: orNull(matches(/^[a-z_]{1,40}$/)),
  row: orNull(Number.isFinite),
  channel: matches(/^[a-z]{1,20}$/),
  method: matches(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/),
  route: matches(/^\/[0-9A-Za-z/:*._-]{0,80}$/),
  at: (value: unknown) => typeof value === 'string' && value.split(' ').every((place) => PLACE.test(place)),
  url: isOrigin,
  listening: isOrigin,
  notice: matches(/^[0-9A-Za-z._-]{1,100}$/),
  status: Number.isFinite,
  ms: Number.isFinite,
  retryMs: Number.isFinite,
  attempt: Number.isFinite,
  count: Number.isFinite,
} satisfies Record<string, (value: unknown) => boolean>;

/** Stands for what was not what its field is for. */
const UNFIT = 'UNFIT';

/** The entry with every undeclared field taken out, and every misfit replaced. */
export function fitting<Entry extends object>(entry: Entry): Entry {
  const known: Readonly<Record<string, (value: unknown) => boolean>> = FIELDS;
  const fields = Object.entries(entry).flatMap(([name, value]) => {
    const fits = Object.hasOwn(known, name) ? known[name] : undefined;
    return fits === undefined ? [] : [[name, fits(value) ? value : UNFIT]];
  });
  return Object.fromEntries(fields);
}

/** What kind of failure: its code, or else the name of its class. Never its message, which may hold what was typed. */
export function codeOf(error: unknown): CodeWord {
  if (error instanceof Error) {
    if ('code' in error && word(error.code)) return error.code;
    if (word(error.name)) return error.name as CodeWord;
  }
  return 'UNKNOWN' as CodeWord;
}

/** @param text a short English word from our own code. */
export function codeWord(text: string): CodeWord {
  return (word(text) ? text : UNFIT) as CodeWord;
}

/** @param pattern the route as declared: what matched, not what was asked for. */
export function routeOf(pattern: string): Route {
  return (FIELDS.route(pattern) ? pattern : UNFIT) as Route;
}

/** @param name of an HTTP method; a made-up one is what somebody sent. */
export function methodOf(name: string): Method {
  return (FIELDS.method(name) ? name : UNFIT) as Method;
}

export function columnName(name: string): ColumnName {
  return (FIELDS.column(name) ? name : UNFIT) as ColumnName;
}

export function channelName(name: string): ChannelName {
  return (FIELDS.channel(name) ? name : UNFIT) as ChannelName;
}

/** @param url scheme, host and port. */
export function ownUrl(url: string): OwnUrl {
  return (FIELDS.url(url) ? url : UNFIT) as OwnUrl;
}

export function noticeId(id: string): NoticeId {
  return (FIELDS.notice(id) ? id : UNFIT) as NoticeId;
}

/** Where an error arose, without its message and without the names of functions, which may be made of data. */
export function framesOf(error: unknown): Frames {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = stack.split('\n').flatMap((line) => {
    const place = /^ {4}at .*?([^\s()]+:\d+:\d+)\)?$/.exec(line)?.[1];
    const within = place === undefined ? '' : withinProgram(place);
    return within !== '' && PLACE.test(within) ? [within] : [];
  });
  return places.slice(0, 5).join(' ') as Frames;
}

/** `file:///srv/desk/bot/main.ts:41:9` → `bot/main.ts:41:9` */
function withinProgram(place: string): string {
  return place
    .replace(/^(?:file:\/\/)?.*\/(?=(?:adapters|bot|knowledge|node_modules)\/)/, '')
    .replace(/^file:\/\//, '');
}

function word(value: unknown): value is CodeWord {
  return typeof value === 'string' && /^[A-Za-z][0-9A-Za-z_]{0,59}$/.test(value);
}

function orNull(fits: (value: unknown) => boolean) {
  return (value: unknown): boolean => value === null || fits(value);
}

/** Scheme, host and port, without a path. */
function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/([0-9A-Za-z.-]+|\[[0-9a-f:]+\])(:\d+)?$/.test(value);
}

function matches(shape: RegExp) {
  return (value: unknown): boolean => typeof value === 'string' && shape.test(value);
}
