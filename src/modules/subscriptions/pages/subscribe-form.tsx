// The form of /abonnieren: what, when, and where to; it keeps what was typed and says at the field what is missing.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import {
  Button,
  Buttons,
  Choice,
  Disclosure,
  EmailField,
  ErrorSummary,
  Form,
  MultiChoice,
  Quiet,
  uiLabels,
} from '../../../ui/index.ts';
import { termLabel, termOptions } from '../facet-words.ts';
import { paces } from '../paces.ts';
import { subscriptionsTexts } from '../subscriptions-texts.ts';
import { readTerm } from '../terms.ts';
import type { Wanted } from '../wanted.ts';

export interface FormState extends Wanted {
  email: string;
  /** What came with the address of the page: shown first, by name. */
  offered: readonly string[];
  errors: { term?: string; email?: string };
}

const chosen = (terms: readonly string[], options: readonly { value: string }[]): string | undefined =>
  options.find(({ value }) => terms.includes(value))?.value;

export function SubscribeForm({ request, state }: { request: Request; state: FormState }): VNode {
  const { app, actor, language, csrf } = request;
  const t = subscriptionsTexts(language);
  const labels = uiLabels(language);
  const { terms, offered, errors } = state;
  const offers = offered.flatMap((value) => {
    const term = readTerm(value);
    return term ? [{ value, label: termLabel(app, term, language) }] : [];
  });
  const rest = (facet: Parameters<typeof termOptions>[1]) =>
    termOptions(app, facet, language).filter(({ value }) => !offered.includes(value));
  const topicOptions = rest('topic');
  const areaOptions = rest('area');
  const first = offers.length > 0 ? 'offered' : 'topic';
  const choose = (facet: 'unit' | 'service' | 'process') => {
    const options = rest(facet);
    return (
      <Choice
        labels={labels}
        id={facet}
        name="term"
        as="select"
        label={t(`choose.${facet}`)}
        value={chosen(terms, options) ?? ''}
        options={options}
        optional
      />
    );
  };
  const more = (
    <>
      <MultiChoice
        labels={labels}
        id="topic"
        name="term"
        label={t('choose.topic')}
        value={terms}
        options={topicOptions}
        optional
        {...(first === 'topic' && errors.term !== undefined ? { error: errors.term } : {})}
      />
      <MultiChoice
        labels={labels}
        id="area"
        name="term"
        label={t('choose.area')}
        value={terms}
        options={areaOptions}
        optional
      />
      {choose('unit')}
      {choose('service')}
      {choose('process')}
    </>
  );
  return (
    <Form action="/abonnieren" hidden={{ _csrf: csrf, angebot: offered.join(' ') }}>
      <ErrorSummary
        labels={labels}
        errors={[
          ...(errors.term === undefined ? [] : [{ fieldId: first, message: errors.term }]),
          ...(errors.email === undefined ? [] : [{ fieldId: 'email', message: errors.email }]),
        ]}
      />
      {offers.length > 0 ? (
        <>
          <MultiChoice
            labels={labels}
            id="offered"
            name="term"
            label={t('offered')}
            value={terms}
            options={offers}
            {...(errors.term === undefined ? {} : { error: errors.term })}
          />
          <Disclosure summary={t('more')} open={terms.some((each) => !offered.includes(each))}>
            {more}
          </Disclosure>
        </>
      ) : (
        more
      )}
      <Choice
        labels={labels}
        id="match"
        name="match"
        label={t('match')}
        hint={t('matchHint')}
        value={state.match}
        options={[
          { value: 'any', label: t('match.any') },
          { value: 'all', label: t('match.all') },
        ]}
      />
      <Choice
        labels={labels}
        id="pace"
        name="pace"
        label={t('pace')}
        value={state.pace}
        options={paces.map((value) => ({ value, label: t(`pace.${value}`) }))}
      />
      {actor.kind === 'person' ? (
        <Quiet>
          {actor.email === undefined ? t('accountNoMail') : t('accountMail', { email: actor.email })}
        </Quiet>
      ) : (
        <EmailField
          labels={labels}
          id="email"
          name="email"
          label={t('email')}
          hint={t('emailHint')}
          value={state.email}
          {...(errors.email === undefined ? {} : { error: errors.email })}
        />
      )}
      <Buttons>
        <Button go>{t('subscribe')}</Button>
      </Buttons>
    </Form>
  );
}
