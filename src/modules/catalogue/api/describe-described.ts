// A service that is not online yet, as the API describes it.
import { Type, type Static } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { costText } from '../queries/cost-text.ts';
import type { DescribedService } from '../queries/described.ts';
import { LegalBasis, UnitReply } from './describe-service.ts';

export const DescribedDescription = Type.Object({
  id: Type.String(),
  online: Type.Literal(false, { description: 'Not online here: no form, schema or submissions' }),
  lang: Type.String(),
  kind: Type.String(),
  level: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  audience: Type.Array(Type.String()),
  lifeEvents: Type.Array(Type.String()),
  facts: Type.Object({
    due: Type.Optional(Type.String()),
    cost: Type.Optional(Type.String()),
    duration: Type.Optional(Type.String()),
    good: Type.Optional(Type.String()),
  }),
  fee: Type.Optional(Type.Object({ amount: Type.Number(), currency: Type.Literal('CHF') })),
  needs: Type.Array(Type.String()),
  ways: Type.Array(Type.String(), {
    description: 'Named by a public source: online (elsewhere), office (counter, phone or post)',
  }),
  web: Type.Optional(Type.String({ description: 'Official page about it' })),
  legalBasis: Type.Array(LegalBasis),
  unverified: Type.Array(Type.String(), {
    description: 'Parts that were not checked against an official source',
  }),
  unit: UnitReply,
  url: Type.String({ format: 'uri' }),
});

export function describeDescribed(
  app: App,
  service: DescribedService,
  language: Language,
): Static<typeof DescribedDescription> {
  const unit = unitOf(app, service.owner);
  const cost = costText(service, language);
  const { id, kind, level, audience, lifeEvents, ways, legalBasis } = service;
  return {
    id,
    online: false,
    lang: language,
    kind,
    level,
    title: service.name[language],
    summary: service.summary[language],
    audience,
    lifeEvents,
    facts: {
      ...(service.due ? { due: service.due[language] } : {}),
      ...(cost === undefined ? {} : { cost }),
      ...(service.duration ? { duration: service.duration[language] } : {}),
      ...(service.good ? { good: service.good[language] } : {}),
    },
    ...(service.fee ? { fee: { amount: service.fee.amount, currency: 'CHF' as const } } : {}),
    needs: (service.needs ?? []).map((each) => each[language]),
    ways,
    ...(service.web ? { web: service.web } : {}),
    legalBasis,
    unverified: service.unverified ? ['facts', 'legalBasis'] : [],
    unit: {
      id: service.owner,
      name: unitName(app, service.owner, language),
      ...(unit?.address ? { address: unit.address } : {}),
      ...(unit?.web ? { web: unit.web } : {}),
      ...(unit?.email ? { email: unit.email } : {}),
      url: `${app.config.baseUrl}/stellen/${service.owner}`,
    },
    url: `${app.config.baseUrl}/leistungen/${id}`,
  };
}
