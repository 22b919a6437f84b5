// The pages of forms and of one's own account, of companies too: axe, HTML, width, four languages.
import { finished, lineOf, sendBatch } from '../../support/batch.ts';
import { bareDb } from '../../support/unguarded.ts';
import { signIn } from '../../support/browser.ts';
import { answerDog, next } from '../../support/dog.ts';
import type { TestProgram } from '../../support/test-program.ts';
import { testPageKinds } from './page-kinds.ts';

const form = '/leistungen/hund-anmelden/formular';

async function firstCase(program: TestProgram, identity: string): Promise<string> {
  const response = await fetch(`${program.origin}/api/v1/me/cases`, {
    headers: { authorization: `Bearer ${await program.token(identity)}` },
  });
  const { items } = (await response.json()) as { items: { ref: string }[] };
  return `/faelle/${items[0]?.ref ?? 'none'}`;
}

testPageKinds([
  {
    who: 'resident-anna',
    first: form,
    before: (page, program) => answerDog(page, 'Labrador Retriever', program.app.clock.today()),
    paths: () => [
      `${form}/halter`,
      `${form}/hunde`,
      `${form}/haftpflicht`,
      `${form}/pruefen`,
      '/leistungen/baum-faellen/formular',
      '/leistungen/veranstaltung-allmend/formular',
      '/abmelden',
    ],
  },
  {
    who: 'resident-carla',
    first: '/konto',
    paths: async (program) => [
      '/konto',
      '/konto/geschaefte',
      '/konto/postfach',
      '/konto/zugriffe',
      '/konto/sitzungen',
      await firstCase(program, 'resident-carla'),
      '/vertretung',
      '/vertretung/vollmachten',
      '/vertretung/erteilen?sache=none',
      // Not hers to see.
      '/arbeitsliste',
    ],
  },
  {
    who: 'resident-carla',
    first: '/vertretung',
    // For her mother, who has given her a mandate.
    before: async (page) => {
      await page.locator('main form.plainform button').first().click();
    },
    paths: () => [
      '/vertretung',
      '/konto',
      '/leistungen/sperrgut-anmelden/formular',
      // Only for oneself; and for nobody but oneself.
      '/konto/zugriffe',
      '/leistungen/nacht-sonntagsarbeit/formular',
    ],
  },
  {
    who: 'resident-rosa',
    first: '/vertretung/vollmachten',
    before: async (page) => {
      await page.goto(`${new URL(page.url()).origin}/vertretung/erteilen`);
      await page.locator('form.ask button').first().click();
    },
    paths: async ({ app }) => {
      const { id } = await bareDb(app).selectFrom('mandates.mandate').select('id').executeTakeFirstOrThrow();
      return ['/vertretung', '/vertretung/vollmachten', `/vertretung/vollmachten/${id}`, '/konto'];
    },
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
    paths: () => [`${form}/halter`, '/leistungen/sperrgut-anmelden/formular/uebernehmen'],
  },
  {
    who: 'company-delta',
    first: '/konto',
    before: async (_page, program) => {
      const token = await program.token('company-delta');
      const { body } = await sendBatch(program, token, `{\n[]\n${lineOf('1', { von: '05:00' })}`);
      await finished(program, token, body.id);
    },
    paths: async ({ app }) => {
      const { id } = await bareDb(app).selectFrom('intake.batch').select('id').executeTakeFirstOrThrow();
      return ['/konto', '/konto/sammelmeldungen', `/konto/sammelmeldungen/${id}`];
    },
  },
]);
