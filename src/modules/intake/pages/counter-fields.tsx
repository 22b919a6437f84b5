// The fields of one page on the counter's screen: known values stand in their fields, lists show all their entries.
import type { VNode } from 'preact';
import { Button, Facts, Quiet, formatDate } from '../../../ui/index.ts';
import { answersToForm, type FieldDefinition, type PageDefinition } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { faultText } from '../../catalogue/index.ts';
import { dataTexts } from '../../data/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { isKnown, mergedAnswers } from '../queries/draft.ts';
import { slotsFrom } from './appointment-view.tsx';
import type { Findings } from '../queries/findings.ts';
import type { CounterView } from './counter-form.tsx';
import { FieldControl, type Controls } from './field-view.tsx';
import { companyNames } from './lookups.tsx';
import { addLabel, itemLabel } from './step-items.tsx';
import { valueText } from '../queries/value-text.ts';

interface PageView {
  request: Request;
  view: CounterView;
  page: PageDefinition;
  findings: Findings;
}

export function CounterFields(props: PageView): VNode {
  const { page } = props;
  return page.repeat ? <Entries {...props} /> : <Fields {...props} entry={undefined} />;
}

function Entries(props: PageView): VNode {
  const { request, view, page } = props;
  const { language } = request;
  const t = intakeTexts(language);
  const { repeat } = page;
  const { draft, definition } = view.session;
  const value = repeat ? draft.answers[repeat.id] : undefined;
  const entries = Array.isArray(value) ? value : [];
  const listFault = view.checked
    ? view.session.evaluation.faults.find((fault) => fault.pointer === `/${repeat?.id ?? ''}`)
    : undefined;
  return (
    <>
      {listFault ? (
        <p class="ds-validation-message" id={repeat?.id}>
          {faultText(definition, listFault, language)}
        </p>
      ) : null}
      {entries.map((_, index) => {
        const title = itemLabel({ session: view.session, page }, index, language);
        return (
          <fieldset key={index} class="entry" id={`${repeat?.id ?? ''}-${index}`}>
            <legend>{title}</legend>
            <input type="hidden" name={`${repeat?.id ?? ''}.${index}`} value="1" />
            <Fields {...props} entry={index} />
            <Button name="_remove" value={`${repeat?.id ?? ''}|${index}`} variant="secondary" formNoValidate>
              {t('counter.remove', { title })}
            </Button>
          </fieldset>
        );
      })}
      {repeat && entries.length < repeat.max ? (
        <p id={`${repeat.id}-more`}>
          <Button name="_add" value={repeat.id} variant="secondary" formNoValidate>
            {addLabel(definition, page.id, entries.length, language)}
          </Button>
        </p>
      ) : null}
    </>
  );
}

function Fields({ request, view, page, findings, entry }: PageView & { entry: number | undefined }): VNode {
  const { app, language } = request;
  const { session } = view;
  const { definition, draft } = session;
  const t = intakeTexts(language);
  const d = dataTexts(language);
  const texts = definition.texts[language];
  const saved: Controls = answersToForm(definition, page.id, mergedAnswers(draft), session.words);
  const controls = view.typed
    ? { ...saved, ...(view.typed as Controls) }
    : { ...saved, ...companyNames(page, findings, saved) };
  const prefix = page.repeat && entry !== undefined ? `${page.repeat.id}.${entry}.` : '';
  const asked = page.fields.filter(
    (field) =>
      field.type !== 'calculated' &&
      (field.when === undefined || session.asked.has(`/${`${prefix}${field.id}`.replace(/\./g, '/')}`)),
  );
  const proven = asked.filter((field) => prefix === '' && field.proven && isKnown(draft, field.id));
  const source = (field: FieldDefinition) => {
    const known = draft.known[field.id];
    return known
      ? d('source', { register: d(`register.${known.register}`), date: formatDate(known.asOf, language) })
      : '';
  };
  return (
    <>
      {asked.some((field) => prefix === '' && isKnown(draft, field.id)) ? (
        <Quiet>{t(draft.channel === 'paper' ? 'counter.knownOnPaper' : 'counter.known')}</Quiet>
      ) : null}
      {proven.length > 0 ? (
        <Facts
          small
          items={proven.map((field) => ({
            term: texts[`fields.${field.id}.label`] ?? field.id,
            value: valueText(app, definition, field, draft.known[field.id]?.value, language),
            source: `${source(field)}, ${t('counter.proven')}`,
          }))}
        />
      ) : null}
      <div class="dense">
        {asked
          .filter((field) => !proven.includes(field))
          .map((field) => {
            const name = `${prefix}${field.id}`;
            return (
              <div key={name}>
                <input type="hidden" name={`_asked.${name}`} value="1" />
                <FieldControl
                  app={app}
                  definition={definition}
                  field={field}
                  language={language}
                  name={name}
                  controls={controls}
                  finding={findings.get(name)}
                  channel={draft.channel}
                  slots={{ taken: session.taken, from: slotsFrom(request.query) }}
                  errors={errorsAt(request, view, name)}
                  files={filesAt(view, page, entry, field)}
                />
                {prefix === '' && isKnown(draft, field.id) ? <span class="src">{source(field)}</span> : null}
              </div>
            );
          })}
      </div>
    </>
  );
}

/** A file that was refused is told at once, what is missing only when all was checked. */
function errorsAt(request: Request, view: CounterView, name: string): Record<string, string> {
  const { definition, evaluation } = view.session;
  const pointer = `/${name.replace(/\./g, '/')}`;
  const errors: Record<string, string> = {};
  const refused = view.refused?.find((each) => each.name === name);
  if (refused) errors[''] = refused.message;
  for (const fault of view.checked ? evaluation.faults : []) {
    if (fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
      errors[fault.pointer.slice(pointer.length)] ??= faultText(definition, fault, request.language);
  }
  return errors;
}

function filesAt(view: CounterView, page: PageDefinition, entry: number | undefined, field: FieldDefinition) {
  if (field.type !== 'file') return [];
  const { answers } = view.session.draft;
  const entries = page.repeat && entry !== undefined ? answers[page.repeat.id] : undefined;
  const source = (Array.isArray(entries) ? (entries as unknown[])[entry ?? 0] : answers) as Record<
    string,
    unknown
  >;
  const value = source[field.id];
  return Array.isArray(value) ? (value as { id: string; name: string; size: number }[]) : [];
}
