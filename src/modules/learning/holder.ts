// Whose training it is: a member of staff who is here, or their account where a job works for them.
import type { StaffActor } from '../../kernel/actor.ts';

export type Holder = Pick<StaffActor, 'id' | 'name' | 'email' | 'roles'> & { unit: string | undefined };
