// The pages of forms and of one's own account: axe, HTML, width, four languages.
import { answerDog } from '../../support/dog.ts';
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
      await firstCase(program, 'resident-carla'),
      // Not hers to see.
      '/arbeitsliste',
    ],
  },
]);
