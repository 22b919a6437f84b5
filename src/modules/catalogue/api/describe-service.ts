// A service as the API describes it, in the language asked for.
import { Type, type Static } from 'typebox';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { offerById, type Offer } from '../queries/offers.ts';
import { optionalText, text } from '../queries/text.ts';

export const ServiceItem = Type.Object({
  id: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  owner: Type.String({ description: 'Id of the unit responsible' }),
  ownerName: Type.String(),
  online: Type.Boolean({ description: 'Whether it can be done here; otherwise it is only described' }),
  url: Type.String({ format: 'uri' }),
});

export function serviceItem(app: App, offer: Offer, language: Language): Static<typeof ServiceItem> {
  return {
    id: offer.id,
    title: offer.title[language],
    summary: offer.summary[language],
    owner: offer.owner,
    ownerName: unitName(app, offer.owner, language),
    online: offer.online,
    url: `${app.config.baseUrl}/leistungen/${offer.id}`,
  };
}

export const LegalBasis = Type.Object({
  act: Type.String(),
  number: Type.Optional(Type.String()),
  article: Type.Optional(Type.String()),
  unverified: Type.Optional(Type.Boolean()),
});
const Named = Type.Object({ id: Type.String(), text: Type.String() });

export const UnitReply = Type.Object({
  id: Type.String(),
  name: Type.String(),
  address: Type.Optional(Type.String()),
  web: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  url: Type.String({ format: 'uri' }),
});

export const ServiceDescription = Type.Object({
  id: Type.String(),
  online: Type.Literal(true),
  version: Type.Integer(),
  lang: Type.String(),
  kind: Type.String(),
  level: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  lead: Type.String(),
  keywords: Type.Array(Type.String()),
  audience: Type.Array(Type.String()),
  lifeEvents: Type.Array(Type.String()),
  facts: Type.Object({
    who: Type.String(),
    due: Type.Optional(Type.String()),
    cost: Type.String(),
    duration: Type.String(),
    after: Type.String(),
    good: Type.Optional(Type.String()),
  }),
  needs: Type.Array(Named),
  exclusions: Type.Array(Named),
  fees: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), pay: Type.Array(Type.String()) })),
  minutes: Type.Integer({ description: 'Time to fill in, in minutes' }),
  promise: Type.Object({ workingDays: Type.Integer(), text: Type.String() }),
  decidedAtOnce: Type.Boolean({ description: 'Whether rules can decide at once, without a person' }),
  process: Type.String(),
  legalBasis: Type.Array(LegalBasis),
  unverified: Type.Array(Type.String(), {
    description: 'Parts that were not checked against an official source',
  }),
  purpose: Type.Object({
    id: Type.String(),
    text: Type.String(),
    retention: Type.Object({ after: Type.String(), keep: Type.String(), then: Type.String() }),
  }),
  identity: Type.Object({
    assurance: Type.String(),
    actFor: Type.Array(Type.String()),
    signInFirst: Type.Optional(Type.Boolean()),
    companySignature: Type.Optional(Type.Boolean()),
  }),
  unit: UnitReply,
  related: Type.Array(ServiceItem),
  url: Type.String({ format: 'uri' }),
  links: Type.Object({
    form: Type.String({ format: 'uri' }),
    schema: Type.String({ format: 'uri' }),
    definition: Type.String({ format: 'uri' }),
    examples: Type.String({ format: 'uri' }),
    evaluate: Type.String({ format: 'uri' }),
  }),
});

export function describeService(
  app: App,
  definition: ServiceDefinition,
  language: Language,
): Static<typeof ServiceDescription> {
  const t = (key: string) => text(definition, language, key);
  const optional = <Key extends string>(key: Key, path: string) => {
    const value = optionalText(definition, language, path);
    return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, string>>;
  };
  const unit = unitOf(app, definition.owner);
  const page = `${app.config.baseUrl}/leistungen/${definition.id}`;
  const api = `${app.config.baseUrl}/api/v1/services/${definition.id}`;
  return {
    id: definition.id,
    online: true,
    version: definition.version,
    lang: language,
    kind: definition.kind,
    level: definition.level,
    title: t('title'),
    summary: t('summary'),
    lead: t('lead'),
    keywords: t('keywords')
      .split(',')
      .map((word) => word.trim()),
    audience: definition.audience,
    lifeEvents: definition.lifeEvents,
    facts: {
      who: t('facts.who'),
      ...optional('due', 'facts.due'),
      cost: t('facts.cost'),
      duration: t('facts.duration'),
      after: t('facts.after'),
      ...optional('good', 'facts.good'),
    },
    needs: (definition.needs ?? []).map((id) => ({ id, text: t(`needs.${id}`) })),
    exclusions: (definition.exclusions ?? []).map((id) => ({ id, text: t(`exclusions.${id}`) })),
    fees: definition.fees.map((fee) => ({ id: fee.id, label: t(`fees.${fee.id}`), pay: fee.pay ?? [] })),
    minutes: definition.minutes,
    promise: { workingDays: definition.process.promise.workingDays, text: t('benefit') },
    decidedAtOnce: definition.process.decideAtOnce !== undefined,
    process: definition.process.use,
    legalBasis: definition.legalBasis,
    unverified: definition.unverified ?? [],
    purpose: { id: definition.purpose.id, text: t('purpose'), retention: definition.purpose.retention },
    identity: definition.identity,
    unit: {
      id: definition.owner,
      name: unitName(app, definition.owner, language),
      ...(unit?.address ? { address: unit.address } : {}),
      ...(unit?.web ? { web: unit.web } : {}),
      ...(unit?.email ? { email: unit.email } : {}),
      url: `${app.config.baseUrl}/stellen/${definition.owner}`,
    },
    related: (definition.related ?? [])
      .flatMap((id) => offerById(app, id) ?? [])
      .map((each) => serviceItem(app, each, language)),
    url: page,
    links: {
      form: `${page}/formular`,
      schema: `${api}/schema`,
      definition: `${api}/definition`,
      examples: `${api}/examples`,
      evaluate: `${api}/evaluate`,
    },
  };
}
