import { CASES } from '../messages/case-wording.ts';
import type { Case } from '../work/cases/case.ts';
import type { Alert } from '../work/cases/case-events.ts';
import type { TimelineEntry } from '../work/cases/stored-cases.ts';
import type { CaseAround } from './case-line-view.ts';
import type { TimelineView, WrittenView } from './case-view.ts';
import { momentView, REPORT_TITLES } from './case-words.ts';
import { factAnswers } from './fact-words.ts';

/** Everything that happened to a case, in order: what, who, whether a person did it or the desk by itself. */
export function caseTimeline(
  one: Case,
  entries: readonly TimelineEntry[],
  around: CaseAround,
): TimelineView[] {
  const { names } = around;
  return entries.map(({ event }) => ({
    at: momentView(event.at),
    actor: event.type === 'reported' ? names.reporter(one) : names.person(event.by),
    source: names.isBySelf(event.by) ? '自動' : '窓口',
    ...lineOf(event, one, around),
  }));
}

type Line = Pick<TimelineView, 'what' | 'details' | 'tone'>;

function lineOf(event: TimelineEntry['event'], one: Case, around: CaseAround): Line {
  const { names, procedures } = around;
  const title = (step: string) =>
    procedures.get(one.flow)?.steps.find(({ id }) => id === step)?.title ?? step;
  const line = (
    what: string,
    details: readonly WrittenView[] = [],
    tone: TimelineView['tone'] = 'plain',
  ): Line => ({ what, details, tone });
  const written = (personal: Readonly<Record<string, string>>) => names.written(personal);
  switch (event.type) {
    case 'reported':
      return line('報告', written(event.personal));
    case 'alerted':
      return line(
        '知らせた',
        event.data.alerts.map((alert) => toldOf(alert, around)),
      );
    case 'acknowledged':
      return line(`受領（${postOf(one, event.data.alert)}）`);
    case 'escalated': {
      const { alert, cause, alerts, exhausted } = event.data;
      const why = cause === 'undelivered' ? 'に届かないため' : 'の受領がないため';
      const then = exhausted
        ? '、これまでに知らせた全員にもう一度知らせた（上の役職はありません）'
        : '、次の人にも知らせた';
      return line(
        `${postOf(one, alert)}${why}${then}`,
        alerts.map((next) => toldOf(next, around)),
        'alarm',
      );
    }
    case 'undelivered': {
      const { person, channel, code } = event.data;
      return line(`${names.person(person)}に届かなかった（${channel}、${code}）`, [], 'alarm');
    }
    case 'facts-changed': {
      const facts = procedures.get(one.flow)?.facts ?? [];
      const changed = factAnswers(facts, event.data.facts).map(({ name, answer }) => ({
        label: name,
        text: answer,
      }));
      const system =
        event.data.system === undefined
          ? []
          : [{ label: '情報システム', text: names.system(event.data.system) || '（なし）' }];
      return line('分かったことの記録', [...changed, ...system, ...written(event.personal)]);
    }
    case 'step-done': {
      const { step, role, deputy, opened } = event.data;
      const as = deputy ? `（${names.role(role)}の代理）` : '';
      const opening = opened === null ? [] : [{ label: '続けて報告した事案', text: opened }];
      return line(`「${title(step)}」を行った${as}`, [...opening, ...written(event.personal)]);
    }
    case 'noted':
      return line('メモ', written(event.personal));
    case 'report-drawn':
      // The text itself stands on the report's own page.
      return line(`${REPORT_TITLES[event.data.report]}を保存した`);
    case 'card-recorded':
      return line(CASES.view.fates[event.data.fate], written(event.personal));
    case 'card-taken-back':
      return line(CASES.view.takenBack(CASES.view.fates[event.data.fate]), written(event.personal));
    case 'joined':
      return line(`同じ件として ${event.data.with} とつないだ`);
    case 'closed':
      return line(event.data.minor ? '終了（軽微）' : '終了', written(event.personal));
    case 'reopened':
      return line('再開した');
    case 'press-refused':
      return line('受け付けなかった操作', [], 'refused');
    case 'personal-erased':
      return line('保存期間を過ぎたため、書かれた内容を消去した（誰がいつ何をしたかの記録は残ります）');
  }
}

function toldOf({ role, post, persons, why, reason }: Alert, { names }: CaseAround): WrittenView {
  const who =
    persons.length === 0 ? `${post}（該当者なし）` : persons.map((one) => names.person(one)).join('、');
  return {
    label: `${names.role(role)}${why === 'act' ? '（実施の依頼）' : ''}`,
    text: `${who}　${reason}`.trim(),
  };
}

function postOf(one: Case, id: string): string {
  return one.alerts.find((alert) => alert.id === id)?.post ?? id;
}
