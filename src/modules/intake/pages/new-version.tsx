// /leistungen/{id}/formular/neue-fassung: what has changed since the draft began, in plain words, and going on.
import type { VNode } from 'preact';
import { Button, Buttons, Facts, Form, Quiet, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import {
  carryOver,
  compareVersions,
  type ServiceDefinition,
  type VersionChange,
} from '../../../engine/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceById } from '../../catalogue/index.ts';
import { adoptVersion, inWords, pagesToAsk } from '../actions/adopt-version.ts';
import { nextAddress } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { Draft } from '../queries/draft.ts';
import { formSession, laterAddress, type FormSession } from './form-session.ts';
import { withoutDraft } from './without-draft.ts';

const address = (session: FormSession) => `${session.base}/neue-fassung`;

/** What has changed for whoever fills in the draft, and which of its answers will not be asked for any more. */
export function changesFor(
  before: ServiceDefinition,
  after: ServiceDefinition,
  { answers }: Pick<Draft, 'answers'>,
  language: Language,
) {
  const changes = compareVersions(before, after, language);
  const { left } = carryOver(before, after, answers, pagesToAsk(changes));
  return { changes, left };
}

/** Where to go instead, when the service has changed since the draft began. */
export function newVersionAddress(request: Request, session: FormSession): string | undefined {
  const today = serviceById(request.app, session.draft.serviceId);
  return today && today.version !== session.draft.serviceVersion ? address(session) : undefined;
}

export async function showNewVersion(request: Request): Promise<Reply> {
  const { app, language } = request;
  const session = await formSession(request);
  if (!session) return withoutDraft(request);
  const after = serviceById(app, session.draft.serviceId);
  if (!after || after.version === session.draft.serviceVersion) return seeOther(nextAddress(session));
  const { definition: before, draft } = session;
  const t = intakeTexts(language);
  const title = after.texts[language]['title'] ?? after.id;
  const { changes, left } = changesFor(before, after, draft, language);
  return page(request, {
    title: t('version.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('version.title')}
          lead={t('version.lead')}
          crumbs={[{ label: title, href: `/leistungen/${after.id}` }]}
          tight
        />
        <Form plain action={address(session)} hidden={{ _csrf: request.csrf, _draft: draft.id }}>
          <section class="stack" aria-labelledby="geaendert">
            <h2 id="geaendert">{t('version.changes')}</h2>
            <Changes language={language} before={before} after={after} changes={changes} />
          </section>
          {left.length > 0 ? (
            <section class="stack" aria-labelledby="weggefallen">
              <h2 id="weggefallen">{t('version.left')}</h2>
              <LeftAnswers app={app} before={before} left={left} language={language} />
              <Quiet>{t('version.leftNote')}</Quiet>
            </section>
          ) : null}
          <Buttons>
            <Button>{t('version.goOn')}</Button>
            <Button variant="secondary" href={laterAddress(session)}>
              {t('version.later')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

/** Answers that the new version does not ask for, in the words of the one before. */
export function LeftAnswers(props: {
  app: App;
  before: ServiceDefinition;
  left: ReturnType<typeof carryOver>['left'];
  language: Language;
}): VNode {
  const { app, before, left, language } = props;
  return (
    <Facts
      items={left.map((each) => {
        const { label, text } = inWords(app, before, each, language);
        return { term: label, value: text };
      })}
    />
  );
}

/** A line for each change, in plain words. */
export function Changes(props: {
  language: Language;
  before: ServiceDefinition;
  after: ServiceDefinition;
  changes: readonly VersionChange[];
}): VNode {
  const { language } = props;
  const t = intakeTexts(language);
  const lines = props.changes.flatMap((change) => {
    if ('page' in change) {
      const { id } = change.page;
      return [t(`version.${change.kind}`, { page: props.after.texts[language][`pages.${id}.nav`] ?? id })];
    }
    if (!('place' in change)) return [t(`version.${change.kind}`)];
    // A new name inside the definition is nothing that anyone sees.
    if (change.kind === 'renamed') return [];
    const { texts } = change.kind === 'removed' ? props.before : props.after;
    const { id } = change.place.field;
    return [t(`version.${change.kind}`, { label: texts[language][`fields.${id}.label`] ?? id })];
  });
  return (
    <ul>
      {(lines.length > 0 ? lines : [t('version.nothing')]).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

export async function postNewVersion(request: Request): Promise<Reply> {
  const session = await formSession(request);
  const body = request.body as Record<string, unknown>;
  if (!session || session.draft.id !== body['_draft']) return withoutDraft(request);
  const { holder } = session;
  const who = { person: holder.kind === 'person' ? holder : undefined, changer: holder };
  await adoptVersion(request.app, who, session.draft.id, request.language);
  const after = await formSession(request);
  return after ? seeOther(nextAddress(after)) : withoutDraft(request);
}
