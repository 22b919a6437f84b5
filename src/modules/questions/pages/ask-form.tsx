// The question itself: words, topic, who may see it, and how the asker hears of the answer.
import { formId } from '../../../kernel/http/form-id.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Button,
  Buttons,
  Choice,
  EmailField,
  ErrorSummary,
  Form,
  LikelyAnswers,
  LongTextField,
  Quiet,
  TextField,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { topics } from '../../catalogue/index.ts';
import type { About } from '../about.ts';
import { longest } from '../question.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';

interface Props {
  request: Request;
  about: About;
  title: string;
  errors: readonly FormError[];
}

export function AskForm({ request, about, title, errors }: Props) {
  const { app, language, csrf, parked } = request;
  const body = request.body ?? parked;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  return (
    <>
      <ErrorSummary labels={labels} errors={errors} />
      <Form
        action="/fragen/neu"
        hidden={{ _csrf: csrf, ...formId(body), ...(about.path === '' ? {} : { zu: about.path }) }}
      >
        {about.title === undefined ? null : <p>{t('ask.about', { title: about.title })}</p>}
        <TextField
          labels={labels}
          id="titel"
          name="titel"
          label={t('ask.inShort')}
          maxLength={longest.title}
          value={typedText(body, 'titel') || title}
          error={errorOf(errors, 'titel')}
        />
        <LikelyAnswers field="titel" ask="/api/v1/search" title={t('ask.likely')} />
        <LongTextField
          labels={labels}
          id="text"
          name="text"
          label={t('ask.more')}
          hint={t('ask.moreHint')}
          maxLength={longest.body}
          optional
          value={typedText(body, 'text')}
          error={errorOf(errors, 'text')}
        />
        {about.service === undefined && about.unit === undefined ? (
          <Choice
            labels={labels}
            id="thema"
            name="thema"
            label={t('ask.topic')}
            hint={t('ask.topicHint')}
            optional
            value={typedText(body, 'thema') || (about.topic ?? '')}
            options={topics(app).map((topic) => ({ value: topic.id, label: topic.name[language] }))}
          />
        ) : null}
        {about.unit === undefined ? (
          <Choice
            labels={labels}
            id="gemeinde"
            name="gemeinde"
            label={t('ask.area')}
            optional
            as="select"
            value={typedText(body, 'gemeinde')}
            options={app.canton.municipalities.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Choice
          labels={labels}
          id="sichtbar"
          name="sichtbar"
          label={t('ask.who')}
          value={typedText(body, 'sichtbar') || 'privat'}
          options={[
            { value: 'privat', label: t('ask.private'), hint: t('ask.privateHint') },
            { value: 'anonym', label: t('ask.consent'), hint: t('ask.consentHint') },
            { value: 'alle', label: t('ask.public'), hint: t('ask.publicHint') },
          ]}
        />
        <Notified request={request} about={about} errors={errors} />
        <Buttons>
          <Button go>{t('ask.send')}</Button>
          <a href={about.path === '' ? '/fragen' : about.path}>{t('cancel')}</a>
        </Buttons>
      </Form>
    </>
  );
}

function Notified({ request, about, errors }: Pick<Props, 'request' | 'about' | 'errors'>) {
  const { app, actor, language, body, parked } = request;
  const t = questionsTexts(language);
  const { privateDays: days } = configOf.of(app).forget;
  if (actor.kind === 'person') return <Quiet>{t('ask.toldAccount', { days })}</Quiet>;
  const back = `/fragen/neu${about.path === '' ? '' : `?zu=${encodeURIComponent(about.path)}`}`;
  return (
    <>
      <EmailField
        labels={uiLabels(language)}
        id="mail"
        name="mail"
        label={t('ask.mail')}
        hint={t('ask.mailHint')}
        optional
        autocomplete="email"
        value={typedText(body ?? parked, 'mail')}
        error={errorOf(errors, 'mail')}
      />
      <Quiet>
        {t('ask.toldSecret', { days })}{' '}
        <a href={`/anmelden?weiter=${encodeURIComponent(back)}`}>{t('ask.signIn')}</a>
      </Quiet>
    </>
  );
}
