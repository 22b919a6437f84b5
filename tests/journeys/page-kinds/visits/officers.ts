// The pages of those who watch over data: the officer, the archive, the unit that keeps a register.
import type { Page } from 'playwright-core';
import { endCases } from '../../../../src/modules/archive/actions/end-cases.ts';
import { services } from '../../../../src/modules/catalogue/index.ts';
import { asIdentities, atOnce } from '../../../../src/modules/dialogue/testing/as-identities.ts';
import { typedInstant } from '../../../../src/engine/index.ts';
import { signIn, visitor } from '../../../support/browser.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { barePool } from '../../../support/unguarded.ts';
import { look, type Visit } from '../visit.ts';

/** Somebody else does something first, in a window of their own. */
async function meanwhile(
  page: Page,
  program: TestProgram,
  identity: string,
  act: (other: Page) => Promise<void>,
) {
  const browser = page.context().browser();
  if (!browser) throw new Error('No browser');
  const context = await visitor(browser);
  const other = await context.newPage();
  await signIn(other, program.origin, identity);
  await act(other);
  await context.close();
}

/** A question about a use, an emergency access, and a case that has ended long ago. */
async function giveThemWork(page: Page, program: TestProgram): Promise<void> {
  const { app, origin } = program;
  await meanwhile(page, program, 'resident-carla', async (carla) => {
    await carla.goto(`${origin}/konto/zugriffe`);
    await carla.locator('main a[href*="frage?eintrag="]').first().click();
    await carla.fill('textarea', 'Warum hat diese Stelle meine Angaben gelesen?');
    await carla.locator('main form button').first().click();
    await carla.waitForURL(/fragen/);
  });
  const { rows } = await barePool(app).query<{ ref: string }>(
    `select ref from cases.matter where unit = 'veterinaeramt' and closed_at is null limit 1`,
  );
  await meanwhile(page, program, 'clerk-gian', async (gian) => {
    await gian.goto(`${origin}/notfallzugriff?geschaeft=${rows[0]?.ref}`);
    await gian.fill('[name=grund]', 'Der Hund hat ein Kind gebissen, wir brauchen den Halter.');
    await gian.locator('main form button').first().click();
    await gian.waitForURL(/faelle/);
  });
  const ref = await asIdentities(program).submit(atOnce);
  await program.settle();
  const service = services(app).find(({ purpose }) => purpose.retention.then === 'archive-offer');
  await barePool(app).query(
    `update cases.matter set closed_at = closed_at - interval '11 years', service_id = $2, service_version = $3 where ref = $1`,
    [ref, service?.id, service?.version],
  );
  await endCases(app);
  await barePool(app).query(`update archive.ending set announced_at = announced_at - interval '31 days'`);
  await endCases(app);
}

/** A breach by which those were affected whose data somebody read in the last days. */
async function recordBreach(page: Page, { app, origin }: TestProgram): Promise<void> {
  const ago = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000);
  const typed = {
    what: 'Ein Laptop wurde gestohlen.',
    account: 'clerk-fiona@example.org',
    ...typedInstant('noticed', ago(1)),
    ...typedInstant('from', ago(100)),
    ...typedInstant('until', ago(1)),
  };
  await page.goto(`${origin}/aufsicht/vorfaelle/neu`);
  for (const [name, value] of Object.entries(typed)) await page.fill(`[name="${name}"]`, value);
  await page.locator('main form button').first().click();
  await page.waitForURL(/vorfaelle\/[0-9a-f-]{36}/);
  made.breach = new URL(page.url()).pathname;
}

const made = { breach: '', correction: '' };

export const officerVisits: readonly Visit[] = [
  {
    who: 'dpo-jonas',
    first: '/aufsicht',
    before: async (page, program) => {
      await giveThemWork(page, program);
      await recordBreach(page, program);
    },
    pages: [
      '/aufsicht',
      look('/aufsicht/fragen/:id', async ({ app }) => {
        const { rows } = await barePool(app).query<{ id: string }>(
          'select id from oversight.question limit 1',
        );
        return `/aufsicht/fragen/${rows[0]?.id}`;
      }),
      '/aufsicht/notfallzugriffe',
      '/aufsicht/vorfaelle',
      '/aufsicht/vorfaelle/neu',
      look('/aufsicht/vorfaelle/:id', () => made.breach),
      look('/aufsicht/vorfaelle/:id/aendern', () => `${made.breach}/aendern`),
      look('/aufsicht/vorfaelle/:id/betroffene', () => `${made.breach}/betroffene`),
      look('/aufsicht/vorfaelle/:id/informieren', () => `${made.breach}/informieren`),
      '/aufsicht/folgenabschaetzungen',
      look('/aufsicht/folgenabschaetzungen/:id', '/aufsicht/folgenabschaetzungen/hund-anmelden'),
      '/archiv/protokoll',
    ],
  },
  { who: 'archivist-karin', first: '/archiv', pages: ['/archiv', '/archiv/protokoll'] },
  {
    who: 'clerk-einwohneramt',
    first: '/berichtigungen',
    // Somebody says that the register has another first name than it should.
    before: async (page, program) => {
      await meanwhile(page, program, 'resident-carla', async (carla) => {
        await carla.goto(`${program.origin}/konto/register`);
        await carla.locator('main a[href*="angabe=residents.address"]').first().click();
        const right = { street: 'Freie Strasse', houseNumber: '99', postalCode: '4051', town: 'Basel' };
        for (const [part, value] of Object.entries(right))
          await carla.fill(`[name="richtig.${part}"]`, value);
        await carla.locator('main form button').first().click();
        await carla.waitForURL(/gestellt/);
      });
      await page.goto(`${program.origin}/berichtigungen`);
      await page.locator('main a[href^="/berichtigungen/"]').first().click();
      made.correction = new URL(page.url()).pathname;
    },
    pages: ['/berichtigungen', look('/berichtigungen/:id', () => made.correction)],
  },
];
