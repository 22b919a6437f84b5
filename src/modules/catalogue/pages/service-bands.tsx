// Bands of the service page: what the canton knows already, the ways, the promise, and what it rests on.
import { registerOf, type ServiceDefinition } from '../../../engine/index.ts';
import { Band, Facts, Rows, State, type FactItem } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitOf } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { retentionText } from '../queries/duration-text.ts';
import { text } from '../queries/text.ts';
import type { ServiceProps } from './service.tsx';

/** Once-only: what is not asked, and where it comes from. */
export function KnownBand({ service, language }: ServiceProps) {
  const t = catalogueTexts(language);
  const known = knownFacts(service, language);
  if (known.length === 0) return null;
  return (
    <Band id="bekannt" title={t('service.known')}>
      <div class="prose stack">
        <p>{t('service.knownIntro')}</p>
      </div>
      <Facts items={known} />
    </Band>
  );
}

/** What the data is for and how long it is kept. */
export function DataBand({ service, language }: ServiceProps) {
  const t = catalogueTexts(language);
  const data: FactItem[] = [
    { term: t('service.purpose'), value: text(service, language, 'purpose') },
    { term: t('service.retention'), value: retentionText(service, language) },
  ];
  return (
    <Band id="daten" title={t('service.data')}>
      <div class="stack">
        <Facts items={data} />
        <p class="small quiet">
          {t('service.accesses')} <a href="/konto/zugriffe">{t('service.accessesLink')}</a>
        </p>
      </div>
    </Band>
  );
}

const registers = ['person', 'organisation', 'vehicle', 'tax', 'account'] as const;

/** What comes from which register, by the labels of the form. */
function knownFacts(service: ServiceDefinition, language: Language): FactItem[] {
  const labels = new Map<(typeof registers)[number], string[]>();
  for (const field of service.pages.flatMap((page) => page.fields)) {
    if (field.source === undefined) continue;
    const register = registerOf(field.source);
    const label = text(service, language, `fields.${field.id}.label`);
    const before = labels.get(register) ?? [];
    if (!before.includes(label)) labels.set(register, [...before, label]);
  }
  const t = catalogueTexts(language);
  return registers.flatMap((register) => {
    const found = labels.get(register);
    return found ? [{ term: t(`service.register.${register}`), value: found.join(', ') }] : [];
  });
}

/** Not digital only: the same result in person and on paper. */
export function WaysBand({ app, service, language }: ServiceProps) {
  const t = catalogueTexts(language);
  const unit = unitOf(app, service.owner);
  return (
    <Band id="wege" title={t('service.ways')}>
      <Rows
        items={[
          {
            when: t('service.way.online'),
            title: t('service.way.onlineTitle'),
            href: `/leistungen/${service.id}/formular`,
            text: t('service.way.onlineText'),
          },
          {
            when: t('service.way.counter'),
            title: [unit?.name[language] ?? service.owner, ...(unit?.address ? [unit.address] : [])].join(
              ', ',
            ),
            href: `/stellen/${service.owner}`,
            text: t('service.way.counterText'),
          },
          {
            when: t('service.way.paper'),
            title: t('service.way.paperTitle'),
            href: `/leistungen/${service.id}/formular.pdf`,
            text: t('service.way.paperText'),
          },
        ]}
      />
    </Band>
  );
}

/** What we promise; measured figures join it as soon as there are enough cases. */
export function PromiseBand({ service, language }: ServiceProps) {
  const t = catalogueTexts(language);
  return (
    <Band id="versprechen" title={t('service.promise')} note={text(service, language, 'benefit')}>
      <Facts
        items={[
          { term: t('service.promise.fill'), value: t('services.minutes', { count: service.minutes }) },
          ...(service.process.decideAtOnce === undefined
            ? []
            : [{ term: t('service.promise.atOnce'), value: t('service.promise.atOnceText') }]),
          {
            term: t('service.promise.staff'),
            value: t('service.promise.staffDays', { count: service.process.promise.workingDays }),
          },
        ]}
      />
    </Band>
  );
}

const parts = ['fees', 'pages', 'process', 'purpose', 'rules', 'facts'] as const;

/** The law it rests on; what was not checked against it is said (no invented law). */
export function LegalBasis({
  service,
  language,
}: {
  service: Pick<ServiceDefinition, 'legalBasis' | 'unverified'>;
  language: Language;
}) {
  const t = catalogueTexts(language);
  const unverified = [
    ...new Set(
      (service.unverified ?? [])
        .map((path) => path.split('.')[0])
        .filter((part) => part !== 'legalBasis')
        .map((part) => t(`service.part.${parts.find((each) => each === part) ?? 'other'}`)),
    ),
  ];
  const allUnverified = service.unverified?.includes('legalBasis') ?? false;
  return (
    <div class="prose stack">
      <ul>
        {service.legalBasis.map((basis) => (
          <li key={`${basis.act} ${basis.article ?? ''}`}>
            {basis.article ? `${basis.article} ` : ''}
            {basis.act}
            {basis.number ? ` (${basis.number})` : ''}
            {basis.unverified || allUnverified ? (
              <>
                {',\u00A0'}
                <State tone="warning">{t('service.unverified')}</State>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {unverified.length > 0 ? (
        <p class="small quiet">{t('service.unverifiedNote', { parts: unverified.join(', ') })}</p>
      ) : null}
    </div>
  );
}
