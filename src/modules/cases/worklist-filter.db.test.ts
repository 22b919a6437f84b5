// What is looked for in a worklist: every filter page by page, words in names and references, and no name found that may not be seen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../engine/index.ts';
import { policyProgram, type PolicyProgram } from './testing/policy-program.ts';
import { channels, dueFilters, openStates, type WorklistFilter } from './queries/worklist-filter.ts';
import { worklist, type WorklistItem, type WorklistView } from './queries/worklist.ts';

let program: PolicyProgram;

beforeAll(async () => {
  program = await policyProgram();
  // Some of every kind: a few rows of one service in all states and channels, with clocks of all kinds.
  await program.rows(
    `insert into cases.matter (ref, service_id, service_version, state, unit, assignee_id, owner_id, applicant_name, channel,
       language, answers, evaluation, submitted_at, due)
     select 'BS-2026-FIL' || lpad(n::text, 3, '0'), service_id, service_version,
       (array['submitted', 'in-review', 'waiting-for-person'])[1 + n % 3], unit,
       case when n % 2 = 0 then $2::uuid end, owner_id, case when n = 7 then '100% Muster_Name' else 'Probe Person ' || n end,
       (array['web', 'api', 'counter', 'phone', 'paper'])[1 + n % 5], language, answers, evaluation, submitted_at,
       case when n % 4 = 0 then null else current_date + n - 21 end
     from cases.matter, generate_series(1, 40) as n where ref = $1`,
    [program.ref, program.fiona.id],
  );
});
afterAll(() => program.stop());

const all = async (
  filter: WorklistFilter,
  view: WorklistView = 'all',
  limit = 7,
): Promise<WorklistItem[]> => {
  const items: WorklistItem[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 50; pages++) {
    const page = await worklist(program.app, program.fiona, { view, filter, limit, cursor });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
  throw new Error('The list does not end');
};
const refs = (items: readonly WorklistItem[]) => items.map(({ ref }) => ref);

describe('a worklist', () => {
  it('shows by each filter exactly what fits, each case once, over all its pages', async () => {
    const whole = await all({}, 'all', 100);
    expect(whole.length).toBeGreaterThan(40);
    const today = program.app.clock.today();
    const fits: Record<(typeof dueFilters)[number], (due: string | null) => boolean> = {
      overdue: (due) => due !== null && due < today,
      today: (due) => due === today,
      week: (due) => due !== null && due >= today && due <= addDays(today, 7),
      paused: (due) => due === null,
    };
    for (const due of dueFilters) {
      const wanted = whole.filter((each) => fits[due](each.due));
      expect(wanted.length, due).toBeGreaterThan(0);
      expect(refs(await all({ due })), due).toEqual(refs(wanted));
    }
    for (const state of openStates)
      expect(refs(await all({ state })), state).toEqual(refs(whole.filter((each) => each.state === state)));
    for (const channel of channels)
      expect(refs(await all({ channel })), channel).toEqual(
        refs(whole.filter((each) => each.channel === channel)),
      );
    expect(refs(await all({ service: 'hund-anmelden', state: 'in-review', channel: 'web' }, 'mine'))).toEqual(
      refs(
        whole.filter(
          ({ serviceId, state, channel, assigneeId }) =>
            serviceId === 'hund-anmelden' &&
            state === 'in-review' &&
            channel === 'web' &&
            assigneeId === program.fiona.id,
        ),
      ),
    );
    expect(await all({ service: 'gibt-es-nicht' })).toEqual([]);
  });

  it.each([
    [['fil007'], ['BS-2026-FIL007']],
    [['%'], ['BS-2026-FIL007']],
    [['r_n'], ['BS-2026-FIL007']],
    [['\\'], []],
    [['muster', '100'], ['BS-2026-FIL007']],
    [['muster', 'probe'], []],
    [["'; drop table cases.matter; --"], []],
  ])('finds %j as it stands', async (words, wanted) => {
    expect(refs(await all({ words }))).toEqual(wanted);
  });

  it('is searched by the page and the API in the same way; what is not known filters nothing', async () => {
    const json = async (query: string) =>
      (await (await program.api('clerk-fiona', `/api/v1/worklist?${query}`)).json()) as {
        items: { ref: string }[];
      };
    expect((await json('q=Muster_Name&state=in-review')).items.map(({ ref }) => ref)).toEqual([
      'BS-2026-FIL007',
    ]);
    expect((await program.api('clerk-fiona', '/api/v1/worklist?state=nonsense')).status).toBe(422);
    const jar = await program.open('clerk-fiona');
    const page = async (query: string) => (await jar.fetch(`/arbeitsliste?${query}`)).text();
    const found = await page('q=muster_name&zustand=in-review');
    expect(found).toContain('BS-2026-FIL007');
    expect(found).toContain('value="muster_name"');
    expect(found).not.toContain('BS-2026-FIL010');
    expect(await page('zustand=nonsense&kanal=%00&frist=x')).toContain('BS-2026-FIL');
    const none = await page(`q=${'x'.repeat(5000)}`);
    expect(none).toContain('Dazu passt kein offenes Geschäft.');
    // The next page and the views go on with what was asked.
    expect(await page('kanal=web&q=fil')).toContain('/arbeitsliste?ansicht=mine&amp;kanal=web&amp;q=fil');
    expect(await page('q=fil')).toMatch(/href="\/arbeitsliste\?q=fil&amp;cursor=/);
  });

  it('does not find by a name what may not be named, but by its reference', async () => {
    expect(refs(await all({ words: ['exempel'] }))).toContain(program.ref);
    await program.certify(program.fiona, program.later(-1));
    expect(refs(await all({ words: ['exempel'] }))).not.toContain(program.ref);
    const [found] = await all({ words: [program.ref.slice(-6)] });
    expect(found).toMatchObject({ ref: program.ref, applicantName: undefined });
    expect(await program.lastEntry(program.fiona.id)).toEqual({ fields: ['caseState'], purpose: 'worklist' });
  });
});
