// Services as rows of a list, the same wherever services are listed.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { Rows, type RowItem } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { text } from '../queries/text.ts';

export function serviceRow(app: App, definition: ServiceDefinition, language: Language): RowItem {
  return {
    when: catalogueTexts(language)('services.minutes', { count: definition.minutes }),
    title: text(definition, language, 'title'),
    href: `/leistungen/${definition.id}`,
    text: text(definition, language, 'summary'),
    children: <p class="small quiet">{unitName(app, definition.owner, language)}</p>,
  };
}

export function ServiceRows(props: {
  app: App;
  services: readonly ServiceDefinition[];
  language: Language;
}): VNode {
  return (
    <Rows items={props.services.map((definition) => serviceRow(props.app, definition, props.language))} />
  );
}

/** By title, as the language orders letters. */
export function byTitle(services: readonly ServiceDefinition[], language: Language): ServiceDefinition[] {
  return [...services].sort((a, b) =>
    text(a, language, 'title').localeCompare(text(b, language, 'title'), language),
  );
}
