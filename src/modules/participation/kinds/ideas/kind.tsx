// Call for ideas with a place: a neighbourhood says what should change where; others support an idea.
import { contribute } from '../../actions/contribute.ts';
import { demoPerson } from '../../demo-person.ts';
import type { Kind } from '../kind.ts';
import { ideaBands } from './bands.tsx';
import { ideaRoutes } from './idea.tsx';
import { IdeasPart, ideasOf } from './part.ts';

const invented = [
  {
    who: 'resident-anna',
    title: 'Schatten auf dem Spielplatz',
    body: 'Zwei grosse Bäume oder ein Segel über dem Sandkasten: Im Sommer ist es dort über Mittag zu heiss.',
    place: { text: 'Spielplatz beim Erlenmatt', lon: 7.6025, lat: 47.5705 },
  },
  {
    who: 'resident-giulia',
    title: 'Trinkbrunnen an der Haltestelle',
    body: 'Wer auf das Tram wartet, findet weit und breit kein Wasser.',
    place: { text: 'Feldbergstrasse', lon: 7.5925, lat: 47.5651 },
  },
  {
    who: 'resident-luis',
    title: 'Bänke mit Lehne',
    body: 'Ältere Leute brauchen alle 200 Meter eine Bank, von der man auch wieder aufstehen kann.',
    place: { text: 'Entlang der Klybeckstrasse' },
  },
] as const;

export const ideas: Kind = {
  id: 'ideas',
  name: {
    de: 'Ideen aus dem Quartier',
    fr: 'Idées du quartier',
    it: 'Idee dal quartiere',
    en: 'Neighbourhood ideas',
  },
  schema: IdeasPart,
  acts: {
    idea: { name: { de: 'Idee', fr: 'Idée', it: 'Idea', en: 'Idea' } },
    support: {
      name: { de: 'Unterstützung', fr: 'Soutien', it: 'Sostegno', en: 'Support' },
      once: true,
      unlisted: true,
    },
  },
  bands: ideaBands,
  routes: ideaRoutes,
  searchText: (process, language) => ideasOf(process).question[language],
  async seed(app, process) {
    for (const { who, title, body, place } of invented) {
      const person = await demoPerson(app, who);
      if (person)
        await contribute(app, person, {
          ...{ process, act: 'idea', title, body, data: { place } },
          language: 'de',
          named: false,
        });
    }
  },
};
