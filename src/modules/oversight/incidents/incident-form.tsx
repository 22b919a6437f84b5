// /aufsicht/vorfaelle/neu and …/aendern: the form by which the officer describes a breach.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { accountById } from '../../identity/index.ts';
import { oversightOf } from '../oversight-config.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { IncidentFields } from './incident-fields.tsx';
import type { Incident } from './incident.ts';
import { incidentById } from './load-incidents.ts';
import { readIncident, typedIncident, typedOf } from './read-incident.ts';
import { changeIncident, looksAtActor, recordIncident } from './record-incident.ts';
import { typedText, type Typed } from '../../../engine/index.ts';

interface Shown {
  typed: Typed;
  errors?: readonly FormError[];
  /** Of one that exists: what stands in it is changed. */
  changed?: Pick<Incident, 'id' | 'revision' | 'confirmedAt'>;
}

function formPage(request: Request, { typed, errors = [], changed }: Shown): Promise<Reply> | Reply {
  const { app, csrf, language } = request;
  const t = oversightTexts(language);
  const labels = uiLabels(language);
  const title = t(changed ? 'breach.change' : 'breach.new');
  return page(request, {
    title,
    status: errors.length > 0 ? 422 : 200,
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          lead={t('breach.new.lead', { hours: oversightOf.of(app).incidents.hours })}
          crumbs={[
            { label: t('oversight.title'), href: '/aufsicht' },
            { label: t('breach.title'), href: '/aufsicht/vorfaelle' },
          ]}
          tight
        />
        <Form
          plain
          action={changed ? `/aufsicht/vorfaelle/${changed.id}/aendern` : '/aufsicht/vorfaelle/neu'}
          hidden={{
            _csrf: csrf,
            ...(changed ? { revision: String(changed.revision) } : formId(typed)),
          }}
        >
          <ErrorSummary labels={labels} errors={errors} />
          <IncidentFields
            request={request}
            typed={typed}
            errors={errors}
            settled={(changed?.confirmedAt ?? null) !== null}
          />
          <Buttons>
            <Button>{t(changed ? 'breach.save' : 'breach.record')}</Button>
            <a href={changed ? `/aufsicht/vorfaelle/${changed.id}` : '/aufsicht/vorfaelle'}>{t('cancel')}</a>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

const showNew = (request: Request): Promise<Reply> | Reply =>
  formPage(request, { typed: typedOf(request.parked) });

async function record(request: Request): Promise<Reply> {
  const { app, actor } = request;
  if (actor.kind !== 'staff') throw new Fault('NOT_FOUND');
  const { typed, errors, values } = await readIncident(request);
  if (!values) return formPage(request, { typed, errors });
  const id = sentId(typed);
  try {
    await recordIncident(app, actor, id, values);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'INCIDENT_CHANGED') throw error;
    return showMeanwhile(request, id, typed);
  }
  return seeOther(`/aufsicht/vorfaelle/${id}`);
}

/** What was typed stays; sent once more it counts, now that the officer knows that there is something newer. */
async function showMeanwhile(request: Request, id: string, typed: Typed): Promise<Reply> {
  const message = oversightTexts(request.language)('breach.changedMeanwhile');
  const errors = [{ fieldId: 'what', message }];
  return formPage(request, { typed, errors, changed: await changeable(request, id) });
}

/** @throws Fault NOT_FOUND, INCIDENT_SETTLED */
export async function changeable(
  { app, actor, params }: Request,
  id = params['id'] ?? '',
): Promise<Incident> {
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const incident = await transact(app, actor, async (tx) => {
    const found = await incidentById(tx.db, id);
    await tx.recordAccess(...(found ? looksAtActor(found) : []));
    return found;
  });
  if (!incident) throw new Fault('NOT_FOUND');
  if (incident.closedAt !== null) throw new Fault('INCIDENT_SETTLED');
  return incident;
}

async function showChange(request: Request): Promise<Reply> {
  const { app, parked } = request;
  const incident = await changeable(request);
  const { actorId } = incident;
  const account = actorId === null ? undefined : await accountById(app, actorId);
  return formPage(request, {
    typed: parked ? typedOf(parked) : typedIncident(incident, account?.email ?? account?.name ?? ''),
    changed: incident,
  });
}

async function change(request: Request): Promise<Reply> {
  const { app, actor, params } = request;
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const incident = await changeable(request, id);
  const { typed, errors, values } = await readIncident(
    request,
    incident.confirmedAt === null ? undefined : incident,
  );
  const changed = { ...incident, revision: Number(typedText(typed, 'revision')) };
  if (!values) return formPage(request, { typed, errors, changed });
  try {
    await changeIncident(app, actor, changed, values);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'INCIDENT_CHANGED') throw error;
    return showMeanwhile(request, id, typed);
  }
  return seeOther(`/aufsicht/vorfaelle/${id}`);
}

const route = (method: 'GET' | 'POST', url: string, summary: string, handle: Route['handle']): Route => ({
  method,
  url,
  may: oversee,
  kind: method === 'GET' ? 'page' : 'form',
  summary,
  handle,
});

export const incidentFormRoutes: Route[] = [
  route('GET', '/aufsicht/vorfaelle/neu', 'The form to record a breach of data', showNew),
  route('POST', '/aufsicht/vorfaelle/neu', 'Records a breach; its clock runs', record),
  route('GET', '/aufsicht/vorfaelle/:id/aendern', 'The form to describe a breach better', showChange),
  route('POST', '/aufsicht/vorfaelle/:id/aendern', 'Describes a breach better', change),
];
