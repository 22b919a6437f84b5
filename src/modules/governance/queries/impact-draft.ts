// The draft of an impact assessment, generated from what the service declares and from figures; words only, no person.
import { processingRecord, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { grantsOf, remedyOf, text } from '../../catalogue/index.ts';
import { measureCases } from '../../cases/index.ts';
import type { Standing } from '../assessment/standing.ts';
import { governanceTexts } from '../governance-texts.ts';
import { activities, type Activity } from './activities.ts';

export interface ImpactDraft {
  activity: Activity;
  /** Labels of the specially protected fields. */
  special: string[];
  /** Cases of the last twelve months. */
  cases: number;
  atOnce: number;
  /** FEEL. */
  rule: string | undefined;
  remedy: string | undefined;
  /** One sentence for each risk. */
  risks: string[];
  /** What the program itself enforces against them. */
  measures: string[];
}

/** Twelve months back. */
function yearAgo(app: App): Date {
  const instant = new Date(app.clock.now());
  instant.setUTCFullYear(instant.getUTCFullYear() - 1);
  return instant;
}

export async function impactDraft(
  app: App,
  language: Language,
  service: ServiceDefinition,
  { declaration }: Standing,
): Promise<ImpactDraft> {
  const t = governanceTexts(language);
  const record = processingRecord(service, grantsOf(app));
  const activity = activities(app, language).find((each) => each.id === service.id);
  if (!activity) throw new Error(`The register of processing lacks ${service.id}`);
  const figures = (await measureCases(app, yearAgo(app))).get(service.id);
  const { remedy } = record.decision;
  return {
    activity,
    special: record.fields
      .filter((field) => field.class === 'special')
      .map(({ id }) => text(service, language, `fields.${id}.label`)),
    cases: figures?.cases ?? 0,
    atOnce: figures?.atOnce ?? 0,
    rule: record.decision.rule,
    remedy: remedy === undefined ? undefined : remedyOf(app, remedy, service)?.authority[language],
    risks: declaration.risks.map((risk) => t(`risk.${risk}`)),
    measures: [
      t('measure.log'),
      t('measure.guard'),
      t('measure.unit', { unit: activity.controller }),
      t('measure.grant'),
      t('measure.retention', { kept: activity.kept.join('; ') }),
      ...(record.decision.rule === undefined ? [t('measure.staff')] : [t('measure.rule')]),
      ...(remedy === undefined ? [] : [t('measure.remedy')]),
    ],
  };
}
