// Services that are only described: found, listed and explained like the others, but never taken for online.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { languages } from '../../kernel/i18n/texts.ts';
import { DescribedDescription, describeDescribed } from './api/describe-described.ts';
import { costText } from './queries/cost-text.ts';
import { describedById, describedServices } from './queries/described.ts';
import { lifeEventEntries } from './queries/life-events.ts';
import { offerById, offers, offersFor, onlineFirst } from './queries/offers.ts';
import { search } from './queries/search.ts';
import { serviceById, services } from './queries/services.ts';
import { cataloguedApp, type CataloguedApp } from './testing/catalogued-app.ts';

let catalogued: CataloguedApp;
beforeAll(async () => {
  catalogued = await cataloguedApp();
});
afterAll(() => catalogued.stop());

describe('described services of the canton', () => {
  it('are disjoint from those that work, and both together are what the canton offers', () => {
    const { app } = catalogued;
    expect(describedServices(app).length).toBeGreaterThan(90);
    for (const { id } of describedServices(app)) expect(serviceById(app, id)).toBeUndefined();
    expect(offers(app)).toHaveLength(services(app).length + describedServices(app).length);
    expect(offerById(app, 'hund-anmelden')?.online).toBe(true);
    expect(offerById(app, 'pass-beantragen')?.online).toBe(false);
  });

  it('stand after those online in lists, and count in their life event', () => {
    const { app } = catalogued;
    const list = onlineFirst(offersFor(app, 'hund'), 'de');
    expect(list.map(({ online }) => online)).toEqual([...list.map(({ online }) => online)].sort().reverse());
    expect(list.some(({ online }) => !online)).toBe(true);
    const entry = lifeEventEntries(app, 'de').find(({ href }) => href === '/lebenslagen/hund');
    expect(entry?.count).toBe(list.length);
  });

  it.each([
    { q: 'Reisepass', lang: 'de', id: 'pass-beantragen' },
    { q: 'provisorischer Pass', lang: 'de', id: 'pass-provisorisch' },
    { q: 'commandement de payer', lang: 'fr', id: 'rechtsvorschlag' },
    { q: 'matrimonio', lang: 'it', id: 'ehevorbereitung-einleiten' },
    { q: 'register as unemployed', lang: 'en', id: 'arbeitslos-anmelden' },
  ] as const)('«$q» ($lang) finds $id', async ({ q, lang, id }) => {
    const { items } = await search(catalogued.app, { q, lang, type: 'service', limit: 5 });
    expect(items.map((item) => item.id)).toContain(id);
  });

  it('are described by the API as its schema says, in four languages', () => {
    for (const service of describedServices(catalogued.app))
      for (const language of languages) {
        const description = describeDescribed(catalogued.app, service, language);
        expect([...Value.Errors(DescribedDescription, description)], service.id).toEqual([]);
        expect(description.unit.name).not.toBe(service.owner);
      }
  });

  it('say what they cost only when it is known: an amount, free, or a remark', () => {
    const cost = (id: string) => {
      const service = describedById(catalogued.app, id);
      return service && costText(service, 'de')?.replaceAll('\u00A0', ' ');
    };
    expect(cost('todesurkunde-bestellen')).toBe('30 Franken.');
    expect(cost('petition-einreichen')).toBe('Kostenlos.');
    expect(cost('pass-beantragen')).toMatch(
      /^140 Franken \(Erwachsene\)\. Kinder und Jugendliche: 60 Franken/,
    );
    expect(cost('fahrzeug-einloesen')).toMatch(/^Fahrzeugausweis, Schilder/);
    expect(cost('taxi-bewilligung')).toBeUndefined();
  });

  it('a definition that is added takes the place of the description with its id', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canton-'));
    try {
      await cp('canton/basel-stadt', folder, { recursive: true });
      await writeFile(
        join(folder, 'described', 'h-more.yaml'),
        `- id: hund-anmelden
  name: { de: A, fr: B, it: C, en: D }
  summary: { de: A, fr: B, it: C, en: D }
  owner: steuerverwaltung
  kind: report
  level: cantonal
  audience: [everyone]
  lifeEvents: [hund]
  ways: []
  legalBasis: []
`,
      );
      const app = await catalogued.restart(folder);
      expect(describedById(app, 'hund-anmelden')).toBeUndefined();
      expect(offerById(app, 'hund-anmelden')?.title.de).not.toBe('A');
      expect(offers(app).filter(({ id }) => id === 'hund-anmelden')).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
