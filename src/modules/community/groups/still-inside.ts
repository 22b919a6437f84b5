// Which rows of members count today, for lists that go over several groups: the same as `roleIn` says of one.
import { sql, type RawBuilder } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Participant } from '../permissions.ts';

/** @param alias of `community.member` in the statement */
export const stillInside = (app: App, actor: Participant, alias: string): RawBuilder<boolean> =>
  actor.kind === 'staff'
    ? sql<boolean>`${sql.ref(`${alias}.role`)} <> 'guest'`
    : sql<boolean>`${sql.ref(`${alias}.role`)} = 'guest' and ${sql.ref(`${alias}.until`)} >= ${app.clock.today()}`;
