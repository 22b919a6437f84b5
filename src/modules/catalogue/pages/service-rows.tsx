// Services as rows of a list, the same wherever services are listed.
import type { VNode } from 'preact';
import { Rows, type RowItem } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { Offer } from '../queries/offers.ts';

export function serviceRow(app: App, offer: Offer, language: Language): RowItem {
  const t = catalogueTexts(language);
  return {
    when:
      offer.minutes === undefined ? t('services.notOnline') : t('services.minutes', { count: offer.minutes }),
    title: offer.title[language],
    href: `/leistungen/${offer.id}`,
    text: offer.summary[language],
    children: <p class="small quiet">{unitName(app, offer.owner, language)}</p>,
  };
}

export function ServiceRows(props: { app: App; services: readonly Offer[]; language: Language }): VNode {
  return <Rows items={props.services.map((offer) => serviceRow(props.app, offer, props.language))} />;
}

/** How many there are, and how many of them can be done here. */
export function countText(list: readonly Offer[], language: Language): string {
  const t = catalogueTexts(language);
  const online = list.filter((offer) => offer.online).length;
  const count = t('services.count', { count: list.length });
  return online === list.length ? count : `${count}, ${t('services.countOnline', { count: online })}`;
}
