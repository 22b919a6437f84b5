// What the initiatives module gives to the copy of one's own data: the initiatives that a member of staff is said to work on.
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { languages, type LocalText } from '../../kernel/i18n/texts.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import type { Initiative } from './initiative.ts';
import { initiativesTexts } from './initiatives-texts.ts';

interface OwnMembership {
  initiative: string;
  title: LocalText;
  task: string;
  since: Date;
}

const part: OwnCopyPart<OwnMembership> = {
  name: 'initiatives',
  tables: ['initiatives.member'],
  title: (language) => initiativesTexts(language)('list.title'),
  async *read(app, actor) {
    if (actor.kind !== 'staff') return;
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('initiatives.member as member')
        .innerJoin('initiatives.initiative as initiative', 'initiative.id', 'member.initiative_id')
        .select(['member.initiative_id as initiative', 'initiative.texts', 'member.task', 'member.since'])
        .where('member.account_id', '=', actor.id)
        .orderBy('member.initiative_id')
        .execute(),
    );
    for (const { texts, ...row } of rows) {
      const written = texts as unknown as Initiative['texts'];
      const title = Object.fromEntries(languages.map((each) => [each, written[each].title])) as LocalText;
      yield { ...row, title };
    }
  },
  print: ({ title, task, since, initiative }, _app, language) => ({
    title: title[language] === '' ? initiative : title[language],
    facts: [
      { label: initiativesTexts(language)('team.task'), value: task },
      { label: initiativesTexts(language)('team.since'), value: formatDate(swissDay(since), language) },
    ],
  }),
};

export const initiativesCopy: OwnCopy = { parts: [part] };
