// What programs send by Open311: a report, or an update to one; the same thing sent twice is there once.
import { isInSwitzerland, isReadable, type FormBody } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { makeReport } from '../actions/make-report.ts';
import { noteReport } from '../actions/note-report.ts';
import { readPhotos } from '../actions/store-photos.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { readPlace, type ReportPlace } from '../place.ts';
import { readQuestions } from '../pages/questions.tsx';
import { longestText } from '../pages/typed.ts';
import { idOf } from '../report-key.ts';
import { reportsTexts } from '../reports-texts.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { text, type Fields } from './arguments.ts';
import { Open311Fault, type Value } from './format.ts';
import { serviceByCode } from './service-list.ts';

/** `attribute[code]=value`, `attribute[code][]=value` as the controls of our own form. */
function attributesAsForm(fields: Fields): FormBody {
  const form: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const code = /^attribute\[([\w-]{1,60})\](?:\[\])?$/.exec(name)?.[1];
    if (code === undefined) continue;
    const given = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(
      (each): each is string => typeof each === 'string' && each !== '',
    );
    if (given.length > 0) form[`frage.${code}`] = given.length === 1 ? (given[0] ?? '') : given;
  }
  return form;
}

const outside = 'lat and long lie outside of the jurisdiction; perhaps they are swapped.';

/** @throws Open311Fault 400 */
function placeOf({ app, language }: Request, fields: Fields): ReportPlace & { area: string } {
  const [lat, long] = [text(fields, 'lat'), text(fields, 'long')];
  const address = text(fields, 'address_string');
  if ((lat === undefined) !== (long === undefined))
    throw new Open311Fault(400, 'lat and long both need to be sent.');
  if (lat === undefined && address === undefined)
    throw new Open311Fault(
      400,
      text(fields, 'address_id') === undefined
        ? 'A location is missing: lat and long, or address_string.'
        : 'address_id is not known here: send lat and long, or address_string.',
    );
  const isDegree = (value: string | undefined) =>
    value === undefined || /^-?\d{1,3}(\.\d{1,15})?$/.test(value);
  if (!isDegree(lat) || !isDegree(long))
    throw new Open311Fault(400, 'lat and long must be degrees of WGS84.');
  // People may write them either way; programs have named them, so swapped ones are told and not turned round.
  if (lat !== undefined && !isInSwitzerland({ lat: Number(lat), lon: Number(long) }))
    throw new Open311Fault(400, outside);
  const read = readPlace(
    app,
    {
      'ort.text': (address ?? '').slice(0, 200),
      ...(lat === undefined ? {} : { 'ort.point': `${lat}, ${long}` }),
    },
    language,
  );
  if ('wrong' in read)
    throw new Open311Fault(400, read.wrong === 'point' ? outside : 'address_string can’t be read.');
  const { area } = read.place;
  if (area === undefined)
    throw new Open311Fault(400, 'address_string must name the municipality or its postal code.');
  return { ...read.place, area };
}

/** @throws Open311Fault 400 */
function readableText(fields: Fields, name: string): string {
  const given = (text(fields, name) ?? '').replace(/\r\n?/g, '\n');
  if (given.length > longestText)
    throw new Open311Fault(400, `${name} may have at most ${longestText} characters.`);
  if (!isReadable(given)) throw new Open311Fault(400, `${name} has characters that can’t be shown.`);
  return given;
}

/** Never fetched: an address of somebody else’s choosing. It waits with the words to be looked at. */
function withMedia(words: string, fields: Fields): string {
  const media = text(fields, 'media_url');
  const safe = media !== undefined && media.length <= 500 && /^https?:\/\/[^\s<>"]+$/.test(media);
  return safe ? `${words}\n\n${media}`.trim().slice(0, longestText) : words;
}

async function photosOf({ app, actor, files }: Request) {
  const read = await readPhotos(
    app,
    actor,
    files.filter(({ field }) => /^media(\[\])?$/.test(field)),
  );
  if ('fault' in read) throw new Open311Fault(400, `media can’t be taken: ${read.fault}.`);
  return read.photos;
}

/** @param sender name of the key @throws Open311Fault 400, 404 */
export async function postRequest(request: Request, fields: Fields, sender: string): Promise<Value> {
  const { app, actor, language, headers } = request;
  const t = reportsTexts(language);
  const code = text(fields, 'service_code');
  if (code === undefined) throw new Open311Fault(400, 'service_code was not provided.');
  const category = serviceByCode(app, code);
  const place = placeOf(request, fields);
  const words = withMedia(readableText(fields, 'description'), fields);
  const email = text(fields, 'email');
  if (email !== undefined && !isMailAddress(email)) throw new Open311Fault(400, 'email is no address.');
  const read = readQuestions(category, attributesAsForm(fields), language);
  if (read.errors.length > 0)
    throw new Open311Fault(
      400,
      ...read.errors.map(
        ({ fieldId, message }) => `attribute[${fieldId.replace(/^frage\./, '')}]: ${message}`,
      ),
    );
  const { answers, wordAnswers } = read;
  const { id } = await makeReport(app, actor, {
    ...{ category, place, text: words, answers, wordAnswers, language },
    sentId: idOf('open311', sender, ...sentOnce(app, headers['idempotency-key'], fields)),
    photos: await photosOf(request),
    ...(email === undefined ? {} : { contact: { email } }),
  });
  return {
    each: 'request',
    items: [
      {
        service_request_id: String(id),
        service_notice: t('open311.notice', { count: category.days }),
        account_id: null,
      },
    ],
  };
}

/** By the key that the sender names; else the same on the same day is the same. */
function sentOnce(app: App, key: unknown, fields: Fields): string[] {
  if (typeof key === 'string' && key !== '') return ['key', key];
  const { api_key: _key, files: _files, ...content } = fields;
  return ['day', dayInSwitzerland(app.clock.now()), JSON.stringify(Object.entries(content).sort())];
}

/** @throws Open311Fault 400, 404; Fault where it can't be done now */
export async function postUpdate(request: Request, fields: Fields, sender: string): Promise<Value> {
  const { app, actor } = request;
  const given = text(fields, 'service_request_id');
  const report = reportNumber(given);
  const updateId = text(fields, 'update_id');
  if (given === undefined) throw new Open311Fault(400, 'service_request_id was not provided.');
  if (report === undefined) throw new Open311Fault(404, 'service_request_id was not found.');
  if (updateId === undefined) throw new Open311Fault(400, 'update_id was not provided.');
  const status = text(fields, 'status')?.toUpperCase();
  if (status !== undefined && status !== 'OPEN' && status !== 'CLOSED')
    throw new Open311Fault(400, 'status must be OPEN or CLOSED.');
  const note = withMedia(readableText(fields, 'description'), fields);
  if (note === '' && status === undefined) throw new Open311Fault(400, 'description was not provided.');
  const id = await noteReport(app, actor, report, {
    ...{ note, opens: status === 'OPEN', photos: await photosOf(request) },
    sentId: idOf('open311 update', sender, updateId),
  });
  return { each: 'request_update', items: [{ update_id: String(id) }] };
}
