// The process of a service with its drawing, in a language; made once for each version and kept as long as it is offered.
import {
  bpmnDocument,
  layoutProcess,
  serviceProcess,
  type DiagramLayout,
  type ProcessWords,
  type ServiceDefinition,
  type ServiceProcess,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { caseWord } from '../../cases/index.ts';
import { unitName } from '../../organisation/index.ts';
import { insightTexts } from '../insight-texts.ts';

export interface DrawnProcess {
  process: ServiceProcess;
  layout: DiagramLayout;
  /** As BPMN 2.0 XML; written once. */
  bpmn: () => Promise<string>;
}

const drawn = new WeakMap<ServiceDefinition, Map<Language, DrawnProcess>>();

export function processOf(app: App, definition: ServiceDefinition, language: Language): DrawnProcess {
  const kept = drawn.get(definition) ?? new Map<Language, DrawnProcess>();
  drawn.set(definition, kept);
  const found = kept.get(language);
  if (found) return found;
  const process = serviceProcess(
    definition,
    language,
    processWords(definition, unitName(app, definition.owner, language), language),
  );
  const layout = layoutProcess(process);
  const namespace = `${app.config.baseUrl}/leistungen/${definition.id}`;
  let written: Promise<string> | undefined;
  const made = { process, layout, bpmn: () => (written ??= bpmnDocument(process, layout, namespace)) };
  kept.set(language, made);
  return made;
}

/** @param unit name of the unit responsible */
export function processWords(definition: ServiceDefinition, unit: string, language: Language): ProcessWords {
  const t = insightTexts(language);
  return {
    person: t('process.person'),
    unit,
    programme: t('process.programme'),
    staff: t('process.staff'),
    begin: t('process.begin'),
    form: t('process.form'),
    yes: t('process.yes'),
    no: t('process.no'),
    submission: t('process.submission'),
    rules: t('process.rules'),
    rulesNote: t('process.rulesNote'),
    atOnce: t('process.atOnce'),
    sift: t('process.sift'),
    review: t('process.review'),
    outcome: t('process.outcome'),
    waitForPerson: t('process.waitForPerson'),
    noAnswer: t('process.noAnswer'),
    answer: t('process.answer'),
    answerQuestion: t('process.answerQuestion'),
    waitForLetter: t('process.waitForLetter'),
    withdrawal: t('process.withdrawal'),
    withdrawalWish: t('process.withdrawalWish'),
    promise: t('process.promise', { count: definition.process.promise.workingDays }),
    promiseNote: t('process.promiseNote'),
    overdue: t('process.overdue'),
    done: t('process.done'),
    about: t('process.about', { version: definition.version }),
    action: (id) => caseWord(language, 'action', id),
    state: (id) => caseWord(language, 'state', id),
    letter: (id) => t(`letter.${id}`),
  };
}
