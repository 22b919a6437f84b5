// Services as rows of a list, the same wherever services are listed.
import type { VNode } from 'preact';
import { Rows, type RowItem } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { Offer } from '../queries/offers.ts';

/** @param unit the unit whose page it is, if any: it is not named again in each row */
export function serviceRow(app: App, offer: Offer, language: Language, unit?: string): RowItem {
  const t = catalogueTexts(language);
  return {
    when:
      offer.minutes === undefined ? t('services.notOnline') : t('services.minutes', { count: offer.minutes }),
    title: offer.title[language],
    href: `/leistungen/${offer.id}`,
    text: offer.summary[language],
    ...(offer.owner === unit
      ? {}
      : { children: <p class="small quiet">{unitName(app, offer.owner, language)}</p> }),
  };
}

export function ServiceRows(props: {
  app: App;
  services: readonly Offer[];
  language: Language;
  unit?: string;
}): VNode {
  const { app, services, language, unit } = props;
  return <Rows items={services.map((offer) => serviceRow(app, offer, language, unit))} />;
}

/** How many there are, and how many of them can be done here. */
export function countText(list: readonly Offer[], language: Language): string {
  const t = catalogueTexts(language);
  const online = list.filter((offer) => offer.online).length;
  const count = t('services.count', { count: list.length });
  return online === list.length ? count : `${count}, ${t('services.countOnline', { count: online })}`;
}
