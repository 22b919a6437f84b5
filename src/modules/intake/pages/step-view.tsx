// The page of one step: progress, what we know, the question, its fields, the buttons.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Cols,
  ErrorSummary,
  Form,
  Known,
  Notice,
  Progress,
  Question,
  RepeatList,
  Top,
  Unit,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
  type Station,
} from '../../../ui/index.ts';
import type { FieldDefinition, PageDefinition } from '../../../engine/index.ts';
import { page as renderedPage } from '../../../kernel/http/page.tsx';
import { formatMessage } from '../../../kernel/i18n/texts.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { dataTexts } from '../../data/index.ts';
import { unitName } from '../../organisation/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { isKnown } from '../queries/draft.ts';
import { FieldControl, type Controls } from './field-view.tsx';
import { pageById, type FormSession } from './form-session.ts';
import { valueText } from './value-text.ts';

export interface StepView {
  session: FormSession;
  page: PageDefinition;
  /** Index of the entry inside a repeat; absent on ordinary pages and on the list of entries. */
  item: number | undefined;
  controls: Controls;
  errors: FormError[];
  /** Error texts by control name, then by part. */
  fieldErrors: Record<string, Record<string, string>>;
  /** Known fields that the person is correcting on this page. */
  correcting: string[];
  notice?: 'parked' | 'changed';
  status: number;
  /** What the page held when it was rendered: another window's change is noticed by it. */
  seen: string;
}

export const controlName = (page: PageDefinition, item: number | undefined, field: string) =>
  page.repeat && item !== undefined ? `${page.repeat.id}.${item}.${field}` : field;

export function stepPage(request: Request, view: StepView): Reply {
  const { language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { session, page, item } = view;
  const { definition, draft, base } = session;
  const texts = definition.texts[language];
  const question = texts[`pages.${page.id}.question`] ?? page.id;
  const intro = texts[`pages.${page.id}.intro`];
  const title = texts['title'] ?? definition.id;
  const isList = page.repeat !== undefined && item === undefined;
  const address = item === undefined ? `${base}/${page.id}` : `${base}/${page.id}/${item + 1}`;
  const itemTitle = page.repeat && item !== undefined ? itemLabel(view, item, language) : undefined;
  const number = session.evaluation.path.indexOf(page.id) + 1;
  const total = session.evaluation.path.length + 1;
  return renderedPage(request, {
    title: `${question} ${title}`,
    status: view.status,
    hasErrors: view.errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          tight
          title={undefined}
          crumbs={[{ label: title, href: `/leistungen/${definition.id}` }]}
        />
        <Cols asideLabel={t('helpTitle')} aside={<Help request={request} session={session} />}>
          <Form
            action={address}
            multipart={askedFields(view).some((field) => field.type === 'file')}
            enter={{ name: '_do', value: 'next' }}
            hidden={{
              _csrf: request.csrf,
              _draft: draft.id,
              _seen: view.seen,
              // A box that is not ticked sends nothing by itself: this says that it was asked.
              ...Object.fromEntries(
                askedFields(view).map((field) => [`_asked.${controlName(page, item, field.id)}`, '1']),
              ),
            }}
          >
            {view.correcting.map((id) => (
              <input key={id} type="hidden" name="_corrected" value={id} />
            ))}
            <Progress
              labels={labels}
              number={number}
              total={total}
              minutes={Math.max(1, Math.round((definition.minutes * (total - number)) / total))}
              stations={stations(view, language, t('review'))}
            />
            <ErrorSummary labels={labels} errors={view.errors} />
            {view.notice === 'parked' ? (
              <Notice tone="info" title={t('parkedTitle')} role="status">
                {t('parkedText')}
              </Notice>
            ) : null}
            {view.notice === 'changed' ? (
              <Notice tone="warning" title={t('changedTitle')} role="status">
                {t('changedText')}
              </Notice>
            ) : null}
            <Question title={itemTitle ? `${question} ${itemTitle}` : question}>{intro}</Question>
            {isList ? <Items request={request} view={view} /> : <Fields request={request} view={view} />}
            <Buttons>
              <Button name="_do" value="next">
                {item === undefined ? labels.form.next : t('saveItem')}
              </Button>
              <Button name="_do" value="later" variant="secondary" formNoValidate>
                {labels.form.saveForLater}
              </Button>
            </Buttons>
            <p class="small quiet">
              {t('keptUntil', { date: formatDate(swissDay(draft.expiresAt), language) })}
            </p>
          </Form>
        </Cols>
      </Wrap>
    ),
  });
}

/** The fields that the page asks now: not what is known, and only those whose condition holds. */
function askedFields(view: StepView): FieldDefinition[] {
  const { session, page, item, correcting } = view;
  if (page.repeat && item === undefined) return [];
  return page.fields
    .filter((field) => field.type !== 'calculated')
    .filter(
      (field) =>
        page.repeat !== undefined || !isKnown(session.draft, field.id) || correcting.includes(field.id),
    )
    .filter((field) => isShown(view, field));
}

function Fields({ request, view }: { request: Request; view: StepView }): VNode {
  const { language, app } = request;
  const { session, page, item, controls } = view;
  const { definition, draft } = session;
  const d = dataTexts(language);
  const labels = uiLabels(language);
  const texts = definition.texts[language];
  const known = page.repeat
    ? []
    : page.fields.filter((field) => isKnown(draft, field.id) && !view.correcting.includes(field.id));
  return (
    <>
      {known.length > 0 ? (
        <Known
          labels={labels}
          id="bekannt"
          items={known.map((field) => {
            const each = draft.known[field.id];
            return {
              term: texts[`fields.${field.id}.label`] ?? field.id,
              value: valueText(app, definition, field, each?.value, language),
              ...(each
                ? {
                    source: d('source', {
                      register: d(`register.${each.register}`),
                      date: formatDate(each.asOf, language),
                    }),
                  }
                : {}),
              ...(field.proven
                ? {}
                : {
                    act: {
                      label: labels.form.notRight,
                      href: `${session.base}/${page.id}?korrigieren=${field.id}`,
                    },
                  }),
            };
          })}
        />
      ) : null}
      {askedFields(view).map((field) => {
        const name = controlName(page, item, field.id);
        const stored = storedFiles(view, field);
        return (
          <FieldControl
            key={field.id}
            app={app}
            definition={definition}
            field={field}
            language={language}
            name={name}
            controls={controls}
            errors={view.fieldErrors[name] ?? {}}
            files={stored}
          />
        );
      })}
    </>
  );
}

/**
 * A field with its own condition shows when the answers so far make it so; without script it appears after "Weiter",
 * as the first fault of the page.
 */
function isShown(view: StepView, field: FieldDefinition): boolean {
  if (field.when === undefined) return true;
  return view.session.asked.has(`/${controlName(view.page, view.item, field.id).replace(/\./g, '/')}`);
}

function storedFiles(view: StepView, field: FieldDefinition): { id: string; name: string; size: number }[] {
  if (field.type !== 'file') return [];
  const { answers } = view.session.draft;
  const source =
    view.page.repeat && view.item !== undefined
      ? ((answers[view.page.repeat.id] as Record<string, unknown>[] | undefined)?.[view.item] ?? {})
      : answers;
  const value = source[field.id];
  return Array.isArray(value) ? (value as { id: string; name: string; size: number }[]) : [];
}

/** Title of an entry: the field that names it, or its number. */
export function itemLabel(
  view: Pick<StepView, 'session' | 'page'>,
  index: number,
  language: Request['language'],
): string {
  const { page, session } = view;
  const items = page.repeat
    ? (session.draft.answers[page.repeat.id] as Record<string, unknown>[] | undefined)
    : undefined;
  const own = page.repeat?.label === undefined ? undefined : items?.[index]?.[page.repeat.label];
  if (typeof own === 'string' && own.trim() !== '') return own.slice(0, 60);
  const pattern = session.definition.texts[language][`pages.${page.id}.item`] ?? '{number}';
  return formatMessage(pattern, language, { number: index + 1 });
}

function Items({ request, view }: { request: Request; view: StepView }): VNode | null {
  const { language, app } = request;
  const { session, page } = view;
  const { repeat } = page;
  if (!repeat) return null;
  const labels = uiLabels(language);
  const items = (session.draft.answers[repeat.id] as Record<string, unknown>[] | undefined) ?? [];
  const texts = session.definition.texts[language];
  const faulty = new Set(
    session.evaluation.faults
      .filter((fault) => fault.pointer.startsWith(`/${repeat.id}/`))
      .map((fault) => Number(fault.pointer.split('/')[2])),
  );
  return (
    <RepeatList
      labels={labels}
      id={repeat.id}
      error={view.fieldErrors[repeat.id]?.['']}
      empty={intakeTexts(language)('repeatNone')}
      items={items.map((item, index) => ({
        id: String(index),
        title: itemLabel(view, index, language),
        text: faulty.has(index)
          ? labels.form.noAnswer
          : page.fields
              .filter(
                (field) => field.id !== repeat.label && item[field.id] !== undefined && item[field.id] !== '',
              )
              .slice(0, 3)
              .map((field) => valueText(app, session.definition, field, item[field.id], language))
              .filter((text) => text !== '')
              .join(', '),
        change: { href: `${session.base}/${page.id}/${index + 1}` },
        remove: { name: '_removeItem', value: String(index) },
      }))}
      {...(items.length < repeat.max
        ? { add: { name: '_do', value: 'add', label: texts[`pages.${page.id}.add`] } }
        : {})}
    />
  );
}

function stations(view: StepView, language: Request['language'], review: string): Station[] {
  const { session, page } = view;
  const { path } = session.evaluation;
  const current = path.indexOf(page.id);
  const all: Station[] = path.map((id, index) => {
    const label = session.definition.texts[language][`pages.${id}.nav`] ?? id;
    if (index === current) return { label, state: 'current' };
    const visited = session.draft.visited.includes(id) && pageById(session.definition, id) !== undefined;
    return index < current
      ? { label, state: 'done', ...(visited ? { href: `${session.base}/${id}` } : {}) }
      : { label, state: 'ahead' };
  });
  all.push({ label: review, state: 'ahead' });
  if (all.length <= 6) return all;
  // A long form shows the neighbourhood: where one comes from, is, goes, and the end.
  const from = Math.max(0, Math.min(current - 1, all.length - 5));
  return [...all.slice(from, from + 4), ...all.slice(Math.max(from + 4, all.length - 1))];
}

function Help({ request, session }: { request: Request; session: FormSession }): VNode {
  const { language, app } = request;
  const t = intakeTexts(language);
  return (
    <Unit id="hilfe" title={t('helpTitle')}>
      <p>
        {t('helpText', { unit: unitName(app, session.definition.owner, language) })}{' '}
        <a href={`/stellen/${session.definition.owner}`}>{t('unit')}</a>
      </p>
      <p>
        <a href={`${session.base}/verwerfen`}>{t('discardTitle')}</a>
      </p>
    </Unit>
  );
}
