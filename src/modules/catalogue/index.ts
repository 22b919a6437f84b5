// What other modules may use of the catalogue: published services, their texts and lists, evaluation, fault texts, search.
export { indexForSearch, type SearchEntry } from './actions/index-for-search.ts';
export { needsFilling, noteFilled, putSearchEntries } from './actions/put-search-entries.ts';
export { wantedService } from './api/service.ts';
export { Cursor, Lang, ServiceId } from './api/query-parameters.ts';
export { grantsOf, grantOfTask, registerTasks, type RegisterTask } from './definitions/load-grants.ts';
export { datesOf, type Duty } from './definitions/load-duties.ts';
export { easyHomeLink } from './easy/easy-text.ts';
export { addRelatedBand, addServiceBand, type RelatedBand } from './pages/added-bands.ts';
export { RollNote, Unverified } from './pages/due-notes.tsx';
export { contextOf, remedyOf, type Remedy } from './queries/context.ts';
export { describedById, describedInFile, describedServices } from './queries/described.ts';
export { reckoning, ruleText } from './queries/due-words.ts';
export { dutiesOf, dutyById, dutyHref } from './queries/duties.ts';
export { durationText, retentionText } from './queries/duration-text.ts';
export { exampleAnswers } from './queries/example-answers.ts';
export { indexCatalogue } from './search/own-entries.ts';
export { evaluateService } from './queries/evaluate-service.ts';
export { faultText, factFaultText, namedFaultText } from './queries/fault-text.ts';
export { offerById, offers, onlineFirst, type Offer } from './queries/offers.ts';
export {
  audienceName,
  lifeEventById,
  lifeEventEntries,
  lifeEvents,
  type LifeEvent,
} from './queries/life-events.ts';
export { questionCount } from './queries/question-count.ts';
export { search, type Found, type SearchPage } from './queries/search.ts';
export {
  examplesOf,
  requireServiceVersion,
  serviceById,
  serviceInFile,
  services,
  serviceTitle,
  serviceVersion,
} from './queries/services.ts';
export { optionalText, text } from './queries/text.ts';
export { refusesInvented, typedAhv } from './queries/typed-ahv.ts';
export {
  responsibleUnits,
  topicById,
  topicName,
  topics,
  topicsWith,
  type Responsible,
  type Topic,
} from './topics/topics.ts';
