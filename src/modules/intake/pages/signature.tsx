// /unterschriften/{id}: what one has prepared for a company and signed, and the second one reads, signs or refuses.
import { Type } from 'typebox';
import { summary } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Facts,
  Form,
  Notice,
  Rows,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { contextOf } from '../../catalogue/index.ts';
import { formAddress } from '../form-path.ts';
import { intakeErrorText, intakeTexts } from '../intake-texts.ts';
import { fillForm } from '../permissions.ts';
import { filesIn } from '../queries/files-in.ts';
import { refuseJoint, signJoint, withdrawJoint } from '../signing/decide-joint.ts';
import { companyOfJoint } from '../signing/find-joint.ts';
import { isFirst } from '../signing/joint-submission.ts';
import { resumeJoint } from '../signing/resume-joint.ts';
import { fileOfJoint, viewJoint, type JointView } from '../signing/view-joint.ts';
import { personOf } from './form-session.ts';
import { Actions, signatureAddress, type Problem } from './signature-actions.tsx';

async function show(request: Request, problem?: Problem): Promise<Reply> {
  const { app, params } = request;
  const actor = personOf(request);
  const id = params['id'] ?? '';
  const company = await companyOfJoint(app, actor, id, request.language);
  if (!company) throw new Fault('NOT_FOUND');
  // Nobody signs for a company by mistake: first they say that they act for it.
  if (actor.acting?.mandateId !== company.representation) return chooseFirst(request, id, company);
  return showView(request, actor, await viewJoint(app, actor, id), problem);
}

function chooseFirst(request: Request, id: string, company: { representation: string; name: string }): Reply {
  const { language } = request;
  const t = intakeTexts(language);
  return page(request, {
    title: t('joint.chooseTitle', { company: company.name }),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('joint.chooseTitle', { company: company.name })}
          lead={t('joint.chooseText', { company: company.name })}
          crumbs={[{ label: t('joint.account'), href: '/konto' }]}
          tight
        />
        <Form
          plain
          action="/vertretung"
          hidden={{ _csrf: request.csrf, mandate: company.representation, weiter: signatureAddress(id) }}
        >
          <Button>{t('joint.choose', { company: company.name })}</Button>
        </Form>
      </Wrap>
    ),
  });
}

function showView(request: Request, actor: PersonActor, view: JointView, problem?: Problem): Reply {
  const { app, language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { joint, answered, evaluation } = view;
  const { definition } = answered;
  const title = definition.texts[language]['title'] ?? definition.id;
  const first = isFirst(joint, actor);
  const args = {
    first: joint.first.name,
    second: joint.second?.name ?? '',
    until: longDay(language, joint.waitsUntil),
    company: actor.name,
  };
  const words = joint.state === 'waiting' ? (first ? 'waitingFirst' : 'waitingSecond') : joint.state;
  const sections =
    joint.state === 'signed' ? [] : summary(definition, evaluation, language, contextOf(app, definition));
  const files = filesIn(evaluation.answers);
  const parked = request.parked?.['grund'];
  return page(request, {
    title: t('joint.title', { service: title }),
    status: problem?.status ?? 200,
    hasErrors: problem !== undefined,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('joint.title', { service: title })}
          lead={t(`joint.is.${words}`, args)}
          crumbs={[{ label: t('joint.account'), href: '/konto' }]}
        />
        <ErrorSummary labels={labels} errors={problem ? [problem] : []} />
        {joint.state === 'waiting' && evaluation.faults.length > 0 ? (
          <Notice tone="warning" title={t('joint.faultsTitle')}>
            <p>{t('joint.faults')}</p>
          </Notice>
        ) : null}
        <Band id="stand" title={t('joint.signatures')}>
          <Facts
            items={[
              {
                term: t('joint.first'),
                value: `${joint.first.name}, ${formatDateTime(joint.first.at, language, 'long')}`,
              },
              {
                term: t(joint.state === 'refused' ? 'joint.refusedBy' : 'joint.second'),
                value:
                  joint.second && joint.endedAt
                    ? `${joint.second.name}, ${formatDateTime(joint.endedAt, language, 'long')}`
                    : t('joint.none'),
              },
              ...(joint.reason === null ? [] : [{ term: t('joint.reason'), value: joint.reason }]),
            ]}
          />
          {joint.caseRef === null ? null : (
            <Buttons>
              <Button href={`/faelle/${joint.caseRef}`}>{t('joint.openCase')}</Button>
            </Buttons>
          )}
        </Band>
        {sections.flatMap((section) =>
          (section.items ?? [{ pointer: '', title: section.title, rows: section.rows }]).map(
            (part, index) => (
              <Band key={`${section.id}${part.pointer}`} id={`s-${section.id}-${index}`} title={part.title}>
                <Facts
                  asked
                  items={part.rows.map((row) => ({
                    term: row.label,
                    value: row.text === '' ? labels.form.noAnswer : row.text,
                  }))}
                />
              </Band>
            ),
          ),
        )}
        {files.length > 0 && joint.state !== 'signed' ? (
          <Band id="dateien" title={t('joint.files')}>
            <Rows
              items={files.map(({ file }) => ({
                title: file.name,
                href: `${signatureAddress(joint.id)}/dateien/${file.id}`,
              }))}
            />
          </Band>
        ) : null}
        {joint.state === 'waiting' ? (
          <Actions
            request={request}
            view={view}
            first={first}
            problem={problem}
            typed={typeof parked === 'string' ? parked : undefined}
          />
        ) : null}
        {joint.state !== 'waiting' && joint.state !== 'signed' ? (
          <Band id="weiter" title={t('joint.resumeTitle')} note={t('joint.resumeNote')} last>
            <Form plain action={signatureAddress(joint.id)} hidden={{ _csrf: request.csrf, _do: 'resume' }}>
              <Button go>{t('joint.resume')}</Button>
            </Form>
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

/** Told on the page itself, which shows how it stands now. */
const shownHere: Record<string, string> = {
  SIGNATURE_REASON_MISSING: 'grund',
  SIGNATURE_SAME_PERSON: 'stand-h',
  SIGNATURE_NOT_YOURS: 'stand-h',
  SIGNATURE_STATE_CHANGED: 'stand-h',
  SIGNATURE_LAPSED: 'stand-h',
  SIGNATURE_FIRST_ENDED: 'stand-h',
  SUBMISSION_OUTDATED: 'stand-h',
  DRAFT_IN_THE_WAY: 'stand-h',
};

async function post(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const actor = personOf(request);
  const id = params['id'] ?? '';
  const body = request.body as Record<string, string | undefined>;
  const { _do: wish, grund: reason } = body;
  const typed = reason === undefined ? {} : { reason };
  try {
    if (wish === 'sign') {
      if (body['erklaerung'] !== 'yes') {
        const message = intakeTexts(language)('declarationMissing');
        return await show(request, { fieldId: 'erklaerung', message, status: 422 });
      }
      const { ref } = await signJoint(app, actor, id, language);
      return seeOther(`/faelle/${ref}?gesendet=1`);
    }
    if (wish === 'refuse') await refuseJoint(app, actor, id, reason ?? '');
    else if (wish === 'withdraw') await withdrawJoint(app, actor, id);
    else return seeOther(formAddress(await resumeJoint(app, actor, id)));
  } catch (error) {
    const fieldId = error instanceof Fault ? shownHere[error.code] : undefined;
    if (!(error instanceof Fault) || fieldId === undefined) throw error;
    const message = intakeErrorText(language, error.code) ?? error.code;
    return show(request, { fieldId, message, ...typed, status: error.status });
  }
  return seeOther(signatureAddress(id));
}

export const signatureRoutes: Route[] = [
  {
    method: 'GET',
    url: signatureAddress(':id'),
    may: fillForm,
    acting: 'always',
    kind: 'page',
    summary: 'A submission that two sign for a company, as it will be sent, for those who sign',
    handle: (request) => show(request),
  },
  {
    method: 'GET',
    url: `${signatureAddress(':id')}/dateien/:file`,
    may: fillForm,
    acting: 'covered',
    kind: 'file',
    summary: 'A file of a submission that two sign for a company',
    handle: async (request) => {
      const { app, params } = request;
      return serveFile(
        app.db,
        await fileOfJoint(app, personOf(request), params['id'] ?? '', params['file'] ?? ''),
      );
    },
  },
  {
    method: 'POST',
    url: signatureAddress(':id'),
    may: fillForm,
    acting: 'covered',
    kind: 'form',
    summary: 'Signs, refuses, withdraws it, or goes on with it as a draft',
    schema: {
      body: Type.Object(
        {
          _do: Type.Enum(['sign', 'refuse', 'withdraw', 'resume']),
          grund: Type.Optional(Type.String({ maxLength: 1000 })),
        },
        { additionalProperties: true },
      ),
    },
    handle: post,
  },
];
