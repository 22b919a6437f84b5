// Codes on paper through the real program: printed once, kept as hashes, told from typing mistakes, one person once with an account, too.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDFDocument } from '@cantoo/pdf-lib';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

const petition = '/mitreden/wasserspiele';
let program: TestProgram;
let staff: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  staff = new CookieJar(program.origin);
  await signIn(staff, 'moderator-luca');
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await barePool(program.app).query<Row>(text, values)).rows;

async function print(list: string, process = 'wasserspiele'): Promise<Response> {
  const address = `/mitwirkung/${process}/codes`;
  const csrf = csrfOf(await (await staff.fetch(address)).text());
  return staff.post(address, { _csrf: csrf, liste: list });
}
async function codesOf(answer: Response): Promise<string[]> {
  const pdf = await readPdf(Buffer.from(await answer.arrayBuffer()));
  const text = pdf.pages.join('\n');
  await pdf.close();
  return [...text.matchAll(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g)].map(
    ([code]) => code,
  );
}

async function enter(code: string, process = petition, jar = new CookieJar(program.origin)) {
  const csrf = csrfOf(await (await jar.fetch(`${process}/code`)).text());
  return { jar, answer: await jar.post(`${process}/code`, { _csrf: csrf, code }) };
}

async function support(jar: CookieJar) {
  const page = await jar.fetch(`${petition}/unterstuetzen`);
  if (page.status !== 200) return page;
  // From another form: whoever has supported it is shown none, and may still send one that was left open.
  const html = await (await jar.fetch(`${petition}/code`)).text();
  return jar.post(`${petition}/unterstuetzen`, { _csrf: csrfOf(html), einverstanden: 'yes' });
}
const supporters = async () =>
  (
    await rows<{ count: number }>(
      `select count from participation.tally where process_id = 'wasserspiele' and act = 'support'`,
    )
  )[0]?.count ?? 0;

describe('letters with codes', () => {
  it('are one PDF, one code each; of the codes only hashes are kept, of names and addresses nothing', async () => {
    const answer = await print(
      '; Familie Muster; Testweg 1; 4057 Basel\n\n; Haushalt Beispiel; Probegasse 2; 4058 Basel',
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = Buffer.from(await answer.clone().arrayBuffer());
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(2);
    const codes = await codesOf(answer);
    expect(new Set(codes).size).toBe(2);
    const all = JSON.stringify(
      await rows(
        `select t::text from participation.code t union all select e::text from kernel.event e where type = 'codes.printed'`,
      ),
    );
    for (const code of codes) {
      expect(all).not.toContain(code);
      expect(all).not.toContain(code.replaceAll('-', ''));
    }
    expect(all).not.toMatch(/Muster|Testweg/);
  });

  it('are refused with the line that is wrong, and nothing typed is lost', async () => {
    const answer = await print('ohne Strichpunkte\nr1; A; B\nr1; C; D');
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toMatch(/Zeile 1:.*Zeile 3: Dieser Schlüssel steht schon in Zeile 2/s);
    expect(html).toContain('ohne Strichpunkte');
    expect((await print('')).status).toBe(422);
    expect((await print('; A; B\n'.repeat(201))).status).toBe(422);
    expect((await staff.fetch('/mitwirkung/buergerraete/codes')).status).toBe(404);
    const anna = new CookieJar(program.origin);
    await signIn(anna, 'resident-anna');
    expect((await anna.fetch('/mitwirkung/wasserspiele/codes')).status).toBe(403);
  });
});

describe('a code', () => {
  it('is enough to take part without an account, once', async () => {
    const [code = ''] = await codesOf(await print('; A; B'));
    const before = await supporters();
    const { jar, answer } = await enter(code.toLowerCase().replaceAll('-', ' '));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${petition}?code=1`]);
    expect(answer.headers.getSetCookie().join()).toMatch(
      /mitreden=.*Path=\/mitreden\/wasserspiele; HttpOnly/,
    );
    expect((await support(jar)).status).toBe(303);
    expect((await support(jar)).status).toBe(409);
    // In another browser it is the same person.
    const again = await enter(code);
    expect((await support(again.jar)).status).toBe(409);
    expect(await supporters()).toBe(before + 1);
    // Without one the sign-in comes first.
    expect((await support(new CookieJar(program.origin))).headers.get('location')).toMatch(/^\/anmelden/);
    // It is none of another process, and staff take no part with it.
    expect((await enter(code, '/mitreden/quartierbudget')).answer.status).toBe(422);
  });

  it('and the account of the same person count once, whichever comes first', async () => {
    const codeFor = async (who: string) => {
      const actor = await demoActor(program.app, who);
      const key = 'registerId' in actor ? (actor.registerId ?? '') : '';
      expect(key).not.toBe('');
      const [code = ''] = await codesOf(await print(`${key}; Beispiel; Weg 1; 4057 Basel`));
      return code;
    };
    const code = await codeFor('resident-giulia');
    const { jar } = await enter(code);
    expect((await support(jar)).status).toBe(303);
    const account = new CookieJar(program.origin);
    await signIn(account, 'resident-giulia');
    expect((await support(account)).status).toBe(409);
    // She has supported it with her account before.
    const anna = await enter(await codeFor('resident-anna'));
    expect((await support(anna.jar)).status).toBe(409);
  });
});

describe('a confirmed e-mail address', () => {
  const ask = async (address: string, process = petition) => {
    const jar = new CookieJar(program.origin);
    const html = await (await jar.fetch(`${process}/adresse`)).text();
    return jar.post(`${process}/adresse`, { _csrf: csrfOf(html), adresse: address });
  };
  const mails = (like: string) =>
    rows<{ text: string }>(
      `select convert_from(message, 'utf8') as text from kernel.mail where recipient like $1`,
      [like],
    );

  it('is enough where the process allows it, once for each mailbox; its code is all that the mail says', async () => {
    expect((await ask('Nora.Muster+petition@mail.example')).status).toBe(200);
    // The same mailbox in another spelling, on the same day: no second mail, and the same answer.
    expect((await ask('nora.muster@MAIL.example')).status).toBe(200);
    const sent = await mails('%mail.example');
    expect(sent).toHaveLength(1);
    const text = (sent[0]?.text ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
    const code = /\/mitreden\/wasserspiele\/code\?code=([\w-]{14})/.exec(text)?.[1] ?? '';
    const before = await supporters();
    const opened = await new CookieJar(program.origin).fetch(`${petition}/code?code=${code}`);
    expect(await opened.text()).toContain(`value="${code}"`);
    // To open the link is not enough: robots that look into mails do that.
    expect(await supporters()).toBe(before);
    const { jar } = await enter(code);
    expect((await support(jar)).status).toBe(303);
    expect((await support(jar)).status).toBe(409);
    expect(await supporters()).toBe(before + 1);
    const kept = JSON.stringify(
      await rows(
        `select t::text from participation.code t union all select p::text from participation.participant p`,
      ),
    );
    expect(kept).not.toMatch(/nora|mail\.example/i);
  });

  it('must be one, and is none where the register is asked', async () => {
    for (const bad of ['', 'nora', 'a@b.example,c@d.example', 'a@b.example\r\nbcc: c@d.example'])
      expect([bad, (await ask(bad)).status]).not.toEqual([bad, 200]);
    expect((await fetch(`${program.origin}/mitreden/quartierbudget/adresse`)).status).toBe(404);
  });
});

describe('a code that is none', () => {
  it('that is mistyped says so kindly; guessing is slowed down', async () => {
    const [code = ''] = await codesOf(await print('; A; B'));
    const wrong = code.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
    const typo = await (await enter(wrong)).answer.text();
    expect(typo).toContain('Tippfehler');
    expect(typo).toContain(wrong);
    for (const [typed, words] of [
      ['', 'Geben Sie den Code'],
      ['7F3K', 'zwölf Zeichen'],
      ['<script>alert(1)</script>', 'nur Buchstaben und Ziffern'],
    ] as const)
      expect(await (await enter(typed)).answer.text()).toContain(words);
    const statuses: number[] = [];
    for (let each = 0; each < 12; each++) statuses.push((await enter(wrong)).answer.status);
    expect(statuses.at(-1)).toBe(429);
    expect((await fetch(`${program.origin}/mitreden/buergerraete/code`)).status).toBe(404);
  });

  it('made up as a cookie is nobody', async () => {
    const jar = new CookieJar(program.origin);
    for (const value of ['7F3K-Q0ZT-M4XA', '%00', 'x'.repeat(5000), "' or 1=1 --"]) {
      jar.set('mitreden', encodeURIComponent(value), petition);
      expect((await support(jar)).headers.get('location')).toMatch(/^\/anmelden/);
    }
  });
});
