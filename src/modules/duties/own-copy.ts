// What the duties module gives to the copy of one's own data: facts, marks, reminders and since when there is a calendar address.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { dutiesTexts } from './duties-texts.ts';
import { dutiesOf, dutyById } from '../catalogue/index.ts';
import { settingOf } from './queries/due-soon.ts';

async function* facts(app: App, actor: PersonActor) {
  const rows = await ownData(app, actor, (db) =>
    db.selectFrom('duties.fact').selectAll().where('account_id', '=', actor.id).orderBy('fact').execute(),
  );
  for (const { fact, value, stated_at: at } of rows) yield { fact, value, statedAt: at.toISOString() };
}

async function* marks(app: App, actor: PersonActor) {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('duties.mark')
      .selectAll()
      .where('account_id', '=', actor.id)
      .orderBy('marked_at')
      .execute(),
  );
  for (const { duty, occurrence, marked_at: at } of rows)
    yield { duty, occurrence, markedAt: at.toISOString() };
}

async function* settings(app: App, actor: PersonActor) {
  const setting = await ownData(app, actor, (db) => settingOf(db, actor.id));
  if (setting) yield { ...setting, calendarMadeAt: setting.calendarMadeAt?.toISOString() ?? null };
}

type Of<Read extends (app: App, actor: PersonActor) => AsyncGenerator> =
  ReturnType<Read> extends AsyncGenerator<infer Item> ? Item : never;

const factPart: OwnCopyPart<Of<typeof facts>> = {
  name: 'dutyFacts',
  tables: ['duties.fact'],
  title: (language) => dutiesTexts(language)('copy.facts'),
  read: forPersons(facts),
  print: ({ fact, value }, app, language) => {
    const file = dutiesOf.of(app);
    const label = [...file.facts, ...file.dates].find(({ id }) => id === fact)?.label[language] ?? fact;
    const t = dutiesTexts(language);
    const shown = value === 'true' ? t('yes') : value === 'false' ? t('no') : formatDate(value, language);
    return { title: `${label} ${shown}` };
  },
};

const markPart: OwnCopyPart<Of<typeof marks>> = {
  name: 'dutyMarks',
  tables: ['duties.mark'],
  title: (language) => dutiesTexts(language)('copy.marks'),
  read: forPersons(marks),
  print: ({ duty, markedAt }, app, language) => ({
    title: dutyById(app, duty)?.title[language] ?? duty,
    lines: [dutiesTexts(language)('own.doneHand', { day: formatDate(swissDay(markedAt), language) })],
  }),
};

const settingPart: OwnCopyPart<Of<typeof settings>> = {
  name: 'dutySettings',
  tables: ['duties.setting'],
  title: (language) => dutiesTexts(language)('copy.settings'),
  read: forPersons(settings),
  print: ({ remindDays, calendarMadeAt }, _app, language) => {
    const t = dutiesTexts(language);
    return {
      title: t('copy.settings'),
      lines: [
        remindDays === null ? t('remind.never') : t('remind.days', { days: remindDays }),
        calendarMadeAt === null
          ? t('calendar.none')
          : t('calendar.since', { day: formatDate(swissDay(calendarMadeAt), language) }),
      ],
    };
  },
};

export const dutiesCopy: OwnCopy = { parts: [factPart, markPart, settingPart] };
