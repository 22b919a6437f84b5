// questions.forget: what nobody needs any more goes by itself: addresses first, then whole questions; what was published stays as released.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { configOf } from '../questions-config.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'questions.forget' };
const day = 86_400_000;

export async function forgetQuestions(app: App): Promise<void> {
  const { privateDays, addressDays, unconfirmedDays } = configOf.of(app).forget;
  const before = (days: number) => new Date(app.clock.now().getTime() - days * day);
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    await tx.db
      .deleteFrom('questions.address')
      .where((is) =>
        is.or([
          is.and([is('confirmed_at', 'is', null), is('made_at', '<', before(unconfirmedDays))]),
          is(
            'question_id',
            'in',
            is.selectFrom('questions.question').select('id').where('ended_at', '<', before(addressDays)),
          ),
        ]),
      )
      .execute();
    await tx.db.deleteFrom('questions.question').where('ended_at', '<', before(privateDays)).execute();
  });
}
