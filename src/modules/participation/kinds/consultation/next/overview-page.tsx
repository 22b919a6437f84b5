// /mitwirkung/:id/fassung: the next version of a text, paragraph by paragraph, and the button that publishes it.
import type { VNode } from 'preact';
import { Fault } from '../../../../../kernel/errors.ts';
import { page } from '../../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../../kernel/http/route.ts';
import { typedText } from '../../../../../kernel/http/typed-text.ts';
import { languages, type LocalText } from '../../../../../kernel/i18n/texts.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Hints,
  MoreLink,
  Notice,
  Quiet,
  Rows,
  State,
  TextField,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../../../ui/index.ts';
import { participationTexts } from '../../../participation-texts.ts';
import type { Process } from '../../../process.ts';
import { compareVersions, type ParagraphChange } from '../compare.ts';
import { consultationTexts } from '../consultation-texts.ts';
import { latest, versionsOf, type TextVersion } from '../versions.ts';
import { publishText } from './change-text.ts';
import { draftOf } from './draft.ts';
import { nextText, stampOf, type DraftParagraph } from './next-text.ts';
import { ownerOf } from './owner-only.ts';

interface Problem {
  errors: FormError[];
  /** Somebody has saved something since the page was made. */
  overtaken?: boolean;
}

export async function showNext(request: Request, problem: Problem = { errors: [] }): Promise<Reply> {
  const { app, language, query } = request;
  const { process } = ownerOf(request);
  const t = consultationTexts(language);
  const labels = uiLabels(language);
  const current = latest(await versionsOf(app, process.id));
  const draft = await draftOf(app.db, process.id);
  const changes = compareVersions(current, { paragraphs: nextText(current.paragraphs, draft) });
  const { errors } = problem;
  return page(request, {
    title: t('next.title'),
    hasErrors: errors.length > 0 || problem.overtaken === true,
    status: problem.overtaken ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('next.title')}
          lead={t('next.lead', { name: current.name[language] })}
          crumbs={[
            { label: participationTexts(language)('staff.title'), href: '/mitwirkung' },
            { label: process.title[language], href: `/mitwirkung/${process.id}` },
          ]}
          tight
        >
          {query['veroeffentlicht'] === undefined ? null : (
            <Notice
              tone="success"
              title={t('next.published', { name: current.name[language] })}
              role="status"
            />
          )}
          {problem.overtaken ? <Notice tone="warning" title={t('next.overtaken')} role="alert" /> : null}
        </Top>
        <ErrorSummary labels={labels} errors={errors} />
        <Band id="paragrafen" title={t('next.paragraphs')}>
          <Rows kind="two" items={changes.map((change) => paragraphRow(request, process, change))} />
          <MoreLink label={t('next.add')} href={`/mitwirkung/${process.id}/fassung/neu`} />
        </Band>
        <Band id="veroeffentlichen" title={t('next.publish')} last>
          {changes.some(({ changed }) => changed) ? (
            <PublishForm {...{ request, process, current, draft, errors }} />
          ) : (
            <Quiet>{t('next.nothing')}</Quiet>
          )}
          <Hints links={[{ label: t('versions.title'), href: `/mitreden/${process.id}/fassungen` }]} />
        </Band>
      </Wrap>
    ),
  });
}

function paragraphRow(
  { language }: Request,
  process: Process,
  { id, before, after, changed }: ParagraphChange,
) {
  const t = consultationTexts(language);
  const shown = after ?? before;
  const kind = before ? (after ? 'changed' : 'gone') : 'new';
  return {
    title: `${shown?.number} ${shown?.title[language]}`,
    href: `/mitwirkung/${process.id}/fassung/${id}`,
    act: changed ? <State tone="info">{t(`versions.${kind}`)}</State> : undefined,
  };
}

/** What the versions of the office are called, until somebody says otherwise. */
const words: LocalText = { de: 'Fassung', fr: 'Version', it: 'Versione', en: 'Version' };

function PublishForm({
  request,
  process,
  current,
  draft,
  errors,
}: {
  request: Request;
  process: Process;
  current: TextVersion;
  draft: readonly DraftParagraph[];
  errors: readonly FormError[];
}): VNode {
  const { language, csrf, body } = request;
  const t = consultationTexts(language);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return (
    <Form
      action={`/mitwirkung/${process.id}/fassung`}
      label={t('next.publish')}
      hidden={{ _csrf: csrf, stand: stampOf(draft) }}
    >
      <Quiet>{t('next.publishNote')}</Quiet>
      {languages.map((each) => (
        <TextField
          key={each}
          labels={uiLabels(language)}
          id={`name-${each}`}
          name={`name-${each}`}
          label={t('next.name', { language: names.of(each) ?? each })}
          value={typedText(body, `name-${each}`) || `${words[each]} ${current.number + 1}`}
          error={errors.find(({ fieldId }) => fieldId === `name-${each}`)?.message}
        />
      ))}
      <Buttons>
        <Button go>{t('next.publishNow')}</Button>
      </Buttons>
    </Form>
  );
}

const longestName = 60;

export async function sendNext(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const { process, staff } = ownerOf(request);
  const t = consultationTexts(language);
  const name = Object.fromEntries(
    languages.map((each) => [each, typedText(body, `name-${each}`)]),
  ) as LocalText;
  const errors = languages
    .filter((each) => name[each] === '' || name[each].length > longestName)
    .map((each) => ({ fieldId: `name-${each}`, message: t('next.nameMissing', { most: longestName }) }));
  if (errors.length > 0) return showNext(request, { errors });
  try {
    await publishText(app, staff, process, { name, stamp: typedText(body, 'stand') });
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'REVISION_CONFLICT')
      return showNext(request, { errors: [], overtaken: true });
    throw fault;
  }
  return seeOther(`/mitwirkung/${process.id}/fassung?veroeffentlicht=1`);
}
