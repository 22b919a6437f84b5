// How contributions to a text are shown: a suggestion as what it changes in the version that it is about, with its reason.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { PlainText, Quiet, TextChange } from '../../../../ui/index.ts';
import type { Process } from '../../process.ts';
import type { ShownText } from '../kind.ts';
import { consultationTexts } from './consultation-texts.ts';
import { languageOf } from './language-of.ts';
import { latest, paragraphOf, versionOf, versionsOf } from './versions.ts';

/** Of one process; its versions are read once. */
export async function shownTexts({ app, language }: Request, process: Process): Promise<ShownText> {
  const versions = await versionsOf(app, process.id);
  const t = consultationTexts(language);
  const newest = latest(versions).number;
  return (item) => {
    const { act, body, data } = item;
    const about = versions.find(({ number }) => number === versionOf(data));
    const written = languageOf(item);
    const lang = written === language ? undefined : written;
    const why = typeof data['why'] === 'string' ? data['why'] : '';
    return (
      <>
        {act === 'suggestion' ? (
          <TextChange
            before={paragraphOf(versions, item)?.text[written] ?? ''}
            after={body}
            gone={t('change.gone')}
            added={t('change.new')}
            lang={lang}
          />
        ) : (
          <PlainText text={body} lang={lang} breaks />
        )}
        {why === '' ? null : <Because label={t('suggest.because', { why: '' })} why={why} lang={lang} />}
        {about && about.number < newest ? (
          <Quiet>
            <a href={`/mitreden/${process.id}/fassungen?von=${about.number}&bis=${newest}`}>
              {t('version.about', { name: about.name[language] })}
            </a>
          </Quiet>
        ) : null}
      </>
    );
  };
}

function Because({ label, why, lang }: { label: string; why: string; lang: string | undefined }): VNode {
  return (
    <p>
      {label}
      <span lang={lang} dir="auto">
        {why}
      </span>
    </p>
  );
}
