// What staff see instead of a case that is not there or not theirs: the same page for both, with the ways to go on.
import { Button, Buttons, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { caseTexts } from '../case-texts.ts';
import { offersEmergency } from '../permissions.ts';
import { isReference } from '../reference.ts';

/** 404 in any case, so that references can't be probed. */
export function refusedPage(request: Request): Reply {
  const { app, actor, language, params } = request;
  const t = caseTexts(language);
  const ref = params['ref'] ?? '';
  const query = isReference(ref) ? `?geschaeft=${ref}` : '';
  return page(request, {
    title: t('refused.title'),
    status: 404,
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('refused.title')} lead={t('refused.text')} />
        <Buttons>
          <Button href={`/warum${query}`}>{t('why.link')}</Button>
          {offersEmergency(app, actor) ? (
            <Button variant="secondary" href={`/notfallzugriff${query}`}>
              {t('emergency.link')}
            </Button>
          ) : null}
        </Buttons>
      </Wrap>
    ),
  });
}
