// For whom somebody acts by law, and who acts for somebody: asked in the registers each time, since they alone know.
import type { App } from '../../../kernel/app.ts';
import { readEntry, representedEntries, type Entry } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';

/** Registers that name representatives. */
type NamingRegister = 'residents' | 'companies';

/** One representative in an entry: of a person with `kind`, of a company with `signing`. */
interface NamedRepresentative {
  /** Key in the residents' register. */
  person: string;
  kind?: 'parent' | 'guardian';
  signing?: 'single' | 'joint';
  /** Areas of a guardian; absent: everything. */
  areas?: string[];
  /** Last day of a guardian, `YYYY-MM-DD`. */
  until?: string;
}

export interface Represented {
  register: NamingRegister;
  /** Key in the register. */
  id: string;
  /** Absent where it was not asked for. */
  name: string | undefined;
  birthDate: string | undefined;
  dead: boolean;
  representatives: NamedRepresentative[];
  asOf: string;
}

const toRepresented = (register: NamingRegister, { id, values, asOf }: Entry): Represented => {
  const text = (field: string) => (typeof values[field] === 'string' ? values[field] : undefined);
  const parts = [text('firstName'), text('lastName')].filter((each) => each !== undefined);
  return {
    register,
    id,
    name: text('name') ?? (parts.length > 0 ? parts.join(' ') : undefined),
    birthDate: text('birthDate'),
    dead: values['diedOn'] !== undefined,
    representatives: (values['representatives'] ?? []) as NamedRepresentative[],
    asOf,
  };
};

/**
 * Those for whom the person acts, with their names, outside of any transaction.
 * @param registerId of the representative
 * @param user account on whose behalf it is asked
 * @returns undefined where the register is silent: then nobody may act
 */
export async function askRepresented(
  app: App,
  register: NamingRegister,
  registerId: string,
  user: string,
): Promise<Represented[] | undefined> {
  const fields =
    register === 'residents'
      ? ['firstName', 'lastName', 'birthDate', 'diedOn', 'representatives']
      : ['name', 'representatives'];
  const answer = await representedEntries(
    app,
    register,
    registerId,
    fields,
    reasonOfTask(app, 'representation', user),
  );
  return 'silent' in answer ? undefined : answer.found.map((entry) => toRepresented(register, entry));
}

/** Who acts for one person or company; undefined where there is no such entry. */
export async function askRepresentatives(
  app: App,
  register: NamingRegister,
  id: string,
  user: string,
): Promise<Represented | 'silent' | undefined> {
  const fields = register === 'residents' ? ['birthDate', 'diedOn', 'representatives'] : ['representatives'];
  const answer = await readEntry(app, register, id, fields, reasonOfTask(app, 'representation', user));
  if ('silent' in answer) return 'silent';
  return answer.found && toRepresented(register, answer.found);
}
