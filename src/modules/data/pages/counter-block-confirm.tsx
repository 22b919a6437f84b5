// The second step at the counter: who has the AHV number, to compare with whoever stands there or calls, before anything changes.
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { Button, Buttons, Facts, Form, Notice, Top, Wrap, formatDate, uiLabels } from '../../../ui/index.ts';
import type { BlockIdentification, PersonAtCounter } from '../disclosure/change-block.ts';
import { disclosureTexts } from '../disclosure/disclosure-texts.ts';

export const address = '/schalter/bekanntgabe';
export const wishes = ['set', 'lift'] as const;

interface Wanted {
  found: PersonAtCounter;
  ahv: string;
  what: (typeof wishes)[number];
  identification: BlockIdentification;
}

/** Name and birth date; no address, which a caller who says to be them shall not hear. */
export function confirmPage(request: Request, { found, ahv, what, identification }: Wanted): Reply {
  const { language, csrf } = request;
  const t = disclosureTexts(language);
  return page(request, {
    title: t('confirm.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('confirm.title')}
          lead={t('confirm.lead')}
          crumbs={[
            { label: t('counter.crumb'), href: '/schalter' },
            { label: t('counter.title'), href: address },
          ]}
          tight
        />
        {what === 'set' && found.blocked ? <Notice tone="info" title={t('confirm.already')} /> : null}
        <Form action={address} hidden={{ _csrf: csrf, ahv, what, identification, person: found.registerId }}>
          <Facts
            items={[
              { term: t('confirm.name'), value: `${found.firstName} ${found.lastName}` },
              { term: t('confirm.birthDate'), value: formatDate(found.birthDate, language) },
              { term: t('counter.what'), value: t(what) },
              { term: t('counter.identification'), value: t(`counter.by.${identification}`) },
            ]}
          />
          <Buttons>
            <Button go>{t(`confirm.${what}`)}</Button>
            <Button variant="secondary" href={address}>
              {t('confirm.other')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}
