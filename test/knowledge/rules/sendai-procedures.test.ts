import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import { inWords, sendaiStepsDue } from './sendai-procedures.ts';

/**
 * What the policy text asks for after each report, read from it by hand before any procedure had been run. Every line
 * below stands for a clause of 2.4.4, 2.7.1.vii, 2.7.5 or 2.8.3.
 */

// 2.4.4 and its way on to 2.8.3
const CARD = 'report! staff → system-manager+information-manager (2.4.4#3)';
const STOP = 'stop-card! system-manager+information-manager →  (2.4.4#4)';
const CARD_INCIDENT = 'file-incident! staff → information-manager (2.8.3.i#1)';
const CARD_STOLEN = 'file-incident! staff → information-manager (2.8.3.i#1 1.2.17.v)';
const CARD_LOST = 'file-incident! staff → information-manager (2.8.3.i#1 1.2.17.vi)';

// 2.7.1.vii
const DISCARD = 'discard! staff →  (2.7.1.vii#10)';
const KEEP = 'do-not-forward! staff →  (2.7.1.vii#4)';
const OPENED = 'file-incident! staff → information-manager (2.8.3.i#1)';

// 2.8.3; `Both` where there is a システム管理者 (2.1.4: of important systems)
const REPORT = 'report! staff → information-manager (2.8.3.i#1)';
const ATTACKED = 'report! staff → information-manager+system-manager (2.8.3.i#1 2.7.5#7)';
const TELL_SYSTEM = 'tell-system-manager! information-manager → system-manager (2.8.3.i#2)';
const ITEMS = '(2.8.3.ii#1 2.8.3.ii#2 2.8.3.ii#3 2.8.3.ii#4)';
const SURVEY = `survey! information-manager → bureau-information-manager+csirt-manager ${ITEMS}`;
const SURVEY_BOTH = `survey! system-manager+information-manager → bureau-information-manager+csirt-manager ${ITEMS}`;
const HEAD = 'tell-csirt-head! csirt-manager → csirt-head (2.8.3.ii#5.ア 2.8.3.ii#5 2.2.9#1)';
const ADVICE = 'ask-advice! csirt-manager → csirt-head (2.8.3.ii#5.イ 2.8.3.ii#5)';
const CISO = 'tell-ciso! bureau-information-manager → ciso (2.8.3.ii#6)';
const CONTAIN = 'contain! information-manager → csirt-head (2.8.3.iii#1)';
const CONTAIN_BOTH = 'contain! system-manager+information-manager → csirt-head (2.8.3.iii#1)';
const RESIST = 'contain! information-manager →  (2.7.5#5)';
const RESIST_BOTH = 'contain! system-manager+information-manager →  (2.7.5#5)';
const RESIST_SPREADING = 'contain! information-manager → csirt-head (2.8.3.iii#1 2.7.5#5)';
const RESIST_SPREADING_BOTH =
  'contain! system-manager+information-manager → csirt-head (2.8.3.iii#1 2.7.5#5)';
const LOGS = 'preserve-logs? information-manager →  (2.8.3.iii#2)';
const LOGS_BOTH = 'preserve-logs? system-manager+information-manager →  (2.8.3.iii#2)';
const RECOVER = 'recover! information-manager → bureau-information-manager+csirt-manager (2.8.3.iv#1)';
const RECOVER_BOTH =
  'recover! system-manager+information-manager → bureau-information-manager+csirt-manager (2.8.3.iv#1)';
const PREVENT = 'prevent! bureau-information-manager →  (2.8.3.iv#2 2.8.3)';
const FINAL = 'final-report! bureau-information-manager → ciso+csirt-head (2.8.3.iv#2)';

const LOST = 'report-lost-id-card';
const MAIL = 'report-suspicious-email';
const INCIDENT = 'report-incident';

const ALL_OPEN = [
  'kind',
  'importantSystem',
  'affectsOthers',
  'minor',
  'outsideImpact',
  'spreading',
  'unauthorisedAccess',
];
const without = (...facts: readonly string[]) => ALL_OPEN.filter((fact) => !facts.includes(fact));

/** All that is asked about an incident, answered with no unless said otherwise. */
const quiet = (kind: string, more: Facts = {}): Facts => ({
  kind,
  noticedBy: 'self',
  importantSystem: false,
  affectsOthers: false,
  minor: false,
  outsideImpact: false,
  spreading: false,
  unauthorisedAccess: false,
  ...more,
});
const PLAIN = [REPORT, SURVEY, RECOVER, PREVENT];
const IMPORTANT = [REPORT, TELL_SYSTEM, SURVEY_BOTH, RECOVER_BOTH, PREVENT];

type Case = readonly [
  name: string,
  flow: string,
  facts: Facts,
  steps: readonly string[],
  open: readonly string[],
];

const CARDS: readonly Case[] = [
  ['a card is gone', LOST, {}, [CARD, STOP, CARD_INCIDENT], []],
  ['a card was lost', LOST, { theft: false }, [CARD, STOP, CARD_LOST], []],
  ['a card was stolen', LOST, { theft: true }, [CARD, STOP, CARD_STOLEN], []],
  ['a card and a stick are gone', LOST, { otherLoss: true }, [CARD, STOP, CARD_INCIDENT], []],
  ['only the card is gone', LOST, { otherLoss: false }, [CARD, STOP, CARD_INCIDENT], []],
  ['a bag with the card was stolen', LOST, { theft: true, otherLoss: true }, [CARD, STOP, CARD_STOLEN], []],
  ['a bag with the card was lost', LOST, { theft: false, otherLoss: true }, [CARD, STOP, CARD_LOST], []],
  ['nothing but the card was lost', LOST, { theft: false, otherLoss: false }, [CARD, STOP, CARD_LOST], []],
  ['nothing but the card was stolen', LOST, { theft: true, otherLoss: false }, [CARD, STOP, CARD_STOLEN], []],
];

const MAILS: readonly Case[] = [
  ['a strange mail came', MAIL, {}, [KEEP], ['opened']],
  ['it was not opened', MAIL, { opened: false }, [DISCARD, KEEP], []],
  ['it was opened', MAIL, { opened: true }, [KEEP, OPENED], []],
  ['it was forwarded', MAIL, { forwarded: true }, [KEEP], ['opened']],
  ['it was not forwarded', MAIL, { forwarded: false }, [KEEP], ['opened']],
  ['forwarded unopened', MAIL, { opened: false, forwarded: true }, [DISCARD, KEEP], []],
  ['neither', MAIL, { opened: false, forwarded: false }, [DISCARD, KEEP], []],
  ['opened and forwarded', MAIL, { opened: true, forwarded: true }, [KEEP, OPENED], []],
  ['opened, not forwarded', MAIL, { opened: true, forwarded: false }, [KEEP, OPENED], []],
];

const KINDS: readonly Case[] = [
  ...['failure', 'misuse', 'wrong-data', 'theft', 'loss', 'leak', 'tampering', 'mis-sent', 'other'].map(
    (kind): Case => [`${kind}, nothing else`, INCIDENT, quiet(kind), PLAIN, []],
  ),
  ['attack, nothing else', INCIDENT, quiet('attack'), [ATTACKED, SURVEY, RESIST, RECOVER, PREVENT], []],
];

const KNOWN: readonly Case[] = [
  ['a citizen rang', INCIDENT, quiet('leak', { noticedBy: 'outside' }), PLAIN, []],
  ['a colleague saw it', INCIDENT, quiet('leak', { noticedBy: 'colleague' }), PLAIN, []],
  ['an important system is down', INCIDENT, quiet('failure', { importantSystem: true }), IMPORTANT, []],
  [
    'an important system is down, other sections feel it',
    INCIDENT,
    quiet('failure', { importantSystem: true, affectsOthers: true }),
    [REPORT, TELL_SYSTEM, SURVEY_BOTH, HEAD, ADVICE, RECOVER_BOTH, PREVENT],
    [],
  ],
  [
    'a slight failure that reaches others',
    INCIDENT,
    quiet('failure', { affectsOthers: true, minor: true }),
    PLAIN,
    [],
  ],
  ['a slight loss', INCIDENT, quiet('loss', { minor: true }), PLAIN, []],
  [
    'a mis-sent list of citizens',
    INCIDENT,
    quiet('mis-sent', { outsideImpact: true }),
    [REPORT, SURVEY, CISO, RECOVER, PREVENT, FINAL],
    [],
  ],
  [
    'a leak with technical help needed and outside impact',
    INCIDENT,
    quiet('leak', { affectsOthers: true, outsideImpact: true }),
    [REPORT, SURVEY, HEAD, ADVICE, CISO, RECOVER, PREVENT, FINAL],
    [],
  ],
  [
    'a leak that goes on',
    INCIDENT,
    quiet('leak', { spreading: true }),
    [REPORT, SURVEY, CONTAIN, RECOVER, PREVENT],
    [],
  ],
  [
    'a slight matter that spreads: iii#1 knows no exception for it',
    INCIDENT,
    quiet('other', { minor: true, spreading: true }),
    [REPORT, SURVEY, CONTAIN, RECOVER, PREVENT],
    [],
  ],
  [
    'an important system whose data goes on being wrong',
    INCIDENT,
    quiet('wrong-data', { importantSystem: true, spreading: true }),
    [REPORT, TELL_SYSTEM, SURVEY_BOTH, CONTAIN_BOTH, RECOVER_BOTH, PREVENT],
    [],
  ],
  [
    'a leak, perhaps by unauthorised access',
    INCIDENT,
    quiet('leak', { unauthorisedAccess: true }),
    [REPORT, SURVEY, LOGS, RECOVER, PREVENT],
    [],
  ],
  [
    'tampering in an important system, perhaps by unauthorised access',
    INCIDENT,
    quiet('tampering', { importantSystem: true, unauthorisedAccess: true }),
    [REPORT, TELL_SYSTEM, SURVEY_BOTH, LOGS_BOTH, RECOVER_BOTH, PREVENT],
    [],
  ],
  [
    'misuse, perhaps by unauthorised access, that spreads',
    INCIDENT,
    quiet('misuse', { unauthorisedAccess: true, spreading: true }),
    [REPORT, SURVEY, CONTAIN, LOGS, RECOVER, PREVENT],
    [],
  ],
  [
    'an attack on an important system, over',
    INCIDENT,
    quiet('attack', { importantSystem: true, unauthorisedAccess: true }),
    [ATTACKED, TELL_SYSTEM, SURVEY_BOTH, RESIST_BOTH, LOGS_BOTH, RECOVER_BOTH, PREVENT],
    [],
  ],
  [
    'an attack that spreads',
    INCIDENT,
    quiet('attack', { spreading: true, unauthorisedAccess: true }),
    [ATTACKED, SURVEY, RESIST_SPREADING, LOGS, RECOVER, PREVENT],
    [],
  ],
  [
    'the worst: an attack on an important system with everything',
    INCIDENT,
    quiet('attack', {
      importantSystem: true,
      affectsOthers: true,
      outsideImpact: true,
      spreading: true,
      unauthorisedAccess: true,
    }),
    [
      ATTACKED,
      TELL_SYSTEM,
      SURVEY_BOTH,
      HEAD,
      ADVICE,
      CISO,
      RESIST_SPREADING_BOTH,
      LOGS_BOTH,
      RECOVER_BOTH,
      PREVENT,
      FINAL,
    ],
    [],
  ],
  [
    'a stolen server of an important system, known outside',
    INCIDENT,
    quiet('theft', { importantSystem: true, outsideImpact: true }),
    [REPORT, TELL_SYSTEM, SURVEY_BOTH, CISO, RECOVER_BOTH, PREVENT, FINAL],
    [],
  ],
  [
    'outside impact and slight at once: ウ spares only the CSIRT 責任者',
    INCIDENT,
    quiet('leak', { minor: true, affectsOthers: true, outsideImpact: true }),
    [REPORT, SURVEY, CISO, RECOVER, PREVENT, FINAL],
    [],
  ],
  [
    'a slight attack that reaches others',
    INCIDENT,
    quiet('attack', { minor: true, affectsOthers: true }),
    [ATTACKED, SURVEY, RESIST, RECOVER, PREVENT],
    [],
  ],
  [
    'a failure that spreads to other systems',
    INCIDENT,
    quiet('failure', { affectsOthers: true, spreading: true }),
    [REPORT, SURVEY, HEAD, ADVICE, CONTAIN, RECOVER, PREVENT],
    [],
  ],
  [
    'a failure of an important system, everything but unauthorised access',
    INCIDENT,
    quiet('failure', { importantSystem: true, affectsOthers: true, outsideImpact: true, spreading: true }),
    [REPORT, TELL_SYSTEM, SURVEY_BOTH, HEAD, ADVICE, CISO, CONTAIN_BOTH, RECOVER_BOTH, PREVENT, FINAL],
    [],
  ],
];

const HALF_KNOWN: readonly Case[] = [
  ['something happened', INCIDENT, {}, PLAIN, ALL_OPEN],
  ['a citizen rang about something', INCIDENT, { noticedBy: 'outside' }, PLAIN, ALL_OPEN],
  ['a stick is gone', INCIDENT, { kind: 'loss' }, PLAIN, without('kind')],
  ['an attack', INCIDENT, { kind: 'attack' }, [ATTACKED, SURVEY, RESIST, RECOVER, PREVENT], without('kind')],
  ['an important system', INCIDENT, { importantSystem: true }, IMPORTANT, without('importantSystem')],
  ['no important system', INCIDENT, { importantSystem: false }, PLAIN, without('importantSystem')],
  [
    'an attack on an important system',
    INCIDENT,
    { kind: 'attack', importantSystem: true },
    [ATTACKED, TELL_SYSTEM, SURVEY_BOTH, RESIST_BOTH, RECOVER_BOTH, PREVENT],
    without('kind', 'importantSystem'),
  ],
  ['others are affected: slight or not?', INCIDENT, { affectsOthers: true }, PLAIN, without('affectsOthers')],
  [
    'nobody else is affected: slight or not is all the same',
    INCIDENT,
    { affectsOthers: false },
    PLAIN,
    without('affectsOthers', 'minor'),
  ],
  [
    'slight: others or not is all the same',
    INCIDENT,
    { minor: true },
    PLAIN,
    without('affectsOthers', 'minor'),
  ],
  ['not slight: are others affected?', INCIDENT, { minor: false }, PLAIN, without('minor')],
  [
    'others are affected, and it is not slight',
    INCIDENT,
    { affectsOthers: true, minor: false },
    [REPORT, SURVEY, HEAD, ADVICE, RECOVER, PREVENT],
    without('affectsOthers', 'minor'),
  ],
  [
    'outside impact',
    INCIDENT,
    { outsideImpact: true },
    [REPORT, SURVEY, CISO, RECOVER, PREVENT, FINAL],
    without('outsideImpact'),
  ],
  ['no outside impact', INCIDENT, { outsideImpact: false }, PLAIN, without('outsideImpact')],
  [
    'it spreads',
    INCIDENT,
    { spreading: true },
    [REPORT, SURVEY, CONTAIN, RECOVER, PREVENT],
    without('spreading'),
  ],
  ['it does not spread', INCIDENT, { spreading: false }, PLAIN, without('spreading')],
  [
    'an attack that does not spread',
    INCIDENT,
    { kind: 'attack', spreading: false },
    [ATTACKED, SURVEY, RESIST, RECOVER, PREVENT],
    without('kind', 'spreading'),
  ],
  [
    'perhaps unauthorised access',
    INCIDENT,
    { unauthorisedAccess: true },
    [REPORT, SURVEY, LOGS, RECOVER, PREVENT],
    without('unauthorisedAccess'),
  ],
  ['all but the kind', INCIDENT, { ...quiet('other'), kind: undefined } as unknown as Facts, PLAIN, ['kind']],
  [
    'all but whether the system is important',
    INCIDENT,
    {
      kind: 'failure',
      affectsOthers: false,
      outsideImpact: false,
      spreading: true,
      unauthorisedAccess: true,
    },
    [REPORT, SURVEY, CONTAIN, LOGS, RECOVER, PREVENT],
    ['importantSystem'],
  ],
];

const CASES = [...CARDS, ...MAILS, ...KINDS, ...KNOWN, ...HALF_KNOWN];
const stepsDue = await sendaiStepsDue();

describe('what the policy asks for when', () => {
  it('is read for at least 60 cases', () => expect(CASES.length).toBeGreaterThanOrEqual(60));

  it.each(CASES)('%s', (_, flow, facts, steps, open) => {
    const standing = stepsDue.get(flow)?.standing(facts);
    expect(standing?.steps.map(inWords)).toEqual(steps);
    expect(standing?.open).toEqual(open);
  });
});
