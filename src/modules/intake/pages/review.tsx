// The last page: everything answered, with a way to change it; what it costs; the declaration; sending, once, signed in.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Cols,
  Declaration,
  ErrorSummary,
  Facts,
  Form,
  Progress,
  Question,
  Sum,
  Table,
  Top,
  Unit,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { summary } from '../../../engine/index.ts';
import { page as renderedPage } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { Fault } from '../../../kernel/errors.ts';
import { contextOf, durationText } from '../../catalogue/index.ts';
import { submitDraft } from '../actions/submit.ts';
import { againAddress } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import { companiesOn } from '../queries/findings.ts';
import { prepareDraft } from '../signing/prepare.ts';
import { signsJointly } from '../signing/joint-submission.ts';
import { formSession, type FormSession } from './form-session.ts';
import { newVersionAddress } from './new-version.tsx';
import { signatureAddress } from './signature-actions.tsx';
import { factsToCome, reviewFact } from './review-fact.ts';
import { SignInToSend, VisitorAside, signInAddress } from './visitor-parts.tsx';
import { withoutDraft } from './without-draft.ts';

export async function showReview(request: Request): Promise<Reply> {
  const session = await formSession(request, 'show');
  if (!session) return withoutDraft(request);
  const newer = newVersionAddress(request, session);
  if (newer !== undefined) return seeOther(newer);
  const open = againAddress(session);
  if (!open.endsWith('/pruefen')) return seeOther(open);
  return reviewPage(request, session, undefined);
}

export async function postReview(request: Request): Promise<Reply> {
  const session = await formSession(request, 'send');
  const body = request.body as Record<string, unknown>;
  if (request.actor.kind !== 'person') {
    if (!session) return withoutDraft(request);
    const claim = `${session.base}/uebernehmen`;
    return seeOther(body['_do'] === 'later' ? session.base : signInAddress(session.definition, claim));
  }
  if (body['_do'] === 'later') return seeOther('/konto');
  const newer = session && newVersionAddress(request, session);
  if (newer !== undefined) return seeOther(newer);
  const draftId = typeof body['_draft'] === 'string' ? body['_draft'] : '';
  if (session && session.draft.id === draftId && body['erklaerung'] !== 'yes') {
    return reviewPage(request, session, intakeTexts(request.language)('declarationMissing'));
  }
  // What a register said may have changed since it was shown: nothing is sent that the person has not seen.
  if (
    session &&
    session.draft.id === draftId &&
    session.evaluation.path.some((id) => !session.draft.visited.includes(id))
  )
    return seeOther(againAddress(session));
  try {
    if (signsJointly(request.actor)) {
      const { id } = await prepareDraft(request.app, request.actor, draftId, request.language);
      return seeOther(signatureAddress(id));
    }
    const { ref } = await submitDraft(request.app, request.actor, draftId, request.language);
    return seeOther(`/faelle/${ref}?gesendet=1`);
  } catch (error) {
    if (error instanceof Fault && error.code === 'ANSWERS_INVALID' && session) {
      // What was right a moment ago may be wrong now: an appointment that somebody else has taken.
      const now = await formSession(request);
      return seeOther(againAddress(now ?? session));
    }
    if (error instanceof Fault && error.code === 'DRAFT_GONE') return withoutDraft(request);
    throw error;
  }
}

async function reviewPage(request: Request, session: FormSession, error: string | undefined): Promise<Reply> {
  const { language, app } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { definition, draft, evaluation, base } = session;
  const texts = definition.texts[language];
  const title = texts['title'] ?? definition.id;
  const sections = summary(definition, evaluation, language, contextOf(app, definition));
  const pages = definition.pages.filter((page) => evaluation.path.includes(page.id));
  const companies = await companiesOn(app, session, pages);
  const total = evaluation.path.length + 1;
  const dataUse = (
    <p class="small quiet">
      {t('dataUse', { purpose: texts['purpose'] ?? '', keep: keepText(request, session) })}
    </p>
  );
  return renderedPage(request, {
    title: `${t('reviewTitle')} ${title}`,
    status: error ? 422 : 200,
    hasErrors: error !== undefined,
    content: (
      <Wrap>
        <Top
          labels={labels}
          tight
          title={undefined}
          crumbs={[{ label: title, href: `/leistungen/${definition.id}` }]}
        />
        <Cols
          asideLabel={t('afterTitle')}
          aside={
            <>
              {session.holder.kind === 'anonymous' ? (
                <VisitorAside request={request} session={session} />
              ) : null}
              <Afterwards request={request} session={session} />
            </>
          }
        >
          <Form
            action={`${base}/pruefen`}
            hidden={{ _csrf: request.csrf, _draft: draft.id }}
            enter={{ name: '_do', value: 'send' }}
          >
            <Progress
              labels={labels}
              number={total}
              total={total}
              stations={[
                ...evaluation.path.slice(-4).map((id) => ({
                  label: texts[`pages.${id}.nav`] ?? id,
                  state: 'done' as const,
                  href: `${base}/${id}`,
                })),
                { label: t('review'), state: 'current' as const },
              ]}
            />
            <ErrorSummary labels={labels} errors={error ? [{ fieldId: 'erklaerung', message: error }] : []} />
            <Question title={t('reviewTitle')}>{t('reviewText')}</Question>
            {sections.flatMap((section) =>
              (section.items ?? [{ pointer: '', title: section.title, rows: section.rows }]).map(
                (part, index) => (
                  <Sum
                    key={`${section.id}${part.pointer}`}
                    id={`s-${section.id}-${index}`}
                    title={part.title}
                  >
                    <Facts
                      asked
                      items={[
                        ...part.rows.map((row) => reviewFact(request, session, companies, section, row)),
                        ...factsToCome(request, session, section),
                      ]}
                    />
                  </Sum>
                ),
              ),
            )}
            {draft.leftOver.length > 0 ? (
              <Sum id="s-weggefallen" title={t('version.kept')}>
                <Facts
                  asked
                  items={draft.leftOver.map(({ label, text }) => ({ term: label, value: text }))}
                />
                <p class="small quiet">{t('version.leftNote')}</p>
              </Sum>
            ) : null}
            <Costs request={request} session={session} />
            {session.holder.kind === 'person' ? (
              <>
                <Sum id="s-erklaerung" title={t('declaration')}>
                  <Declaration
                    labels={labels}
                    id="erklaerung"
                    name="erklaerung"
                    label={texts['declaration'] ?? t('declarationDefault')}
                    error={error}
                    value={undefined}
                  />
                  {dataUse}
                </Sum>
                {signsJointly(session.holder) ? <p>{t('joint.before')}</p> : null}
                <Buttons>
                  <Button go name="_do" value="send">
                    {signsJointly(session.holder)
                      ? t('joint.prepare')
                      : (texts['submit'] ?? labels.form.submit)}
                  </Button>
                  <Button variant="secondary" name="_do" value="later" formNoValidate>
                    {labels.form.saveForLater}
                  </Button>
                </Buttons>
              </>
            ) : (
              <SignInToSend request={request} session={session}>
                {dataUse}
              </SignInToSend>
            )}
          </Form>
        </Cols>
      </Wrap>
    ),
  });
}

function Costs({ request, session }: { request: Request; session: FormSession }): VNode {
  const { language } = request;
  const t = intakeTexts(language);
  const { definition, evaluation } = session;
  const texts = definition.texts[language];
  const { fee } = evaluation;
  const uncertain = (definition.unverified ?? []).some((path) => path.startsWith('fees'));
  if (fee.items.length === 0) {
    return (
      <Sum id="s-kosten" title={t('costs')}>
        <p>{t('free')}</p>
      </Sum>
    );
  }
  return (
    <Sum id="s-kosten" title={t('costs')}>
      <Table
        id="kosten"
        caption={t('costsCaption')}
        hideCaption
        columns={[{ label: t('costItem') }, { label: t('francs'), numeric: true }]}
        rows={fee.items.map((item) => ({
          key: item.id,
          cells: [texts[`fees.${item.id}`] ?? item.id, item.amount.toFixed(2)],
        }))}
        foot={[t('total'), fee.total.toFixed(2)]}
      />
      <p class="small quiet">
        {t('payLater')} {uncertain ? t('unverified') : ''}
      </p>
    </Sum>
  );
}

function Afterwards({ request, session }: { request: Request; session: FormSession }): VNode {
  const { language } = request;
  const t = intakeTexts(language);
  const { definition, evaluation } = session;
  return (
    <Unit id="danach" title={t('afterTitle')}>
      <p>
        {evaluation.decision === null
          ? t('visitor.after')
          : evaluation.decision === 'at-once'
            ? t('afterAtOnce')
            : t('afterByStaff', {
                due: evaluation.deadline ? formatDate(evaluation.deadline, language) : '',
              })}
      </p>
      {definition.process.remedy ? <p class="quiet">{t('afterRemedy')}</p> : null}
    </Unit>
  );
}

/** "10 Jahre nach dem Abschluss werden sie gelöscht." from the definition's retention. */
function keepText(request: Request, { definition }: FormSession): string {
  const t = intakeTexts(request.language);
  const { keep, then } = definition.purpose.retention;
  const duration = durationText(keep, request.language);
  return t(then === 'archive-offer' ? 'keepArchive' : 'keepDelete', { duration });
}
