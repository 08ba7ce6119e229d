/**
 * What the form of a typed sentence says of it, whatever its words are. All texts here are tidied: NFKC, lower case, no
 * blanks.
 */

/** Politeness and the like at the end of a short answer: 「Ⅱです。」「業者あてになります」「外部のほうで」. */
const TAIL =
  /(?:でお願いします|をお願いします|お願いします|になります|になる|にします|にする|を選びます|で(?:いい|よい)です|だと思います|なんです(?:けど|が)?|のほう|の方|宛て?|あて|に送ります|に送る|です(?:ね|よ|けど)?|でした|だよ|だね|だ|で|に|へ|よ|ね|[。.!、…~「」『』])+$/u;
const HEAD = /^(?:えーと|えっと|ええと|あの|じゃあ|では|それなら|答えは|やっぱり|やはり|[「『、。])+/u;

/** A short answer without what stands around it. */
export function bare(text: string): string {
  const without = text.replace(HEAD, '');
  // 「はい」 ends in no politeness, and 「で」 alone is none.
  return without.replace(TAIL, '') || without;
}

const YES =
  /^(?:はい|ハイ|はーい|うん|ええ|そう|そうです|その通り|そのとおり|イエス|yes|y|ある|あり|あります|有|有り|する|します|できる|できます|入っている|入っています|入ってる|含む|含みます|含まれる|含まれます|必要|当てはまる|当てはまります|該当する|該当します|[o〇○])$/u;
const NO =
  /^(?:いいえ|イイエ|いえ|いや|ううん|ノー|no|n|ない|なし|ありません|無|無し|ないです|しない|しません|できない|できません|入っていない|入っていません|入ってない|含まない|含みません|含まれない|含まれません|不要|必要(?:は|では|じゃ)?(?:ない|ありません|なし)|い[らり](?:ない|ません)|要らない|要りません|違う|違います|ちがう|ちがいます|当てはまらない|当てはまりません|該当しない|該当しません|該当なし|[x×✕])$/u;

/** 「はい」「うん」「ない」 as a whole answer. */
export function yesOrNo(text: string): boolean | null {
  if (YES.test(text)) return true;
  return NO.test(text) ? false : null;
}

/** 「いや必要ない」: a no that says it twice. */
export function saysNoTwice(text: string): boolean {
  const twice = /^(?:いや|いえ|いいえ|ううん)(.{2,})$/u.exec(text)?.[1];
  return twice !== undefined && yesOrNo(twice) === false;
}

/** 「はい、業者です」 → true, and what is left to be read. */
export function leadingYesOrNo(text: string): { readonly yes: boolean | null; readonly rest: string } {
  const lead = /^(はい|ハイ|うん|ええ|いいえ|いえ|いや|ううん)[、。,.!]+(?=.)/u.exec(text);
  if (lead === null) return { yes: null, rest: text };
  return { yes: yesOrNo(lead[1] ?? ''), rest: text.slice(lead[0].length) };
}

/** Nobody is to be held to these. */
const HEDGE =
  /たぶん|多分|おそらく|恐らく|もしかし|かも(?:しれ|知れ|$|[。、です])|かな[あぁー]?(?:$|[。?!])|と思う|と思います|気がする|気がします|っぽい|はず(?:だ|です|$)|わから|分から|解ら|わかりま|分かりま|不明|知らない|知りません|知らん|どっちでも|どちらでも|どちらとも|どっちとも|ケースバイ|場合による|場合によ(?:り|って)|ケースによ|ものによ(?:る|り)|によります|一概に|微妙|どうだろう|どうでしょう|さあ(?:$|[。、])|迷って|迷う|自信が?な/u;

/** 「たぶん」「どっちでもいいです」: a hedge, and next to nothing beside it. */
export function isOnlyHedge(text: string): boolean {
  return text.replace(HEDGE, '').replace(/(?:いい|よい|です|ます|だ|ね|よ|[。.!?…ー~])+$/u, '').length <= 2;
}

/** 「分からない」「重要性分類が分かりません」: nothing but that the person does not know. */
export function isUnknown(text: string): boolean {
  return (
    /^.{0,20}?(?:(?:分か|わか|判|解)(?:らない|りません|らん)|知らない|知りません|不明)(?:の|ん)?(?:です(?:が|けど)?|だ)?[。.!…]*$/u.test(
      text,
    ) && !/[、。]/u.test(text.slice(0, -1))
  );
}

export function isHedged(text: string): boolean {
  return HEDGE.test(text);
}

const ASKS =
  /[?]$|(?:です|ます|でしょう|ません)か[。]?$|(?:の|だめ|いい|よい|良い)か(?:な)?[。]?$|(?:教え|おしえ)て|とは[。]?$|(?:どう|なぜ|なんで|どこ|いつ|誰|だれ|何|なに|どれ|どの|どんな|いくつ)(?:し|す|が|に|で|を|の|ま|な|れ|や|い).*(?:か|の)[。]?$/u;

/** Whether a sentence asks something back. 「業者に送りたい」 does not. */
export function asks(text: string): boolean {
  return ASKS.test(text);
}

/** What somebody wants to do or to know: a question, whatever its form. */
const WISHES = /[?]|たい(?:です|の|ん|けど|が|[。…]|$)|ほしい|欲しい|下さい|ください|教え|おしえ|知り/u;
const STATES =
  /(?:です|ます|ません|である|だ|だよ|ない|なし|ある|る|以外|たぶん|多分)(?:よ|ね|けど|が)?[。.!…]*$/u;
/** Longer than this it tells something of its own. */
const SHORT = 20;

/** Whether a text asks or wants something: it is no answer, whatever it names. */
export function isWish(text: string): boolean {
  return asks(text) || WISHES.test(text);
}

/** A short statement, a denial or a hedge: nothing is asked with it. */
export function isShortStatement(text: string): boolean {
  const isAsked = asks(text) || WISHES.test(text);
  return text.length <= SHORT && !isAsked && (isHedged(text) || STATES.test(text) || DENIES.test(text));
}

/** Something that has happened, or was found to be gone. */
const HAPPENED =
  /しま[いうえっ]|ちゃっ|じゃっ|た(?:よ|ね|の|ん|です|けど|が|から|ので|かも|らしい)*[。.!…]*$|ました|[たっ]た[。、]|見(?:当た|つか)|な(?:い|く)な[っり]/u;

/** Words that choose among answers, and are about nothing themselves: 「Ⅲ以外」「Ⅱ以下」「両方」. */
const CHOOSING = /以外|以上|以下|未満|両方|双方|片方|何れ|半々|別|他|方/gu;

/** Whether a text says nothing but what a question asks about, and tells of nothing that happened. */
export function keepsTo(text: string, question: string): boolean {
  if (asks(text) || WISHES.test(text) || HAPPENED.test(text)) return false;
  const words = text.replace(CHOOSING, '、').match(/[\p{sc=Han}]+|[\p{sc=Katakana}ー]+|[a-z]+/gu) ?? [];
  return words.length > 0 && words.every((word) => question.includes(word));
}

/** 「Ⅱなら？」「添付なしの場合は？」 → what is supposed; null where nothing is. */
export function supposed(text: string): string | null {
  const match =
    /^(?:じゃあ?|では|それなら|もし(?:も)?)?(.+?)(?:なら(?:ば)?|だったら|だとしたら|だとすると|の場合(?:は|なら)?|だと)(?:どう(?:です|でしょう)?(?:か|なる)?)?[?。]*$/u.exec(
      text,
    );
  return match?.[1] ?? null;
}

/** Turns that sound like a denial and are none: 「問題ない」「かもしれない」「つないだ」「なくした」. */
const NO_DENIAL =
  /問題(?:は|が|も)?(?:ない|なし|ありません)|(?:構|かま)(?:わない|いません)|しか(?:い|し)?(?:ない|ありません)|間違い(?:は|が)?(?:ない|ありません)|に違いない|かも(?:しれ|知れ)(?:ない|ません)|(?:いけ|行け|なら)(?:ない|ません)|だけ(?:で|じゃ)なく|じゃない(?:です)?か|ではない(?:です)?か|つない(?=[でだ])|つなな?く|(?:おこ|とも|う?しな|少|すく|危|あぶ)ない(?=[まがで])|なく(?:し|な[っりる])|見(?:当た|つか)[らり](?:ない|ず|ません)/gu;

/** Denials that deny themselves: nobody is to be held to them. */
export const DOUBLE_DENIAL =
  /ないわけ|なくはない|なくもない|ないこと[はも](?:ない|ありません|なく)|ないとは(?:言|い|限)|ない(?:(?!ので|から|けど|のに)[^、。,.!?]){0,8}?(?:じゃ|では|で)(?:ない|ありません|なく)(?!です?か|か)/u;

/** How far a word's denial may stand behind it, in letters. */
const REACH = 16;
/** Behind these another thing is said. */
const TURNS =
  /[、。,.!?;]|けど|けれど|ので|から|ため|のに|[てで](?:い(?:て|る)|お(?:り|る)(?!ま))|[てで](?=暗|送|渡|保)|(?<![な無])し、/u;
const DENIES = /ない|なし|無し|無い|なく|ません|以外|抜き|不要|ぬき|ずに/u;
/** Not without it: 「頼まないと届かない」「使わなければならない」. */
const CONDITION = /^(?:と(?!思)|ければ|きゃ|いで|くては|くちゃ)/u;
/** What may stand between a word and the verb whose denial denies the word. */
const LINKS =
  /^(?:など|とか|等|って|[はがをもにへとでのや]|一切|全く|まったく|全然|特に|もう|まだ|何も|別に|決して|絶対に?|情報|データ|記載|利用|使用|通信|接続|取り?扱い?|予定|必要)*/u;
/** The rest of the word's own verb: 「頼|まない」「つな|がらない」「貸与|されていない」. */
const INFLECTED = /^(?:で?は)?[\p{sc=Hira}]{0,2}(?:れ|られ)?(?:て(?:い|お(?:り)?)|で(?:い|お(?:り)?))?$/u;
/** Verbs that say of a thing that it is there, is used, or is the case. */
const GOVERNS =
  /^(?:入[っれ]|はい[っ]|含[まんめ]|ふく[まんめ]|あり?|い|し|さ|され|せ|でき|出来|使[わっい]|つか[わっい]|用い|付け|付い|つけ|つい|つな(?:が[らっ]|い|が|げ|ぎ)|繋(?:が[らっ]|い|が)|接続し|載[っせ]|書[いか]|持[たっち]|持ち(?:出[さし]|帰[らっり]|込[まんみ])|行[わっい]|要[らり]|いら|該当し|当た[らっり]|当てはま[らっり]|送[らっり]|送付し|出[さし]|渡[さし]|扱[わっい]|取り?扱[わっい]|得|受け|満た[さし]|許可され|認め|確認(?:し|でき|が取れ)|なら|頼[まんみ]|任せ|保存し|記録し)(?:れ|られ)?(?:て(?:い|お(?:り)?|は(?:い)?)|で(?:い|お(?:り)?))?$/u;
/** These deny what stands right before them, whatever turns before that: 「貸与されているライセンスではない」. */
const DENIES_A_NOUN = /(?:では|じゃ|で)(?:ない|なく|ありません)|以外/u;
/** Between two things of which the same is said: 「LGWANにもインターネットにもつながらない」. */
const AND = /^(?:にも|とも|でも|に|も|や|と|及び|および|並びに|又は|または|とか|か|・|、)+$/u;

const COMMA = /^[、・]$/u;
/** A denial that hangs on the word itself, not on a verb. */
const ATTACHED = /^(?:は|も)?(?:なし|無し|抜き|不要|以外)/u;

/** Whether a name is a statement of its own: 「業務に必要」. */
export function isStatement(name: string): boolean {
  return /(?:必要|可能|あり|ある|する|済み?|可|ok|公開|だけ|のみ)$/u.test(name);
}

/** The word that is joined to what follows: 「パスワードや」. */
export function besideBefore(text: string): string | null {
  return (
    /([\p{sc=Han}\p{sc=Katakana}ーa-z]{2,})(?:や|と|・|か|及び|および|又は|または|並びに)$/u.exec(
      text,
    )?.[1] ?? null
  );
}

/** The word that is joined to what stands before: 「とパスワード」. */
export function besideBehind(text: string): string | null {
  return (
    /^(?:や|と|・|か|及び|および|又は|または|並びに)([\p{sc=Han}\p{sc=Katakana}ーa-z]{2,})/u.exec(
      text,
    )?.[1] ?? null
  );
}

/** A place where something is named; `next` is where the next thing is. */
export interface Named {
  /** It says all by itself, and shares no denial with what is listed behind it: 「分類Ⅱ、個人情報なし」「業務に必要、…」. */
  readonly states: boolean;
  readonly start: number;
  readonly end: number;
  readonly next: Named | null;
}

/** Whether a name denies something itself: 「添付なし」「ネットにつながらない」. */
export function holdsDenial(name: string): boolean {
  return DENIES.test(name);
}

/** Whether what is said of something denies itself: 「消去できないことはない」. */
export function deniesItself(text: string, named: Named): boolean {
  return DOUBLE_DENIAL.test(text.slice(named.start, reachOf(text, named)));
}

function reachOf(text: string, { end, next }: Named): number {
  return Math.min(end + REACH, next?.start ?? text.length);
}

/** What a sentence says of something that it names. `end`: where the denial ends; where there is none, the word itself. */
export interface Stance {
  readonly kind: 'affirmed' | 'denied' | 'unsure';
  readonly end: number;
}

/**
 * Whether what is named at a place is denied: 「個人情報は入っていない」「添付なし」「業者以外」「未消去」. Unsure where a denial near it
 * denies something else, or itself: 「緊急で守れない」「業者に頼まないと届かない」「必要ないことはない」.
 * @param own the letters of which a verb may be made that is the word's own.
 */
export function stanceOn(text: string, named: Named, own: string): Stance {
  const { start, end, next } = named;
  const between = next === null ? '' : text.slice(end, next.start);
  if (next !== null && AND.test(between) && !(COMMA.test(between) && named.states)) {
    const shared = stanceOn(text, next, own);
    // 「個人情報、添付なし」: whether that is said of both, nobody can tell.
    const isOwn = COMMA.test(between) && ATTACHED.test(text.slice(next.end));
    return isOwn && shared.kind !== 'affirmed' ? { kind: 'unsure', end } : shared;
  }
  const stop = reachOf(text, named);
  if (deniesItself(text, named)) return { kind: 'unsure', end };
  if (/[非未不]$/u.test(text.slice(0, start))) return { kind: 'denied', end };
  const neutral = text.replace(NO_DENIAL, (turn) => '。'.repeat(turn.length));
  const behind = neutral.slice(end, stop);
  const turn = TURNS.exec(behind);
  const near = turn === null ? behind : behind.slice(0, turn.index);
  const noun = DENIES_A_NOUN.exec(behind);
  const denial = noun ?? DENIES.exec(near);
  if (denial === null) return { kind: 'affirmed', end };
  const isSure = noun !== null || denies(behind.slice(0, denial.index), behind.slice(denial.index), own);
  return isSure ? { kind: 'denied', end: end + denial.index + denial[0].length } : { kind: 'unsure', end };
}

/** Whether a denial is of the word before it, by what stands between the two. */
function denies(between: string, denial: string, own: string): boolean {
  if (/^な/u.test(denial) && CONDITION.test(denial.replace(/^な(?:い(?!で))?/u, ''))) return false;
  if (INFLECTED.test(between)) return true;
  const verb = between.replace(LINKS, '');
  if (verb === '' || GOVERNS.test(verb)) return true;
  const letters = verb.match(/\p{sc=Han}/gu) ?? [];
  return letters.length > 0 && letters.every((letter) => own.includes(letter));
}

/** Whether it is left open: 「個人情報かどうか」「基準を満たしているか分からない」「接続系か独立系か」. */
export function isLeftOpen(text: string, { end, next }: Named): boolean {
  const behind = text.slice(end, Math.min(end + REACH, next?.start ?? text.length));
  return (
    /^[^、。]{0,10}?か(?:どうか|(?:は|が|、)?(?:迷|分から|わから|分かりま|わかりま|不明|決め|知り))/u.test(
      behind,
    ) || /^[^、。]{0,6}?か[^らなもけのしっ、。?]{1,8}か/u.test(text.slice(end, end + REACH))
  );
}
