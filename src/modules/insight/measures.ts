// What the figures of services say of the canton and of each service: from cases of twelve months, or counted from definitions.
import type { App } from '../../kernel/app.ts';
import type { Measure, Reading } from '../../kernel/measure.ts';
import { measureTexts as texts } from './measure-texts.ts';
import { fewestCases, figuresOf, type Figures, type ServiceFigures } from './queries/service-figures.ts';

type Said = Pick<Reading, 'value' | 'sample'>;
const nothing: Said = { value: null, sample: null };

/** Of one service, or of all; of a service that is not online nothing. */
async function from(
  app: App,
  service: string | undefined,
  ofService: (figures: ServiceFigures) => Said,
  ofCanton: (figures: Figures) => Said,
  measured: boolean,
): Promise<Reading> {
  const figures = await figuresOf(app);
  const one = figures.items.find((each) => each.service.id === service);
  const said = service === undefined ? ofCanton(figures) : one ? ofService(one) : nothing;
  return { ...said, at: figures.asOf, since: measured ? figures.since : undefined };
}

const average = (values: readonly number[]): Said => ({
  value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
  sample: values.length,
});

/** Of the services whose cases are said only: else the share of those that are hidden could be reckoned. */
function atOnce({ items }: Figures): Said {
  const shown = items.flatMap(({ measured, cases }) =>
    measured && cases !== null ? [{ cases, decided: measured.share * cases }] : [],
  );
  const cases = shown.reduce((sum, each) => sum + each.cases, 0);
  return cases < fewestCases
    ? nothing
    : { value: shown.reduce((sum, { decided }) => sum + decided, 0) / cases, sample: cases };
}

const ofCases = { texts, page: '/leistungen/zahlen' } as const;

export const insightMeasures: readonly Measure[] = [
  {
    ...ofCases,
    id: 'decided-at-once',
    unit: 'share',
    better: 'more',
    of: ['canton', 'service'],
    read: (app, service) =>
      from(
        app,
        service,
        ({ measured, cases }) => (measured ? { value: measured.share, sample: cases } : nothing),
        atOnce,
        true,
      ),
  },
  {
    ...ofCases,
    id: 'hours-to-decision',
    unit: 'hours',
    better: 'less',
    of: ['service'],
    read: (app, service) =>
      from(
        app,
        service,
        ({ measured, cases }) =>
          measured && measured.medianSeconds !== null
            ? { value: measured.medianSeconds / 3600, sample: cases }
            : nothing,
        () => nothing,
        true,
      ),
  },
  {
    ...ofCases,
    id: 'not-asked',
    unit: 'average',
    better: 'more',
    of: ['canton', 'service'],
    read: (app, service) =>
      from(
        app,
        service,
        ({ measured, cases }) => (measured ? { value: measured.notAsked, sample: cases } : nothing),
        ({ cases, notAsked }) => (cases < fewestCases ? nothing : { value: notAsked / cases, sample: cases }),
        true,
      ),
  },
  {
    ...ofCases,
    id: 'no-media-break',
    unit: 'share',
    better: 'more',
    of: ['canton'],
    read: (app) =>
      from(
        app,
        undefined,
        () => nothing,
        ({ items }) =>
          average(items.map(({ effort }) => (effort.mediaBreaks.some(({ always }) => always) ? 0 : 1))),
        false,
      ),
  },
  {
    ...ofCases,
    id: 'questions-asked',
    unit: 'average',
    better: 'less',
    of: ['canton', 'service'],
    read: (app, service) =>
      from(
        app,
        service,
        ({ own }) => ({ value: own, sample: null }),
        ({ items }) => average(items.map(({ own }) => own)),
        false,
      ),
  },
];
