// Emergency accesses on the officer's page, each with its reason, what was read, and a way to end it.
import type { VNode } from 'preact';
import {
  Button,
  EmptyState,
  Form,
  PlainText,
  Rows,
  State,
  formatDate,
  formatTime,
  swissDay,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { accessFields, dataTexts } from '../../data/index.ts';
import { unitName } from '../../organisation/index.ts';
import { endEmergencyOf } from '../actions/end-emergency.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import type { OverseenEmergency } from '../queries/emergency-overview.ts';

interface EmergenciesProps {
  request: Request;
  found: readonly OverseenEmergency[];
  names: ReadonlyMap<string, string>;
  /** Of the titles: 3 inside a band. */
  level?: 2 | 3;
}

export function Emergencies({ request, found, names, level = 3 }: EmergenciesProps): VNode {
  const { app, language, csrf } = request;
  const t = oversightTexts(language);
  if (found.length === 0) return <EmptyState text={t('emergency.none')} />;
  return (
    <Rows
      small
      level={level}
      items={found.map((each) => ({
        when: formatDate(swissDay(each.startedAt), language, 'day'),
        whenNote: formatTime(each.startedAt, language),
        title: t('unusual.who', {
          name: names.get(each.staffId) ?? t('unusual.gone'),
          unit: unitName(app, each.unit, language),
        }),
        text: each.ref,
        children: (
          <div class="stack">
            <PlainText text={each.reason} breaks />
            <p>
              <State tone={each.open ? 'warning' : 'neutral'}>{stateText(each, request)}</State>
            </p>
            {each.subjectId === null ? null : <p>{readText(each, request)}</p>}
          </div>
        ),
        act: each.open ? (
          <Form plain action={`/aufsicht/notfall/${each.id}/beenden`} hidden={{ _csrf: csrf }}>
            <Button variant="secondary" hidden={each.ref}>
              {t('emergency.end')}
            </Button>
          </Form>
        ) : undefined,
      }))}
    />
  );
}

function stateText(each: OverseenEmergency, { language }: Request): string {
  const t = oversightTexts(language);
  if (each.open) return t('emergency.open', { until: formatTime(each.endsAt, language, true) });
  if (each.subjectId === null || each.endedBy === 'unknown') return t('emergency.unknown');
  // Its time is over; the job that says so may come a moment later.
  const by = each.endedBy ?? 'time';
  const at = by === 'time' ? each.endsAt : (each.endedAt ?? each.endsAt);
  return t(`emergency.${by}`, { at: formatTime(at, language, true) });
}

function readText({ read }: OverseenEmergency, { language }: Request): string {
  const t = oversightTexts(language);
  if (read.length === 0) return t('emergency.readNothing');
  const words = read.map((field) =>
    accessFields.includes(field) ? dataTexts(language)(`field.${field}` as 'field.name') : field,
  );
  return t('emergency.read', { what: words.join(', ') });
}

async function end({ app, actor, params }: Request): Promise<Reply> {
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  await endEmergencyOf(app, actor, id);
  return seeOther('/aufsicht#notfall');
}

export const endEmergencyRoute: Route = {
  method: 'POST',
  url: '/aufsicht/notfall/:id/beenden',
  may: oversee,
  kind: 'form',
  summary: 'Ends an emergency access before its time',
  handle: end,
};
