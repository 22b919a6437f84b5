// The engine's public face: everything other parts may use.
export {
  loadDefinition,
  type DefinitionSource,
  type LoadedDefinition,
} from './definition/load-definition.ts';
export { loadList } from './definition/lists.ts';
export { pathText, type DefinitionFault } from './definition/definition-fault.ts';
export { YamlDocument } from './definition/yaml-document.ts';
export * from './definition/schema.ts';
export { evaluate, evaluateTraced, type Trace } from './evaluate/evaluate.ts';
export type { AnswerFault, Answers, EvaluateContext, Evaluation } from './evaluate/evaluation.ts';
export { toRappen, type Fee, type FeeItem } from './evaluate/fee.ts';
export { valueFaultCodes, type ValueFaultCode } from './fields/fault-codes.ts';
export type {
  FormBody,
  FormContext,
  JsonSchema,
  ListOption,
  Lists,
  UploadedFile,
} from './fields/field-kind.ts';
export { acceptedTypes, largestFile, mediaTypes } from './fields/file.ts';
export { shownOptions } from './fields/options.ts';
export { isSearched, matchOption, nearOptions } from './fields/search-options.ts';
export { fold, longestWord } from './fold.ts';
export {
  addDays,
  addDuration,
  addMonths,
  isCalendarDay,
  weekday,
  type CalendarDay,
} from './deadline/calendar-day.ts';
export type { AppointmentOffer, AppointmentOffers, OpenHours } from './appointments/offer.ts';
export { slotsOf } from './appointments/slots.ts';
export { swissInstant, swissMoment } from './appointments/swiss-time.ts';
export {
  dayParts,
  readDay,
  readInstant,
  typedDay,
  typedInstant,
  typedText,
  type Typed,
} from './appointments/typed-instant.ts';
export { contains, type CantonArea, type Ring } from './location/area.ts';
export { isInSwitzerland, printLonLat, printSwissGrid, type LonLat } from './location/swiss-grid.ts';
export { locationOf, pointOf } from './fields/location.ts';
export { normaliseAhv, normaliseUid } from './fields/registered-number.ts';
export { isBlankText } from './fields/field-kind.ts';
export { isReadable, readText, textLength } from './fields/text-value.ts';
export { printDay, printFrancs, printMoment, printNumber } from './fields/print.ts';
export { moveClock } from './deadline/clock.ts';
export { holidayCalendar, type HolidayDate } from './deadline/holidays.ts';
export {
  addWorkingDays,
  nextWorkingDay,
  previousWorkingDay,
  remedyDay,
  workingDaysBetween,
  type IsHoliday,
} from './deadline/working-days.ts';
export { dueOf, firstDueOf, namesOfDue, type Due, type DueRule, type Roll } from './deadline/due-rule.ts';
export {
  conditionFaults,
  holds,
  isReservedName,
  mayHold,
  namesOfCondition,
  readFact,
  type FactField,
  type FactFields,
  type Facts,
  type FactValue,
} from './facts.ts';
export type { Example } from './examples/example.ts';
export {
  runExamples,
  type ExampleContext,
  type ExampleMismatch,
  type ExampleResult,
  type ExamplesReport,
} from './examples/run-examples.ts';
export { resolveDayTokens } from './examples/resolve-day-tokens.ts';
export { ruleInWords } from './paper/rule-in-words.ts';
export { summary, type SummaryRow, type SummarySection } from './summary.ts';
export { pageState, progress, type PageState, type Progress } from './progress.ts';
export { letterVariables } from './letter-variables.ts';
export { compareVersions, type VersionChange } from './versions/compare-versions.ts';
export { carryOver, type CarriedOver } from './versions/carry-over.ts';
export { answersSchema } from './answers-schema.ts';
export { answersToForm, formContext, formToAnswers, type FormWords } from './form/form-answers.ts';
export { decidingActions, lifecycleOf, lifecycles } from './lifecycle/index.ts';
export {
  actionsFor,
  transition,
  type ActionId,
  type AppealEnd,
  type CaseState,
  type EndState,
  type Lifecycle,
  type LifecycleAction,
  type LifecycleEffect,
  type ProcessId,
  type Role,
  type TransitionResult,
} from './lifecycle/lifecycle.ts';
export { stationsFor, type CaseStation, type StateEntry, type StationId } from './lifecycle/stations.ts';
export {
  grantFor,
  isOnRequest,
  needsRequest,
  registerField,
  registerIds,
  requestGrantFor,
  sourceOfRegister,
  type RegisterGrant,
  type RegisterId,
} from './registers/grants.ts';
export { lookUp, lookUpBuilding } from './registers/look-up.ts';
export type {
  Address,
  Finding,
  RegisteredBuilding,
  RegisteredCompany,
  RegisteredStreet,
  Registers,
} from './registers/registers.ts';
export { fieldText } from './field-text.ts';
export { readSingle, singleControls, singleText } from './single-field.ts';
export { paperForm, type PaperField, type PaperQuestion } from './paper/paper-form.ts';
export type { ConditionText } from './paper/condition-words.ts';
export type { BoxGroup, PaperControl, PaperOption } from './fields/paper-control.ts';
export { serviceProcess } from './diagram/service-process.ts';
export {
  nodesOf,
  type DiagramNode,
  type ProcessWords,
  type ServiceProcess,
} from './diagram/process-model.ts';
export { layoutProcess, type DiagramLayout } from './diagram/layout.ts';
export { bpmnDocument } from './diagram/bpmn-document.ts';
export { dataDictionary, type DictionaryEntry } from './description/data-dictionary.ts';
export { registerOf, type Register } from './registers/register-of.ts';
export { processingRecord, type ProcessingRecord } from './description/processing-record.ts';
export { effortOf, type Effort, type MediaBreak } from './description/effort.ts';
export { readingText, type ReadingWords } from './description/reading-text.ts';
