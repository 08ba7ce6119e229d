import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clauseCoverage } from '../../../../knowledge/pack/coverage.ts';
import { checkFlow } from '../../../../knowledge/rules/check.ts';
import { Combinations } from '../../../../knowledge/rules/combinations.ts';
import { applies } from '../../../../knowledge/rules/condition.ts';
import type { Flow } from '../../../../knowledge/rules/flow.ts';
import { combine, essence } from '../../../../knowledge/rules/outcome.ts';
import { type SendaiWeb, seen, startSendaiWeb } from './sendai-web.ts';

// The list, the diagrams and the sheets of all guided decisions of Sendai, over real HTTP.

let web: SendaiWeb;
beforeAll(async () => {
  web = await startSendaiWeb();
});
afterAll(() => web.stop());

/** Every page of every flow. */
const pages = () =>
  ['/flows', ...web.pack.flows.flatMap(({ id }) => [`/flows/${id}`, `/flows/${id}/sign-off`])].map(
    async (path) => ({ path, ...(await web.get(path)) }),
  );

/** How many combinations come to each different outcome, counted from the rules alone. */
function counted(flow: Flow): number[] {
  const combinations = new Combinations(flow);
  const counts = new Map<string, number>();
  for (let number = 0; number < combinations.count; number += 1) {
    const facts = combinations.facts(number);
    const rows = flow.tables.flatMap((table) => table.rows.filter((row) => applies(row, facts)));
    const key = essence(combine(flow, rows));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => a - b);
}

describe('every page of the guided decisions', () => {
  test('is there, as HTML that is not kept', async () => {
    const answers = await Promise.all(pages());
    expect(answers).toHaveLength(1 + 2 * 24);
    for (const { path, status, headers } of answers) {
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-type']).toContain('text/html');
      expect(headers['cache-control']).toBe('no-store');
    }
    expect(web.logged.filter((line) => line.includes('WEB_INTERNAL'))).toEqual([]);
  });

  test('holds no inline script, style or handler, and no undefined word', async () => {
    for (const { path, text } of await Promise.all(pages())) {
      expect([path, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/u.exec(text)]).toEqual([path, null]);
      expect([path, /undefined|\[object|NaN/u.exec(seen(text))]).toEqual([path, null]);
    }
  });

  test('can be found one’s way in without seeing it: language, one main heading, no level left out, named parts', async () => {
    for (const { path, text } of await Promise.all(pages())) {
      expect(text).toContain('<html lang="ja">');
      const levels = [...text.matchAll(/<h([1-6])/gu)].map(([, level]) => Number(level));
      expect([path, levels.filter((level) => level === 1)]).toEqual([path, [1]]);
      for (const [place, level] of levels.entries()) {
        expect([path, level]).not.toEqual([path, (levels[place - 1] ?? 0) + 2]);
      }
      expect([...text.matchAll(/<main/gu)]).toHaveLength(1);
      const ids = [...text.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id);
      expect([path, ids.length]).toEqual([path, new Set(ids).size]);
      for (const [, id = ''] of text.matchAll(/aria-labelledby="([^"]*)"/gu)) {
        for (const one of id.split(' ')) expect(ids).toContain(one);
      }
      for (const [cell] of text.matchAll(/<th(?:\s[^>]*)?>/gu)) expect(cell).toContain('scope=');
    }
  });

  test('leads only to pages and places that are there', async () => {
    const answers = await Promise.all(pages());
    const leads = new Set(
      answers.flatMap(({ path, text }) =>
        [...text.matchAll(/\shref="([^"]+)"/gu)].map(([, href = '']) =>
          href.startsWith('#') ? path + href : href.replaceAll('&amp;', '&'),
        ),
      ),
    );
    const [whole, parts] = [[] as string[], [] as string[]];
    for (const href of leads) (href.includes('#') ? parts : whole).push(href);
    expect(whole.filter((href) => !href.startsWith('/'))).toEqual([]);
    for (const href of whole) {
      const { status } = await web.get(href);
      expect([href, status]).toEqual([href, 200]);
    }
    for (const href of parts) {
      const [path, id] = href.split('#');
      const page = answers.find((answer) => answer.path === path);
      expect([href, page?.text.includes(`id="${id}"`)]).toEqual([href, true]);
    }
  });
});

describe('the list', () => {
  test('shows what the checker counts in every flow', async () => {
    const { text } = await web.get('/flows');
    const rows = [...text.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = '']) => row);
    for (const flow of web.pack.flows) {
      const report = checkFlow(flow, web.pack.policy);
      const row = rows.find((one) => one.includes(`href="/flows/${flow.id}"`)) ?? '';
      const numbers = [...row.matchAll(/<td class="count">(.*?)<\/td>/gu)].map(([, cell]) => cell);
      expect([flow.id, ...numbers]).toEqual([
        flow.id,
        ...[flow.facts.length, report.combinations, report.tried, report.rows, report.outcomes].map((one) =>
          one.toLocaleString('ja-JP'),
        ),
      ]);
    }
  });

  test('shows the coverage of clauses as numbers, and every clause that no decision or report uses', async () => {
    const { text } = await web.get('/flows');
    const section = text.slice(text.indexOf('id="coverage"'));
    const clauses = clauseCoverage(web.pack);
    const open = clauses.filter(({ uses }) => uses.size === 0);
    expect(seen(section)).toContain(`条項は${clauses.length}あります`);
    expect(seen(section)).toContain(`まだ使われていないものは${open.length}です`);
    const listed = clauses.filter(({ uses }) => !uses.has('flow') && !uses.has('report'));
    for (const { clause } of listed)
      expect(section).toContain(`href="/clauses/${encodeURIComponent(clause)}"`);
    expect([...section.matchAll(/<th scope="row">/gu)]).toHaveLength(listed.length);
  });
});

describe('the sheet for the policy’s owner', () => {
  test('shows every outcome of the rules once, with its number of combinations and boxes to sign', async () => {
    for (const flow of web.pack.flows) {
      const { text } = await web.get(`/flows/${flow.id}/sign-off`);
      const outcomes = text.split('<article class="signed-outcome"').slice(1);
      const counts = outcomes.map((one) => Number(/組合せ ([\d,]+)/u.exec(one)?.[1]?.replaceAll(',', '')));
      expect([flow.id, counts.sort((a, b) => a - b)]).toEqual([flow.id, counted(flow)]);
      for (const one of outcomes) expect(one).toContain('class="signature"');
      expect([...text.matchAll(/class="signature"/gu)]).toHaveLength(outcomes.length + 1);
    }
  });

  test('shows every question and every row, and quotes each of their clauses word for word', async () => {
    for (const flow of web.pack.flows) {
      const { text } = await web.get(`/flows/${flow.id}/sign-off`);
      const words = seen(text);
      for (const { question, clause } of flow.facts) {
        expect(words).toContain(question);
        expect(text).toContain(`href="/clauses/${encodeURIComponent(clause)}"`);
      }
      const rows = flow.tables.flatMap((table) => table.rows);
      expect([...text.matchAll(/<th scope="row">\d+-\d+<\/th>/gu)]).toHaveLength(rows.length);
      for (const { citations, says } of rows) {
        expect(words).toContain(citations.length === 0 ? '' : says);
        for (const id of citations) {
          const { body = '', breaks = [], title } = web.pack.policy.get(id) ?? {};
          const first = body === '' ? title : body.slice(0, breaks[0]);
          expect([id, words.includes(first ?? '?')]).toEqual([id, true]);
        }
      }
    }
  });
});

describe('what is refused', () => {
  test('an unknown decision: which there are', async () => {
    for (const path of [
      '/flows/send-mail',
      '/flows/send-mail.svg',
      '/flows/send-mail/sign-off',
      '/flows/.svg',
    ]) {
      const { status, text } = await web.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('FLOW_UNKNOWN');
      for (const { id } of web.pack.flows) expect(text).toContain(`href="/flows/${id}"`);
    }
  });

  test('markup in an address comes back as text', async () => {
    const markup = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    for (const path of ['', '.svg', '/sign-off']) {
      const { status, text } = await web.get(`/flows/${encodeURIComponent(markup)}${path}`);
      expect(status).toBe(404);
      expect(text).not.toMatch(/<script>|<img/u);
      expect(text).toContain('&lt;script>');
    }
  });

  test('any method but GET and HEAD; HEAD has no body', async () => {
    for (const path of [
      '/flows',
      '/flows/backup',
      '/flows/backup.svg',
      '/flows/backup/sign-off',
      '/outcomes/backup',
    ]) {
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const { status, headers } = await web.get(path, method);
        expect([path, method, status, headers.allow]).toEqual([path, method, 405, 'GET, HEAD']);
      }
    }
    const head = await web.get('/flows/backup/sign-off', 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
  });
});
