// Who is named as a representative in which entry of the simulated registers: an index beside the entries, in the same file.
import type { DatabaseSync } from 'node:sqlite';

/** Registers whose entries name representatives. */
export type NamingRegister = 'residents' | 'companies';
interface Naming {
  id: string;
  representatives?: readonly { person: string }[];
}

export interface Representatives {
  /** Of an entry that was written anew. */
  name(register: NamingRegister, entry: Naming): void;
  /** Of an entry of the canton's folder; one of an older store that says nothing about it yet gets it. */
  complete(register: NamingRegister, entry: Naming, fresh: boolean): void;
  /** Rows with `entry` and `as_of` of those whom the person represents. */
  represented(register: NamingRegister, person: string): unknown[];
}

const tables = { residents: 'resident', companies: 'company' } as const;

/** After the tables of the entries. */
export function indexRepresentatives(db: DatabaseSync): Representatives {
  db.exec(`create table if not exists representative (
    person text not null, register text not null, subject text not null, primary key (person, register, subject)
  ) strict`);
  const forget = db.prepare('delete from representative where register = ? and subject = ?');
  const insert = db.prepare('insert or ignore into representative values (?, ?, ?)');
  const lacking = (table: string) =>
    db.prepare(
      `update ${table} set entry = json_set(entry, '$.representatives', json(?)) where id = ? and json_type(entry, '$.representatives') is null`,
    );
  const lack = { residents: lacking(tables.residents), companies: lacking(tables.companies) };
  const selecting = (table: string) =>
    db.prepare(
      `select entry, as_of from ${table} join representative on subject = id and register = ? where person = ? order by id limit 200`,
    );
  const select = { residents: selecting(tables.residents), companies: selecting(tables.companies) };
  const name: Representatives['name'] = (register, { id, representatives = [] }) => {
    forget.run(register, id);
    for (const { person } of representatives) insert.run(person, register, id);
  };
  return {
    name,
    complete(register, entry, fresh) {
      if (entry.representatives === undefined) return;
      const { changes } = lack[register].run(JSON.stringify(entry.representatives), entry.id);
      if (fresh || changes > 0) name(register, entry);
    },
    represented: (register, person) => select[register].all(register, person),
  };
}
