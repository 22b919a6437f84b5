// Invented proposals of the demonstration, by the same action that people use; each says that it is an example.
import type { App } from '../../kernel/app.ts';
import { anonymous, type Actor } from '../../kernel/actor.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { demoActor } from '../identity/index.ts';
import { proposeCorrection } from './actions/propose-correction.ts';
import { findThing, type FoundThing } from './correctable.ts';

interface Example {
  id: string;
  word: string;
  of: string;
  who?: string;
  language: Language;
  reason: string;
  values: Record<string, string>;
}

const examples: readonly Example[] = [
  {
    id: '5f0c7a52-3c1e-4b3e-9a55-0c6b6f1d0a01',
    word: 'stelle',
    of: 'veterinaeramt',
    who: 'resident-anna',
    language: 'de',
    reason: 'Beispiel: Ich habe am Schalter den Aushang gesehen. Auf Ihrer Seite fehlen die Zeiten.',
    values: { 'hours.de': 'Beispiel: Montag bis Freitag, 9 bis 11 Uhr' },
  },
  {
    id: '5f0c7a52-3c1e-4b3e-9a55-0c6b6f1d0a02',
    word: 'stelle',
    of: 'einwohneramt',
    language: 'de',
    reason: 'Beispiel: So versteht man besser, was das Einwohneramt macht.',
    values: {
      'responsibility.de': 'Beispiel: Hier melden Sie sich an, um und ab und bestellen Bescheinigungen.',
      'hours.de': 'Beispiel: Nachmittags auch ohne Termin',
    },
  },
  {
    id: '5f0c7a52-3c1e-4b3e-9a55-0c6b6f1d0a03',
    word: 'leistung',
    of: 'schule-zuzug',
    who: 'resident-anna',
    language: 'fr',
    reason: 'Exemple: l’école nous a aussi demandé le carnet de vaccination.',
    values: { 'good.fr': 'Exemple: prenez aussi le carnet de vaccination.' },
  },
];

/** Idempotent: an example that is there stays as it is, decided or not. */
export async function seedProposals(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  for (const { id, word, of, who, language, reason, values } of examples) {
    const found = findThing(app, word, of);
    if (!found) continue;
    const actor: Actor = who === undefined ? anonymous : await demoActor(app, who);
    await proposeCorrection(app, actor, {
      id,
      found,
      values: Object.entries(values).map(([field, value]) => ({ field, old: oldOf(found, field), value })),
      reason,
      email: undefined,
      language,
    });
  }
}

const oldOf = (found: FoundThing, field: string): string => found.thing.value(field);
