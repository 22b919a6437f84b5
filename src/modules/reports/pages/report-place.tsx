// /melden: where it is, first: by address, by a well-known place, by coordinates, or on the map where there is script.
import type { FormBody } from '../../../engine/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  LocationField,
  Notice,
  Top,
  Wrap,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { areaOf } from '../../organisation/index.ts';
import { placeControls, readPlace, type ReportPlace } from '../place.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { areaName } from './report-words.tsx';

const wrongParts = { point: 'placePoint', place: 'placeList', text: 'placeWords' } as const;

/** @param asked false: nothing was sent yet */
function form(request: Request, errors: readonly FormError[], askArea: boolean): Reply {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  const { tiles, attribution } = app.config.map;
  const typed = (name: string) => typedText(query, name);
  const { places, emergency } = reportsOf(app);
  return page(request, {
    title: t('place.title'),
    description: t('place.description', { canton: app.canton.name[language] }),
    indexed: true,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    scripts: ['locationMap'],
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('place.title')}
          lead={t('place.lead')}
          crumbs={[{ label: t('list.title'), href: '/meldungen' }]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        <Form method="get" action="/melden" hidden={{ weiter: '1', ...kindOf(query) }}>
          <Notice tone="danger" title={t('place.emergency')}>
            {emergency[language]}
          </Notice>
          <LocationField
            labels={labels}
            id="ort"
            name="ort"
            label={t('place.label')}
            hint={t('place.hint')}
            places={places.map(({ id, at, ...names }) => ({
              value: id,
              label: names[language],
              at: at && { lon: at[0], lat: at[1] },
            }))}
            shape={areaOf(app)}
            map={{ ...app.assets.map, ...(tiles === undefined ? {} : { tiles, attribution }) }}
            value={{ text: typed('ort.text'), place: typed('ort.place'), point: typed('ort.point') }}
            error={errorOf(errors, 'ort')}
          />
          {askArea ? (
            <Choice
              labels={labels}
              id="gemeinde"
              name="gemeinde"
              label={t('place.area')}
              hint={t('place.areaHint')}
              value={typed('gemeinde')}
              error={errorOf(errors, 'gemeinde')}
              options={reportsOf(app).areas.map(({ id }) => ({ value: id, label: areaName(app, id) }))}
            />
          ) : null}
          <Buttons>
            <Button>{t('place.next')}</Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

/** The kind that somebody came with, e.g. from the search: it stays. */
export function kindOf(query: Record<string, string>): Record<string, string> {
  const kind = typedText(query, 'art');
  return kind === '' || kind.length > 40 ? {} : { art: kind };
}

/** A place with its municipality, or where the form goes on asking. */
export function placeOrForm(request: Request): { place: ReportPlace & { area: string } } | { reply: Reply } {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const read = readPlace(app, query as FormBody, language);
  if ('wrong' in read) {
    const words = wrongParts[read.wrong as 'point'] ?? 'placeMissing';
    return { reply: form(request, [{ fieldId: 'ort', message: t(`wrong.${words}`) }], false) };
  }
  const { place } = read;
  if (place.area === undefined) {
    const asked = Object.hasOwn(query, 'gemeinde');
    const fault = asked ? 'wrong.area' : 'wrong.areaUnknown';
    return { reply: form(request, [{ fieldId: 'gemeinde', message: t(fault) }], true) };
  }
  return { place: { ...place, area: place.area } };
}

/** Where the next question is. */
export const addressOf = (path: string, place: ReportPlace, more: Record<string, string> = {}): string =>
  `${path}?${new URLSearchParams({ ...placeControls(place), ...more })}`;

function show(request: Request): Reply {
  const { query } = request;
  if (!Object.hasOwn(query, 'weiter')) return form(request, [], false);
  const read = placeOrForm(request);
  if ('reply' in read) return read.reply;
  const kind = kindOf(query);
  const known = reportsOf(request.app).byId.has(kind['art'] ?? '');
  return seeOther(addressOf(known ? '/melden/angaben' : '/melden/was', read.place, known ? kind : {}));
}

export const reportPlaceRoutes: Route[] = [
  {
    method: 'GET',
    url: '/melden',
    may: everyone,
    kind: 'page',
    summary: 'Reports a damage or a nuisance: where it is (ort.text, ort.place, ort.point, art)',
    handle: show,
  },
];
