// The forms of a report at its unit: what waits to be looked at, and one small form for each step.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Disclosure,
  Form,
  LongTextField,
  MultiChoice,
  Quiet,
  TextField,
  errorOf,
  uiLabels,
  type Children,
  type FormError,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { DeskReport } from '../queries/desk.ts';
import type { OneReport } from '../queries/one-report.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { PhotoField } from './photo-field.tsx';
import { longestText } from './typed.ts';

interface FormsProps {
  request: Request;
  report: OneReport;
  errors: readonly FormError[];
}

const actionOf = ({ id }: OneReport): string => `/meldungen/bearbeiten/${id}`;
const stand = ({ updatedAt }: OneReport): string => String(updatedAt.getTime());

/** Everything is ticked: what staff leave ticked everyone sees, the rest stays hidden. */
export function CheckBand({ request, report }: { request: Request; report: DeskReport }): VNode {
  const { language, csrf } = request;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  const words = report.wordsState === 'waiting';
  const options = [
    ...(words ? [{ value: 'worte', label: t('check.words') }] : []),
    ...report.photos
      .filter(({ state }) => state === 'waiting')
      .map(({ fileId }, index) => ({
        value: `foto:${fileId}`,
        label: t('check.photo', { number: index + 1 }),
      })),
    ...report.waiting.map(({ id, note }) => ({
      value: `schritt:${id}`,
      label: t('check.step', { text: note.slice(0, 120) }),
    })),
  ];
  return (
    <Band id="pruefen" title={t('check.title')} note={t('check.note')}>
      <Form
        action={actionOf(report)}
        label={t('check.title')}
        hidden={{ _csrf: csrf, schritt: 'check', stand: stand(report) }}
      >
        {words && report.text !== null && report.text !== '' ? (
          <LongTextField
            labels={labels}
            id="wortlaut"
            name="wortlaut"
            label={t('check.text')}
            hint={t('check.textHint')}
            value={report.text}
          />
        ) : null}
        <MultiChoice
          labels={labels}
          id="zeigen"
          name="zeigen"
          label={t('check.show')}
          optional
          value={options.map(({ value }) => value)}
          options={options}
        />
        <Buttons>
          <Button>{t('check.send')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function StepForm({
  request,
  report,
  step,
  multipart,
  primary,
  children,
}: {
  request: Request;
  report: OneReport;
  step: 'take' | 'ask' | 'say' | 'decline' | 'forward' | 'elsewhere' | 'fix' | 'merge';
  multipart?: boolean;
  primary?: boolean;
  children?: Children;
}): VNode {
  const t = reportsTexts(request.language);
  return (
    <Form
      plain
      action={actionOf(report)}
      multipart={multipart}
      label={t(`do.${step}`)}
      hidden={{ _csrf: request.csrf, schritt: step, stand: stand(report) }}
    >
      {children}
      <Buttons>
        <Button variant={primary ? 'primary' : 'secondary'}>{t(`do.${step}`)}</Button>
      </Buttons>
    </Form>
  );
}

function Note({
  request,
  errors,
  step,
  optional,
}: {
  request: Request;
  errors: readonly FormError[];
  step: 'ask' | 'say' | 'decline' | 'forward' | 'elsewhere' | 'fix';
  optional?: boolean;
}): VNode {
  const { body, language } = request;
  const t = reportsTexts(language);
  const typed = typedText(body, 'schritt') === step ? typedText(body, 'text') : '';
  return (
    <LongTextField
      labels={uiLabels(language)}
      id={`${step}-text`}
      name="text"
      rows={3}
      label={t(`note.${step}`)}
      hint={t(step === 'ask' ? 'note.private' : 'note.public')}
      optional={optional}
      maxLength={longestText}
      value={typed}
      error={errorOf(errors, `${step}-text`)}
    />
  );
}

export function StepBands({
  request,
  report,
  errors,
  answerable,
}: FormsProps & { answerable: boolean }): VNode {
  const { app, language, body } = request;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  const shared = { request, report };
  // Shown again, the form that was sent is open with what was typed.
  const sent = typedText(body, 'schritt');
  const { categories } = reportsOf(app);
  const unitIds = [...new Set(categories.flatMap(({ units }) => Object.values(units)))];
  return (
    <Band id="schritte" title={t('do.title')} last>
      {report.state === 'reported' ? <StepForm {...shared} step="take" primary /> : null}
      <Disclosure summary={t('do.fix')} open={sent === 'fix'}>
        <StepForm {...shared} step="fix" multipart>
          <Note request={request} errors={errors} step="fix" optional />
          <PhotoField language={language} errors={errors} hint="do.fixPhoto" />
        </StepForm>
      </Disclosure>
      <Disclosure summary={t('do.say')} open={sent === 'say'}>
        <StepForm {...shared} step="say">
          <Note request={request} errors={errors} step="say" />
        </StepForm>
      </Disclosure>
      <Disclosure summary={t('do.ask')} open={sent === 'ask'}>
        {answerable ? (
          <StepForm {...shared} step="ask">
            <Note request={request} errors={errors} step="ask" />
          </StepForm>
        ) : (
          <Quiet>{t('do.askNobody')}</Quiet>
        )}
      </Disclosure>
      <Disclosure summary={t('do.forward')} open={sent === 'forward'}>
        <StepForm {...shared} step="forward">
          <Choice
            labels={labels}
            as="select"
            id="stelle"
            name="stelle"
            label={t('do.unit')}
            hint={t('do.unitHint')}
            value={typedText(body, 'stelle')}
            error={errorOf(errors, 'stelle')}
            options={unitIds
              .filter((id) => id !== report.unit)
              .map((id) => ({ value: id, label: unitName(app, id, language) }))}
          />
          <Note request={request} errors={errors} step="forward" optional />
        </StepForm>
      </Disclosure>
      <Disclosure summary={t('do.elsewhere')} open={sent === 'elsewhere'}>
        <StepForm {...shared} step="elsewhere">
          <TextField
            labels={labels}
            id="wer"
            name="wer"
            label={t('do.who')}
            hint={t('do.whoHint')}
            maxLength={200}
            value={typedText(body, 'wer')}
            error={errorOf(errors, 'wer')}
          />
          <Note request={request} errors={errors} step="elsewhere" optional />
        </StepForm>
      </Disclosure>
      <Disclosure summary={t('do.decline')} open={sent === 'decline'}>
        <StepForm {...shared} step="decline">
          <Note request={request} errors={errors} step="decline" />
        </StepForm>
      </Disclosure>
      <Disclosure summary={t('do.merge')} open={sent === 'merge'}>
        <StepForm {...shared} step="merge">
          <TextField
            labels={labels}
            id="nummer"
            name="nummer"
            label={t('do.number')}
            hint={t('do.numberHint')}
            width="w8"
            inputMode="numeric"
            value={typedText(body, 'nummer')}
            error={errorOf(errors, 'nummer')}
          />
        </StepForm>
      </Disclosure>
    </Band>
  );
}
