// The fields of an article: title and text in four languages, the services it belongs to, its topic, whether it is checked.
import { languages } from '../../../kernel/i18n/texts.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { typedText, typedTexts } from '../../../kernel/http/typed-text.ts';
import {
  Choice,
  LongTextField,
  MultiChoice,
  TextField,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { topics } from '../../catalogue/index.ts';
import { longestArticle } from '../knowledge/article.ts';
import type { WrittenArticle } from '../knowledge/keep-articles.ts';
import { questionsTexts } from '../questions-texts.ts';

export function ArticleFields({
  request,
  before,
  errors,
}: {
  request: Request;
  before: WrittenArticle;
  errors: readonly FormError[];
}) {
  const { app, language, body } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const isSent = typedText(body, 'titel-de') !== '' || typedText(body, 'text-de') !== '';
  return (
    <>
      {languages.map((each) => {
        const label = names.of(each) ?? each;
        return (
          <div key={each} class="stack" lang={each === language ? undefined : each}>
            <TextField
              labels={labels}
              id={`titel-${each}`}
              name={`titel-${each}`}
              label={`${t('article.title')} (${label})`}
              optional={each !== 'de'}
              maxLength={longestArticle.title}
              value={isSent ? typedText(body, `titel-${each}`) : (before.texts[each]?.title ?? '')}
              error={errorOf(errors, `titel-${each}`)}
            />
            <LongTextField
              labels={labels}
              id={`text-${each}`}
              name={`text-${each}`}
              label={`${t('article.text')} (${label})`}
              hint={each === 'de' ? t('article.textHint') : undefined}
              optional={each !== 'de'}
              maxLength={longestArticle.text}
              value={isSent ? typedText(body, `text-${each}`) : (before.texts[each]?.text ?? '')}
              error={errorOf(errors, `text-${each}`)}
            />
          </div>
        );
      })}
      <TextField
        labels={labels}
        id="leistungen"
        name="leistungen"
        label={t('article.services')}
        hint={t('article.servicesHint')}
        optional
        value={isSent ? typedText(body, 'leistungen') : before.services.join(', ')}
        error={errorOf(errors, 'leistungen')}
      />
      <Choice
        labels={labels}
        id="wissensthema"
        name="wissensthema"
        label={t('ask.topic')}
        optional
        as="select"
        value={isSent ? typedText(body, 'wissensthema') : (before.topics[0] ?? '')}
        options={topics(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <MultiChoice
        labels={labels}
        id="ungeprueft"
        name="ungeprueft"
        label={t('article.facts')}
        optional
        value={isSent ? typedTexts(body, 'ungeprueft') : before.unverified ? ['yes'] : []}
        options={[{ value: 'yes', label: t('article.unverified') }]}
      />
    </>
  );
}
