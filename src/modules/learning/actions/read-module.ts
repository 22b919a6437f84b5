// Notes that somebody has worked through a module; twice changes nothing.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { courseById } from '../courses.ts';

/** @throws Fault NOT_FOUND */
export async function readModule(
  app: App,
  staff: StaffActor,
  asked: { course: string | undefined; module: string | undefined },
): Promise<void> {
  const course = courseById(app, asked.course);
  const module = course.modules.find(({ id }) => id === asked.module);
  if (!module) throw new Fault('NOT_FOUND');
  const now = { version: course.version, at: app.clock.now() };
  await transact(app, staff, async (tx) => {
    tx.ownData();
    await tx.db
      .insertInto('learning.reading')
      .values({ staff_id: staff.id, course: course.id, module: module.id, ...now })
      .onConflict((conflict) => conflict.columns(['staff_id', 'course', 'module']).doUpdateSet(now))
      .execute();
  });
}
