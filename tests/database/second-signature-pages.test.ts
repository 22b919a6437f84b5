// The pages of the second signature: who is named no more does nothing, who refuses says why, and nothing typed is lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../support/cookie-jar.ts';
import { bareDb } from '../support/unguarded.ts';
import { actFor, browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import {
  acting,
  answers,
  company,
  dario,
  denise,
  post,
  prepare,
  program,
  row,
  service,
  startSignatories,
} from '../support/two-signatories.ts';

beforeAll(startSignatories, 240_000);
afterAll(() => program.stop());

describe('in the browser', () => {
  it('who is named no more while the page is open signs and refuses nothing, and what was typed is kept', async () => {
    const id = await prepare();
    await actFor(denise, acting['delta-cosigner'] ?? '');
    const page = await htmlOf(denise, `/unterschriften/${id}`);
    expect(page).toContain('Unterschreiben und senden');
    const before = company();
    program.register?.store.putCompany(
      { ...before, representatives: [{ person: 'dario', signing: 'joint' }] },
      before.asOf,
    );
    const reason = 'Der Lohnzuschlag ist zu klein.';
    for (const wish of [
      { _do: 'sign', erklaerung: 'yes' },
      { _do: 'refuse', grund: reason },
    ]) {
      const posted = await denise.post(
        `/unterschriften/${id}`,
        { _csrf: csrfOf(page), ...wish },
        { 'accept-language': 'de' },
      );
      expect([posted.status, await posted.text()]).toEqual([
        403,
        expect.stringContaining('REPRESENTATION_ENDED'),
      ]);
    }
    expect((await denise.fetch('/konto')).status).toBe(403);
    expect(await row(id)).toMatchObject({ state: 'waiting', second_id: null, case_ref: null });
    program.register?.store.putCompany(before, before.asOf);
    expect(await htmlOf(denise, `/unterschriften/${id}`)).toContain(reason);
    await actFor(denise, '');
  });

  it('the second one is led to it, reads it, refuses with a reason, and the first goes on with everything', async () => {
    const id = await prepare();
    const account = await htmlOf(denise, '/konto');
    expect(account).toContain('Es fehlt Ihre Unterschrift');
    const stranger = await browserOf(program, 'resident-giulia');
    expect((await stranger.fetch(`/unterschriften/${id}`)).status).toBe(404);
    const lead = await htmlOf(denise, `/unterschriften/${id}`);
    expect(lead).toContain('Für Delta Beispiel GmbH handeln');
    const chosen = await denise.post('/vertretung', {
      _csrf: csrfOf(lead),
      mandate: acting['delta-cosigner'] ?? '',
      weiter: `/unterschriften/${id}`,
    });
    expect(chosen.headers.get('location')).toBe(`/unterschriften/${id}`);
    expect(await htmlOf(denise, `/unterschriften/${id}`)).toContain(
      'Dario Modell hat das für Delta Beispiel GmbH vorbereitet',
    );
    const blank = await post(denise, id, { _do: 'refuse', grund: ' ' });
    expect([blank.status, await blank.text()]).toEqual([
      422,
      expect.stringContaining('warum Sie nicht unterschreiben'),
    ]);
    const unticked = await post(denise, id, { _do: 'sign' });
    expect(unticked.status).toBe(422);
    expect((await post(denise, id, { _do: 'refuse', grund: 'Das Datum stimmt nicht.' })).status).toBe(303);
    await actFor(dario, acting['company-delta'] ?? '');
    const told = await htmlOf(dario, `/unterschriften/${id}`);
    expect(told).toContain('Das Datum stimmt nicht.');
    const resumed = await post(dario, id, { _do: 'resume' });
    expect([resumed.status, resumed.headers.get('location')]).toEqual([
      303,
      `/leistungen/${service}/formular`,
    ]);
    const draft = await bareDb(program.app)
      .selectFrom('intake.draft')
      .select(['id', 'answers'])
      .where('service_id', '=', service)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(draft.answers).toEqual(answers());
    // A second one does not overwrite what is under way.
    const other = await prepare();
    await post(dario, other, { _do: 'withdraw' });
    const blocked = await post(dario, other, { _do: 'resume' });
    expect([blocked.status, await blocked.text()]).toEqual([
      409,
      expect.stringContaining('schon ein anderes Formular'),
    ]);
    await actFor(dario, '');
    await actFor(denise, '');
  });
});
