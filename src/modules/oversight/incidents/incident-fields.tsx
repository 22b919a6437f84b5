// The fields of a breach, with what was typed and what is wrong with it.
import type { VNode } from 'preact';
import { roles } from '../../../kernel/actor.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Choice,
  DateField,
  Disclosure,
  LongTextField,
  MultiChoice,
  TextField,
  TimeField,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { accessFields, accessPurposes } from '../../data/index.ts';
import { unitName, units } from '../../organisation/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { fieldText, purposeText, roleText } from './access-words.ts';
import { longest, typedList } from './read-incident.ts';
import { dayParts, typedText, type Typed } from '../../../engine/index.ts';

interface FieldsProps {
  request: Request;
  typed: Typed;
  errors: readonly FormError[];
}
/** Of one whose persons are being told: what they are told is no field any more. */
interface Settled {
  settled: boolean;
}

export function IncidentFields({ settled, ...props }: FieldsProps & Settled): VNode {
  const { request, typed, errors } = props;
  const { app, language } = request;
  const t = oversightTexts(language);
  const labels = uiLabels(language);
  const field = (name: string, id = name) => ({
    labels,
    id,
    name,
    value: typedText(typed, name),
    error: errors.find(({ fieldId }) => fieldId === id)?.message,
  });
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, language);
  return (
    <>
      <Band id="was" title={t('breach.what')}>
        <div class="stack">
          <LongTextField
            {...field('what')}
            label={t('breach.what.label')}
            hint={t('breach.what.hint')}
            maxLength={longest.what}
          />
          <Moment {...props} name="noticed" />
        </div>
      </Band>
      {settled ? null : (
        <Band id="zugriff" title={t('breach.exposed')}>
          <div class="stack">
            <Moment {...props} name="from" />
            <Moment {...props} name="until" />
            <TextField
              {...field('account')}
              label={t('breach.account')}
              hint={t('breach.account.hint')}
              optional
            />
            <Choice
              {...field('unit')}
              as="select"
              label={t('breach.unit')}
              optional
              options={units(app)
                .map(({ id }) => ({ value: id, label: unitName(app, id, language) }))
                .sort(byLabel)}
            />
            <Choice
              {...field('role')}
              as="select"
              label={t('breach.role')}
              hint={t('breach.role.hint')}
              optional
              options={roles.map((role) => ({ value: role, label: roleText(role, language) })).sort(byLabel)}
            />
            <TextField {...field('case')} label={t('breach.case')} width="w16" optional />
            <Disclosure
              summary={t('breach.narrow')}
              open={[...typedList(typed, 'fields'), ...typedList(typed, 'purposes')].length > 0}
            >
              <MultiChoice
                {...field('fields')}
                value={typedList(typed, 'fields')}
                label={t('breach.fields')}
                optional
                options={accessFields
                  .map((each) => ({ value: each, label: fieldText(each, language) }))
                  .sort(byLabel)}
              />
              <MultiChoice
                {...field('purposes')}
                value={typedList(typed, 'purposes')}
                label={t('breach.purposes')}
                optional
                options={accessPurposes
                  .map((each) => ({ value: each, label: purposeText(each, language) }))
                  .sort(byLabel)}
              />
            </Disclosure>
          </div>
        </Band>
      )}
      <Band
        id="folgen"
        title={t('breach.authority')}
        {...(settled ? { note: t('breach.settled'), last: true } : {})}
      >
        <div class="stack">
          <LongTextField
            {...field('consequences')}
            label={t('breach.consequences')}
            hint={t('breach.consequences.hint')}
            maxLength={longest.consequences}
            optional
          />
          <LongTextField
            {...field('measures')}
            label={t('breach.measures')}
            hint={t('breach.measures.hint')}
            maxLength={longest.measures}
            optional
          />
        </div>
      </Band>
      {settled ? null : (
        <Band id="mitteilung" title={t('breach.advice')} note={t('breach.advice.note')} last>
          <div class="stack">
            {languages.map((each) => (
              <LongTextField
                key={each}
                {...field(`advice.${each}`, `advice-${each}`)}
                label={t(`breach.language.${each}`)}
                maxLength={longest.advice}
                rows={3}
                optional
              />
            ))}
          </div>
        </Band>
      )}
    </>
  );
}

/** A day and the time of day below it; the error of both stands at the day. */
function Moment({
  request,
  typed,
  errors,
  name,
}: FieldsProps & { name: 'noticed' | 'from' | 'until' }): VNode {
  const t = oversightTexts(request.language);
  const labels = uiLabels(request.language);
  const optional = name === 'until';
  return (
    <>
      <DateField
        labels={labels}
        id={name}
        name={name}
        label={t(`breach.${name}`)}
        hint={t(`breach.${name}.hint`)}
        value={dayParts(typed, name)}
        error={errors.find(({ fieldId }) => fieldId === name)?.message}
        optional={optional}
      />
      <TimeField
        labels={labels}
        id={`${name}-time`}
        name={`${name}.time`}
        label={t(`breach.${name}.time`)}
        value={typedText(typed, `${name}.time`)}
        optional={optional}
      />
    </>
  );
}
