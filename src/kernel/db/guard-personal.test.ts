// Which statements use personal data, however they are written, and who answers for them.
import { describe, expect, it } from 'vitest';
import { answeredScope, answeringScope, PersonalDataRefused, PersonalTables } from './guard-personal.ts';

const tables = new PersonalTables(['cases.matter', 'kernel.file', 'kernel.file_part', 'kernel.access_entry']);

describe('a statement', () => {
  it.each([
    ['select * from "cases"."matter" where "ref" = $1', ['cases.matter']],
    ['select 1 from cases.matter', ['cases.matter']],
    ['SELECT 1 FROM Cases . "matter" m', ['cases.matter']],
    ['select 1 from cases.\n  matter', ['cases.matter']],
    ['select 1 from drehscheibe.cases.matter', ['cases.matter']],
    ['update kernel.file set scan = $1', ['kernel.file']],
    ['delete from "kernel"."file_part"', ['kernel.file_part']],
    ['with a as (select 1 from kernel.file) select 1 from cases.matter, a', ['kernel.file', 'cases.matter']],
    ['select 1 from kernel.access_entry_2026', ['kernel.access_entry']],
    ['select 1 from "kernel"."access_entry_other"', ['kernel.access_entry']],
  ])('%s', (statement, found) => expect(tables.in(statement)).toEqual(found));

  it.each([
    'select 1 from cases.matters',
    'select 1 from cases.matter_kind',
    'select last_value from kernel.access_entry_id_seq',
    'select 1 from lost_cases.matter',
    'begin',
  ])('%s uses none', (statement) => expect(tables.in(statement)).toEqual([]));
});

describe('somebody answers', () => {
  const use = () => tables.check('select 1 from cases.matter');

  it('or the statement is refused, with the table and nothing else', () => {
    expect(() => tables.check("select 1 from cases.matter where applicant_name = 'Muster'")).toThrow(
      new PersonalDataRefused(['cases.matter'], 'personal data is used only where the use is logged'),
    );
  });

  it('beforehand, also after a pause, and not for what comes later', async () => {
    await answeredScope(async () => {
      // A real timer: the scope must follow the call through the event loop.
      await new Promise((resolve) => setTimeout(resolve, 1));
      use();
    });
    expect(use).toThrow(PersonalDataRefused);
  });

  it('before the work ends', async () => {
    await answeringScope((answer) => {
      use();
      answer();
      return Promise.resolve();
    });
    const silent = answeringScope(() => Promise.resolve(use()));
    await expect(silent).rejects.toThrow('cases.matter: used, and no entry says by whom and why');
    // Who uses nothing owes no answer.
    await answeringScope(() => Promise.resolve());
  });

  it('only for the part that is theirs', async () => {
    const partly = answeringScope(async () => {
      await answeredScope(() => Promise.resolve(use()));
      use();
    });
    await expect(partly).rejects.toThrow(PersonalDataRefused);
    await answeringScope(() => answeredScope(() => Promise.resolve(use())));
  });
});
