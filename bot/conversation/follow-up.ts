import { normaliseText } from '../../knowledge/search/normalise.ts';
import type { Evidence } from '../../knowledge/search/policy-search.ts';

/** Openings that point back: 「じゃあ自宅では？」「それは誰に？」「その場合は？」. */
const POINTS_BACK =
  /^(?:じゃあ?|では|それなら|それでは|それ(?:は|って|を|も|が|で|に)|そ(?:の|う|れ以外)|この場合|ちなみに|逆に|なら|だったら|でも|で、|ほかに|他に)/u;

/** A question with its predicate left out: 「紙なら？」「課長が休みのときは？」「自宅では？」「メールだと？」「Ⅲも？」. */
const LEFT_OPEN =
  /(?:なら|だと|だったら|の?(?:場合|とき|時|際)(?:は|なら|も)?|には|では|でも|とは別に|[^とにで]は|も|って|のほうは|の方は)[?。!…]*$/u;

/** Bare question words live from what was said before: 「なぜ？」「誰に？」「いつまで？」. */
const BARE =
  /^(?:なぜ|なんで|どうして|誰に|だれに|誰が|いつ|いつまで|どこに|どこで|どうやって|例外は|理由は|根拠は)[?。!…]*$/u;

/** Longer messages say by themselves what they are about. */
const LONGEST = 24;

/** Whether a message only makes sense after another: it points back, or leaves open what is to be done. */
export function pointsBack(message: string): boolean {
  const text = normaliseText(message).trim();
  if (BARE.test(text)) return true;
  if (text.length > LONGEST) return false;
  return POINTS_BACK.test(text) || LEFT_OPEN.test(text);
}

/**
 * The question that a follow-up means: what was asked before, without the things that the follow-up replaces, and the
 * follow-up. 「USBで持ち出すには？」 then 「紙なら？」 is about carrying paper out, not a USB stick.
 */
export function continued(before: Evidence, followUp: Evidence): string {
  const replaces = followUp.readings.some((reading) => reading.kind === 'thing');
  const dropped = replaces ? before.readings.filter((reading) => reading.kind === 'thing') : [];
  const { text } = before.analysis.normalised;
  const kept = [...text].map((letter, at) => {
    const gone = dropped.some((reading) => reading.start <= at && at < reading.end);
    return gone ? '' : letter;
  });
  return `${kept.join('').replace(/[?。!…\s]+$/u, '')} ${followUp.question}`;
}
