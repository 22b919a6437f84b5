// Finds people in the resident register for a clerk who has them before them or on the telephone.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Address } from '../../../engine/index.ts';
import { refuseOwnMatter } from '../../policy/index.ts';
import { findEntries } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';

export interface FoundResident {
  registerId: string;
  firstName: string;
  lastName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  address: string;
  email: string | undefined;
}

/**
 * By AHV number, or by last name and day of birth: never by a part of a name, so that nobody can leaf through the register.
 * The caller logs the look for each person found.
 * @returns at most five
 * @throws Fault REGISTER_SILENT, OWN_MATTER where the clerk is among them
 */
export async function findResidents(
  app: App,
  clerk: StaffActor,
  wanted: { ahv: string } | { lastName: string; birthDate: string },
): Promise<FoundResident[]> {
  const answer = await findEntries(
    app,
    'residents',
    wanted,
    // Also what was looked for: an answer about somebody else shows by it.
    ['firstName', 'lastName', 'birthDate', 'address', 'email', ...('ahv' in wanted ? ['ahv'] : [])],
    reasonOfTask(app, 'identify-at-counter', clerk.id),
  );
  if ('silent' in answer) {
    if (answer.silent === 'none') return [];
    throw new Fault('REGISTER_SILENT');
  }
  // Nobody identifies themselves: a counter that serves its own clerk could lift a block or record a mandate for them.
  for (const { id } of answer.found) refuseOwnMatter(clerk, id);
  return answer.found.slice(0, 5).map(({ id, values }) => {
    const { street, houseNumber, postalCode, town } = (values['address'] ?? {}) as Partial<Address>;
    const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
    return {
      registerId: id,
      firstName: text('firstName'),
      lastName: text('lastName'),
      birthDate: text('birthDate'),
      address: `${street ?? ''} ${houseNumber ?? ''}, ${postalCode ?? ''} ${town ?? ''}`,
      email: text('email') || undefined,
    };
  });
}
