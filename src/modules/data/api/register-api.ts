// The registers that everyone may ask: streets while an address is typed, and the company that has a UID.
import { Type } from 'typebox';
import { normaliseUid } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { legalFormText } from '../data-texts.ts';
import { publicBuilding } from '../queries/find-building.ts';
import { companyByUid } from '../queries/find-company.ts';
import { streetsBeginning } from '../queries/find-streets.ts';

const mostSuggestions = 8;
/** The registers change by day, not by minute. */
const anHour = { 'cache-control': 'public, max-age=3600' };

export const registerApi: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/addresses',
    may: everyone,
    kind: 'api',
    summary: 'Streets of the canton with a word that begins with the text, at least two letters',
    // Somebody types, and others sit behind the same address.
    perMinute: 240,
    schema: {
      query: Type.Object({ q: Type.String({ description: 'Beginning of a street', maxLength: 100 }) }),
      reply: {
        200: Type.Object({
          items: Type.Array(
            Type.Object({ street: Type.String(), postalCode: Type.String(), town: Type.String() }),
          ),
        }),
      },
    },
    handle: async ({ app, query }) =>
      json({ items: await streetsBeginning(app, query['q'] ?? '', mostSuggestions) }, 200, anHour),
  },
  {
    method: 'GET',
    url: '/api/v1/companies/:uid',
    may: everyone,
    kind: 'api',
    summary: 'Name, legal form and seat of the company with the UID; organisations only, never persons',
    // Enough to look one up, too few to copy the register.
    perMinute: 30,
    schema: {
      params: Type.Object({ uid: Type.String({ description: 'CHE-123.456.788', maxLength: 40 }) }),
      reply: {
        200: Type.Object({
          uid: Type.String(),
          name: Type.String(),
          legalForm: Type.Object({ id: Type.String(), text: Type.String() }),
          seat: Type.String(),
          asOf: Type.String({ format: 'date' }),
        }),
      },
    },
    handle: async ({ app, params, language }) => {
      const uid = normaliseUid(params['uid'] ?? '');
      const company = uid === undefined ? undefined : await companyByUid(app, uid);
      if (company === 'silent') throw new Fault('REGISTER_SILENT');
      if (!company) throw new Fault('NOT_FOUND');
      const { legalForm, ...rest } = company;
      return json({ ...rest, legalForm: { id: legalForm, text: legalFormText(legalForm, language) } });
    },
  },
  {
    method: 'GET',
    url: '/api/v1/buildings/:egid',
    may: everyone,
    kind: 'api',
    summary: 'Address, municipality and year of construction of the building with the EGID; no dwellings',
    // Enough to look one up, too few to copy the register.
    perMinute: 30,
    schema: {
      params: Type.Object({ egid: Type.String({ pattern: '^\\d{1,9}$' }) }),
      reply: {
        200: Type.Object({
          egid: Type.String(),
          address: Type.Object({
            ...{ street: Type.String(), houseNumber: Type.String() },
            ...{ postalCode: Type.String(), town: Type.String() },
          }),
          municipality: Type.String(),
          constructionYear: Type.Union([Type.Integer(), Type.Null()]),
          asOf: Type.String({ format: 'date' }),
        }),
      },
    },
    handle: async ({ app, params }) => {
      const building = await publicBuilding(app, params['egid'] ?? '');
      if (building === 'silent') throw new Fault('REGISTER_SILENT');
      if (!building) throw new Fault('NOT_FOUND');
      return json(building);
    },
  },
];
