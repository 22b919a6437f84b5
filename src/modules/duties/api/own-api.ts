// `GET /api/v1/me/duties`: one's own duties; `GET /me/duties.ics?token=`: the same as a calendar, by a secret address.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { isSecret } from '../../../kernel/secret.ts';
import { personActor } from '../../identity/index.ts';
import { dutiesCalendar } from '../calendar-file.ts';
import { ownView } from '../pages/own.tsx';
import { readCalendar, seeOwnDuties } from '../permissions.ts';
import { accountOfCalendar, dutyOwn } from '../queries/due-soon.ts';
import { DutyItem, dutyItem } from './duty-item.ts';

const OwnItem = Type.Object({
  ...DutyItem.properties,
  done: Type.Union([
    Type.Null(),
    Type.Object({
      by: Type.Union([Type.Literal('case'), Type.Literal('hand')]),
      day: Type.String(),
      case: Type.Union([Type.String(), Type.Null()]),
    }),
  ]),
});

async function ownDuties(request: Request): Promise<Reply> {
  const { app, language } = request;
  const { duties, facts } = await ownView(request);
  return json({
    items: duties.map((each) => ({
      ...dutyItem(app, each, facts, language),
      done: each.done
        ? { by: each.done.by, day: each.done.day, case: each.done.by === 'case' ? each.done.ref : null }
        : null,
    })),
  });
}

async function calendar({ app, query, language }: Request): Promise<Reply> {
  const { token } = query;
  const account = isSecret(token) ? await accountOfCalendar(app, token) : undefined;
  if (account === undefined) throw new Fault('NOT_FOUND');
  const { setting, duties } = await dutyOwn(app, await personActor(app, account));
  const open = duties.filter(({ done }) => !done);
  return dutiesCalendar(app, open, asLanguage(setting?.language) ?? language);
}

export const ownDutiesApi: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/me/duties',
    may: seeOwnDuties,
    acting: 'covered',
    kind: 'api',
    summary: 'My duties with what is done of them, the next one first',
    schema: { reply: { 200: Type.Object({ items: Type.Array(OwnItem) }) } },
    handle: ownDuties,
  },
  {
    method: 'GET',
    url: '/me/duties.ics',
    may: readCalendar,
    ownToken: true,
    kind: 'file',
    summary: 'My duties as a calendar, by a secret address that can be revoked',
    perMinute: 60,
    handle: calendar,
  },
];
