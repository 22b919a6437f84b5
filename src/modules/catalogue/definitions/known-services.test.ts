// Every service that the canton's public pages name is in the catalogue, with what is known of it. Skipped where the collected facts are not at hand.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readCanton } from '../../../kernel/canton.ts';
import { loadDescribed } from './load-described.ts';
import { serviceIds } from './read-folder.ts';

interface Known {
  id: string;
  responsible_unit: string;
  evidence: string[];
  deadline: string | null;
  fee: { amount: number } | null;
  legal_basis: string[];
  channels: { online: boolean | null; counter_or_phone: boolean | null };
  verify: boolean;
  sources: Record<string, string>;
}

/** Ways are shown only where a public page names them: nobody shall be sent to a door that is none. */
function namedWays({ channels, sources }: Known): ('online' | 'office')[] {
  if (sources['channels']?.startsWith('stored page') !== true) return [];
  return [
    ...(channels.online ? ['online' as const] : []),
    ...(channels.counter_or_phone ? ['office' as const] : []),
  ];
}

/** Facts about the canton's services beside the repository, where somebody has collected them. */
const facts = await readFile('../shared/data/basel-stadt/services.json', 'utf8').catch(() => undefined);
const known = facts === undefined ? [] : (JSON.parse(facts) as { services: Known[] }).services;

const canton = await readCanton('canton/basel-stadt');
const any = { has: () => true } as unknown as ReadonlySet<string>;
const { described } = await loadDescribed(canton, { units: any, lifeEvents: any, audiences: any });
const descriptions = new Map(described.map((service) => [service.id, service]));
const defined = new Set(await serviceIds(canton.folder));

describe.skipIf(known.length === 0)('the services of the canton', () => {
  it('are all defined or described', () => {
    expect(known.filter(({ id }) => !defined.has(id) && !descriptions.has(id))).toEqual([]);
  });

  it('are described with unit, documents, time limit, cost, law, ways, and what is uncertain is marked', () => {
    const lacking = known.flatMap((fact) => {
      const service = descriptions.get(fact.id);
      if (!service || defined.has(fact.id)) return [];
      return Object.entries({
        unit: service.owner === fact.responsible_unit,
        documents: (service.needs ?? []).length >= fact.evidence.length,
        'time limit': fact.deadline === null || service.due !== undefined,
        cost: fact.fee === null || service.fee?.amount === fact.fee.amount,
        law: service.legalBasis.length >= fact.legal_basis.length,
        ways: namedWays(fact).every((way) => service.ways.includes(way)),
        unverified: !fact.verify || service.unverified === true,
      })
        .filter(([, holds]) => !holds)
        .map(([what]) => `${fact.id}: ${what}`);
    });
    expect(lacking).toEqual([]);
  });
});
