// Services that are not online yet: described, so that people find the way that there is today.
import { perApp, type App } from '../../../kernel/app.ts';
import { languages, type LocalText } from '../../../kernel/i18n/texts.ts';
import { correctedState, withFields, type CorrectedFields } from '../../organisation/index.ts';
import type { DescribedService } from '../definitions/load-described.ts';

export type { DescribedService };

export const describedOf = perApp<ReadonlyMap<string, DescribedService>>('The described services');

const corrected = correctedState<ReadonlyMap<string, DescribedService>>(
  ['described'],
  (services, directory) => {
    const fields = directory['described'] ?? {};
    return new Map(
      [...services].map(([id, service]) => {
        const own = fields[id];
        return [id, own ? withCorrections(service, own) : service] as const;
      }),
    );
  },
);
const current = (app: App) => corrected(app, describedOf.of(app));

/** The fee is a number, and what is needed a list with a line for each. */
function withCorrections(service: DescribedService, fields: CorrectedFields): DescribedService {
  const { 'fee.amount': amount, ...rest } = fields;
  const needs = Object.entries(rest).filter(([field]) => field.startsWith('needs.'));
  const plain = Object.fromEntries(Object.entries(rest).filter(([field]) => !field.startsWith('needs.')));
  const laid = withFields(service, plain);
  if (amount === '') delete laid.fee;
  else if (amount !== undefined) laid.fee = { ...laid.fee, amount: Number(amount) };
  for (const [field, value] of needs) {
    const [, language = 'de'] = field.split('.');
    const lines = value.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) delete laid.needs;
    else
      laid.needs = lines.map((line, index) => ({
        ...(laid.needs?.[index] ?? inAllLanguages(line)),
        [language]: line,
      }));
  }
  return laid;
}

const inAllLanguages = (line: string): LocalText =>
  Object.fromEntries(languages.map((language) => [language, line])) as LocalText;

/** As the canton's files have it, without corrections. */
export const describedInFile = (app: App, id: string): DescribedService | undefined =>
  describedOf.of(app).get(id);

/** In the order of ids; none of them has a definition. */
export function describedServices(app: App): DescribedService[] {
  return [...current(app).values()];
}

export function describedById(app: App, id: string): DescribedService | undefined {
  return current(app).get(id);
}
