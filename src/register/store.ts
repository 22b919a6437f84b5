// The simulated registers' own store: residents, companies, and what was disclosed to whom, in one SQLite file.
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { addInvented } from './add-invented.ts';
import { keepMessages, type Messages } from './messages.ts';
import { indexRepresentatives, type NamingRegister } from './representatives.ts';
import type { CantonData, RegisterId, Signatory } from './canton-data.ts';
import { inventResident, inventTax, inventVehicle, type Resident, type Tax, type Vehicle } from './invent.ts';

export interface Company {
  id: string;
  uid: string;
  name: string;
  legalForm: string;
  seat: string;
  address: Resident['address'];
  /** Who signs for it. */
  representatives: Signatory[];
}

/** An entry with the day on which the register last confirmed it, `YYYY-MM-DD`. */
export type Dated<Entry> = Entry & { asOf: string };

export interface Disclosure {
  messageId: string;
  at: string;
  client: string;
  user: string;
  reader: string;
  purpose: string;
  legalBasis: string;
  register: string;
  subject: string;
  fields: readonly string[];
}

export type PersonCriteria =
  | { ahv: string }
  | { lastName: string; birthDate: string }
  | { firstName: string; lastName: string; birthDate: string; ahv?: string };

export interface Correction {
  register: RegisterId;
  subject: string;
  field: string;
  was: unknown;
  value: unknown;
  /** Number of the correction: asked again, it changes nothing more. */
  correction: string;
  /** `YYYY-MM-DD` */
  day: string;
}

export interface Corrected {
  entry: Dated<{ id: string }>;
  /** False: the entry says something else by now than whoever asked has seen. */
  corrected: boolean;
  /** Day since when the wrong value had stood there. */
  since: string;
}

/** To whom a value went. */
export interface Recipient {
  client: string;
  reader: string;
  purpose: string;
  /** The last time. */
  at: string;
}

export interface Store extends Messages {
  /** The entry of any register by its key. */
  entry(register: RegisterId, id: string): Dated<{ id: string }> | undefined;
  resident(id: string): Dated<Resident> | undefined;
  findResidents(by: PersonCriteria): Dated<Resident>[];
  /** Those for whom somebody acts by law; the key is that of the representative in the residents' register. */
  represented(register: NamingRegister, by: string): Dated<{ id: string }>[];
  company(by: { id: string } | { uid: string }): Dated<Company> | undefined;
  countResidents(): number;
  put(resident: Resident, asOf: string): void;
  putCompany(company: Company, asOf: string): void;
  /** @returns undefined where there is no such entry */
  correct(correction: Correction): Corrected | undefined;
  recipients(register: string, subject: string, field: string, since: string): Recipient[];
  recordDisclosures(disclosures: readonly Disclosure[]): void;
  disclosures(subject: string): Disclosure[];
  close(): void;
}

const schema = `
  create table if not exists resident (
    id text primary key, ahv text not null unique, name_key text not null, birth_date text not null,
    entry text not null, as_of text not null
  ) strict;
  create index if not exists resident_name on resident (birth_date, name_key);
  create table if not exists company (
    id text primary key, uid text not null unique, entry text not null, as_of text not null
  ) strict;
  -- Of a person who has one vehicle, and of every taxpayer; by the person's key.
  create table if not exists holding (
    register text not null, id text not null, entry text not null, as_of text not null, primary key (register, id)
  ) strict, without rowid;
  create table if not exists disclosure (
    number integer primary key, message_id text not null, at text not null, client text not null, "user" text not null,
    reader text not null, purpose text not null, legal_basis text not null, register text not null,
    subject text not null, fields text not null
  ) strict;
  create index if not exists disclosure_subject on disclosure (subject);
  create table if not exists correction (
    id text primary key, register text not null, subject text not null, field text not null, was text not null,
    since text not null, as_of text not null
  ) strict;
`;

/** Names as they are compared: case, spaces and the way of writing accents don't count. */
export const comparable = (name: string): string =>
  name.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('de-CH');

/** As many as somebody may be shown who looks for one person. */
const mostFound = 5;

/**
 * Opens the file and adds what is missing; entries that are there stay as they are, since they may have been corrected.
 * @param path of the file, or `:memory:`
 * @param persons how many residents to invent beside the canton's
 */
export function openStore(path: string, data: CantonData, persons: number, today: string): Store {
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  db.exec(schema);
  const insert = db.prepare('insert or ignore into resident values (?, ?, ?, ?, ?, ?)');
  // By the key alone: whoever else has the number keeps it, and the statement fails.
  const replace = db.prepare(`insert into resident values (?, ?, ?, ?, ?, ?) on conflict (id) do update set
    ahv = excluded.ahv, name_key = excluded.name_key, birth_date = excluded.birth_date, entry = excluded.entry,
    as_of = excluded.as_of`);
  const row = (each: Resident, asOf: string) =>
    [each.id, each.ahv, comparable(each.lastName), each.birthDate, JSON.stringify(each), asOf] as const;
  const insertHolding = db.prepare('insert or ignore into holding values (?, ?, ?, ?)');
  const hold = (register: 'vehicles' | 'taxes', entry: Vehicle | Tax) =>
    void insertHolding.run(register, entry.id, JSON.stringify(entry), today);
  const representatives = indexRepresentatives(db);
  db.exec('begin');
  for (const person of data.persons) {
    if (person.inRegister === false) continue;
    // Telephone numbers are none of this register's business.
    const { invented: _, inRegister: __, phone: ___, vehicle, tax, ...entry } = person;
    if (vehicle) hold('vehicles', { id: person.id, ...vehicle });
    if (tax) hold('taxes', { id: person.id, ...tax });
    const fresh = insert.run(...row({ ...entry, email: person.email ?? null }, today)).changes > 0;
    representatives.complete('residents', entry, fresh);
  }
  for (const { invented: _, ...organisation } of data.organisations) {
    const entry: Company = { ...organisation, seat: organisation.address.town };
    const insertCompany = db.prepare('insert or ignore into company values (?, ?, ?, ?)');
    const fresh = insertCompany.run(entry.id, entry.uid, JSON.stringify(entry), today).changes > 0;
    representatives.complete('companies', entry, fresh);
  }
  db.exec('commit');
  addInvented(db, persons, (number) => {
    insert.run(...row(inventResident(number, data.places), today));
    const vehicle = inventVehicle(number);
    if (vehicle) hold('vehicles', vehicle);
    hold('taxes', inventTax(number));
  });

  const dated = <Entry>(found: unknown): Dated<Entry> => {
    const { entry, as_of } = found as { entry: string; as_of: string };
    return { ...(JSON.parse(entry) as Entry), asOf: as_of };
  };
  const oneOrNone = <Entry>(found: unknown) => (found === undefined ? undefined : dated<Entry>(found));
  const select = {
    id: db.prepare('select entry, as_of from resident where id = ?'),
    ahv: db.prepare('select entry, as_of from resident where ahv = ?'),
    name: db.prepare(
      'select entry, as_of from resident where birth_date = ? and name_key = ? order by id limit 20',
    ),
    holding: db.prepare('select entry, as_of from holding where register = ? and id = ?'),
    companyId: db.prepare('select entry, as_of from company where id = ?'),
    companyUid: db.prepare('select entry, as_of from company where uid = ?'),
  };
  const entryOf = (register: RegisterId, id: string): Dated<{ id: string }> | undefined =>
    register === 'residents'
      ? oneOrNone<Resident>(select.id.get(id))
      : register === 'companies'
        ? oneOrNone<Company>(select.companyId.get(id))
        : oneOrNone<Vehicle | Tax>(select.holding.get(register, id));
  const write = (register: RegisterId, entry: { id: string }, asOf: string) => {
    if (register === 'residents') replace.run(...row(entry as Resident, asOf));
    else if (register !== 'companies') replaceHolding.run(register, entry.id, JSON.stringify(entry), asOf);
    else replaceCompany.run(entry.id, (entry as Company).uid, JSON.stringify(entry), asOf);
    if (register === 'residents' || register === 'companies') representatives.name(register, entry);
  };
  const replaceHolding = db.prepare('insert or replace into holding values (?, ?, ?, ?)');
  const replaceCompany = db.prepare(`insert into company values (?, ?, ?, ?) on conflict (id) do update set
    uid = excluded.uid, entry = excluded.entry, as_of = excluded.as_of`);
  /** Whether the number that tells entries apart is another one's already. */
  const isTaken = (register: RegisterId, id: string, field: string, value: unknown): boolean => {
    const number = String(value);
    const holder =
      register === 'residents' && field === 'ahv'
        ? oneOrNone<Resident>(select.ahv.get(number))
        : register === 'companies' && field === 'uid'
          ? oneOrNone<Company>(select.companyUid.get(number))
          : undefined;
    return holder !== undefined && holder.id !== id;
  };
  const record = db.prepare('insert into disclosure values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    entry: entryOf,
    resident: (id) => oneOrNone<Resident>(select.id.get(id)),
    findResidents(by) {
      const rows =
        'lastName' in by ? select.name.all(by.birthDate, comparable(by.lastName)) : select.ahv.all(by.ahv);
      return rows
        .map((found) => dated<Resident>(found))
        .filter((each) => !('firstName' in by) || comparable(each.firstName) === comparable(by.firstName))
        .filter((each) => !('ahv' in by) || by.ahv === undefined || each.ahv === by.ahv)
        .slice(0, mostFound);
    },
    company: (by) =>
      oneOrNone<Company>('id' in by ? select.companyId.get(by.id) : select.companyUid.get(by.uid)),
    countResidents: () => (db.prepare('select count(*) as n from resident').get() as { n: number }).n,
    represented: (register, by) =>
      representatives.represented(register, by).map((found) => dated<{ id: string }>(found)),
    put: (resident, asOf) => write('residents', resident, asOf),
    putCompany: (company, asOf) => write('companies', company, asOf),
    correct({ register, subject, field, was, value, correction, day }) {
      const dated = entryOf(register, subject);
      if (!dated) return undefined;
      const { asOf, ...entry } = dated;
      const before = db.prepare('select since from correction where id = ?').get(correction);
      if (before) return { entry: dated, corrected: true, since: String(before['since']) };
      const current: unknown = Object.entries(entry).find(([name]) => name === field)?.[1] ?? null;
      if (!isDeepStrictEqual(current, was ?? null)) return { entry: dated, corrected: false, since: asOf };
      if (isTaken(register, subject, field, value)) return { entry: dated, corrected: false, since: asOf };
      const changed = { ...entry, [field]: value };
      db.exec('begin');
      write(register, changed, day);
      db.prepare('insert into correction values (?, ?, ?, ?, ?, ?, ?)').run(
        ...[correction, register, subject, field, JSON.stringify(was ?? null), asOf, day],
      );
      db.exec('commit');
      return { entry: { ...changed, asOf: day }, corrected: true, since: asOf };
    },
    ...keepMessages(db),
    recipients: (register, subject, field, since) =>
      db
        .prepare(
          `select client, reader, purpose, max(at) as at from disclosure
           where subject = ? and register = ? and at >= ? and instr(' ' || fields || ' ', ' ' || ? || ' ') > 0
           group by client, reader, purpose order by at desc limit 200`,
        )
        .all(subject, register, since, field)
        .map((found) => {
          const each = found as Record<string, string>;
          const text = (name: string) => each[name] ?? '';
          return { client: text('client'), reader: text('reader'), purpose: text('purpose'), at: text('at') };
        }),
    recordDisclosures(disclosures) {
      for (const each of disclosures)
        record.run(
          ...[each.messageId, each.at, each.client, each.user, each.reader, each.purpose],
          ...[each.legalBasis, each.register, each.subject, each.fields.join(' ')],
        );
    },
    disclosures: (subject) =>
      db
        .prepare('select * from disclosure where subject = ? order by number')
        .all(subject)
        .map((found) => {
          const each = found as Record<string, string>;
          return {
            messageId: each['message_id'] ?? '',
            at: each['at'] ?? '',
            client: each['client'] ?? '',
            user: each['user'] ?? '',
            reader: each['reader'] ?? '',
            purpose: each['purpose'] ?? '',
            legalBasis: each['legal_basis'] ?? '',
            register: each['register'] ?? '',
            subject: each['subject'] ?? '',
            fields: (each['fields'] ?? '').split(' '),
          };
        }),
    close: () => db.close(),
  };
}
