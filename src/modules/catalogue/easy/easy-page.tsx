// The frame of a page in easy language: label, big lines, hard words explained at the end, the way to the full page.
import type { VNode } from 'preact';
import { Band, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { EasyTexts } from './easy-text.ts';

/** BCP 47: German in its simplified form (variant `simple` of the IANA language subtag registry). */
const easyGerman = 'de-simple';

export interface EasyBand {
  id: string;
  title: string;
  content: VNode | VNode[];
}

export function easyPage(
  request: Request,
  texts: EasyTexts,
  content: {
    title: string;
    lead: readonly string[];
    bands: readonly EasyBand[];
    words: readonly string[];
    /** The page in ordinary language. */
    full: string;
    home?: true;
  },
): Reply {
  const { language } = request;
  const t = catalogueTexts(language);
  const words = content.words.flatMap((id) => texts.words[id] ?? []);
  return page(request, {
    title: `${content.title} (${t('easy.label')})`,
    description: content.lead.join(' '),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          {...(content.home ? {} : { crumbs: [{ label: t('easy.label'), href: '/leicht' }] })}
          title={<span lang={easyGerman}>{content.title}</span>}
          meta={
            <>
              <strong>{t('easy.label')}</strong>
              {language === 'de' ? null : ` · ${t('easy.germanOnly')}`}
              {' · '}
              <a href={content.full}>{t('easy.toFull')}</a>
            </>
          }
        />
        <div class="easy" lang={easyGerman}>
          <Lines lines={content.lead} />
          {content.bands.map(({ id, title, content: matter }) => (
            <Band key={id} id={id} title={title}>
              {matter}
            </Band>
          ))}
          {words.length > 0 ? (
            <Band id="woerter" title="Schwere Wörter" last>
              <dl class="stack">
                {words.map(({ word, lines }) => (
                  <div key={word}>
                    <dt>
                      <strong>{word}</strong>
                    </dt>
                    <dd>
                      <Lines lines={lines} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Band>
          ) : null}
        </div>
      </Wrap>
    ),
  });
}

/** One sentence a line. */
export function Lines({ lines }: { lines: readonly string[] }): VNode {
  return (
    <p>
      {lines.map((line, index) => (
        <>
          {index > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </p>
  );
}

/** Points, one thought each. */
export function Points({ lines }: { lines: readonly string[] }): VNode {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
