// Who of a unit could take a case that is closed to somebody: the path of the deputy.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountsOfUnit } from '../../identity/index.ts';
import { staffWhoMay, type CaseFacts } from '../../policy/index.ts';
import { content } from '../queries/withhold.ts';

const most = 5;

/** Names of at most five colleagues of the case's unit who may take it at this moment. */
export async function whoMayTake(
  app: App,
  about: CaseFacts,
  definition: Pick<ServiceDefinition, 'pages'>,
  except: string,
): Promise<string[]> {
  const accounts = await accountsOfUnit(app, about.unit);
  const staff = accounts
    .filter(({ id }) => id !== except)
    .map(({ id, subject, name, email, registerId, roles }): StaffActor => {
      const { unit } = about;
      return { kind: 'staff', id, subject, name, email, registerId, unit, roles, assurance: 'low' };
    });
  const may = await impersonal(app, 'find-rights', (db) =>
    staffWhoMay(app, db, staff, { about, definition, use: 'take', own: content }),
  );
  return may.slice(0, most).map(({ name }) => name);
}
