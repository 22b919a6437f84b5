// The form of a correction: what the register says now, what is right, a word about it, a document if there is one.
import type { VNode } from 'preact';
import type { FieldDefinition, Finding, FormBody } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Request } from '../../../kernel/http/route.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  FileField,
  Form,
  Known,
  LongTextField,
  Notice,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { dataTexts, type RegisterId } from '../../data/index.ts';
import { correctionsTexts, valueLabel } from '../corrections-texts.ts';
import type { OpenRequest } from '../queries/requests.ts';
import { valueText } from '../queries/value-text.ts';
import { RightValue } from './right-value.tsx';

export const address = '/konto/register/berichtigen';
/** Characters of a note. */
export const longest = 2000;
/** Name of the control for what is right. */
export const control = 'richtig';

/** Which value it is about, and what the register says now. */
export interface About {
  actor: PersonActor;
  register: RegisterId;
  field: FieldDefinition;
  unit: string;
  value: unknown;
  asOf: string;
  /** A correction of it that is asked for already. */
  open: OpenRequest | undefined;
}

export interface Typed {
  body: FormBody;
  note: string;
  errors: { fieldId: string; message: string }[];
  /** Parts of the value that are wrong; '' for the whole. */
  parts: string[];
  notice?: string;
  /** What the register of addresses says about a typed address. */
  finding?: Finding;
}

interface Props {
  request: Request;
  asked: About;
  typed: Typed;
}

export function AskForm({ request, asked, typed }: Props): VNode {
  const { app, language, csrf } = request;
  const t = correctionsTexts(language);
  const d = dataTexts(language);
  const labels = uiLabels(language);
  const { register, field } = asked;
  const label = valueLabel(language, register, field.id);
  const errorOf = (id: string) => typed.errors.find(({ fieldId }) => fieldId === id)?.message;
  return (
    <Form
      action={address}
      multipart
      hidden={{
        _csrf: csrf,
        angabe: `${register}.${field.id}`,
        gesehen: canonicalJson(asked.value),
      }}
    >
      <ErrorSummary labels={labels} errors={typed.errors} />
      {typed.notice === undefined ? null : <Notice tone="warning" title={typed.notice} role="status" />}
      <Known
        labels={labels}
        id="bisher"
        title={t('ask.now')}
        intro=""
        items={[
          {
            term: label,
            value: valueText(app, language, { register, field: field.id }, asked.value),
            source: d('source', {
              register: d(`register.${register}`),
              date: formatDate(asked.asOf, language),
            }),
          },
        ]}
      />
      <RightValue name={control} request={request} field={field} label={t('ask.right')} typed={typed} />
      <LongTextField
        labels={labels}
        id="bemerkung"
        name="bemerkung"
        label={t('ask.note')}
        hint={t('ask.noteHint')}
        optional
        maxLength={longest}
        value={typed.note}
        error={errorOf('bemerkung')}
      />
      <FileField
        labels={labels}
        id="beleg"
        name="beleg"
        label={t('ask.evidence')}
        hint={t('ask.evidenceHint')}
        accept="application/pdf,image/jpeg,image/png,image/webp"
        optional
        value={undefined}
        error={errorOf('beleg')}
      />
      <Buttons>
        <Button go>{t('ask.send')}</Button>
        <a href="/konto/register">{t('cancel')}</a>
      </Buttons>
    </Form>
  );
}
