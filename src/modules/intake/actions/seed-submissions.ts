// The demonstration's cases: worked examples of the services, submitted by invented identities through the real action.
import type { App } from '../../../kernel/app.ts';
import { readCantonFile } from '../../../kernel/canton.ts';
import { Fault } from '../../../kernel/errors.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { exampleAnswers, examplesOf } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { seedSamples } from './seed-samples.ts';
import { submitOnce } from './submit.ts';

interface SeededSubmission {
  identity: string;
  service: string;
  /** Name of a worked example of the service. */
  example: string;
}

/** Idempotent by the submission's own key; an interrupted seed goes on where it stopped. @throws StartFault */
export async function seedSubmissions(app: App): Promise<void> {
  await seedSamples(app);
  const list = (await readCantonFile(app.canton, 'demo/submissions.yaml')) as SeededSubmission[];
  for (const { identity, service, example } of list) {
    const found = examplesOf(app, service).find((each) => each.name === example);
    if (!found) throw new StartFault(`demo/submissions.yaml: ${service} has no worked example «${example}».`);
    const actor = await demoActor(app, identity);
    if (actor.kind !== 'person') throw new StartFault(`demo/submissions.yaml: ${identity} is not a person.`);
    const key = `demo/${service}/${example}`.normalize('NFD').replace(/[^\x21-\x7e]/g, '');
    const answers = exampleAnswers(app, found);
    const before = await app.db
      .selectFrom('intake.submission')
      .select('case_ref')
      .where('owner_id', '=', actor.id)
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (before) continue;
    await submitOnce(app, actor, { serviceId: service, answers, key, language: 'de' }).catch(
      (error: unknown) => {
        if (!(error instanceof Fault)) throw error;
        const places = error.errors.map((each) => `${each.pointer} ${each.code}`).join(', ');
        throw new StartFault(
          `demo/submissions.yaml: ${service} «${example}» as ${identity}: ${error.code} ${places}`,
        );
      },
    );
  }
}
