import { describe, expect, it } from 'vitest';
import { excesses } from '../../../../bot/messages/limits.ts';
import { type FormSpec, filingForm, LONGEST, readFiling } from '../../../../bot/work/requests/filing-form.ts';

const spec: FormSpec = {
  form: 'apply {}',
  title: '持ち出していい？',
  extra: ['toWhom', 'returnBy'],
  systems: [],
};
const good = {
  what: '現地調査のためノートPCを持ち出す',
  why: '家屋調査',
  toWhom: '',
  from: '2026-11-25',
  to: '2026-11-27',
  returnBy: '2026-11-27',
};
const today = '2026-11-24';
const problems = (changes: Record<string, string>, of: FormSpec = spec) => {
  const read = readFiling({ ...good, ...changes }, of, today);
  return read.ok ? [] : read.problems;
};

describe('an application form', () => {
  it('asks for what the manager needs, and fits every channel', () => {
    const form = filingForm({ ...spec, systems: [{ id: 'zeimu', name: '税務システム' }] });
    expect(form.type === 'form' && form.fields.map(({ id }) => id)).toEqual([
      'what',
      'why',
      'toWhom',
      'system',
      'from',
      'to',
      'returnBy',
    ]);
    expect(excesses(form)).toEqual([]);
  });

  it('is read as it was written, whatever it holds, up to its length', () => {
    const why = `=1+1\u202e<script>${'あ'.repeat(9_000)}`;
    const read = readFiling({ ...good, why }, spec, today);
    expect(read).toEqual({
      ok: true,
      filed: {
        written: { what: good.what, why },
        system: null,
        from: '2026-11-25',
        to: '2026-11-27',
        returnBy: '2026-11-27',
      },
    });
  });

  it('names everything that is missing or wrong at once', () => {
    expect(problems({ what: ' ', why: '', from: '', to: '', returnBy: '' })).toHaveLength(5);
    expect(problems({ from: '2026-02-30' })).toEqual([expect.stringContaining('「いつから」の日付')]);
    expect(problems({ to: '2026-11-20', from: '2026-11-19', returnBy: '2026-11-20' })).toEqual([
      expect.stringContaining('過ぎた日'),
    ]);
    expect(problems({ from: '2026-11-28' })).toEqual(
      expect.arrayContaining([expect.stringContaining('より前')]),
    );
    expect(problems({ returnBy: '2026-11-24' })).toEqual([expect.stringContaining('「返却日」')]);
    expect(problems({ why: 'あ'.repeat(LONGEST.why + 1) })).toEqual([
      expect.stringContaining('10,000文字まで'),
    ]);
  });

  it('knows no permission without an end', () => {
    expect(problems({ to: '2030-01-01' })).toEqual([expect.stringContaining('情報管理者に相談')]);
  });

  it('asks for the system where a post depends on it, and takes 「特にない」', () => {
    const systems = [{ id: 'zeimu', name: '税務システム' }];
    expect(problems({}, { ...spec, systems })).toEqual([expect.stringContaining('「情報システム」')]);
    expect(problems({ system: 'gone' }, { ...spec, systems })).toEqual([
      expect.stringContaining('選び直して'),
    ]);
    expect(problems({ system: 'none' }, { ...spec, systems })).toEqual([]);
    expect(problems({ system: 'zeimu' }, { ...spec, systems })).toEqual([]);
  });
});
