// Everything the catalogue reads when the program starts, checked as a whole and then published.
import type { App } from '../../kernel/app.ts';
import { stopForFaults } from '../../kernel/canton-file.ts';
import { appointmentOffers } from '../appointments/index.ts';
import { areaOf, holidayRules, units } from '../organisation/index.ts';
import { publishServices } from './actions/publish-services.ts';
import { grantsState, loadGrants } from './definitions/load-grants.ts';
import { datesOf, loadDuties } from './definitions/load-duties.ts';
import { loadGuides } from './definitions/load-guides.ts';
import { easyOf } from './easy/easy-text.ts';
import { loadEasy } from './easy/load-easy.ts';
import { readLists, serviceIds } from './definitions/read-folder.ts';
import { loadDescribed } from './definitions/load-described.ts';
import { loadRemedies } from './definitions/load-remedies.ts';
import { faultLine, loadServices } from './definitions/load-services.ts';
import { loadTopics } from './definitions/load-topics.ts';
import { provideServiceNeeds } from '../identity/index.ts';
import { addedBands, relatedBands } from './pages/added-bands.ts';
import { contextOfToday } from './queries/context.ts';
import { describedOf } from './queries/described.ts';
import { dutiesOf } from './queries/duties.ts';
import { serviceNeed } from './queries/service-need.ts';
import { guidesOf } from './queries/guides.ts';
import { topicsOf } from './queries/life-events.ts';
import { synonymsOf } from './queries/search.ts';
import { catalogueOf } from './queries/services.ts';
import { dictionaryOf, makeDictionary } from './search/dictionary.ts';
import { loadSynonyms } from './search/load-synonyms.ts';
import { indexCatalogue } from './search/own-entries.ts';
import { loadTopicsFile } from './topics/load-topics-file.ts';
import { topicState } from './topics/topics.ts';

/** @throws StartFault with all faults of all files and services */
export async function startCatalogue(app: App): Promise<void> {
  const ids = new Set(await serviceIds(app.canton.folder));
  const [topics, remedies, lists, synonyms, grants] = await Promise.all([
    loadTopics(app.canton),
    loadRemedies(app.canton),
    readLists(app.canton.folder),
    loadSynonyms(app.canton),
    loadGrants(app.canton, ids),
  ]);
  const known = {
    units: new Set(units(app).map((unit) => unit.id)),
    lifeEvents: new Set(topics.lifeEvents.map((event) => event.id)),
    audiences: new Set(topics.audiences.map((audience) => audience.id)),
  };
  const { described, faults: faultsOfDescribed } = await loadDescribed(app.canton, known);
  const allServices = new Set([...ids, ...described.map(({ id }) => id)]);
  const duties = await loadDuties(app.canton, (id) => allServices.has(id));
  const { guides, faults: faultsOfGuides } = await loadGuides(app.canton, {
    ...known,
    services: allServices,
    duties: new Set(duties.file?.duties.map(({ id }) => id)),
    dates: new Set(duties.file?.duties.flatMap(datesOf)),
  });
  const easy = await loadEasy(app.canton, { ...known, online: ids, services: allServices });
  const subjects = await loadTopicsFile(app.canton, { ...known, services: allServices });
  const surroundings = {
    ...known,
    lists: lists.lists,
    remedies: remedies.remedies,
    area: areaOf(app),
    offers: appointmentOffers(app),
    holidays: holidayRules(app),
    grants: grants.grants,
  };
  const services = await publishServices(app, async (publish) => {
    const loaded = await loadServices(app, surroundings, publish);
    stopForFaults('The services', [
      ...topics.faults,
      ...remedies.faults,
      ...lists.faults.map((fault) => faultLine(fault, app.canton.folder)),
      ...synonyms.faults,
      ...grants.faults,
      ...loaded.faults,
      ...faultsOfDescribed,
      ...duties.faults,
      ...faultsOfGuides,
      ...easy.faults,
      ...subjects.faults,
    ]);
    return loaded.services;
  });
  const context = { lists: lists.lists, remedies: remedies.remedies };
  contextOfToday.set(app, context);
  topicsOf.set(app, topics);
  topicState.set(app, subjects.topics);
  if (duties.file) dutiesOf.set(app, duties.file);
  guidesOf.set(app, guides);
  easyOf.set(app, { texts: easy.texts });
  synonymsOf.set(app, synonyms.synonyms);
  grantsState.set(app, grants.grants);
  addedBands.set(app, []);
  relatedBands.set(app, []);
  provideServiceNeeds(app, (id) => serviceNeed(app, id));
  const current = new Map(
    services.map(({ definition, examples }) => [definition.id, { definition, examples }] as const),
  );
  catalogueOf.set(app, { current, older: new Map() });
  // A definition takes the place of the description with its id.
  describedOf.set(
    app,
    new Map(described.filter(({ id }) => !current.has(id)).map((service) => [service.id, service])),
  );
  dictionaryOf.set(app, makeDictionary(app, synonyms.synonyms.de));
  await indexCatalogue(app);
}
