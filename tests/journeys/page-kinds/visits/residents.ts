// The pages of forms and of one's own account, of companies too.
import type { Page } from 'playwright-core';
import { finished, lineOf, sendBatch } from '../../../support/batch.ts';
import { bareDb } from '../../../support/unguarded.ts';
import { signIn } from '../../../support/browser.ts';
import { answerDog, next } from '../../../support/dog.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { look, type Visit } from '../visit.ts';

const form = '/leistungen/hund-anmelden/formular';

async function firstCase(program: TestProgram, identity: string): Promise<string> {
  const response = await fetch(`${program.origin}/api/v1/me/cases`, {
    headers: { authorization: `Bearer ${await program.token(identity)}` },
  });
  const { items } = (await response.json()) as { items: { ref: string }[] };
  return `/faelle/${items[0]?.ref ?? 'none'}`;
}

const asked = { access: '', entry: '' };

/** A question about a use of her data, and a register's entry that she says is wrong. */
async function askAndCorrect(page: Page, { origin }: TestProgram): Promise<void> {
  const open = async (path: string, link: string) => {
    await page.goto(`${origin}${path}`);
    await page.locator(`main a[href*="${link}"]`).first().click();
    return new URL(page.url()).pathname + new URL(page.url()).search;
  };
  asked.access = await open('/konto/zugriffe', 'frage?eintrag=');
  await page.fill('textarea', 'Warum hat diese Stelle meine Angaben gelesen?');
  await page.locator('main form button').first().click();
  asked.entry = await open('/konto/register', 'berichtigen?angabe=');
}

/** For whoever stands first among those they may act for. */
const actForFirst = (page: Page): Promise<void> => page.locator('main form.plainform button').first().click();

export const residentVisits: readonly Visit[] = [
  {
    who: 'resident-anna',
    first: form,
    before: (page, program) => answerDog(page, 'Labrador Retriever', program.app.clock.today()),
    pages: [
      ...['halter', 'hunde', 'haftpflicht'].map((page) =>
        look('/leistungen/:id/formular/:page', `${form}/${page}`),
      ),
      look('/leistungen/:id/formular/pruefen', `${form}/pruefen`),
      look('/leistungen/:id/formular', '/leistungen/baum-faellen/formular'),
      look('/leistungen/:id/formular', '/leistungen/veranstaltung-allmend/formular'),
      '/abmelden',
    ],
  },
  {
    who: 'resident-carla',
    first: '/konto',
    before: askAndCorrect,
    pages: [
      '/konto',
      '/konto/geschaefte',
      '/konto/postfach',
      '/konto/zugriffe',
      look('/konto/zugriffe/frage', () => asked.access),
      '/konto/zugriffe/fragen',
      '/konto/zugriffe/vorfaelle',
      '/konto/register',
      look('/konto/register/berichtigen', () => asked.entry),
      '/konto/berichtigungen',
      '/konto/bekanntgabe',
      '/konto/loeschungen',
      '/konto/pflichten',
      '/konto/pflichten/angaben',
      '/konto/sitzungen',
      look('/faelle/:ref', async (program) => firstCase(program, 'resident-carla')),
      '/vertretung',
      '/vertretung/vollmachten',
      look('/vertretung/erteilen', '/vertretung/erteilen?sache=none'),
      // Not hers to see.
      '/arbeitsliste',
    ],
  },
  {
    who: 'resident-carla',
    first: '/vertretung',
    // For her mother, who has given her a mandate.
    before: actForFirst,
    pages: [
      '/vertretung',
      '/konto',
      look('/leistungen/:id/formular', '/leistungen/sperrgut-anmelden/formular'),
      // Only for oneself; and for nobody but oneself.
      '/konto/zugriffe',
      look('/leistungen/:id/formular', '/leistungen/nacht-sonntagsarbeit/formular'),
    ],
  },
  {
    who: 'resident-tom',
    first: '/vertretung',
    // For his ward, whose guardian the register names for some areas.
    before: actForFirst,
    pages: [
      '/vertretung',
      '/konto',
      look('/leistungen/:id/formular', '/leistungen/steuer-frist-verlaengern/formular'),
      // Outside these areas.
      look('/leistungen/:id/formular', '/leistungen/hund-anmelden/formular'),
    ],
  },
  {
    who: 'resident-luis',
    first: '/vertretung/vollmachten',
    pages: [
      '/vertretung/vollmachten',
      // In the name of a child.
      look('/vertretung/erteilen', async ({ app }) => {
        const found = bareDb(app)
          .selectFrom('identity.account')
          .select('id')
          .where('name', '=', 'Mateo Ejemplo');
        return `/vertretung/erteilen?fuer=${(await found.executeTakeFirstOrThrow()).id}`;
      }),
    ],
  },
  {
    who: 'resident-rosa',
    first: '/vertretung/vollmachten',
    before: async (page) => {
      await page.goto(`${new URL(page.url()).origin}/vertretung/erteilen`);
      await page.locator('form.ask button').first().click();
    },
    pages: [
      '/vertretung',
      '/vertretung/vollmachten',
      look('/vertretung/vollmachten/:id', async ({ app }) => {
        const found = bareDb(app).selectFrom('mandates.mandate').select('id');
        return `/vertretung/vollmachten/${(await found.executeTakeFirstOrThrow()).id}`;
      }),
      '/konto',
    ],
  },
  {
    who: 'resident-carla',
    // Begun without signing in, beside a draft of her own: with what she typed and the register says otherwise.
    before: async (page, { origin }) => {
      for (const service of ['sperrgut-anmelden', 'hund-anmelden']) {
        await page.goto(`${origin}/leistungen/${service}/formular`);
        await page.locator('form.plainform button').click();
      }
      await page.fill('[name=vorname]', 'Andersgetippt');
      await next(page);
      await signIn(page, origin, 'resident-carla', `${form}/uebernehmen`);
      await page.locator('button[value=take]').click();
    },
    pages: [
      look('/leistungen/:id/formular/:page', `${form}/halter`),
      look('/leistungen/:id/formular/uebernehmen', '/leistungen/sperrgut-anmelden/formular/uebernehmen'),
    ],
  },
  {
    who: 'company-delta',
    first: '/konto',
    before: async (_page, program) => {
      const token = await program.token('company-delta');
      const { body } = await sendBatch(program, token, `{\n[]\n${lineOf('1', { von: '05:00' })}`);
      await finished(program, token, body.id);
    },
    pages: [
      '/konto',
      '/konto/sammelmeldungen',
      look('/konto/sammelmeldungen/:batch', async ({ app }) => {
        const found = bareDb(app).selectFrom('intake.batch').select('id');
        return `/konto/sammelmeldungen/${(await found.executeTakeFirstOrThrow()).id}`;
      }),
    ],
  },
  {
    who: 'delta-cosigner',
    first: '/konto',
    // The demonstration has one that waits for the second signature.
    pages: [
      '/konto',
      look('/unterschriften/:id', async ({ app }) => {
        const found = bareDb(app).selectFrom('intake.joint_submission').select('id');
        return `/unterschriften/${(await found.executeTakeFirstOrThrow()).id}`;
      }),
    ],
  },
];
