// What people are told where they are asked: why, on which law, who gets it, how long it is kept; made from the definition.
import type { VNode } from 'preact';
import type { PageDefinition, ServiceDefinition } from '../../../engine/index.ts';
import { processingRecord } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Disclosure, Facts, type FactItem } from '../../../ui/index.ts';
import { grantsOf, retentionText, text } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { citation } from '../queries/answer-for.ts';

interface Props {
  app: App;
  service: ServiceDefinition;
  language: Language;
  /** The page of the form; absent: all of the service. */
  page?: PageDefinition | undefined;
}

/** The facts of the notice; on a page, what of it is specially protected and what a register says already. */
export function noticeFacts({ app, service, language, page }: Props): FactItem[] {
  const t = governanceTexts(language);
  const record = processingRecord(service, grantsOf(app));
  const here = record.fields.filter(
    ({ id }) => page === undefined || page.fields.some((field) => field.id === id),
  );
  const labels = (fields: typeof here) =>
    [...new Set(fields.map(({ id }) => text(service, language, `fields.${id}.label`)))].join(', ');
  const special = here.filter((field) => field.class === 'special');
  const registers = here.filter((field) => field.from === 'person' || field.from === 'organisation');
  const recipients = [record.controller, ...record.recipients].map((id) => unitName(app, id, language));
  return [
    { term: t('notice.why'), value: text(service, language, 'purpose') },
    { term: t('notice.law'), value: record.legalBasis.map(citation).join('; ') },
    { term: t('notice.recipients'), value: recipients.join(', ') },
    { term: t('notice.kept'), value: retentionText(service, language) },
    ...(special.length > 0 ? [{ term: t('notice.special'), value: labels(special) }] : []),
    ...(registers.length > 0 ? [{ term: t('notice.registers'), value: labels(registers) }] : []),
  ];
}

/** One line; opened, the facts and the way to the whole entry. */
export function InformationNotice(props: Props): VNode {
  const t = governanceTexts(props.language);
  return (
    <Disclosure summary={t('notice.summary')}>
      <Facts small items={noticeFacts(props)} />
      <p class="small">
        <a href={`/leistungen/${props.service.id}/bearbeitung`}>{t('notice.more')}</a>
      </p>
    </Disclosure>
  );
}
