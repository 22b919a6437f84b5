// The form of every contribution: what its kind asks for, then by which name and in which language. Faults are shown at their field.
import type { VNode } from 'preact';
import { formId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import {
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  Quiet,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import type { Process } from '../process.ts';

export interface Typed {
  named: boolean;
  language: Language;
}

/** Language and name as typed; what is not offered counts as the first that is. */
export function readTyped(request: Request, process: Process): Typed {
  const [first = 'de'] = process.languages;
  const asked = typedText(request.body, 'sprache');
  const own = process.languages.find((each) => each === request.language) ?? first;
  return {
    named: typedText(request.body, 'name') === 'konto',
    language: process.languages.find((each) => each === asked) ?? own,
  };
}

export interface ContributeFormProps {
  process: Process;
  title: string;
  lead?: string;
  action: string;
  send: string;
  errors: readonly FormError[];
  typed: Typed;
  hidden?: Record<string, string>;
  /** Nothing is shown to others: what is said in the place of the questions about name and language. */
  unnamed?: string;
  /** It is written in the language of what it is about; its form says so by a hidden field. */
  oneLanguage?: boolean;
  children: VNode | (VNode | null)[];
}

export function contributeForm(request: Request, props: ContributeFormProps): Reply {
  const { language, csrf } = request;
  const { process, errors } = props;
  const t = participationTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: props.title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={props.title}
          lead={props.lead}
          tight
          crumbs={[
            { label: t('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <ErrorSummary labels={labels} errors={errors} />
        <Form
          action={props.action}
          hidden={{ _csrf: csrf, ...formId(request.body ?? request.parked), ...props.hidden }}
        >
          {props.children}
          {props.unnamed === undefined ? (
            <NameAndLanguage request={request} {...props} />
          ) : (
            <Quiet>{props.unnamed}</Quiet>
          )}
          <Buttons>
            <Button go>{props.send}</Button>
            <a href={`/mitreden/${process.id}`}>{t('form.cancel')}</a>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

function NameAndLanguage({
  request,
  process,
  typed,
  oneLanguage = false,
}: Pick<ContributeFormProps, 'process' | 'typed' | 'oneLanguage'> & { request: Request }): VNode {
  const { actor, language } = request;
  const t = participationTexts(language);
  const labels = uiLabels(language);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return (
    <>
      {actor.kind === 'person' ? (
        <Choice
          labels={labels}
          id="name"
          name="name"
          label={t('form.name')}
          hint={t('form.nameHint')}
          value={typed.named ? 'konto' : 'zeichen'}
          options={[
            { value: 'zeichen', label: t('form.pseudonym') },
            { value: 'konto', label: actor.name },
          ]}
        />
      ) : null}
      {process.languages.length > 1 && !oneLanguage ? (
        <Choice
          labels={labels}
          id="sprache"
          name="sprache"
          label={t('form.language')}
          value={typed.language}
          options={process.languages.map((each) => ({ value: each, label: names.of(each) ?? each }))}
        />
      ) : null}
      <Quiet>{t(process.moderation === 'before' ? 'form.before' : 'form.after')}</Quiet>
    </>
  );
}
