// The fields of a step: what is already known is shown, the rest is asked.
import type { VNode } from 'preact';
import { Known, uiLabels } from '../../../ui/index.ts';
import { registerField, type FieldDefinition } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { unitOfRegister } from '../../data/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { isKnown } from '../queries/draft.ts';
import { slotsFrom } from './appointment-view.tsx';
import type { Findings } from '../queries/findings.ts';
import { FieldControl } from './field-view.tsx';
import { knownSource, notRightLabel } from './known-source.ts';
import { controlName, type StepView } from './step-state.ts';
import { valueText } from '../queries/value-text.ts';

/** The fields that the page asks now: not what is known, and only those whose condition holds. */
export function askedFields(view: StepView): FieldDefinition[] {
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

export function Fields(props: { request: Request; view: StepView; findings: Findings }): VNode {
  const { request, view, findings } = props;
  const { language, app } = request;
  const { session, page, item, controls } = view;
  const { definition, draft } = session;
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
              source: knownSource(request, session, field),
              ...(field.proven
                ? {}
                : {
                    act: {
                      label: notRightLabel(request, session, field.id) ?? labels.form.notRight,
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
            field={session.later.has(field.id) && !page.repeat ? { ...field, optional: true } : field}
            language={language}
            name={name}
            controls={controls}
            channel="web"
            slots={{ taken: session.taken, from: slotsFrom(request.query) }}
            errors={view.fieldErrors[name] ?? {}}
            finding={findings.get(name)}
            files={stored}
          />
        );
      })}
      <CorrectRegister request={request} view={view} />
    </>
  );
}

/** Where a known value is typed anew: the register that has it wrong can be corrected, too. */
function CorrectRegister({ request, view }: { request: Request; view: StepView }): VNode | null {
  const { actor, app, language } = request;
  if (actor.kind !== 'person' || actor.acting) return null;
  const { definition } = view.session;
  const wrong = view.page.fields.flatMap(({ id, source }) => {
    const from = source !== undefined && view.correcting.includes(id) ? registerField(source) : undefined;
    return from && unitOfRegister(app, from.register) !== undefined ? [{ id, ...from }] : [];
  });
  return (
    <>
      {wrong.map(({ id, register, field }) => (
        <p key={id} class="small">
          <a href={`/konto/register/berichtigen?angabe=${register}.${field}`}>
            {intakeTexts(language)('correctRegister', {
              value: definition.texts[language][`fields.${id}.label`] ?? id,
            })}
          </a>
        </p>
      ))}
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
