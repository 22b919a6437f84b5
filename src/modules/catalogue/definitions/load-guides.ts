// Reads `life-events/<id>.yaml`: the guided pages, each judged as a whole, with file, line and path of what is wrong.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { conditionFaults, isReservedName, namesOfDue } from '../../../engine/index.ts';
import type { Canton } from '../../../kernel/canton.ts';
import { readCheckedFile, type CantonFile } from '../../../kernel/canton-file.ts';
import { guideDay, guideFields, GuideSchema, type Guide, type GuideStep } from '../guides/guide.ts';
import { allAnswers, stepsFor } from '../guides/steps-for.ts';

export interface KnownToGuides {
  lifeEvents: ReadonlySet<string>;
  units: ReadonlySet<string>;
  /** Ids of what is online and of what is only described. */
  services: ReadonlySet<string>;
  duties: ReadonlySet<string>;
  /** Dates that duties count from. */
  dates: ReadonlySet<string>;
}

/** Names in the page's address that no question can have. */
const taken = new Set([guideDay, 'lang']);

/** @returns the guides by life event; a canton may have none */
export async function loadGuides(
  canton: Canton,
  known: KnownToGuides,
): Promise<{ guides: ReadonlyMap<string, Guide>; faults: string[] }> {
  const guides = new Map<string, Guide>();
  const faults: string[] = [];
  const names = await readdir(join(canton.folder, 'life-events')).catch(() => []);
  for (const name of names.filter((each) => each.endsWith('.yaml')).sort()) {
    const file = await readCheckedFile(canton, `life-events/${name}`, GuideSchema);
    const id = name.replace(/\.yaml$/, '');
    faults.push(...file.faults);
    if (!known.lifeEvents.has(id)) faults.push(file.faultAt([], `There is no life event ${id}.`));
    if (!file.data) continue;
    faults.push(...judge(file.data, file, known));
    guides.set(id, file.data);
  }
  return { guides, faults };
}

function judge(guide: Guide, file: CantonFile<Guide>, known: KnownToGuides): string[] {
  const own = [
    ...doubles(guide.questions, (index) => ['questions', index, 'id']),
    ...guide.questions.flatMap((question, index): Found[] => [
      ...(taken.has(question.id) || isReservedName(question.id)
        ? [[['questions', index, 'id'], `No question can be called ${question.id}.`] as Found]
        : []),
      ...doubles(question.options ?? [], (option) => ['questions', index, 'options', option, 'id']),
    ]),
    ...(guide.dates ?? []).flatMap((name, index): Found[] =>
      known.dates.has(name) ? [] : [[['dates', index], `No duty counts from ${name}.`]],
    ),
    ...doubles(guide.steps, (index) => ['steps', index, 'id']),
    ...guide.steps.flatMap((step, index) => judgeStep(guide, step, index, known)),
  ];
  // What the answers lead to can only be worked out with conditions that can be read.
  const all = own.length > 0 ? own : [...unreachable(guide), ...empty(guide)];
  return all.map(([path, message]) => file.faultAt(path, message));
}

type Found = [path: (string | number)[], message: string];

function judgeStep(guide: Guide, step: GuideStep, index: number, known: KnownToGuides): Found[] {
  const at = (...path: (string | number)[]) => ['steps', index, ...path];
  const found: Found[] = [];
  if (step.service === undefined) {
    if (step.duty === undefined && (!step.title || !step.text))
      found.push([at(), 'A step without service or duty has a title and a text.']);
  } else {
    if (step.title) found.push([at('title'), 'The title comes from the service.']);
    if (!known.services.has(step.service))
      found.push([at('service'), `There is no service ${step.service}.`]);
  }
  if (step.duty !== undefined) {
    if (!known.duties.has(step.duty)) found.push([at('duty'), `There is no duty ${step.duty}.`]);
    if (step.due) found.push([at('due'), 'The duty says until when.']);
  }
  if (step.unit !== undefined && !known.units.has(step.unit))
    found.push([at('unit'), `There is no unit ${step.unit}.`]);
  if (step.due && !('open' in step.due)) {
    if (!guide.day) found.push([at('due'), 'A time limit counts from a day: the guide says which by `day`.']);
    for (const name of namesOfDue(step.due))
      if (name !== guideDay)
        found.push([at('due'), `Of a guide only the day ${guideDay} is known, not ${name}.`]);
  }
  if (step.when !== undefined)
    for (const message of conditionFaults(step.when, guideFields(guide))) found.push([at('when'), message]);
  return found;
}

/** A step that no answers lead to is a mistake in its condition. */
const unreachable = (guide: Guide): Found[] =>
  guide.steps.flatMap((step, index): Found[] =>
    stepsFor({ ...guide, steps: [step] }, {}).length > 0
      ? []
      : [[['steps', index, 'when'], 'No answers lead to this step.']],
  );

/** Nobody may answer everything and get nothing. */
function empty(guide: Guide): Found[] {
  const nothing = allAnswers(guide).find((answers) => stepsFor(guide, answers).length === 0);
  if (!nothing) return [];
  const answers = guide.questions.map((question) => `${question.id} = "${nothing[question.id] ?? ''}"`);
  return [[['steps'], `Nothing is left for ${answers.join(', ')}.`]];
}

function doubles(list: readonly { id: string }[], path: (index: number) => (string | number)[]): Found[] {
  return list.flatMap(({ id }, index): Found[] =>
    list.findIndex((each) => each.id === id) < index ? [[path(index), `${id} is there twice.`]] : [],
  );
}
