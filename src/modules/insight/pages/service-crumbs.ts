// The way from the list of services to a page about one of them.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { text } from '../../catalogue/index.ts';
import { insightTexts } from '../insight-texts.ts';

export function servicesCrumb(language: Language): { label: string; href: string } {
  return { label: insightTexts(language)('crumb.services'), href: '/leistungen' };
}

export function serviceCrumbs(
  service: ServiceDefinition,
  language: Language,
): { label: string; href: string }[] {
  return [
    servicesCrumb(language),
    { label: text(service, language, 'title'), href: `/leistungen/${service.id}` },
  ];
}
